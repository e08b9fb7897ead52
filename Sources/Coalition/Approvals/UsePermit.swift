internal import Ledger
internal import Storage

extension Coalition {
  /// How long an approved permit waits for its author, in seconds.
  static let permitSeconds: Int64 = 86_400

  /// Uses an approved permit up, in the transaction of what it permits.
  ///
  /// It is for its author alone, for exactly what was approved, once, within a day.
  /// - Throws: `ApprovalRefusal.approvalNotFound`, `.notPending`, `.otherOperation`.
  func usePermit(
    _ id: ApprovalID, for operation: ProposedOperation, by principal: Principal, at now: Instant,
    in tx: any Storage.Transaction
  ) throws {
    guard let approval = try tx.approval(id), approval.author.id == principal.actor.id,
      approval.author.kind == principal.actor.kind
    else { throw ApprovalRefusal.approvalNotFound }
    guard approval.operation == operation, operation.kind.isPermit else {
      throw ApprovalRefusal.otherOperation
    }
    guard approval.state == .approved, let decided = approval.decidedAt,
      now < decided.adding(seconds: Self.permitSeconds)
    else { throw ApprovalRefusal.notPending(approval.state) }
    try tx.execute(
      """
      UPDATE approval SET state = 'succeeded', outcome = '', finished_at = \(now)
      WHERE id = \(id) AND state = 'approved'
      """)
    try append(
      Change(action: "approval.used", subject: "approval/\(id.rawValue)", after: operation.name),
      by: principal.actor, in: tx)
  }

  /// Ends permits that their authors did not use in time.
  func expirePermits() async throws -> Int {
    let now = clock.now()
    let permits = ReviewedOperation.allCases.filter(\.isPermit).map(\.rawValue)
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE approval SET state = 'failed', outcome = 'permit_expired', finished_at = \(now)
        WHERE state = 'approved' AND operation IN (\(permits))
          AND decided_at <= \(now.adding(seconds: -Self.permitSeconds))
        """)
    }
  }
}
