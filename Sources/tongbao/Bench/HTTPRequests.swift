import NIOCore

/// The requests that `tongbao bench http` sends, ready but for their numbers: building them must cost little
/// beside answering them.
struct HTTPRequests: Sendable {
  enum Kind: Sendable {
    case nothing
    /// Earning and spending in turn.
    case transactions

    var path: String {
      switch self {
      case .nothing: "/v1/bench/nothing"
      case .transactions: "/v1/transactions"
      }
    }
  }

  let port: Int
  private let head: String
  private let earns: [String]
  private let spends: [String]

  init(port: Int, key: String, members: [String]) {
    self.port = port
    head =
      " HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\nauthorization: Bearer \(key)\r\n"
      + "content-type: application/json\r\nidempotency-key: "
    func bodies(_ type: String, _ value: String) -> [String] {
      members.enumerated().map { index, member in
        let body = "{\"type\":\"\(type)\",\"member\":\(member),\(value),\"reference\":\"receipt \(index)\"}"
        return "\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
      }
    }
    earns = bodies("earn", "\"amount\":{\"value\":12850,\"currency\":\"CNY\"}")
    spends = bodies("spend", "\"points\":100")
  }

  /// Writes the request of a connection with this number: what one earns at an even number, it spends next.
  func write(_ kind: Kind, connection: Int, number: Int, into buffer: inout ByteBuffer) {
    let member = (number / 2 * 67 + connection) % earns.count
    buffer.writeString("POST ")
    buffer.writeString(kind.path)
    buffer.writeString(head)
    buffer.writeString("bench-\(connection)-\(number)")
    buffer.writeString(number.isMultiple(of: 2) ? earns[member] : spends[member])
  }
}

/// Where the first reply in the bytes ends, and how it went.
struct HTTPReplyBounds {
  let status: Int
  let byteCount: Int

  /// Nil while the reply is incomplete; bodies without a length are not read.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= 12 else { return nil }
    status = (9..<12).reduce(0) { $0 * 10 + Int(bytes[$1] &- 48) }
    var line = 0
    var length = 0
    var at = 12
    while at + 1 < bytes.count {
      guard bytes[at] == 0x0D, bytes[at + 1] == 0x0A else {
        at += 1
        continue
      }
      if at == line {
        byteCount = at + 2 + length
        if byteCount <= bytes.count { return } else { return nil }
      }
      if let found = Self.length(bytes, line..<at) { length = found }
      line = at + 2
      at = line
    }
    return nil
  }

  private static func length(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
    let name: StaticString = "content-length:"
    guard line.count > name.utf8CodeUnitCount else { return nil }
    for index in 0..<name.utf8CodeUnitCount
    where bytes[line.lowerBound + index] | 0x20 != name.utf8Start[index] | 0x20 { return nil }
    var length = 0
    for index in line.dropFirst(name.utf8CodeUnitCount) where 48...57 ~= bytes[index] {
      length = length * 10 + Int(bytes[index] - 48)
    }
    return length
  }
}
