import Coalition
import Ledger
import LedgerStore
import Loyalty

/// The daily work of days that pass in a file of history: at the first moment of a day, what has ended
/// expires.
///
/// Days on which nothing ends are passed over: the moments at which something will end are few and known.
struct DailyRun {
  private let platform: Platform
  /// When lots end, as far as was looked; sorted.
  private var ends: [Instant] = []
  private var day = CivilDate.first
  private var hasLooked = false
  private let run: Int64

  init(_ platform: Platform) {
    self.platform = platform
    run = platform.coalition.ids.next(Identified.Request.self).rawValue
  }

  private var zone: Zone { platform.settings.calendar.zone }

  /// Whether the clock must be stopped before this date for something that ends.
  func isDue(on date: CivilDate) -> Bool {
    guard date > day else { return false }
    guard let first = ends.first else { return !hasLooked }
    return first <= zone.start(of: date)
  }

  /// Notes what will end, after a batch has made new lots.
  mutating func look() async throws {
    hasLooked = true
    ends = Set(try await platform.ledger.liability().map(\.expiresAt)).sorted()
  }

  /// Does the work of each day up to this one and tells how many points expired.
  mutating func run(through date: CivilDate) async throws -> Int64 {
    if !hasLooked { try await look() }
    var expired: Int64 = 0
    let last = zone.start(of: date)
    while let end = ends.first, end <= last {
      let ended = zone.date(at: end)
      let start = zone.start(of: ended)
      expired += try await expire(at: start >= end ? start : zone.end(of: ended))
      ends.removeFirst()
    }
    day = max(day, date)
    return expired
  }

  private func expire(at moment: Instant) async throws -> Int64 {
    var expired: Int64 = 0
    var after = WalletID.none
    while true {
      let due = try await platform.ledger.due(.expiry, at: moment, after: after, limit: 4_096)
      guard let last = due.last?.id else { return expired }
      after = last
      for outcome in try await platform.ledger.submit(due.map { command($0, at: moment) }) {
        switch outcome {
        case .decided(let transaction, isReplay: false) where transaction.refusal == nil:
          expired += transaction.amount.units
        case .decided, .mismatch: break
        case .unknown: throw ImportInterrupted()
        }
      }
    }
  }

  /// What is due is asked of the ledger, so the key need only tell this run's acts apart.
  private func command(_ due: DueWallet, at moment: Instant) -> Command {
    Command(
      key: IdempotencyKey("expire in import", "\(run)", "\(due.id.rawValue)", "\(moment.microseconds)"),
      requestHash: 0, context: Context(channel: .platform), action: .expire(due.key), at: moment)
  }
}
