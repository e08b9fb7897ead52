internal import Ledger
internal import Storage

extension Coalition {
  /// Takes an application up (受理): from then on it is somebody's.
  /// - Throws: `AccessRefusal`, `ApplicationRefusal.notFound`, `.notOpen`.
  package func takeUpApplication(_ id: ApplicationID, by principal: Principal) async throws {
    try await work(on: id, "application.review", by: principal) { tx, found, now in
      // Somebody else may take over; the checks stay.
      try tx.execute(
        """
        UPDATE merchant_application SET state = 'in_review', reviewer_id = \(principal.person),
          updated_at = \(now) WHERE id = \(id)
        """)
      return "in_review"
    }
  }

  /// Notes what was checked.
  /// - Throws: `AccessRefusal`, `ApplicationRefusal.notFound`, `.notOpen`, `.notReviewed` before it was taken
  ///   up.
  package func noteChecks(
    _ checks: MerchantApplication.Checks, of id: ApplicationID, by principal: Principal
  ) async throws {
    let kept = checks.intersection(.all)
    try await work(on: id, "application.checks", by: principal) { tx, found, now in
      guard found.state == .inReview else { throw ApplicationRefusal.notReviewed }
      try tx.execute(
        """
        UPDATE merchant_application SET checks = \(kept.rawValue), updated_at = \(now) WHERE id = \(id)
        """)
      return "checks=\(kept.rawValue)"
    }
  }

  /// Declines an application; the applicant is told why.
  /// - Throws: `AccessRefusal`, `ApplicationRefusal`.
  package func rejectApplication(
    _ id: ApplicationID, reason: String, by principal: Principal
  ) async throws {
    guard reason.isReason else { throw ApplicationRefusal.reasonMissing }
    let letter: LetterID = ids.next()
    try await work(on: id, "application.reject", by: principal) { tx, found, now in
      guard found.state == .inReview else { throw ApplicationRefusal.notReviewed }
      if try tx.hasProposal(found, at: now) { throw ApplicationRefusal.proposalWaits }
      try tx.execute(
        """
        UPDATE merchant_application SET state = 'rejected', reason = \(reason), updated_at = \(now)
        WHERE id = \(id)
        """)
      try tx.addLetter(letter, .rejected, of: id, at: now)
      return "rejected: \(reason)"
    }
  }

  private func work(
    on id: ApplicationID, _ action: String, by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, MerchantApplication, Instant) throws -> String
  ) async throws {
    try principal.requireOperator(.writeMerchants)
    let now = clock.now()
    try await database.write { tx in
      let found = try tx.openApplication(id)
      let after = try change(tx, found, now)
      try append(
        Change(
          action: action, subject: "application/\(id.rawValue)",
          before: "\(found.state.rawValue) checks=\(found.checks.rawValue)", after: after),
        by: principal.actor, in: tx)
    }
  }
}

extension Principal {
  /// Who it is, or who is answerable for the key; nil for the platform itself.
  var person: OperatorID? {
    actor.answerable == 0 ? nil : OperatorID(actor.answerable)
  }
}
