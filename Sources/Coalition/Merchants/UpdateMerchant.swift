package import Ledger
internal import Storage

extension Coalition {
  /// Suspends a merchant (暂停), lets it trade again (恢复), or closes it for good (关闭).
  ///
  /// From then on nothing is earned or used there, on whatever channel: every order is checked against the
  /// merchant's state, its keys open nothing, and members find it no more. Reversals go on, and returns
  /// that the operator makes.
  /// - Parameter reason: 1…200 characters; not asked for where it may trade again.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func setStanding(
    _ status: Merchant.Status, of id: MerchantID, reason: String, by principal: Principal
  ) async throws -> Merchant {
    try principal.requireOperator(.writeMerchants)
    try principal.requireConfirmed(at: clock.now())
    guard status == .active || reason.isReason else { throw MerchantRefusal.invalid(.reason) }
    return try await updateMerchant(id, status: status, reason: reason, by: principal)
  }

  /// Changes a merchant's names or status; nil leaves as it is. What is closed stays closed.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func updateMerchant(
    _ id: MerchantID, names: Names? = nil, status: Merchant.Status? = nil, reason: String = "",
    by principal: Principal
  ) async throws -> Merchant {
    try principal.requireOperator(.writeMerchants)
    if let names, !names.areValid { throw MerchantRefusal.invalid(.names) }
    guard reason.isEmpty || reason.isReason else { throw MerchantRefusal.invalid(.reason) }
    let now = clock.now()
    let updated = try await database.write { tx in
      let old = try tx.requireMerchant(id)
      if old.status == .closed, let status, status != .closed { throw MerchantRefusal.alreadyClosed }
      var new = old
      new.names = names ?? old.names
      new.status = status ?? old.status
      if let status { new.standingReason = status == .active ? "" : reason }
      new.updatedAt = now
      try tx.execute(
        """
        UPDATE merchant SET name_hans = \(new.names.hans), name_hant = \(new.names.hant), name_en =
          \(new.names.en),
          status = \(new.status), standing_reason = \(new.standingReason), updated_at = \(now)
        WHERE id = \(id)
        """)
      try append(
        Change(
          action: "merchant.update", subject: "merchant/\(id.rawValue)", before: old.summary,
          after: new.summary),
        by: principal.actor, in: tx)
      return new
    }
    // A suspended merchant's keys must stop at once.
    keyCache.forgetAll()
    signingKeyCache.forgetAll()
    directoryCache.forgetAll()
    posTerminalCache.forgetAll()
    return updated
  }
}
