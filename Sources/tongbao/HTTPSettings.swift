import Configuration
import Consoles
import Foundation
import HTTPAPI

/// Where HTTP is served, and who may stand before it.
struct HTTPSettings: Sendable {
  var host: String
  var port: Int
  /// The proxies that end TLS, believed when they say whom they ask for.
  var trustedProxies: TrustedProxies
  /// The proxies and their header as they were given.
  let proxyList: String
  let forwardedHeader: String
  /// Nil where a proxy ends TLS, or nobody does.
  var tls: HTTPTLS?
  /// Nil where all faces share what they are asked by.
  var hosts: FaceHosts?
  /// Requests a minute for each key, 1…1,000,000.
  var rateLimit: Int

  init(reader: ConfigReader) throws {
    let address = reader.string(forKey: "http.address", default: "127.0.0.1:8080")
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
      0...65_535 ~= port, colon > address.startIndex
    else { throw SettingsFault("http.address", "must be HOST:PORT, such as 127.0.0.1:8080, not \(address)") }
    host = address[..<colon].trimmingCharacters(in: ["[", "]"])
    self.port = port
    let word = reader.string(forKey: "http.forwarded_header", default: "x-forwarded-for").lowercased()
    guard let header = TrustedProxies.Header(rawValue: word) else {
      throw SettingsFault("http.forwarded_header", "must be x-forwarded-for or forwarded, not \(word)")
    }
    let list = reader.string(forKey: "http.trusted_proxy", default: "")
    guard let proxies = TrustedProxies(list, header: header) else {
      throw SettingsFault(
        "http.trusted_proxy", "must be addresses such as 10.0.0.5 or 10.0.0.0/8, not \(list)")
    }
    trustedProxies = proxies
    proxyList = list
    forwardedHeader = word
    rateLimit = reader.int(forKey: "http.rate_limit", default: 6_000)
    guard 1...1_000_000 ~= rateLimit else {
      throw SettingsFault("http.rate_limit", "must be 1 to 1,000,000 requests a minute")
    }
    tls = try HTTPTLS(reader: reader)
    hosts = try Self.hosts(reader)
    guard isLoopback || isSecure else {
      throw SettingsFault(
        "http.address",
        "\(host) can be reached from other machines, and sign-ins would travel unencrypted. "
          + "Serve on 127.0.0.1 behind a proxy that ends TLS, name that proxy in http.trusted_proxy, or give "
          + "a certificate in http.certificate and http.private_key")
    }
  }

  private static func hosts(_ reader: ConfigReader) throws -> FaceHosts? {
    var names: [FaceHosts.Place: String] = [:]
    for place in FaceHosts.Place.allCases {
      let name = reader.string(forKey: ConfigKey("hosts.\(place.rawValue)"), default: "")
      if !name.isEmpty { names[place] = name }
    }
    if names.isEmpty { return nil }
    guard let hosts = FaceHosts(names) else {
      throw SettingsFault(
        "hosts",
        "operator, merchant, seat, member and api each need a host name of their own, such as "
          + "points.example, or none of them has one")
    }
    return hosts
  }

  /// Whether people come over TLS: ours, or a proxy's.
  var isSecure: Bool { tls != nil || !trustedProxies.isEmpty }

  /// The address that this server itself answers at.
  var base: String { "\(scheme)://\(host):\(port)" }
  var scheme: String { tls == nil ? "http" : "https" }

  private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
