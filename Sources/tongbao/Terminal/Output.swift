import Foundation

/// Standard output, gathered so that many short lines are few writes.
final class Output {
  private static let limit = 1 << 16
  private var buffer = Data()

  func line(_ text: String) { line(Array(text.utf8)) }

  func line(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.limit { flush() }
  }

  func flush() {
    // Whoever reads us may have gone away, as `head` does; there is nobody left to tell.
    try? FileHandle.standardOutput.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  deinit { try? FileHandle.standardOutput.write(contentsOf: buffer) }  // As in flush().
}

/// Talk: what is said to a person, on standard error.
func say(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))  // Nobody listens: nothing to do.
}
