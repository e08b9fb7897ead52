internal import Ledger
internal import Loyalty

/// Money that several parties owe one, or one owes several.
struct MoneyShare {
  let role: ClearingRole
  let item: Int64
  /// Of what they are shared by; 0 where the line's own terms say it.
  let version: Int64
  let points: Points
  /// From the parties' side; what is nothing makes no line.
  let parts: [(party: MerchantID, money: Int64)]
}

extension ClearingRole {
  /// Who stands on the other side of all parts: the merchant of the line that is shared, or the operator.
  fileprivate func one(of merchant: MerchantID) -> MerchantID {
    switch self {
    case .campaign, .referral: merchant
    default: .none
    }
  }
}

extension ClearingLine.Key {
  /// The line that this one is a share of.
  var sharedFrom: ClearingLine.Key {
    let base: ClearingRole =
      switch role {
      case .pool: .expired
      case .agency: ClearingRole(rawValue: UInt8(clamping: item)) ?? .given
      default: .given
      }
    return ClearingLine.Key(transaction: transaction, role: base, merchant: of, asset: asset)
  }
}

extension JournalClearing {
  /// The shares of a line that stands for itself.
  mutating func share(_ line: ClearingLine, of transaction: Ledger.Transaction, by terms: SettlementTerms) {
    switch line.key.role {
    case .given:
      for share in campaigns(of: transaction, line, terms) { keep(share, of: line) }
      if let share = referral(of: transaction, line, terms) { keep(share, of: line) }
      keep(agency(line, terms), of: line)
    case .taken: keep(agency(line, terms), of: line)
    case .expired: keep(pool(line, terms), of: line)
    default: break
    }
  }

  /// What the pool has of points that ran out: the operator has the whole, and gives it its part.
  private func pool(_ line: ClearingLine, _ terms: SettlementTerms) -> MoneyShare {
    MoneyShare(
      role: .pool, item: 0, version: line.termsVersion, points: line.points,
      parts: [(.pool, terms.poolPart(of: line.points))])
  }

  /// What others pay of the points of rules, by the version in force on the line's day.
  private func campaigns(
    of transaction: Ledger.Transaction, _ line: ClearingLine, _ terms: SettlementTerms
  ) -> [MoneyShare] {
    guard !costs.isEmpty, let price = terms.issuePrice else { return [] }
    return transaction.bonuses.compactMap { rule, points in
      let versions = costs[RulePlace(asset: line.key.asset, rule: rule)]
      guard let agreed = versions?.last(where: { $0.from <= line.day }), let shares = agreed.shares else {
        return nil
      }
      let giver = line.key.merchant
      let parts = shares.parts(of: price.money(for: points), givenBy: giver).filter { $0.party != giver }
      return MoneyShare(
        role: .campaign, item: Int64(rule), version: agreed.version, points: points,
        parts: parts.map { ($0.party, -$0.money) })
    }
  }

  /// What the merchant pays for an order that somebody brought, by its terms of the line's day; nothing for a
  /// code that they do not have.
  private func referral(
    of transaction: Ledger.Transaction, _ line: ClearingLine, _ terms: SettlementTerms
  ) -> MoneyShare? {
    guard let code = transaction.referral, let agreed = terms.referrals?.first(where: { $0.code == code }),
      agreed.referrer != line.key.merchant
    else { return nil }
    return MoneyShare(
      role: .referral, item: agreed.referrer.rawValue, version: line.termsVersion, points: line.points,
      parts: [(agreed.referrer, agreed.commission.money(for: line.sale))])
  }

  /// What agents have of what the operator charges for a line.
  private func agency(_ line: ClearingLine, _ terms: SettlementTerms) -> MoneyShare {
    let charge = -(line.money.commission + line.money.fee)
    let parts = AgentShare.parts(of: max(charge, 0), terms.agents ?? [])
    return MoneyShare(
      role: .agency, item: Int64(line.key.role.rawValue), version: line.termsVersion, points: line.points,
      parts: parts)
  }

  /// Keeps a line for each part that is something, and one for who stands on the other side of them.
  private mutating func keep(_ share: MoneyShare, of line: ClearingLine) {
    let sum = share.parts.reduce(0) { $0 + $1.money }
    let other = (party: share.role.one(of: line.key.merchant), money: -sum)
    for (party, money) in share.parts + [other] where money != 0 {
      keep(
        line.share(
          party, share.role, share.item, points: share.points, money, version: share.version,
          of: line.key.merchant))
    }
  }

  /// Takes back of each share of an original line what should have gone back by now less what had, in the
  /// parts in which it was paid: largest remainders again, so that they are nothing in sum at any time.
  /// - Parameters:
  ///   - before: the original as it was before `undoing`.
  mutating func undoShares(of line: ClearingLine, before: ClearedOriginal, in undoing: ClearingLine) {
    let own = (shares[line.key] ?? []).compactMap { known[$0] }
    let groups = Dictionary(grouping: own) { ShareGroup(role: $0.key.role, item: $0.key.item) }
    for (group, lines) in groups.sorted(by: { $0.key < $1.key }) {
      let one = group.role.one(of: line.key.merchant)
      let parts = lines.filter { $0.key.merchant != one }.sorted { $0.key.merchant < $1.key.merchant }
      let (had, has) = (group.undone(parts, before), group.undone(parts, line.original))
      let money = zip(had, has).map { $0 - $1 }
      let all = zip(parts.map(\.key.merchant), money).map { ($0, $1) } + [(one, -money.reduce(0, +))]
      let points = lines.first?.points ?? 0
      let back = before.byPoints(points.units) - line.original.byPoints(points.units)
      for (party, money) in all where money != 0 {
        keep(
          undoing.share(
            party, group.role, group.item, points: Points(back), money,
            version: lines.first?.termsVersion ?? 0, of: line.key.merchant))
      }
    }
  }
}

/// The shares of one line that are for one thing.
private struct ShareGroup: Hashable, Comparable {
  let role: ClearingRole
  let item: Int64

  static func < (left: Self, right: Self) -> Bool {
    (left.role.rawValue, left.item) < (right.role.rawValue, right.item)
  }

  /// What of each part should have gone back by now.
  func undone(_ parts: [ClearingLine], _ original: ClearedOriginal) -> [Int64] {
    let amounts = parts.map(\.money.price)
    let whole = amounts.reduce(0, +)
    return undone(whole, original).shared(by: amounts.map { Int64(clamping: $0.magnitude) })
  }

  private func undone(_ whole: Int64, _ original: ClearedOriginal) -> Int64 {
    switch role {
    case .referral: return original.bySale(whole)
    case .agency:
      let (fee, undone) = (original.money, original.undone)
      return whole.part(undone.commission + undone.fee, of: fee.commission + fee.fee)
    default: return original.byPoints(whole)
    }
  }
}

extension ClearingLine {
  /// A share of what this line came to.
  fileprivate func share(
    _ party: MerchantID, _ role: ClearingRole, _ item: Int64, points: Points, _ money: Int64, version: Int64,
    of merchant: MerchantID
  ) -> ClearingLine {
    ClearingLine(
      key: Key(
        transaction: key.transaction, role: role, merchant: party, asset: key.asset, of: merchant,
        item: item),
      day: day, kind: kind, channel: channel,
      // Where others sold is not a party's to know.
      store: party == merchant ? store : .none, points: points, sale: 0, money: ClearedMoney(price: money),
      termsVersion: version, reverses: reverses)
  }
}
