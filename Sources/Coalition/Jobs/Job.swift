package import Ledger
internal import Storage

/// Work that runs by the clock, and how far it is.
package struct Job: Sendable, Hashable {
  /// Raw values are stored; the order is the order of running.
  package enum Name: String, CaseIterable, Sendable, SQLScalar {
    /// Gives holds whose time is over back to their members.
    case releaseHolds = "release_holds"
    /// Makes pending points available whose moment has come.
    case mature
    /// Books lots that ran out to breakage.
    case expire
    case events
    /// Adds up what consoles show.
    case totals = "daily_totals"
    /// Follows what lies in terminals' batches, and when they were last heard.
    case tills = "pos_items"
    /// Tells members of points that end soon.
    case expiryNotices = "expiry_notices"
    /// Sends e-mail and SMS that wait.
    case deliveries
    /// Ends proposals and codes whose time is over, and finishes approved corrections that a crash
    /// interrupted.
    case housekeeping
    /// Compares merchants' day files with the ledger.
    case dayFiles = "day_files"
    /// Puts versions of programmes into force whose moment has come.
    case programs = "program_versions"
    /// Lets levels of members fall whose time is over, and warns of it before.
    case tiers
    /// Gives what levels give on members' birthdays.
    case birthdayGifts = "birthday_gifts"
    /// Sends events to webhooks.
    case webhooks
    /// Makes lists that people take away as files.
    case exports
    /// Checks files of purchases, and brings in those that two people agreed on.
    case imports
    /// Closes business days and makes up merchants' accounts.
    case clearing
    /// Makes codes of points cards, settles what a crash interrupted of them, ends batches.
    case pointsCards = "points_cards"
    /// Ends orders of points and blocks that nobody paid in time, and brings those that are paid or given
    /// back to their end.
    case pointsOrders = "points_orders"
    /// Makes the cards of batches.
    case cardBatches = "card_batches"
    /// Brings exchanges with partners to their end.
    case partners
    /// Holds days against partners' accounts of them.
    case partnerDays = "partner_days"

    /// What may wait long for others outside, or work long, has a lane of its own, so that it holds up
    /// nothing else.
    package enum Lane: CaseIterable, Sendable { case clock, webhooks, files, partners, partnerDays }

    package var lane: Lane {
      switch self {
      case .webhooks: .webhooks
      case .partners: .partners
      // A partner that is slow to tell of a day holds up no exchange.
      case .partnerDays: .partnerDays
      case .exports, .imports, .clearing, .pointsCards, .cardBatches, .birthdayGifts: .files
      default: .clock
      }
    }
  }

  package let name: Name
  package let nextRunAt: Instant
  /// Whose lease it is; 0 for nobody's.
  package let holder: Int64
  package let leaseUntil: Instant
  /// The moment that the present or last run is about.
  package let moment: Instant
  /// Where the run goes on.
  package let position: Int64
  /// How many things the present or last run has done.
  package let done: Int
  package let isRunning: Bool
  package let finishedAt: Instant
  /// Why the last run stopped; nil when it did not fail.
  package let failure: JobFailure?
  /// When the present or last run began.
  package let startedAt: Instant
  /// How long the last run took.
  package let duration: Int64
}

extension Job {
  static let select: SQL = """
    SELECT name, next_run_at, holder, lease_until, moment, position, done, is_running, finished_at, failure,
      started_at, duration FROM job 
    """

  init(_ row: borrowing Row) {
    self.init(
      name: row[0], nextRunAt: row[1], holder: row[2], leaseUntil: row[3], moment: row[4], position: row[5],
      done: row[6], isRunning: row[7], finishedAt: row[8], failure: JobFailure(kept: row[9]),
      startedAt: row[10], duration: row[11])
  }
}

extension Coalition {
  /// All jobs and their progress.
  /// - Throws: `AccessRefusal`.
  package func jobs(by principal: Principal) async throws -> [Job] {
    try principal.requireOperator(.reports)
    let known = Job.Name.allCases
    return try await database.read { tx in
      try tx.query(Job.select + "WHERE name IN (\(known)) ORDER BY name") { Job($0) }
    }
  }
}
