extension Profile {
  /// Reads what follows the two bytes of length.
  ///
  /// Every byte must belong: nothing is skipped, guessed or trimmed, so ``encode(_:)`` gives the same bytes
  /// back.
  /// - Throws: `MessageError` with the first place at fault.
  package func decode(_ bytes: some Collection<UInt8>) throws(MessageError) -> Frame {
    var frame = Frame(message: Message(MessageType(0)))
    if let fault = read(bytes, into: &frame) { throw fault }
    return frame
  }

  /// The part of a faulty message before its fault, for an answer that says "format error" to a terminal
  /// whose number and trace could be read. Nil when not even the message type could.
  package func readablePart(of bytes: some Collection<UInt8>) -> Frame? {
    var frame = Frame(message: Message(MessageType(0)))
    switch read(bytes, into: &frame)?.place {
    case .tpdu, .header, .messageType: return nil
    case .bitmap, .field, .end, nil: return frame
    }
  }

  private func read(_ bytes: some Collection<UInt8>, into frame: inout Frame) -> MessageError? {
    var fault: MessageError?
    let wasDirect: Void? = bytes.withContiguousStorageIfAvailable { fault = read(buffer: $0, into: &frame) }
    if wasDirect == nil { Array(bytes).withUnsafeBufferPointer { fault = read(buffer: $0, into: &frame) } }
    return fault
  }

  private func read(buffer: UnsafeBufferPointer<UInt8>, into frame: inout Frame) -> MessageError? {
    // No content is longer than twice the bytes it is read from; behind them is room for what is sealed, and
    // for the rest of a word.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * buffer.count + 8) { content in
      withUnsafeTemporaryAllocation(of: Message.Span.self, capacity: 128) { spans in
        read(buffer, into: &frame, content, spans)
      }
    }
  }

  /// Contents and spans are collected where nothing is counted, and copied once to where they stay.
  private func read(
    _ buffer: UnsafeBufferPointer<UInt8>, into frame: inout Frame,
    _ content: UnsafeMutableBufferPointer<UInt8>, _ spans: UnsafeMutableBufferPointer<Message.Span>
  ) -> MessageError? {
    withRows { formats, common in
      var fault: MessageError?
      var decoder = Decoder(
        head: head, formats: formats, common: common, input: WireReader(buffer), content: content,
        spans: spans)
      do throws(MessageError) {
        try decoder.readFrameHead(&frame, self)
        try decoder.readMessage(&frame, allowsSecondaryBitmap: allowsSecondaryBitmap)
      } catch { fault = error }
      frame.message.arena = Array(UnsafeBufferPointer(rebasing: content[..<decoder.written]))
      frame.message.spans = Array(UnsafeBufferPointer(rebasing: spans[..<decoder.spanCount]))
      frame.message.low = decoder.low
      frame.message.high = decoder.high
      return fault
    }
  }
}
