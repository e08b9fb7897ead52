internal import Ledger
internal import Loyalty

extension Coalition {
  /// Gives the points that a purchase earns (消费积分), or that the merchant says.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func earn(_ order: EarnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.earn(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func earn(_ order: EarnOrder) throws -> Draft {
    try principal.require(.earn)
    let place = try merchantPlace(order.occasion)
    var context = try context(order.occasion, place)
    let program = try program(order.program)
    let terms = try terms(place, program)
    guard terms.isIssuing else { throw OrderRefusal.programMismatch }
    let moment = try moment(order.occasion)
    let member = try holder(order.member)
    let expiry = expiry(.awarded, program, terms)
    var decided: Decided
    var particulars = Particulars(goodsLines: order.items.count)
    particulars.payment = order.payment
    switch order.value {
    case .points(let points):
      guard order.items.isEmpty else { throw OrderRefusal.itemsMismatch }
      guard order.discount == nil else { throw OrderRefusal.amountOutOfRange }
      guard points > 0 else { throw OrderRefusal.amountOutOfRange }
      decided = Decided(points: points, expiresAt: expiry.expiry(ofCreditAt: moment, in: calendar.zone))
    case .purchase(let money):
      try check(money, order.items, program)
      guard var rules = terms.earningRules(expiry) else { throw OrderRefusal.programMismatch }
      rules.bonus = try directory.rules(of: program.asset, at: moment)
      var purchase = RuledPurchase(
        Purchase(amount: money.minorUnits, at: moment, items: order.items), at: place.merchantID,
        store: place.store, channel: order.occasion.channel, in: calendar.zone)
      purchase.payment = order.payment
      purchase.cardType = try directory.member(order.member).cardType
      particulars.cardType = purchase.cardType
      let buyer = try buyer(order.member)
      try learn(of: &purchase, rules.bonus, program.asset, buyer)
      decided = try earning(purchase, rules, program.asset, buyer)
      particulars.discount = try discount(order.discount, paid: money, member, place, program.asset, moment)
    }
    particulars.explanation = decided.explanation
    particulars.referral = try referral(order.referral, place, program)
    context.explanation = particulars.packed()
    let effectiveAt = order.effective.effect(ofCreditAt: moment, in: calendar.zone)
    // What would become usable when it is gone is no promise.
    guard order.waitDays == 0 || effectiveAt < decided.expiresAt else { throw OrderRefusal.waitOutOfRange }
    let credit = Credit(
      .earn, to: WalletKey(member: member, asset: program.asset), decided.points,
      source: LotSource(issuer: place.merchantID), effectiveAt: effectiveAt, expiresAt: decided.expiresAt,
      issuingLimit: terms.mostIssued)
    var draft = Draft(context, .credit(credit))
    draft.claims = decided.claims
    draft.firsts = decided.firsts
    return draft
  }

  /// The code by which the order came: one of the merchant's own terms of today.
  /// - Throws: `SettlementRefusal.referralUnknown`.
  private mutating func referral(_ code: String?, _ place: Place, _ program: Program) throws -> String? {
    guard let code else { return nil }
    let codes = try directory.referralCodes(
      of: place.merchantID, in: program.asset, on: calendar.businessDay(of: now))
    guard codes.contains(code) else { throw SettlementRefusal.referralUnknown }
    return code
  }

  /// Who buys, as rules see it.
  private struct Buyer {
    /// Whose the points are: a member or a pool.
    var holder: MemberID
    var isPool: Bool
    /// Against whom limits of a member count; nil where nobody says who of a pool buys.
    var person: MemberID?
  }

  /// Of a pool who shows its code: each new pool would be a new member else.
  private mutating func buyer(_ claim: MemberClaim) throws -> Buyer {
    let known = try knownMember(claim)
    guard known.isPool else { return Buyer(holder: known.id, isPool: false, person: known.id) }
    var person: MemberID?
    if case .code(let code) = claim { person = try directory.live(code).place?.member }
    return Buyer(holder: known.id, isPool: true, person: person)
  }

  /// Reads what rules ask about the member, where one does.
  private mutating func learn(
    of purchase: inout RuledPurchase, _ book: RuleBook, _ asset: AssetID, _ buyer: Buyer
  ) throws {
    let member = buyer.holder
    if book.asksForLevels(purchase) {
      purchase.levels = try directory.levels(of: member, in: asset, on: calendar.businessDay(of: now))
    }
    if book.asksForBirthday(purchase) {
      purchase.birthday = try directory.snapshot.birthdays(of: [member])[member]
    }
    if book.asksForTags(purchase) {
      purchase.tags = try directory.snapshot.tags(of: [member], at: purchase.merchant)[member] ?? []
    }
    // What is given or taken back without money is no purchase, and a pool's is nobody's first.
    if purchase.purchase.amount > 0, !buyer.isPool, !book.firsts(purchase).isEmpty {
      purchase.firsts = try directory.snapshot.firsts(
        of: member, asset, at: purchase.merchant, besides: request)
    }
  }

  private struct Decided {
    var points: Points
    var explanation: Explanation?
    var expiresAt: Instant
    var claims: [BonusClaim] = []
    var firsts: [FirstClaim] = []
  }

  private func check(_ money: Money, _ items: [PurchaseItem], _ program: Program) throws(OrderRefusal) {
    guard money.currency == program.worth.money.currency else { throw .currencyMismatch }
    guard items.isEmpty || items.reduce(0, { $0 + $1.amount }) == money.minorUnits else {
      throw .itemsMismatch
    }
  }

  private func earning(
    _ purchase: RuledPurchase, _ rules: EarningRules, _ asset: AssetID, _ buyer: Buyer
  ) throws -> Decided {
    // Limits of a day count by the day of booking, as everything that the books close.
    let day = calendar.businessDay(of: now)
    let limited = rules.bonus.limited(purchase)
    let member = buyer.person ?? buyer.holder
    var uses = try directory.uses(
      of: limited.map(\.number), asset, to: member, on: day, besides: request)
    if buyer.person == nil {
      for rule in limited { uses[rule.number, default: RuleUse()].leaveNothing(within: rule.limits) }
    }
    let earning: Earning
    do { earning = try rules.earning(for: purchase, uses: uses, in: calendar.zone) } catch {
      throw OrderRefusal.amountOutOfRange
    }
    var decided = Decided(
      points: earning.points, explanation: earning.explanation, expiresAt: earning.expiresAt)
    decided.claims = earning.explanation.parts.compactMap { part in
      guard part.points > 0, let rule = limited.first(where: { $0.number == part.rule }) else { return nil }
      return BonusClaim(
        asset: asset, rule: rule.number, limits: rule.limits, member: member, day: day, points: part.points)
    }
    // Whether or not the rule gave anything: the next purchase is not the first.
    decided.firsts = rules.bonus.firsts(purchase).intersection(purchase.firsts)
      .map { FirstClaim($0, of: member, asset, at: purchase.merchant) }
    return decided
  }
}

extension EarnOrder {
  /// From when its points can be used.
  fileprivate var effective: EffectiveRule {
    isPending ? .onConfirmation : waitDays > 0 ? .afterDays(waitDays) : .immediately
  }
}

extension MerchantTerms {
  /// The rules of earning that these terms are; nil when the rate is out of its range.
  func earningRules(_ expiry: ExpiryRule) -> EarningRules? {
    EarningRate(
      points: earning.points.units, per: earning.perMinorUnits, rounding: earning.rounding.rule
    ).map { EarningRules(rule: EarningRules.baseRate, version: 1, rate: $0, expiry: expiry) }
  }
}

extension EarnTerms.Rounding {
  var rule: Rounding {
    switch self {
    case .down: .down
    case .halfUp: .halfUp
    case .up: .up
    }
  }
}

extension RuleUse {
  /// As if the member had got all that a rule gives to one.
  fileprivate mutating func leaveNothing(within limits: RuleLimits) {
    memberDay = limits.perMemberDay ?? memberDay
    member = limits.perMember ?? member
  }
}
