internal import Ledger
internal import Storage

extension Coalition {
  /// Lets members see it; what it replaces, and a brief before it, ends at that moment.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``.
  package func approvePublication(_ id: PublicationID, by principal: Principal) async throws -> Publication {
    try await decide(id, "publication.approve", by: principal) { tx, old, now in
      guard try tx.requireMerchant(old.merchant).status == .active else {
        throw PublicationRefusal.merchantSuspended
      }
      guard old.draft.endsAt > now else { throw PublicationRefusal.invalid(.dates) }
      if old.kind == .brief {
        try tx.execute(
          """
          UPDATE publication SET state = 'ended', updated_at = \(now)
          WHERE merchant_id = \(old.merchant) AND kind = 'brief' AND state = 'approved'
          """)
        var profile = try tx.profile(of: old.merchant) ?? MerchantProfile()
        profile.category = old.draft.category
        try tx.setProfile(profile, of: old.merchant, at: now)
      } else if let replaced = old.replaces {
        try tx.execute(
          """
          UPDATE publication SET state = 'ended', updated_at = \(now)
          WHERE id = \(replaced) AND state = 'approved'
          """)
      }
      try tx.execute(
        """
        UPDATE publication SET state = 'approved', reviewer_id = \(principal.person), reason = '',
          updated_at = \(now) WHERE id = \(id)
        """)
    }
  }

  /// Sends it back with a reason; its merchant may mend and submit it again.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``.
  package func rejectPublication(
    _ id: PublicationID, reason: String, by principal: Principal
  ) async throws -> Publication {
    guard reason.isReason else { throw PublicationRefusal.reasonMissing }
    return try await decide(id, "publication.reject", by: principal) { tx, old, now in
      try tx.execute(
        """
        UPDATE publication SET state = 'rejected', reviewer_id = \(principal.person), reason = \(reason),
          updated_at = \(now) WHERE id = \(id)
        """)
    }
  }

  private func decide(
    _ id: PublicationID, _ action: String, by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, Publication, Instant) throws -> Void
  ) async throws -> Publication {
    try principal.requireOperator(.writeMerchants)
    guard principal.actor.kind == .user else { throw PublicationRefusal.reviewerMustBePerson }
    let now = clock.now()
    return try await database.write { tx in
      guard let old = try tx.publication(id) else { throw PublicationRefusal.notFound }
      guard old.state == .submitted else { throw PublicationRefusal.notNow(old.state) }
      guard old.author != principal.actor.answerable else { throw PublicationRefusal.reviewerIsAuthor }
      try change(tx, old, now)
      let new = try tx.publication(id) ?? old
      try append(
        Change(
          action: action, subject: "publication/\(id.rawValue)", before: old.summary,
          after: new.reason.isEmpty ? new.summary : new.summary + ": " + new.reason),
        by: principal.actor, in: tx)
      return new
    }
  }
}
