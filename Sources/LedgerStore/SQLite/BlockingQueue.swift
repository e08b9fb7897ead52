import Foundation

/// Hands elements from many tasks to one thread, in order and bounded by weight.
///
/// The only place where a thread waits. It is a lock and a condition, not an actor, because the writer must
/// take whole groups on a thread of its own and must never sleep while there is work: an actor would run one
/// job a command (swift.md).
final class BlockingQueue<Element>: @unchecked Sendable {
  private let condition = NSCondition()
  private var elements: [Element] = []
  private var weight = 0
  private var isClosed = false
  private var isConsumerWaiting = false
  let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  enum Refusal: Error {
    case full
    case closed
  }

  /// Adds an element unless its weight would pass the capacity.
  func push(_ element: Element, weight added: Int) -> Refusal? {
    condition.lock()
    defer { condition.unlock() }
    if isClosed { return .closed }
    if weight + added > capacity, weight > 0 { return .full }
    elements.append(element)
    weight += added
    if isConsumerWaiting { condition.signal() }
    return nil
  }

  /// Adds an element, waiting for room; for a producer that is a thread of its own. False when closed.
  func pushWaiting(_ element: Element, weight added: Int) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while weight + added > capacity, weight > 0, !isClosed { condition.wait() }
    if isClosed { return false }
    elements.append(element)
    weight += added
    condition.broadcast()
    return true
  }

  /// The weight of what waits now.
  var waitingWeight: Int {
    condition.lock()
    defer { condition.unlock() }
    return weight
  }

  /// Takes all elements, waiting for the first; empty when the queue was closed and is drained.
  func takeAll() -> [Element] {
    condition.lock()
    defer { condition.unlock() }
    while elements.isEmpty, !isClosed {
      isConsumerWaiting = true
      condition.wait()
    }
    isConsumerWaiting = false
    let taken = elements
    elements = []
    // As many as came last time will come again, more or less.
    elements.reserveCapacity(taken.count)
    weight = 0
    condition.broadcast()
    return taken
  }

  /// Refuses new elements from now on; what is in the queue is still taken.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
