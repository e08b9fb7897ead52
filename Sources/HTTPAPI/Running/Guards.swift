import Synchronization

// The one file with locks here: both guards are asked on every request, hold no lock across an `await`,
// and an actor would add a hop for a few nanoseconds of work.

/// Lets each key through so often; a bucket is one number (generic cell rate algorithm).
package final class RateLimiter: Sendable {
  package struct Verdict: Sendable, Hashable {
    package let isAllowed: Bool
    package let remaining: Int
    /// Seconds until everything may be used again.
    package let fullAfterSeconds: Int
    /// Seconds until one more is let through; 0 where one was.
    package let retryAfterSeconds: Int
  }

  private static let maximumKeys = 50_000
  private let full = Mutex<[String: Int64]>([:])

  package init() {}

  /// Counts one request of `key` at `now`, in µs since 1970.
  package func admit(_ key: String, _ limit: RateLimit, at now: Int64) -> Verdict {
    let window = Int64(limit.windowSeconds) * 1_000_000
    let each = max(1, window / Int64(limit.requests))
    return full.withLock { full in
      if full.count >= Self.maximumKeys {
        full = full.filter { $0.value > now }
        if full.count >= Self.maximumKeys { full = [:] }
      }
      let before = max(full[key] ?? now, now)
      let after = before + each
      guard after - now <= window else {
        return Verdict(
          isAllowed: false, remaining: 0, fullAfterSeconds: seconds(before - now),
          retryAfterSeconds: seconds(after - now - window))
      }
      full[key] = after
      return Verdict(
        isAllowed: true, remaining: Int((window - (after - now)) / each),
        fullAfterSeconds: seconds(after - now), retryAfterSeconds: 0)
    }
  }
}

/// The idempotency keys whose requests run at this moment.
final class RunningKeys: Sendable {
  private let keys = Mutex<Set<String>>([])

  init() {}

  /// False where the key is running already.
  func begin(_ key: String) -> Bool { keys.withLock { $0.insert(key).inserted } }

  func end(_ key: String) { keys.withLock { _ = $0.remove(key) } }
}

private func seconds(_ microseconds: Int64) -> Int { Int((microseconds + 999_999) / 1_000_000) }
