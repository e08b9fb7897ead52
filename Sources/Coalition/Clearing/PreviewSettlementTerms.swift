package import Ledger
package import Loyalty
internal import Storage

/// What a merchant's kept lines of some days come to, and what they would under other terms.
package struct TermsPreview: Sendable, Hashable {
  package let days: ClosedRange<BusinessDay>
  /// By the terms that were in force: what was settled, or will be. Without corrections.
  package var settled = SettlementFigures()
  /// By the terms that are looked at.
  package var proposed = SettlementFigures()
  /// What the terms looked at would clear and those in force had not, so that no lines tell of it. What it
  /// would come to is not in ``proposed``.
  package var untold: Set<ClearingRole> = []

  package init(days: ClosedRange<BusinessDay>) { self.days = days }
}

extension Coalition {
  /// At most so many days are looked at, so that nobody keeps the database busy for years of lines.
  package static let previewedDays = 92

  /// Reckons what terms would have made of a merchant's lines, had they counted on the first of the days.
  ///
  /// Reads lines a stretch at a time and writes nothing. What undoes something from before the days takes
  /// back what that had come to, as it would have.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`, `ApprovalRefusal.invalidOperation` for
  ///   terms out of range or too many days.
  package func previewSettlementTerms(
    _ terms: SettlementTerms, of merchant: MerchantID, in asset: AssetID, over days: ClosedRange<BusinessDay>,
    by principal: Principal
  ) async throws -> TermsPreview {
    try principal.requireOperator(.reports)
    let count = Int64(days.upperBound.daysSince1970) - Int64(days.lowerBound.daysSince1970)
    guard terms.isPossible, count < Self.previewedDays else { throw ApprovalRefusal.invalidOperation }
    let before = try await database.read { tx in
      try tx.requireMerchant(merchant)
      return try tx.settlementAgreements(of: merchant, in: asset)
    }
    var preview = Previewing(terms: terms, before: before, days: days)
    var last = ClearingLine.Place(day: days.lowerBound, transaction: .none, role: .given)
    var isFirst = true
    while true {
      let lines = try await previewed(merchant, asset, through: days.upperBound, after: last, isFirst)
      for line in lines { preview.add(line) }
      guard lines.count == Self.previewStretch, let end = lines.last else { return preview.result }
      (last, isFirst) = (end.place, false)
    }
  }

  /// The month before the one of the day that is open.
  package func lastMonth() -> ClosedRange<BusinessDay> {
    let today = CivilDate(settings.calendar.businessDay(of: clock.now()))
    let (year, month) = today.month == 1 ? (today.year - 1, 12) : (today.year, today.month - 1)
    let end = CivilDate.length(ofMonth: month, year: year)
    let first = Int32(clamping: CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0)
    return BusinessDay(daysSince1970: first)...BusinessDay(daysSince1970: first + Int32(end) - 1)
  }

  private static let previewStretch = 2_000

  private func previewed(
    _ merchant: MerchantID, _ asset: AssetID, through day: BusinessDay, after last: ClearingLine.Place,
    _ isFirst: Bool
  ) async throws -> [ClearingLine] {
    let role = isFirst ? 0 : Int64(last.role.rawValue)
    return try await database.read { tx in
      try tx.query(
        ClearingLine.select
          + """
          WHERE merchant_id = \(merchant) AND day BETWEEN \(last.day.column) AND \(day.column)
            AND asset_id = \(asset)
            AND (day, transaction_id, role, of_id, item)
              > (\(last.day.column), \(last.transaction), \(role), \(last.of), \(last.item))
          ORDER BY day, transaction_id, role, of_id, item LIMIT \(Self.previewStretch)
          """
      ) { ClearingLine($0) }
    }
  }
}

/// Adds lines up twice, by what they came to and by what they would.
private struct Previewing {
  private struct Root: Hashable {
    let transaction: TransactionID
    let role: ClearingRole
  }

  let terms: SettlementTerms
  private(set) var result: TermsPreview
  /// Lines that were undone since, as the terms looked at would have had them; what was not is forgotten.
  private var originals: [Root: ClearedOriginal] = [:]
  private var referrals: PreviewedReferrals
  private var returns: PreviewedReturns

  init(terms: SettlementTerms, before: [SettlementAgreement], days: ClosedRange<BusinessDay>) {
    self.terms = terms
    result = TermsPreview(days: days)
    // The versions that counted on one of the days, and nothing where the first came later.
    let began = before.filter { $0.from <= days.lowerBound }.max { $0.version < $1.version }
    let during = before.filter { days.contains($0.from) }.map(\.terms)
    let counted = [began?.terms ?? .none] + during
    for role in ClearingRole.allCases where terms.clears(role) {
      if !counted.allSatisfy({ $0.clears(role) }) { result.untold.insert(role) }
    }
    returns = PreviewedReturns(terms, agreed: before)
    referrals = PreviewedReferrals(terms, before: before, counted: counted)
    if referrals.isOpen { result.untold.insert(.referral) }
  }

  mutating func add(_ line: ClearingLine) {
    result.settled.add(line.key.role, line.points, line.money)
    if PreviewedReferrals.isPaid(by: line) { return add(referrals.add(paid: line), of: line) }
    if line.key.role == .given { add(referrals.add(given: line), of: line) }
    // What others pay or are paid beside these terms is as it was.
    if line.key.role.isShare { return result.proposed.add(line.key.role, line.points, line.money) }
    let root = Root(
      transaction: line.reverses.isGiven ? line.reverses : line.key.transaction, role: line.key.role)
    if line.reverses.isGiven {
      let fee = returns.fee(of: line)
      guard var original = originals[root] else {
        // Of before the days: what came back is what that came to, and taking it back costs as it would have.
        var money = line.money
        money.fee += fee.looked - fee.charged
        return result.proposed.add(line.key.role, line.points, money)
      }
      var money = original.undo(-line.points, sale: -line.sale)
      money.fee += fee.looked
      originals[root] = original
      return result.proposed.add(line.key.role, line.points, money)
    }
    let isCleared = terms.clears(line.key.role)
    var money =
      isCleared
      ? terms.money(
        line.key.role, points: line.points, sale: line.sale, ChargedAct(line.kind, on: line.channel))
      : ClearedMoney()
    // Paid for before, whatever terms say.
    if line.isPrepaid { money.price = 0 }
    if line.undonePoints != 0 || line.undoneSale != 0 {
      originals[root] = ClearedOriginal(money, points: line.points, sale: line.sale)
    }
    result.proposed.add(line.key.role, line.points, money)
  }

  /// Adds what an order that somebody brought would have cost; what is nothing makes no line.
  private mutating func add(_ referral: ClearedMoney, of line: ClearingLine) {
    if referral.price != 0 { result.proposed.add(.referral, line.points, referral) }
    if referrals.isOpen { result.untold.insert(.referral) }
  }
}

extension SettlementFigures {
  fileprivate mutating func add(_ role: ClearingRole, _ points: Points, _ money: ClearedMoney) {
    lines += 1
    commission += money.commission
    fees += money.fee
    switch role {
    case .given:
      given = given + points
      issueCost += money.price
    case .taken:
      taken = taken + points
      acceptProceeds += money.price
    case .used: issueCost += money.price
    case .expired: expiredShare += money.price
    case .campaign: campaignShare += money.price
    case .referral: referral += money.price
    case .agency: agency += money.price
    case .exchange: exchange += money.price
    // No merchant's.
    case .pool: break
    }
    if role.isShare { shareLines += 1 }
  }
}
