internal import CZlib

/// A zip archive (APPNOTE 6.3) written from its beginning to its end, so that it is never whole in memory:
/// sizes and sums stand behind each file. Its times are those of 1980, so that the same content gives the
/// same bytes.
struct ZipStream: ~Copyable {
  enum Failure: Error {
    /// Past four gigabytes, which this plain form cannot say.
    case tooLarge
    case compression
  }

  private struct Entry {
    let name: [UInt8]
    let offset: UInt64
    var checksum: UInt32 = 0
    var packed: UInt64 = 0
    var size: UInt64 = 0
  }

  private var entries: [Entry] = []
  private var written: UInt64 = 0
  // zlib's state points back at it, so it may not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var isOpen = false

  init() { stream.initialize(to: z_stream()) }

  deinit {
    if isOpen { deflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Begins a file; the one before has ended.
  mutating func begin(_ name: String) throws -> [UInt8] {
    stream.pointee = z_stream()
    guard tongbao_raw_init(stream) == Z_OK else { throw Failure.compression }
    isOpen = true
    let entry = Entry(name: Array(name.utf8), offset: written)
    entries.append(entry)
    var header = Bytes()
    header.add32(0x0403_4B50)
    header.addFacts(of: entry.name, checksum: 0, packed: 0, size: 0)
    header.add16(0)
    header.bytes += entry.name
    return count(header.bytes)
  }

  mutating func write(_ bytes: [UInt8]) throws -> [UInt8] { count(try deflated(bytes, Z_NO_FLUSH)) }

  /// Ends the file that was begun.
  mutating func end() throws -> [UInt8] {
    let rest = count(try deflated([], Z_FINISH))
    deflateEnd(stream)
    isOpen = false
    guard let entry = entries.last, let packed = UInt32(exactly: entry.packed),
      let size = UInt32(exactly: entry.size)
    else { throw Failure.tooLarge }
    var facts = Bytes()
    facts.add32(0x0807_4B50)
    facts.add32(entry.checksum)
    facts.add32(packed)
    facts.add32(size)
    return rest + count(facts.bytes)
  }

  /// The directory; nothing comes after it.
  mutating func finish() throws -> [UInt8] {
    var directory = Bytes()
    for entry in entries {
      guard let offset = UInt32(exactly: entry.offset) else { throw Failure.tooLarge }
      directory.add32(0x0201_4B50)
      directory.add16(20)
      directory.addFacts(
        of: entry.name, checksum: entry.checksum, packed: UInt32(entry.packed), size: UInt32(entry.size))
      for _ in 0..<4 { directory.add16(0) }
      directory.add32(0)
      directory.add32(offset)
      directory.bytes += entry.name
    }
    guard let start = UInt32(exactly: written) else { throw Failure.tooLarge }
    let length = UInt32(directory.bytes.count)
    directory.add32(0x0605_4B50)
    directory.add32(0)
    directory.add16(UInt16(entries.count))
    directory.add16(UInt16(entries.count))
    directory.add32(length)
    directory.add32(start)
    directory.add16(0)
    return count(directory.bytes)
  }

  private mutating func count(_ bytes: [UInt8]) -> [UInt8] {
    written += UInt64(bytes.count)
    return bytes
  }

  private mutating func deflated(_ bytes: [UInt8], _ flush: Int32) throws -> [UInt8] {
    var input = bytes
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 32_768)
    let place = entries.count - 1
    entries[place].size += UInt64(bytes.count)
    entries[place].checksum = UInt32(
      truncatingIfNeeded: crc32(UInt(entries[place].checksum), bytes, UInt32(bytes.count)))
    let stream = stream
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      chunk.withUnsafeMutableBufferPointer { chunk in
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
          stream.pointee.next_out = chunk.baseAddress
          stream.pointee.avail_out = UInt32(chunk.count)
          if deflate(stream, flush) == Z_STREAM_ERROR { return false }
          output += chunk.prefix(chunk.count - Int(stream.pointee.avail_out))
        } while stream.pointee.avail_out == 0
        return true
      }
    }
    guard isWhole else { throw Failure.compression }
    entries[place].packed += UInt64(output.count)
    return output
  }
}

private struct Bytes {
  var bytes: [UInt8] = []

  mutating func add16(_ value: UInt16) { for shift in [0, 8] { bytes.append(UInt8(value >> shift & 0xFF)) } }

  mutating func add32(_ value: UInt32) {
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(value >> shift & 0xFF)) }
  }

  /// From the version that is needed to the length of the name.
  mutating func addFacts(of name: [UInt8], checksum: UInt32, packed: UInt32, size: UInt32) {
    add16(20)
    // Bit 3: sizes come behind the file. Bit 11: names are UTF-8.
    add16(0x0808)
    add16(UInt16(Z_DEFLATED))
    add16(0)
    // The first of January 1980.
    add16(0x0021)
    add32(checksum)
    add32(packed)
    add32(size)
    add16(UInt16(name.count))
  }
}
