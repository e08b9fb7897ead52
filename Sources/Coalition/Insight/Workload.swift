internal import Ledger
internal import Storage

/// What waits for somebody's hand, counted to 10,000; nil where the caller may not see it.
package struct Workload: Sendable, Hashable {
  /// Proposals of others that wait for a decision.
  package var approvals: Int64?
  /// Differences that nobody proposed a correction for yet.
  package var cases: Int64?
  /// What members wrote and nobody answered.
  package var feedback: Int64?
  /// E-mail and SMS of the last week that never arrived.
  package var failedDeliveries: Int64?
  /// Terminals that could trade and were not heard of for a day.
  package var silentTerminals: Int64?

  package init() {}
}

extension Coalition {
  /// How long a terminal may be silent, in seconds.
  package static let silentSeconds: Int64 = 86_400
  static let deliveryWeek: Int64 = 7 * 86_400

  /// What waits for the caller's hand or their colleagues'.
  /// - Throws: `AccessRefusal` for whoever is not of the operator's.
  package func workload(by principal: Principal) async throws -> Workload {
    try principal.requireOperator([])
    let now = clock.now()
    let scopes = principal.scopes
    let person = principal.actor.answerable
    return try await database.read { tx in
      var work = Workload()
      if scopes.contains(.reviewApprovals) {
        work.approvals = try tx.count(
          """
          SELECT 1 FROM approval
          WHERE state = 'requires_review' AND expires_at > \(now) AND answerable_id <> \(person)
          """)
      }
      if scopes.contains(.readTransactions) {
        work.cases = try tx.count("SELECT 1 FROM acquiring_case WHERE state = 'open'")
      }
      if scopes.contains(.readMembers) {
        work.feedback = try tx.count("SELECT 1 FROM feedback WHERE state = 'open'")
        let since: Int64 = IDSource.lowest(at: now.adding(seconds: -Self.deliveryWeek))
        work.failedDeliveries = try tx.count(
          "SELECT 1 FROM message_delivery WHERE state = 'failed' AND id >= \(since)")
      }
      if scopes.contains(.readMerchants) {
        work.silentTerminals = try tx.count(
          """
          SELECT 1 FROM pos_terminal JOIN terminal ON terminal.id = pos_terminal.terminal_id
          WHERE pos_terminal.seen_at < \(now.adding(seconds: -Self.silentSeconds))
            AND terminal.status = 'enabled' AND pos_terminal.master_key_check IS NOT NULL
          """)
      }
      return work
    }
  }
}

extension Storage.Transaction {
  /// How many rows the question finds, at most 10,001: nobody reads further.
  fileprivate func count(_ question: SQL) throws -> Int64 {
    try queryFirst("SELECT count(*) FROM (" + question + " LIMIT 10001) AS found") { $0[0] } ?? 0
  }
}
