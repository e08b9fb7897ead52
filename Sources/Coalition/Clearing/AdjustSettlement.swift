package import Ledger
internal import Storage

/// A correction of money between a merchant and the operator, to be decided on (结算调整).
package struct SettlementAdjustmentProposal: Sendable, Hashable, Codable {
  package let merchant: Int64
  package let asset: Int64
  /// In the smallest unit of the currency; positive is the merchant's; never 0.
  package let amount: Int64
  package let reason: String

  package init(_ amount: Int64, for merchant: MerchantID, in asset: AssetID, reason: String) {
    self.merchant = merchant.rawValue
    self.asset = asset.rawValue
    self.amount = amount
    self.reason = reason
  }

  var isPossible: Bool { amount != 0 && amount.magnitude <= 1_000_000_000_000 && reason.isReason }
}

extension Coalition {
  /// Books a correction that two people decided on into the open day; again after a crash, once.
  func executeSettlementAdjustment(
    _ approval: Approval, _ proposal: SettlementAdjustmentProposal
  ) async throws -> ExecutionOutcome {
    let now = clock.now()
    let today = settings.calendar.businessDay(of: now)
    let id = ids.next(Identified.Settlement.self).rawValue
    return try await database.write { tx in
      let day = max(try tx.firstOpenDay(), today)
      let made = try tx.execute(
        """
        INSERT INTO settlement_adjustment (id, merchant_id, asset_id, day, amount, reason, approval_id,
          settlement_id, made_at)
        VALUES (\(id), \(MerchantID(proposal.merchant)), \(AssetID(proposal.asset)), \(day.column),
          \(proposal.amount), \(proposal.reason), \(approval.id), 0, \(now))
        ON CONFLICT (approval_id) DO NOTHING
        """)
      guard made == 1 else { return .succeeded("") }
      try append(
        Change(
          action: "settlement.adjust", subject: "merchant/\(proposal.merchant)",
          after: "program/\(proposal.asset) \(proposal.amount)"),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }
}

extension Storage.Transaction {
  func check(_ proposal: SettlementAdjustmentProposal) throws {
    try requireMerchant(MerchantID(proposal.merchant))
    guard try program("asset_id = \(AssetID(proposal.asset))") != nil else {
      throw ProgramRefusal.programNotFound
    }
  }
}
