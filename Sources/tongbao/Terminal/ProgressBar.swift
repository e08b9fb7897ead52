import Foundation

/// A bar on standard error while something takes longer than a second; silent where standard error is no terminal.
final class ProgressBar {
  private let title: String
  private let isShown: Bool
  private let began = ContinuousClock.now
  private var drawn: ContinuousClock.Instant?
  private static let width = 30

  init(_ title: String) {
    self.title = title
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Shows how far it is; without a total, only the count.
  func show(_ done: Int64, of total: Int64?) {
    let now = ContinuousClock.now
    guard isShown, now - began > .seconds(1), drawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return }
    drawn = now
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
    if drawn != nil { write("\r\u{1B}[K") }
    drawn = nil
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))  // A bar nobody sees is no failure.
  }
}
