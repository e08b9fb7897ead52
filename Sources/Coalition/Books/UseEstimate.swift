package import Ledger
package import Loyalty
internal import Storage

/// How much of an issuer's points is expected to be used, from a month on.
package struct UseEstimate: Sendable, Hashable {
  package let id: Int64
  package let asset: AssetID
  /// None for every issuer that has no estimate of its own.
  package let issuer: MerchantID
  /// The first month whose income follows it.
  package let from: EndMonth
  package let use: BasisPoints
  package let reason: String
  package let setAt: Instant
}

extension Coalition {
  /// Adds an estimate; none is ever changed, so what a report said at a moment can be said again.
  ///
  /// It moves no points, and income only of the months that follow; where an estimate of the same month is
  /// there, the later one counts.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`, `MerchantRefusal.merchantNotFound`,
  ///   `ApprovalRefusal.reasonMissing`.
  package func setUseEstimate(
    _ use: BasisPoints, of asset: AssetID, issuedBy issuer: MerchantID = .none, from month: EndMonth,
    reason: String, by principal: Principal
  ) async throws -> UseEstimate {
    try principal.requireOperator([.reports, .writePrograms])
    let now = clock.now()
    try principal.requireConfirmed(at: now)
    guard reason.isReason else { throw ApprovalRefusal.reasonMissing }
    let id = ids.next(Identified.Event.self).rawValue
    let estimate = UseEstimate(
      id: id, asset: asset, issuer: issuer, from: month, use: use, reason: reason, setAt: now)
    try await database.write { tx in
      guard try tx.program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
      if issuer.isGiven { try tx.requireMerchant(issuer) }
      let actor = principal.actor
      try tx.execute(
        """
        INSERT INTO use_estimate (id, asset_id, issuer_id, from_month, basis_points, reason, set_by_kind,
          set_by_id, set_at)
        VALUES (\(id), \(asset), \(issuer), \(month.number), \(Int64(use.value)), \(reason),
          \(actor.kind.rawValue), \(actor.id), \(now))
        """)
      try append(
        Change(
          action: "use_estimate.set", subject: "program/\(asset.rawValue)",
          after: "issuer/\(issuer.rawValue) from \(month.text ?? "") \(use.value)"), by: actor, in: tx)
    }
    return estimate
  }

  /// A programme's estimates as they were known at a moment, oldest first.
  /// - Throws: `AccessRefusal`.
  package func useEstimates(
    of asset: AssetID, knownAt moment: Instant? = nil, by principal: Principal
  ) async throws -> [UseEstimate] {
    try principal.requireOperator(.reports)
    return try await database.read { try $0.useEstimates(of: asset, knownAt: moment ?? .distantFuture) }
  }
}

extension Storage.Transaction {
  func useEstimates(of asset: AssetID, knownAt moment: Instant) throws -> [UseEstimate] {
    try query(
      """
      SELECT id, issuer_id, from_month, basis_points, reason, set_at FROM use_estimate
      WHERE asset_id = \(asset) AND set_at <= \(moment) ORDER BY set_at, id
      """
    ) { row in
      UseEstimate(
        id: row[0], asset: asset, issuer: row[1], from: EndMonth(number: row[2]),
        use: BasisPoints(Int32(clamping: row[3] as Int64)) ?? .zero, reason: row[4], setAt: row[5])
    }
  }
}

extension [UseEstimate] {
  /// What counts for an issuer's points in a month: its own estimate before everybody's, of those the one
  /// that began last, and of one month's the one that was set last. Nil where nobody estimated anything.
  func use(of issuer: MerchantID, in month: EndMonth) -> BasisPoints? {
    let begun = filter { $0.from <= month }
    let own = begun.filter { $0.issuer == issuer }
    let counting = own.isEmpty ? begun.filter { !$0.issuer.isGiven } : own
    return counting.max { ($0.from, $0.setAt, $0.id) < ($1.from, $1.setAt, $1.id) }?.use
  }
}
