internal import Foundation
internal import Ledger
internal import Storage

extension Approval {
  static let select: SQL = """
    SELECT id, coalesce((SELECT whole FROM approval_payload WHERE approval_id = approval.id), payload),
      reason, author_kind, author_id, answerable_id, state, reviewer_id, decision_reason,
      outcome,
      created_at, expires_at, decided_at, reviewers FROM approval 
    """

  init(_ row: borrowing Row) throws {
    let payload: String = row[1]
    self.init(
      id: row[0], operation: try JSONDecoder().decode(ProposedOperation.self, from: Data(payload.utf8)),
      reason: row[2],
      author: Actor(kind: Actor.Kind(rawValue: row[3]) ?? .system, id: row[4], answerable: row[5]),
      state: row[6], reviewers: row[13], reviewer: row[7], decisionReason: row[8], outcome: row[9],
      createdAt: row[10], expiresAt: row[11],
      decidedAt: row[12])
  }
}

extension ProposedOperation {
  /// The most characters that a row takes; what is longer stands in `approval_payload`.
  static let payloadInRow = 8_192

  /// The operation as it is kept; keys are sorted so that equal proposals are equal text.
  func payload() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Storage.Transaction {
  func approval(_ id: ApprovalID) throws -> Approval? {
    try queryFirst(Approval.select + "WHERE id = \(id)") { try Approval($0) }
  }

  /// The approval, which must still wait for a decision.
  /// - Throws: `ApprovalRefusal.approvalNotFound`, `.notPending`.
  func pendingApproval(_ id: ApprovalID, at now: Instant) throws -> Approval {
    guard let approval = try approval(id) else { throw ApprovalRefusal.approvalNotFound }
    guard approval.state == .requiresReview else { throw ApprovalRefusal.notPending(approval.state) }
    guard now < approval.expiresAt else { throw ApprovalRefusal.notPending(.expired) }
    return approval
  }
}
