internal import Ledger
internal import Synchronization

/// Remembers keys that were checked a moment ago, at most 1,024, each for at most 10 seconds.
///
/// The bound in time is how long another server's revocation may take to be seen here; our own is seen at
/// once.
package final class APIKeyCache: Sendable {
  private static let capacity = 1_024
  private static let lifeSeconds: Int64 = 10

  struct Entry: Sendable {
    let principal: Principal
    let checkedAt: Instant
    let endsAt: Instant
  }

  /// Every request reads it, for less than a microsecond: a mutex costs less than an actor's hop.
  private let entries = Mutex<[[UInt8]: Entry]>([:])

  init() {}

  func principal(for hash: [UInt8], at now: Instant) -> Principal? {
    entries.withLock { entries in
      guard let entry = entries[hash], now >= entry.checkedAt,
        now < entry.endsAt
      else { return nil }
      return entry.principal
    }
  }

  func remember(_ principal: Principal, for hash: [UInt8], at now: Instant, until expiry: Instant?) {
    let end = now.adding(seconds: Self.lifeSeconds)
    entries.withLock { entries in
      // Starting over is the simplest bound; the next requests fill it again.
      if entries.count >= Self.capacity { entries.removeAll(keepingCapacity: true) }
      entries[hash] = Entry(principal: principal, checkedAt: now, endsAt: min(end, expiry ?? end))
    }
  }

  /// Forgets everything, as after a key was revoked.
  func forgetAll() {
    entries.withLock { $0.removeAll(keepingCapacity: true) }
  }
}
