import Coalition
import Foundation

/// The lines of a file, one at a time, so that a file of any size needs the memory of its longest line.
final class LineReader {
  /// A line longer than this is not text of ours.
  static let longestLine = 1 << 20
  private static let chunkSize = 1 << 16

  private let file: FileHandle
  private var buffer: [UInt8] = []
  private var next = 0
  private var isAtEnd = false

  /// - Throws: ``UnreadableFile``.
  init(path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { throw UnreadableFile(path: path) }
    self.file = file
  }

  deinit { try? file.close() }  // Only read from: closing can lose nothing.

  /// The next line without its end, or nil after the last.
  /// - Throws: ``LineTooLong``, or what reading the file throws.
  func line() throws -> [UInt8]? {
    var searched = next
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { next = end + 1 }
        return Array(buffer[next..<end])
      }
      if isAtEnd {
        defer { next = buffer.count }
        return next < buffer.count ? Array(buffer[next...]) : nil
      }
      if buffer.count - next > Self.longestLine { throw LineTooLong() }
      buffer.removeFirst(next)
      next = 0
      searched = buffer.count
      let chunk = try file.read(upToCount: Self.chunkSize) ?? Data()
      if chunk.isEmpty { isAtEnd = true } else { buffer.append(contentsOf: chunk) }
    }
  }
}

struct LineTooLong: Error, CustomStringConvertible {
  var description: String { "a line is longer than \(LineReader.longestLine) bytes" }
}
