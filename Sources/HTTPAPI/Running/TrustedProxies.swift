import Foundation
package import HTTPTypes

/// The proxies that stand before the server, and which header they write: the only ones believed when they
/// say on whose behalf they ask (decision 0012).
package struct TrustedProxies: Sendable {
  /// What the proxies write. The other is never read: it would be the caller's own.
  package enum Header: String, CaseIterable, Sendable {
    case xForwardedFor = "x-forwarded-for"
    /// RFC 7239.
    case forwarded
  }

  private let ranges: [AddressRange]
  private let header: Header

  /// - Parameter list: addresses and ranges such as 10.0.0.0/8, separated by commas.
  /// - Returns: nil when one of them is none.
  package init?(_ list: String, header: Header = .xForwardedFor) {
    self.header = header
    var ranges: [AddressRange] = []
    for text in list.split(separator: ",") {
      guard let range = AddressRange(text.trimmingCharacters(in: .whitespaces)) else { return nil }
      ranges.append(range)
    }
    self.ranges = ranges
  }

  package var isEmpty: Bool { ranges.isEmpty }

  /// Whom the request is from: the peer, or where that is a trusted proxy the last address of its header that
  /// is not one itself. What stands further left is hearsay.
  package func caller(peer: String?, _ headers: HTTPFields) -> String? {
    guard !ranges.isEmpty, let peer, let address = NetworkAddress(peer), isTrusted(address) else {
      return peer
    }
    var caller = address
    for hop in hops(headers).reversed() {
      // What a proxy hides or garbles is not guessed at: the last address that is known counts.
      guard let next = NetworkAddress(hop: hop) else { break }
      caller = next
      if !isTrusted(next) { break }
    }
    return caller.text
  }

  private func isTrusted(_ address: NetworkAddress) -> Bool { ranges.contains { $0.contains(address) } }

  private func hops(_ headers: HTTPFields) -> [Substring] {
    let name: HTTPField.Name = header == .forwarded ? .forwarded : .xForwardedFor
    let elements = headers[values: name].flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard header == .forwarded else { return elements.map { $0.trimming(" \t") } }
    return elements.map { element in
      let pairs = element.split(separator: ";").map { $0.trimming(" \t") }
      let own = pairs.first { $0.prefix(4).lowercased() == "for=" }
      return own.map { $0.dropFirst(4).trimming("\"") } ?? ""
    }
  }
}

extension Substring {
  fileprivate func trimming(_ characters: String) -> Substring {
    var rest = self
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return rest
  }
}

/// An IPv4 or IPv6 address in its one form: IPv4 inside IPv6 is IPv4.
struct NetworkAddress: Hashable, Sendable {
  let bytes: [UInt8]

  init?(_ text: some StringProtocol) {
    let text = String(text.prefix { $0 != "%" })
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let all = withUnsafeBytes(of: six) { Array($0) }
    let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    bytes = all.starts(with: mapped) ? Array(all.suffix(4)) : all
  }

  /// As a header writes it: with a port or not, IPv6 in brackets or not.
  init?(hop: Substring) {
    if hop.hasPrefix("[") {
      self.init(hop.dropFirst().prefix { $0 != "]" })
    } else if hop.filter({ $0 == ":" }).count == 1 {
      self.init(hop.prefix { $0 != ":" })
    } else {
      self.init(hop)
    }
  }

  var text: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    _ = bytes.withUnsafeBytes { inet_ntop(AF_INET6, $0.baseAddress, &buffer, socklen_t(INET6_ADDRSTRLEN)) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Addresses that share their first bits.
struct AddressRange: Sendable {
  private let base: NetworkAddress
  private let bits: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, let base = NetworkAddress(parts[0]) else { return nil }
    self.base = base
    guard parts.count == 2 else {
      bits = base.bytes.count * 8
      return
    }
    guard let bits = Int(parts[1]), 0...(base.bytes.count * 8) ~= bits else { return nil }
    self.bits = bits
  }

  func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    for index in 0..<(bits / 8) where address.bytes[index] != base.bytes[index] { return false }
    let rest = bits % 8
    if rest == 0 { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
    return address.bytes[bits / 8] & mask == base.bytes[bits / 8] & mask
  }
}
