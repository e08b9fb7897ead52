internal import Foundation

/// What is wrong with an address that events were to be sent to. A closed list.
package enum WebhookAddressFault: Error, Sendable, Hashable {
  /// No address: at most 500 visible ASCII characters, a host, no name or password, no fragment.
  case malformed
  /// Events go over https alone.
  case notHTTPS
  /// A host of this machine's or of a private network.
  case notPublic
}

/// Where a webhook is sent, taken apart.
package struct WebhookAddress: Sendable, Hashable {
  package let isTLS: Bool
  /// A name, or an address without brackets.
  package let host: String
  package let port: Int
  /// With the query, as a request's line names it.
  package let target: String
  /// With the port where it is not the scheme's own.
  package let authority: String

  /// - Parameter allowsLocal: takes plain http and private networks too, as a demonstration does.
  /// - Parameter longest: of the text; what people type is short.
  /// - Throws: `WebhookAddressFault`. What a name leads to is looked at again at every sending.
  package init(_ text: String, allowsLocal: Bool, longest: Int = 500) throws(WebhookAddressFault) {
    guard 1...longest ~= text.utf8.count, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }),
      let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      let named = parts.encodedHost, !named.isEmpty, parts.user == nil, parts.password == nil,
      parts.fragment == nil
    else { throw .malformed }
    guard scheme == "https" || (scheme == "http" && allowsLocal) else {
      throw ["http", "https"].contains(scheme) ? .notHTTPS : .malformed
    }
    let host = named.hasPrefix("[") ? String(named.dropFirst().dropLast()) : named.lowercased()
    let isName = host.utf8.allSatisfy { byte in
      switch UnicodeScalar(byte) {
      case "a"..."z", "0"..."9", "-", ".": true
      default: false
      }
    }
    let isBracketed =
      named.hasPrefix("[") && named.hasSuffix("]")
      && host.utf8.allSatisfy { $0 == 0x3A || $0 == 0x2E || UnicodeScalar($0).properties.isASCIIHexDigit }
    guard isName || isBracketed, host.utf8.count <= 253 else { throw .malformed }
    isTLS = scheme == "https"
    port = parts.port ?? (isTLS ? 443 : 80)
    guard 1...65_535 ~= port else { throw .malformed }
    self.host = host
    target =
      (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath)
      + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
    let isOwnPort = port == (isTLS ? 443 : 80)
    authority = (isBracketed ? "[\(host)]" : host) + (isOwnPort ? "" : ":\(port)")
    if !allowsLocal, Self.isLocalName(host) { throw .notPublic }
  }

  /// Names that never lead outside, and names without a dot.
  private static func isLocalName(_ host: String) -> Bool {
    let ends = ["localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa"]
    if ends.contains(where: { host == $0 || host.hasSuffix($0) }) { return true }
    if let four = NetworkAddress.four(host) { return !NetworkAddress.isPublic(four) }
    return !host.contains(".") && !host.contains(":")
  }
}

/// Addresses of networks, as bytes: 4 of IPv4 or 16 of IPv6.
package enum NetworkAddress {
  /// Whether an address lies in the open internet: not in a block that IANA keeps for private networks, for
  /// this machine, for links, documentation, measuring or groups (RFC 6890 and the registries after it).
  package static func isPublic(_ bytes: [UInt8]) -> Bool {
    if bytes.count == 4 { return !closedFour.contains { covers($0.block, $0.length, bytes) } }
    guard bytes.count == 16 else { return false }
    // IPv4 in the clothes of IPv6 is what it wears: mapped, and translated (64:ff9b::/96).
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    let isTranslated = Array(bytes.prefix(12)) == [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
    if isMapped || isTranslated { return isPublic(Array(bytes.suffix(4))) }
    // Global unicast is 2000::/3; of it 6to4, Teredo with other tunnels, and documentation are not taken.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    let closed: [(block: [UInt8], length: Int)] = [
      ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF, 0], 20),
    ]
    return !closed.contains { covers($0.block, $0.length, bytes) }
  }

  /// Four decimal numbers with dots; nil for every other way to write an address.
  static func four(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts.allSatisfy { $0 != nil } ? parts.compactMap(\.self) : nil
  }

  private static let closedFour: [(block: [UInt8], length: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
    ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
    ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  private static func covers(_ block: [UInt8], _ length: Int, _ bytes: [UInt8]) -> Bool {
    (0..<length).allSatisfy { place in
      let mask = UInt8(0x80) >> UInt8(place % 8)
      let wanted = place / 8 < block.count ? block[place / 8] & mask : 0
      return bytes[place / 8] & mask == wanted
    }
  }
}
