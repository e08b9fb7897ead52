import Foundation
import Synchronization

/// A bar on standard error while something takes longer than a second; silent where standard error is no
/// terminal.
final class ProgressBar: Sendable {
  private let title: String
  private let isShown: Bool
  private let began = ContinuousClock.now
  /// When it was last drawn. A lock, because work of any thread may show how far it is.
  private let drawn = Mutex<ContinuousClock.Instant?>(nil)
  private static let width = 30

  init(_ title: String) {
    self.title = title
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Shows how far it is; without a total, only the count.
  func show(_ done: Int64, of total: Int64?) {
    let now = ContinuousClock.now
    guard isShown, now - began > .seconds(1) else { return }
    let isDrawn = drawn.withLock { drawn in
      if let drawn, now - drawn < .milliseconds(100) { return false }
      drawn = now
      return true
    }
    guard isDrawn else { return }
    var line = "\r\u{1B}[K\(title) "
    if let total, total > 0 {
      let share = min(1, Double(done) / Double(total))
      let filled = Int(share * Double(Self.width))
      line += "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
      line += "] \(Int(share * 100)) %  "
    }
    write(line + "\(done)")
  }

  /// Takes the bar away.
  func end() {
    let wasDrawn = drawn.withLock { drawn in
      defer { drawn = nil }
      return drawn != nil
    }
    if wasDrawn { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))  // A bar nobody sees is no failure.
  }
}
