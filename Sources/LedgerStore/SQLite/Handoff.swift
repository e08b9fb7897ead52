import Foundation

/// Hands values from one thread to another, one at a time: the giver goes on while the taker works, and waits
/// only when it has another one before the taker is done.
///
/// Unchecked, because everything is behind the condition, and a value given is no longer the giver's.
final class Handoff<Value>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value?
  private var isTakerFree = false
  private var isAsked = false
  private var isClosed = false

  /// Whether the taker is done with everything given. When it is not, it will call `whenAsked` once it is.
  func isFreeOrAsk() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    if !isTakerFree { isAsked = true }
    return isTakerFree
  }

  /// Waits until the taker is done with everything before.
  func waitUntilFree() {
    condition.lock()
    defer { condition.unlock() }
    while !isTakerFree { condition.wait() }
  }

  /// Gives a value to a taker that is free.
  func give(_ value: sending Value) {
    condition.lock()
    defer { condition.unlock() }
    precondition(isTakerFree, "One value at a time.")
    self.value = value
    isTakerFree = false
    condition.broadcast()
  }

  /// The taker has done with the value what the giver waits for, if not all that there is to do.
  func release(whenAsked: () -> Void) {
    condition.lock()
    // Unless the next one was given since an earlier release.
    if value == nil { isTakerFree = true }
    let wasAsked = isAsked && isTakerFree
    if wasAsked { isAsked = false }
    condition.broadcast()
    condition.unlock()
    if wasAsked { whenAsked() }
  }

  /// The next value; nil when none will come any more. Being called releases the one before.
  func take(whenAsked: () -> Void) -> Value? {
    release(whenAsked: whenAsked)
    condition.lock()
    defer { condition.unlock() }
    while value == nil, !isClosed { condition.wait() }
    defer { value = nil }
    return value
  }

  /// No value will come any more.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
