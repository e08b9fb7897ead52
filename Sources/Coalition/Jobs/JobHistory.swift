package import Ledger
internal import LedgerStore
internal import Storage

/// A run of a job that is over.
package struct JobRun: Sendable, Hashable {
  package let id: RequestID
  package let name: Job.Name
  package let startedAt: Instant
  package let endedAt: Instant
  /// What it did, as far as it came.
  package let done: Int
  /// Nil when it reached its end.
  package let failure: JobFailure?
}

/// How far something that follows the journal is.
package struct ProjectionState: Sendable, Hashable {
  /// As the table names it.
  package let name: String
  package let through: TransactionID
  /// Transactions of the journal that it has not seen.
  package let lag: Int64
  /// Whether it can be made again from the journal at any time.
  package let isRebuildable: Bool
}

extension Coalition {
  /// Runs of a job, or of all, that did something or failed; newest first.
  /// - Throws: `AccessRefusal`.
  package func jobRuns(
    of name: Job.Name? = nil, hasFailed: Bool = false,
    _ page: PageRequest<Identified.Request> = PageRequest(), by principal: Principal
  ) async throws -> Page<JobRun> {
    try principal.requireOperator(.reports)
    var condition: SQL = "id < \(page.bound)"
    if let name { condition += " AND name = \(name)" }
    if hasFailed { condition += " AND failure <> ''" }
    let chosen = condition
    return try await database.read { tx in
      let found = try tx.query(
        "SELECT id, name, started_at, ended_at, done, failure FROM job_run WHERE " + chosen
          + " ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { row -> JobRun? in
        // A job of a version before this one has no name here any more.
        guard let name = Job.Name(rawValue: row[1]) else { return nil }
        return JobRun(
          id: row[0], name: name, startedAt: row[2], endedAt: row[3], done: row[4],
          failure: JobFailure(kept: row[5]))
      }
      return Page(found.compactMap(\.self), limit: page.limit)
    }
  }

  /// What follows the journal, and how far each is.
  /// - Throws: `AccessRefusal`.
  package func projections(by principal: Principal) async throws -> [ProjectionState] {
    try principal.requireOperator(.reports)
    let head = try await ledger.head().transaction
    return try await database.read { tx in
      try tx.query("SELECT name, through FROM projection ORDER BY name") { row in
        let name: String = row[0]
        let through: TransactionID = row[1]
        return ProjectionState(
          name: name, through: through, lag: max(0, head.rawValue - through.rawValue),
          isRebuildable: Rebuildable(rawValue: name) != nil)
      }
    }
  }

  /// Lets a job run now in place of later; every job may, as none does anything twice. One that runs goes on.
  /// - Throws: `AccessRefusal`.
  package func askForJob(_ name: Job.Name, by principal: Principal) async throws {
    try principal.requireOperator(.settings)
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    try await database.write { tx in
      try tx.prepareJob(name)
      // A failed run waits for its lease to end before it goes on; asked for, it does not.
      try tx.execute(
        """
        UPDATE job SET next_run_at = \(now), lease_until = CASE WHEN holder = 0 THEN 0 ELSE lease_until END
        WHERE name = \(name)
        """)
      try append(
        Change(action: "job.ask", subject: "job/\(name.rawValue)"), by: principal.actor, in: tx)
    }
  }

  /// Notes a run that is over where it is worth knowing of.
  func noteRun(
    _ name: Job.Name, since start: Instant, done: Int, failure: JobFailure?, in tx: any Storage.Transaction
  ) throws {
    guard done > 0 || failure != nil else { return }
    let id: RequestID = ids.next()
    try tx.execute(
      """
      INSERT INTO job_run (id, name, started_at, ended_at, done, failure)
      VALUES (\(id), \(name), \(start), \(clock.now()), \(done), \(failure?.rawValue ?? ""))
      """)
  }

  /// Runs are kept for a week, failed ones for ninety days.
  func forgetJobRuns() async throws {
    let now = clock.now()
    let week = IDSource.lowest(at: now.adding(seconds: -7 * 86_400))
    let quarter = IDSource.lowest(at: now.adding(seconds: -90 * 86_400))
    try await database.write { tx in
      try tx.execute(
        "DELETE FROM job_run WHERE id < \(week) AND (failure = '' OR id < \(quarter))")
    }
  }
}

extension Storage.Transaction {
  /// A job that this version brings has no row yet.
  func prepareJob(_ name: Job.Name) throws {
    try execute(
      """
      INSERT INTO job (name, next_run_at, holder, lease_until, moment, position, done, is_running,
        finished_at, failure)
      VALUES (\(name), 0, 0, 0, 0, 0, 0, 0, 0, '') ON CONFLICT (name) DO NOTHING
      """)
  }
}
