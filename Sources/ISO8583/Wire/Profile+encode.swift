extension Profile {
  /// Writes a frame, without the two bytes of length: the exact inverse of ``decode(_:)``.
  ///
  /// Contents must fit their fields; nothing is padded, cut or filled in.
  /// - Throws: `MessageError` with the first field that does not fit.
  package func encode(_ frame: Frame) throws(MessageError) -> [UInt8] {
    let (output, _, fault) = written(frame, low: frame.message.low, stopsBefore64: false)
    if let fault { throw fault }
    return output
  }

  /// Writes a frame and closes it with the field 64 that `seal` makes of the bytes from the message type up
  /// to the end of the field before it. A field 64 of the message itself is left aside.
  package func encode(
    _ frame: Frame, sealedBy seal: (ArraySlice<UInt8>) -> [UInt8]
  ) throws(MessageError) -> [UInt8] {
    guard frame.message.high == 0 else { throw MessageError(.bitmap, .secondaryBitmap) }
    guard let format = self[64] else { throw MessageError(.field(64), .unknownField) }
    var (output, start, fault) = written(frame, low: frame.message.low | 1 << 63, stopsBefore64: true)
    if let fault { throw fault }
    let code = seal(output[start...])
    // Alone behind the rest: as a message of its own with this one field.
    output += try Self.written(code, format)
    return output
  }

  /// The bytes, where the message begins in them, and what is wrong with them.
  private func written(
    _ frame: Frame, low: UInt64, stopsBefore64: Bool
  ) -> (output: [UInt8], messageStart: Int, fault: MessageError?) {
    var fault: MessageError?
    var start = 0
    var bytes: [UInt8] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Encoder.bound(frame.message)) { output in
      frame.message.arena.withUnsafeBufferPointer { arena in
        withRows { formats, common in
          var encoder = Encoder(
            head: head, formats: formats, common: common, arena: arena, output: output)
          do throws(MessageError) {
            try encoder.writeFrameHead(frame, self)
            start = encoder.count
            try encoder.write(
              frame.message, low: low, allowsSecondaryBitmap: allowsSecondaryBitmap,
              stopsBefore64: stopsBefore64)
          } catch { fault = error }
          bytes = Array(UnsafeBufferPointer(rebasing: output[..<encoder.count]))
        }
      }
    }
    return (bytes, start, fault)
  }

  /// Field 64 by itself.
  private static func written(_ code: [UInt8], _ format: FieldFormat) throws(MessageError) -> [UInt8] {
    var fault: MessageError?
    let output = [UInt8](unsafeUninitializedCapacity: 2 * code.count + 4) { output, count in
      code.withUnsafeBufferPointer { code in
        var encoder = Encoder(
          head: .packed, formats: UnsafeBufferPointer(start: nil, count: 0),
          common: UnsafeBufferPointer(start: nil, count: 0), arena: code, output: output)
        do throws(MessageError) { try encoder.writeField(format, code, .field(64)) } catch { fault = error }
        count = encoder.count
      }
    }
    if let fault { throw fault }
    return output
  }
}
