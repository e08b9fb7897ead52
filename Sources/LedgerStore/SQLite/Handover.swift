/// Gives a value that only one thread may use to that thread, once.
///
/// The thread's closure would otherwise keep the value until the thread object is gone, and a closed ledger
/// would hold its files open for a moment longer; so the value lives as long as the call that takes it.
/// Unchecked, because the maker lets go of the value before the thread starts and nobody else can reach it.
final class Handover<Value>: @unchecked Sendable {
  private var value: Value?

  init(_ value: sending Value) { self.value = value }

  /// The value, the first time.
  func take() -> Value? {
    defer { value = nil }
    return value
  }
}
