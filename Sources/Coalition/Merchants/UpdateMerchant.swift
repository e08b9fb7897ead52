package import Ledger
internal import Storage

extension Coalition {
  /// Changes a merchant's names or status; nil leaves as it is. What is closed stays closed.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func updateMerchant(
    _ id: MerchantID, names: Names? = nil, status: Merchant.Status? = nil, by principal: Principal
  ) async throws -> Merchant {
    try principal.requireOperator(.writeMerchants)
    if let names, !names.areValid { throw MerchantRefusal.invalid(.names) }
    let now = clock.now()
    let updated = try await database.write { tx in
      let old = try tx.requireMerchant(id)
      if old.status == .closed, let status, status != .closed { throw MerchantRefusal.alreadyClosed }
      var new = old
      new.names = names ?? old.names
      new.status = status ?? old.status
      new.updatedAt = now
      try tx.execute(
        """
        UPDATE merchant SET name_hans = \(new.names.hans), name_hant = \(new.names.hant), name_en =
          \(new.names.en),
          status = \(new.status), updated_at = \(now)
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
