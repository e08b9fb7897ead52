internal import Ledger
internal import Synchronization

/// How many passwords a server judges for devices that nobody knows, while most of them are wrong.
///
/// Delays of accounts and addresses do not stop whoever tries each of many stolen pairs once, from many
/// addresses (credential stuffing, OWASP OAT-008). So wrong passwords of strangers are counted together: once
/// there were ``perMinute`` within a minute, or ten times as many within an hour, no stranger's password is
/// judged for a minute, then two, four, at most fifteen. After each of these two tries are judged; if both
/// are wrong, the wait goes on. Devices on which the account was opened before are no strangers: they are
/// served all the while.
///
/// Each server counts for itself and forgets when it stops: what an attacker gains by that is one budget.
final class StrangerBudget: Sendable {
  private static let longestWait: Int64 = 900
  private static let probes = 2

  let perMinute: Int
  private let state = Mutex(State())

  private struct State {
    var minute = Window(seconds: 60)
    var hour = Window(seconds: 3_600)
    /// Being judged now.
    var underWay = 0
    var closedUntil = Instant.distantPast
    /// Waits in a row.
    var waits = 0
    /// Tries that still decide whether the wait goes on; nil while all is well.
    var probesLeft: Int?

    /// Somebody's password was right, so the door is not the attacker's alone.
    mutating func reopen() {
      probesLeft = nil
      minute.wrong = 0
      hour.wrong = 0
    }
  }

  private struct Window {
    let seconds: Int64
    var began = Instant.distantPast
    var wrong = 0

    mutating func roll(to now: Instant) {
      guard now >= began.adding(seconds: seconds) else { return }
      began = now
      wrong = 0
    }
  }

  enum Verdict { case right, wrong, none }

  init(perMinute: Int) { self.perMinute = perMinute }

  /// Lets a try be judged, whose end is then told by ``ended(_:at:)``, or says how long to wait.
  func admit(at now: Instant) -> Int64? {
    state.withLock { state in
      if now < state.closedUntil { return now.secondsUntil(state.closedUntil) }
      state.minute.roll(to: now)
      state.hour.roll(to: now)
      if state.probesLeft == nil, now > state.closedUntil.adding(seconds: 3_600) { state.waits = 0 }
      // What is being judged may be wrong, so it takes its place beside what was.
      let room = state.probesLeft ?? min(perMinute - state.minute.wrong, perMinute * 10 - state.hour.wrong)
      guard state.underWay < room else { return 2 }
      state.underWay += 1
      return nil
    }
  }

  func ended(_ verdict: Verdict, at now: Instant) {
    state.withLock { state in
      state.underWay -= 1
      // What was let in before the wait began decides nothing about its end.
      guard verdict != .none, now >= state.closedUntil else { return }
      if verdict == .right {
        if state.probesLeft != nil { state.reopen() }
        return
      }
      state.minute.wrong += 1
      state.hour.wrong += 1
      if let left = state.probesLeft { state.probesLeft = left - 1 }
      let isSpent =
        state.probesLeft.map { $0 <= 0 }
        ?? (state.minute.wrong >= perMinute || state.hour.wrong >= perMinute * 10)
      guard isSpent else { return }
      state.closedUntil = now.adding(seconds: min(Self.longestWait, 60 << Int64(min(state.waits, 4))))
      state.waits += 1
      state.probesLeft = Self.probes
    }
  }
}
