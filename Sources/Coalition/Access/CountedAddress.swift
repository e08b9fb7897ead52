internal import Foundation

/// A network's address as failures and askings are counted by it.
///
/// Whoever has one address of IPv6 has the 2⁶⁴ beside it (RFC 6177): they are one. IPv4 counts whole, also in
/// the clothes of IPv6, and a zone after a percent sign is nobody else's. What is no address is counted as it
/// stands: the caller was told none, or goes by another name.
package struct CountedAddress: Sendable, Hashable {
  /// As `192.0.2.1` or `2001:0db8:0001:0002::/64`.
  package let text: String

  package init(_ address: String) {
    let bare = String(address.prefix { $0 != "%" })
    var four = in_addr()
    if inet_pton(AF_INET, bare, &four) == 1 {
      text = Self.text(of: withUnsafeBytes(of: four) { Array($0) })
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, bare, &six) == 1 else {
      text = address
      return
    }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    let isMapped = bytes.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
    text = isMapped ? Self.text(of: Array(bytes.suffix(4))) : Self.prefix(of: bytes)
  }

  private static func text(of four: [UInt8]) -> String { four.map(String.init).joined(separator: ".") }

  private static func prefix(of six: [UInt8]) -> String {
    let digits = six.prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    let groups = stride(from: 0, to: 8, by: 2).map { digits[$0] + digits[$0 + 1] }
    return groups.joined(separator: ":") + "::/64"
  }
}
