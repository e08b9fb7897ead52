/// The five bytes by which a network access controller finds the way back: an id, where to, where from.
package struct TPDU: Hashable, Sendable {
  package var id: UInt8
  package var destination: UInt16
  package var source: UInt16

  package init(id: UInt8 = 0x60, destination: UInt16, source: UInt16) {
    self.id = id
    self.destination = destination
    self.source = source
  }

  static let byteCount = 5

  /// The way back: destination and source change places, the id stays.
  package var swapped: TPDU { TPDU(id: id, destination: source, source: destination) }

  /// The five bytes as they stand on the wire.
  package var bytes: [UInt8] {
    [
      id, UInt8(destination >> 8), UInt8(destination & 0xFF), UInt8(source >> 8), UInt8(source & 0xFF),
    ]
  }

  /// Takes five bytes; others are none.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    let raw = Array(bytes)
    self.init(
      id: raw[0], destination: UInt16(raw[1]) << 8 | UInt16(raw[2]),
      source: UInt16(raw[3]) << 8 | UInt16(raw[4]))
  }
}
