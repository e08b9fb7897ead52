/// The message type identifier: four decimal digits, held as they are written, two to a byte (`0x0200`).
package struct MessageType: Hashable, Sendable {
  package var rawValue: UInt16

  /// Takes four BCD digits; ``Profile/decode(_:)`` refuses others, ``Profile/encode(_:)`` too.
  package init(_ rawValue: UInt16) { self.rawValue = rawValue }

  package static let authorization = MessageType(0x0100)
  package static let financial = MessageType(0x0200)
  package static let financialAdvice = MessageType(0x0220)
  package static let batchUpload = MessageType(0x0320)
  package static let reversal = MessageType(0x0400)
  package static let settlement = MessageType(0x0500)
  package static let scriptResult = MessageType(0x0620)
  /// Sign-in and downloads.
  package static let network = MessageType(0x0800)
  /// Sign-out, echo and state.
  package static let networkAdvice = MessageType(0x0820)

  /// The type of the answer: 0200 → 0210, 0220 → 0230; a repeat is answered like its first, 0201 → 0210. An
  /// answer stays as it is.
  package var response: MessageType {
    let first = PlantedCodecBug.has(.repeatsAreAnsweredAsRepeats) ? rawValue : rawValue & 0xFFF0
    return MessageType(first | 0x0010)
  }

  /// Whether this answers another message: the third digit is odd.
  package var isResponse: Bool { rawValue & 0x0010 != 0 }

  /// Whether the sender says that it sends this again: 0201, 0221, 0401.
  package var isRepeat: Bool { rawValue & 0x000F == 1 }

  /// The type of the first sending: 0201 → 0200.
  package var withoutRepeat: MessageType { isRepeat ? MessageType(rawValue & 0xFFF0) : self }

  /// The type of a later sending: 0200 → 0201.
  package var asRepeat: MessageType { MessageType(rawValue & 0xFFF0 | 0x0001) }

  /// Whether all four digits are decimal.
  package var isDecimal: Bool {
    // A nibble above nine carries when six is added to it; each nibble has its own byte for that.
    let nibbles = UInt32(rawValue & 0xF0F0) << 12 | UInt32(rawValue & 0x0F0F)
    return (nibbles &+ 0x0606_0606) & 0x1010_1010 == 0
  }
}

extension MessageType: CustomStringConvertible {
  /// The four digits: `0200`.
  package var description: String {
    let hex = String(rawValue, radix: 16)
    return String(repeating: "0", count: 4 - hex.count) + hex
  }
}
