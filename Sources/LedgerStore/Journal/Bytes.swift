/// Packs numbers for the journal: unsigned LEB128, signed ones zigzagged first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func put(_ byte: UInt8) { bytes.append(byte) }

  mutating func put(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func put(_ value: Int) { put(unsigned: UInt64(bitPattern: Int64(value))) }
  mutating func put(signed value: Int64) { put(unsigned: UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  /// Eight bytes, most significant first.
  mutating func put(fixed value: UInt64) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// A length and as many bytes.
  mutating func put(sized content: some Collection<UInt8>) {
    put(content.count)
    bytes.append(contentsOf: content)
  }

  mutating func append(_ content: some Collection<UInt8>) { bytes.append(contentsOf: content) }
}

/// The journal's bytes do not say what they should: the file was damaged or changed.
package struct DamagedJournal: Error, Sendable, CustomStringConvertible {
  package var description: String
}

/// Reads what ``ByteWriter`` packed; every read is checked against the end.
struct ByteReader {
  let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func byte() throws(DamagedJournal) -> UInt8 {
    guard position < bytes.endIndex else { throw DamagedJournal(description: "A record ends too early.") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func unsigned() throws(DamagedJournal) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      guard shift < 64 else { throw DamagedJournal(description: "A number in a record is too long.") }
    }
  }

  mutating func count() throws(DamagedJournal) -> Int {
    let value = try unsigned()
    guard value <= UInt64(Int32.max) else { throw DamagedJournal(description: "A count is out of range.") }
    return Int(value)
  }

  mutating func signed() throws(DamagedJournal) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func fixed() throws(DamagedJournal) -> UInt64 {
    var value: UInt64 = 0
    for _ in 0..<8 { value = value << 8 | UInt64(try byte()) }
    return value
  }

  mutating func sized() throws(DamagedJournal) -> ArraySlice<UInt8> {
    let count = try count()
    guard bytes.endIndex - position >= count else {
      throw DamagedJournal(description: "A record ends too early.")
    }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
