/// Field 62 of a sign-in's answer: working keys enciphered under the master key, each with its check value.
///
/// The total length tells the parts apart; the layouts rest on terminals and hosts, no standard says them.
package struct KeyBlocks: Hashable, Sendable {
  package struct Block: Hashable, Sendable {
    /// Enciphered, of 8, 16 or 24 bytes.
    package var key: [UInt8]
    /// Four bytes.
    package var checkValue: [UInt8]

    package init(key: [UInt8], checkValue: [UInt8]) {
      self.key = key
      self.checkValue = checkValue
    }
  }

  package enum Layout: Int, Hashable, Sendable, CaseIterable {
    /// PIN key 8 + 4, MAC key 8 + 4.
    case single = 24
    /// PIN key 16 + 4, MAC key in 16 + 4: a single MAC key is 8 bytes and 8 zeros, one of SM4 fills all 16.
    case double = 40
    /// The same and a track key 16 + 4.
    case doubleWithTrackKey = 60
    /// PIN key 24 + 4, MAC key in 24 + 4.
    case triple = 56
    /// The same and a track key 24 + 4.
    case tripleWithTrackKey = 84

    /// Bytes that a key takes, its filling included.
    var keySpace: Int {
      switch self {
      case .single: 8
      case .double, .doubleWithTrackKey: 16
      case .triple, .tripleWithTrackKey: 24
      }
    }
  }

  package var layout: Layout
  package var pinKey: Block
  /// Its key has the layout's length when it was read; ``macKeyWithoutFilling`` takes the filling off.
  package var macKey: Block
  package var trackKey: Block?

  /// Keys that are shorter than the layout's are filled with zeros on the wire.
  package init(_ layout: Layout, pinKey: Block, macKey: Block, trackKey: Block? = nil) {
    self.layout = layout
    self.pinKey = Self.filled(pinKey, layout)
    self.macKey = Self.filled(macKey, layout)
    self.trackKey = trackKey.map { Self.filled($0, layout) }
  }

  private static func filled(_ block: Block, _ layout: Layout) -> Block {
    let missing = max(0, layout.keySpace - block.key.count)
    return Block(
      key: block.key + [UInt8](repeating: 0, count: missing), checkValue: block.checkValue)
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    let bytes = Array(content)
    guard let layout = Layout(rawValue: bytes.count) else { throw MessageError(.field(62), .badContent) }
    let size = layout.keySpace + 4
    let blocks = stride(from: 0, to: bytes.count, by: size).map { start in
      Block(
        key: Array(bytes[start..<start + layout.keySpace]),
        checkValue: Array(bytes[start + layout.keySpace..<start + size]))
    }
    self.layout = layout
    pinKey = blocks[0]
    macKey = blocks[1]
    trackKey = blocks.count > 2 ? blocks[2] : nil
  }

  package var encoded: [UInt8] {
    ([pinKey, macKey] + (trackKey.map { [$0] } ?? [])).flatMap { $0.key + $0.checkValue }
  }

  /// The MAC key of 8 bytes where the rest of its space is zeros, else the whole.
  package var macKeyWithoutFilling: [UInt8] {
    macKey.key.dropFirst(8).allSatisfy { $0 == 0 } ? Array(macKey.key.prefix(8)) : macKey.key
  }
}
