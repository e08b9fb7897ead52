import Configuration
import Foundation
import ISO8583
import POSGateway

/// Where terminals are served, and how their frames are written.
struct POSSettings: Sendable {
  var link = LinkSettings()
  var host = HostSettings()

  /// Nil for an empty address: no terminals.
  /// - Throws: ``SettingsFault``.
  init?(reader: ConfigReader) throws {
    let address = reader.string(forKey: "pos.address", default: "127.0.0.1:8583")
    if address.isEmpty { return nil }
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
      0...65_535 ~= port, colon > address.startIndex
    else { throw SettingsFault("pos.address", "must be HOST:PORT, such as 127.0.0.1:8583, not \(address)") }
    link.host = address[..<colon].trimmingCharacters(in: ["[", "]"])
    link.port = port
    switch reader.string(forKey: "pos.tpdu", default: "swap") {
    case "swap": host.profile.tpduMode = .swap
    case "echo": host.profile.tpduMode = .echo
    case let other: throw SettingsFault("pos.tpdu", "must be swap or echo, not \(other)")
    }
    switch reader.string(forKey: "pos.header_length", default: "auto") {
    case "auto": host.headerLength = nil
    case "0": host.headerLength = 0
    case "6": host.headerLength = 6
    case let other: throw SettingsFault("pos.header_length", "must be auto, 0 or 6, not \(other)")
    }
    try readTLS(reader)
  }

  private mutating func readTLS(_ reader: ConfigReader) throws {
    let certificate = reader.string(forKey: "pos.certificate", default: "")
    let key = reader.string(forKey: "pos.private_key", default: "")
    guard certificate.isEmpty == key.isEmpty else {
      throw SettingsFault("pos.private_key", "a certificate and its private key go together: name both files")
    }
    if !certificate.isEmpty {
      link.tls = LinkTLS(
        certificate: certificate, privateKey: key,
        clientAuthorities: reader.string(forKey: "pos.client_authorities", default: ""))
    }
    let isLoopback = link.host == "localhost" || link.host == "::1" || link.host.hasPrefix("127.")
    // Card numbers are not enciphered by ISO 8583: on a leased line or behind a controller that may be as
    // agreed, so it is said, not assumed.
    guard isLoopback || link.tls != nil || reader.bool(forKey: "pos.allow_plain", default: false) else {
      throw SettingsFault(
        "pos.address",
        "\(link.host) can be reached from other machines, and card numbers would travel in the clear. Name "
          + "pos.certificate and pos.private_key, or set pos.allow_plain for a line that is yours alone")
    }
  }
}
