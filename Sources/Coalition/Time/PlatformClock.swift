internal import Foundation
package import Ledger
internal import Synchronization

/// Where the platform reads the time; given from outside, so that tests and the demo can move it.
package struct PlatformClock: Sendable {
  package let now: @Sendable () -> Instant

  package init(now: @escaping @Sendable () -> Instant) {
    self.now = now
  }

  /// The machine's clock.
  package static let system = PlatformClock {
    Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
  }

  /// Always the same moment.
  package static func fixed(_ moment: Instant) -> PlatformClock {
    PlatformClock { moment }
  }
}

/// A clock that stands still until it is moved.
package final class MovableClock: Sendable {
  /// Several tasks read while one moves, so a mutex guards the moment.
  private let moment: Mutex<Instant>

  package init(_ moment: Instant) {
    self.moment = Mutex(moment)
  }

  package var clock: PlatformClock { PlatformClock { self.moment.withLock { $0 } } }

  /// Sets the time, also backwards.
  package func set(_ new: Instant) {
    moment.withLock { $0 = new }
  }

  /// Moves the time by this many seconds.
  package func advance(seconds: Int64) {
    moment.withLock { $0 = $0.adding(seconds: seconds) }
  }
}
