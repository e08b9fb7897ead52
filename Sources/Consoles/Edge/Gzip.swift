internal import CZlib

/// Packs what is served to everybody alike (RFC 1952).
///
/// Pages are not packed: they carry tokens beside text that others may have chosen, and the length of a
/// packed answer tells about both (BREACH).
enum Gzip {
  /// Nil where zlib has no memory.
  static func bytes(_ plain: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard tongbao_gzip_init(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(plain.count))))
    var input = plain
    let end = input.withUnsafeMutableBufferPointer { input in
      packed.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard end == Z_STREAM_END else { return nil }
    return Array(packed.prefix(Int(stream.total_out)))
  }
}
