/// What stands between two lengths on a connection: the way, the header and the message.
package struct Frame: Sendable {
  package var tpdu: TPDU?
  package var header: Header
  package var message: Message
  /// The bytes that field 64 answers for, exactly as they came: from the message type up to the end of the
  /// field before it. Empty when there is no field 64, and in a message that was not decoded.
  package var macInput: [UInt8] { Array(message.sealed) }

  package init(tpdu: TPDU? = nil, header: Header = .none, message: Message) {
    self.tpdu = tpdu
    self.header = header
    self.message = message
  }
}

extension Frame: Hashable {
  /// ``macInput`` follows from the rest and does not count.
  package static func == (left: Self, right: Self) -> Bool {
    left.tpdu == right.tpdu && left.header == right.header && left.message == right.message
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(tpdu)
    hasher.combine(header)
    hasher.combine(message)
  }
}
