internal import Ledger
internal import Loyalty
internal import Storage

/// What an issuer's points, or those that the operator sold to members, had earned by a day, by the schedule
/// of deferred revenue.
struct EarnedRevenue: Sendable, Hashable {
  /// None: points that the operator sold.
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
    _ = try await follow([.liability, .purchased], atMost: .max)
    let zone = settings.calendar.zone
    let programs = try await programs(by: .system)
    var earned: [EarnedRevenue] = []
    // A programme at a time, so that no snapshot is held for long.
    for program in programs {
      earned += try await database.read { tx in
        try tx.revenueEarned(in: program.asset, through: day)
          + tx.soldRevenueEarned(in: program.asset, through: day, zone)
      }
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
    if revenue.isEmpty { return }
    let currencies = try query("SELECT asset_id, currency FROM program") {
      ($0[0] as AssetID, $0[1] as String)
    }
    let currency = Dictionary(currencies) { first, _ in first }
    let balances = try recognisedBefore(through: day)
    var number = try queryFirst("SELECT coalesce(max(id), 0) FROM money_entry") { $0[0] as Int64 } ?? 0
    var entries: [[SQLValue]] = []
    var postings: [[SQLValue]] = []
    for one in revenue {
      let steps = one.steps(from: balances[TermsPlace(merchant: one.issuer, asset: one.asset)] ?? [:])
      if steps.isEmpty { continue }
      number += 1
      entries.append([
        number.sqlValue, day.column.sqlValue, day.monthColumn.sqlValue,
        MoneyEntry.Kind.recognised.sqlValue, one.issuer.sqlValue, one.asset.sqlValue,
        (currency[one.asset] ?? "").sqlValue, Int64(0).sqlValue, Int64(0).sqlValue, day.column.sqlValue,
        now.sqlValue,
      ])
      for (index, step) in steps.enumerated() {
        let (debit, credit) =
          step.money > 0
          ? (one.accounts.recognised, step.account) : (step.account, one.accounts.recognised)
        postings.append([
          number.sqlValue, Int64(index + 1).sqlValue, debit.sqlValue, credit.sqlValue,
          Int64(step.money.magnitude).sqlValue, day.column.sqlValue,
        ])
      }
    }
    try insert(into: "money_entry", columns: MoneyEntry.insertedColumns, rows: entries)
    try insert(into: "money_posting", columns: MoneyPosting.insertedColumns, rows: postings)
  }

  /// What issuers' accounts of deferred revenue and of income from it come to at a month's end, credits
  /// positive. Orders are booked at once, so the next month may have some before this one is closed.
  private func recognisedBefore(through day: BusinessDay) throws -> [TermsPlace: [MoneyAccount: Int64]] {
    let accounts = [RevenueAccounts.given, .sold].flatMap { $0.received + [$0.used, $0.unused] }
    let kept = try query(
      """
      SELECT party_id, asset_id, account, CAST(sum(money) AS BIGINT) FROM (
        SELECT party_id, asset_id, account, credit - debit AS money FROM money_balance
        WHERE account IN (\(accounts))
        UNION ALL SELECT party_id, asset_id, account, debit - credit FROM money_month
        WHERE account IN (\(accounts)) AND month > \(day.monthColumn)
      ) AS kept GROUP BY party_id, asset_id, account
      """
    ) { row in
      (
        place: TermsPlace(merchant: row[0], asset: row[1]), account: row[2] as MoneyAccount,
        money: row[3] as Int64
      )
    }
    return kept.reduce(into: [:]) { $0[$1.place, default: [:]][$1.account, default: 0] += $1.money }
  }
}

/// Where deferred revenue waits and where it goes.
private struct RevenueAccounts {
  /// What was received, and what of it was settled when points ended.
  let received: [MoneyAccount]
  /// What of that became income.
  let recognised: MoneyAccount
  /// Income from points that were used, and from those that never will be.
  let used: MoneyAccount
  let unused: MoneyAccount

  /// Of points that an issuer pays for as it gives them.
  static let given = RevenueAccounts(
    received: [.deferredReceived, .deferredEnded], recognised: .deferredRecognised, used: .pointsUsed,
    unused: .breakage)
  /// Of points that members bought.
  static let sold = RevenueAccounts(
    received: [.soldReceived], recognised: .soldRecognised, used: .soldUsed, unused: .breakage)
}

extension EarnedRevenue {
  fileprivate var accounts: RevenueAccounts { issuer.isGiven ? .given : .sold }

  /// What is to be booked, by account of income, where so much was before; a step below none takes back.
  fileprivate func steps(from before: [MoneyAccount: Int64]) -> [(account: MoneyAccount, money: Int64)] {
    let target = income(of: before)
    let steps = [
      (account: accounts.used, money: target.used - (before[accounts.used] ?? 0)),
      (account: accounts.unused, money: target.unused - (before[accounts.unused] ?? 0)),
    ]
    return steps.filter { $0.money != 0 }
  }
}

extension EarnedRevenue {
  /// - Parameter cohorts: an issuer's points, by the month in which they end.
  init(
    issuer: MerchantID, asset: AssetID, of cohorts: [DeferredRevenue], expecting use: BasisPoints
  ) {
    self.init(issuer: issuer, asset: asset)
    // Where none of the points had a price when they were given, as points that were posted late into the
    // first day with a price, each counts alike.
    let isPriced = cohorts.contains { $0.deferred > 0 }
    for cohort in cohorts {
      let weighed = isPriced ? cohort : cohort.weighedByPoints
      deferred += weighed.deferred
      earned += weighed.income(expecting: use)
      used += weighed.incomeOfUsed(expecting: use)
    }
  }

  /// Income to date, of what was really deferred: never more than that, and while points are outstanding in
  /// proportion to their use.
  func income(of balances: [MoneyAccount: Int64]) -> (used: Int64, unused: Int64) {
    let parts = accounts.received.map { balances[$0] ?? 0 }
    let (received, ended) = (parts[0], parts.dropFirst().reduce(0, +))
    // No point is left that anybody was given: what was paid is for points that repaid a debt, and those
    // were used before; what ended was agreed on to be owed then.
    if deferred <= 0 { return (received, ended) }
    let whole = received + ended
    // More was given back for points that ran out than was ever paid: a loss now, and nothing deferred.
    if whole <= 0 { return (0, whole) }
    let income = whole.part(min(max(earned, 0), deferred), of: deferred)
    let used = whole.part(min(max(self.used, 0), deferred), of: deferred)
    return (used, income - used)
  }
}

extension DeferredRevenue {
  fileprivate var weighedByPoints: DeferredRevenue {
    DeferredRevenue(deferred: max(issued, 0), issued: issued, used: used, gone: gone)
  }
}
