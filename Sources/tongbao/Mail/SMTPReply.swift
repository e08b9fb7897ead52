import NIOCore

/// What a mail server answers (RFC 5321, 4.2): a code and its lines.
struct SMTPReply: Sendable, Equatable {
  let code: Int
  let lines: [String]

  var text: String { lines.joined(separator: " ") }

  var isPositive: Bool { 200..<400 ~= code }
  var isPermanent: Bool { code >= 500 }
}

/// Puts replies together from what arrives; bounded, whatever a server sends.
struct SMTPReplies: Sendable {
  struct Malformed: Error {}

  /// RFC 5321, 4.5.3.1.5 asks for 512; some servers say more.
  private static let longestLine = 2_000
  private static let mostLines = 100

  private var buffer = ByteBuffer()
  private var lines: [String] = []

  /// Whether nothing has arrived beyond the replies that were taken.
  var isEmpty: Bool { buffer.readableBytes == 0 && lines.isEmpty }

  mutating func add(_ bytes: ByteBuffer) { buffer.writeImmutableBuffer(bytes) }

  /// The next whole reply; nil until more arrives.
  /// - Throws: ``Malformed``.
  mutating func next() throws(Malformed) -> SMTPReply? {
    while let end = buffer.readableBytesView.firstIndex(of: 0x0A) {
      let length = end - buffer.readerIndex + 1
      let bytes = buffer.readSlice(length: length).map { Array($0.readableBytesView) } ?? []
      let line = bytes.filter { $0 != 0x0D && $0 != 0x0A }
      guard line.count >= 3, line.count <= Self.longestLine, lines.count < Self.mostLines,
        let code = Int(String(decoding: line.prefix(3), as: UTF8.self)), 200...599 ~= code
      else { throw Malformed() }
      lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
      if line.count > 3, line[3] == UInt8(ascii: "-") { continue }
      defer { lines = [] }
      return SMTPReply(code: code, lines: lines)
    }
    if buffer.readableBytes > Self.longestLine { throw Malformed() }
    return nil
  }
}
