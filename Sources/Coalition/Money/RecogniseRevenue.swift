internal import Ledger
internal import Loyalty
internal import Storage

/// What an issuer's points had earned by a day, by the schedule of deferred revenue.
struct EarnedRevenue: Sendable, Hashable {
  let issuer: MerchantID
  let asset: AssetID
  /// What the report says was deferred, in the smallest unit.
  var deferred: Int64 = 0
  /// What of that was income by then.
  var earned: Int64 = 0
  /// And of the income what is for points that were used; the rest is for points that never will be.
  var used: Int64 = 0
}

extension Coalition {
  /// What the points of every issuer who pays as it gives them had earned by the end of a month; none on a
  /// day that ends none.
  func revenueEarned(through day: BusinessDay) async throws -> [EarnedRevenue] {
    guard day.isLastOfMonth else { return [] }
    _ = try await follow([.liability], atMost: .max)
    let programs = try await programs(by: .system)
    var earned: [EarnedRevenue] = []
    // A programme at a time, so that no snapshot is held for long.
    for program in programs {
      earned += try await database.read { try $0.revenueEarned(in: program.asset, through: day) }
    }
    return earned
  }
}

extension Storage.Transaction {
  /// Books what deferred revenue became income since it was last booked.
  ///
  /// Of what an issuer's lines really deferred, the share that the report has as income is income to date;
  /// what was booked before is taken off. So a new estimate catches up, prices that changed and points that
  /// came back count as they were cleared, and when no point is left nothing stays deferred.
  func recognise(_ revenue: [EarnedRevenue], on day: BusinessDay, at now: Instant) throws {
    var number = try queryFirst("SELECT coalesce(max(id), 0) FROM money_entry") { $0[0] as Int64 } ?? 0
    for one in revenue {
      let before = try balances(of: one.issuer, in: one.asset)
      let target = one.income(of: before)
      let steps = [
        (account: MoneyAccount.pointsUsed, money: target.used - (before[.pointsUsed] ?? 0)),
        (account: MoneyAccount.breakage, money: target.unused - (before[.breakage] ?? 0)),
      ].filter { $0.money != 0 }
      if steps.isEmpty { continue }
      number += 1
      try execute(
        MoneyEntry.inserting
          + """
          SELECT \(number), \(day.column), \(day.monthColumn), \(MoneyEntry.Kind.recognised), \(one.issuer),
            asset_id, currency, 0, 0, \(day.column), \(now)
          FROM program WHERE asset_id = \(one.asset)
          """)
      for (index, step) in steps.enumerated() {
        let (debit, credit) =
          step.money > 0
          ? (MoneyAccount.deferredRecognised, step.account) : (step.account, .deferredRecognised)
        try execute(
          """
          INSERT INTO money_posting (entry_id, number, debit, credit, amount)
          VALUES (\(number), \(Int64(index + 1)), \(debit), \(credit), \(Int64(step.money.magnitude)))
          """)
      }
    }
  }

  /// What an issuer's accounts of deferred revenue and of income from it come to, credits positive.
  private func balances(of issuer: MerchantID, in asset: AssetID) throws -> [MoneyAccount: Int64] {
    let accounts: [MoneyAccount] = [.deferredReceived, .deferredEnded, .pointsUsed, .breakage]
    let kept = try query(
      """
      SELECT account, CAST(sum(credit - debit) AS BIGINT) FROM money_month
      WHERE party_id = \(issuer) AND account IN (\(accounts)) AND asset_id = \(asset) GROUP BY account
      """
    ) { (account: $0[0] as MoneyAccount, money: $0[1] as Int64) }
    return Dictionary(uniqueKeysWithValues: kept.map { ($0.account, $0.money) })
  }
}

extension EarnedRevenue {
  /// Income to date, of what was really deferred.
  func income(of balances: [MoneyAccount: Int64]) -> (used: Int64, unused: Int64) {
    let (received, ended) = (balances[.deferredReceived] ?? 0, balances[.deferredEnded] ?? 0)
    // Nothing paid for is outstanding: what was paid is for points that repaid a debt, and those were
    // used before; what ended was agreed on to be owed then.
    if deferred <= 0 { return (received, ended) }
    let whole = received + ended
    let income = whole.part(min(max(earned, 0), deferred), of: deferred)
    let used = whole.part(min(max(self.used, 0), deferred), of: deferred)
    return (used, income - used)
  }
}
