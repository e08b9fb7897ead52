import Ledger
import Loyalty

/// The rules read plainly, as a person with a pencil would: every rule against every line, no index, no
/// early end. Shares no code with what it judges but the types.
enum PlainRules {
  static func read(
    _ rules: [BonusRule], _ purchase: RuledPurchase, uses: [UInt32: RuleUse]
  ) -> [UInt32: Points] {
    let ordered = rules.sorted {
      $0.priority == $1.priority ? $0.number < $1.number : $0.priority < $1.priority
    }
    var gains: [(rule: BonusRule, points: Int64)] = []
    for rule in ordered {
      let points = gain(rule, purchase, uses[rule.number] ?? RuleUse())
      if points > 0 { gains.append((rule, points)) }
    }
    if let alone = gains.firstIndex(where: { $0.rule.stacking == .alone }) {
      gains.removeSubrange((alone + 1)...)
    }
    var given: [UInt32: Points] = [:]
    for (rule, points) in gains {
      if case .best(let group) = rule.stacking {
        let rivals = gains.filter { $0.rule.stacking == .best(group: group) }
        let most = rivals.map(\.points).max()
        guard rivals.first(where: { $0.points == most })?.rule.number == rule.number else { continue }
      }
      given[rule.number] = Points(points)
    }
    return given
  }

  private static func gain(_ rule: BonusRule, _ purchase: RuledPurchase, _ use: RuleUse) -> Int64 {
    var lines = purchase.purchase.items
    var asksGoods = false
    for condition in rule.conditions {
      switch condition {
      case .goods(let codes): (lines, asksGoods) = (lines.filter { codes.contains($0.code) }, true)
      case .categories(let names): (lines, asksGoods) = (lines.filter { names.contains($0.category) }, true)
      default: break
      }
    }
    if case .perItem = rule.effect { asksGoods = true }
    if asksGoods, lines.isEmpty { return 0 }
    let whole = purchase.purchase.amount
    let money = asksGoods ? min(lines.map(\.amount).reduce(0, +), whole) : whole
    guard money > 0, rule.conditions.allSatisfy({ holds($0, purchase, money) }) else { return 0 }
    var points: Int64
    switch rule.effect {
    case .rate(let rate):
      let exact = money * rate.points
      switch rate.rounding {
      case .down: points = exact / rate.per
      case .up: points = exact / rate.per + (exact % rate.per > 0 ? 1 : 0)
      case .halfUp: points = exact / rate.per + (2 * (exact % rate.per) >= rate.per ? 1 : 0)
      }
    case .multiple(let hundredths): points = (money / 100) * (hundredths - 100) / 100
    case .multipleOfLevel(let ladder):
      let own = purchase.levels.first { $0.place.ladder == ladder }?.multiple ?? 100
      points = (money / 100) * (own - 100) / 100
    case .fixed(let fixed): points = fixed.units
    case .perItem(let each):
      points = each.units * lines.filter { $0.amount > 0 }.map(\.quantity).reduce(0, +)
    }
    if let most = rule.limits.perPurchase { points = min(points, most.units) }
    if let most = rule.limits.perMemberDay { points = min(points, most.units - use.memberDay.units) }
    if let most = rule.limits.perMember { points = min(points, most.units - use.member.units) }
    if let most = rule.limits.budget { points = min(points, most.units - use.all.units) }
    return max(points, 0)
  }

  private static func holds(_ condition: RuleCondition, _ purchase: RuledPurchase, _ money: Int64) -> Bool {
    // Shanghai keeps no daylight saving; seconds since 1970 there begin on a Thursday.
    let seconds = purchase.purchase.at.microseconds / 1_000_000 + 8 * 3_600
    let (day, minute) = (seconds / 86_400, Int(seconds % 86_400 / 60))
    return switch condition {
    case .merchants(let merchants): merchants.contains(purchase.merchant)
    case .stores(let stores): stores.contains(purchase.store)
    case .channels(let channels): channels.contains(purchase.channel)
    case .goods, .categories: true
    case .money(let range): range.lowerBound <= money && money <= range.upperBound
    case .hours(let hours):
      hours.from < hours.until
        ? hours.from <= minute && minute < hours.until : minute >= hours.from || minute < hours.until
    case .weekdays(let days): days.contains { $0.rawValue == Int((day + 3) % 7) + 1 }
    case .monthDays(let days): days.contains(CivilDate(daysSince1970: Int(day)).day)
    case .levels(let places): places.contains { wanted in purchase.levels.contains { $0.place == wanted } }
    case .birthday(.month):
      purchase.birthday.map { $0.month == CivilDate(daysSince1970: Int(day)).month } ?? false
    case .birthday(.day): purchase.birthday.map { celebrated($0, on: Int(day)) } ?? false
    case .first(let first): purchase.firsts.contains(first)
    case .payments(let kinds): kinds.contains { $0 == purchase.payment }
    case .cardTypes(let types): types.contains { $0 == purchase.cardType }
    case .tagged(let tags): purchase.tags.contains { own in tags.contains { $0 == own } }
    case .untagged(let tags): purchase.tags.allSatisfy { own in tags.allSatisfy { $0 != own } }
    }
  }
}

/// The one day of its month on which nobody else of the year is: that of a birthday, or the day before March.
private func celebrated(_ birthday: Birthday, on day: Int) -> Bool {
  let (today, tomorrow) = (CivilDate(daysSince1970: day), CivilDate(daysSince1970: day + 1))
  if today.month == birthday.month, today.day == birthday.day { return true }
  return birthday.month == 2 && birthday.day == 29 && today.month == 2 && today.day == 28
    && tomorrow.month == 3
}

extension SplitMix {
  mutating func rule(_ number: UInt32) -> BonusRule {
    var conditions: [RuleCondition] = []
    func pick<T: Hashable>(_ values: [T]) -> Set<T> {
      Set((0..<Int.random(in: 1...2, using: &self)).map { _ in values.randomElement(using: &self)! })
    }
    if chance(4) { conditions.append(.merchants(pick([1, 2, 3].map { MerchantID($0) }))) }
    if chance(5) { conditions.append(.stores(pick([10, 20, 30].map { StoreID($0) }))) }
    if chance(5) { conditions.append(.channels(pick([.pos, .seat, .api]))) }
    if chance(4) { conditions.append(.goods(pick(["A", "B", "C", "D"]))) }
    if chance(4) { conditions.append(.categories(pick(["x", "y", "z"]))) }
    if chance(4) {
      let lowest = Int64.random(in: 0...5_000, using: &self)
      conditions.append(.money(lowest...(lowest + Int64.random(in: 0...9_000, using: &self))))
    }
    if chance(5) { conditions.append(.weekdays(pick(Weekday.allCases))) }
    if chance(6) { conditions.append(.monthDays(Set((1...31).shuffled(using: &self).prefix(16)))) }
    if chance(5) {
      conditions.append(.levels(pick([0, 1, 2].map { TierPlace(ladder: 1, level: $0) })))
    }
    if chance(6) { conditions.append(.birthday(chance(2) ? .day : .month)) }
    if chance(6) { conditions.append(.first(chance(2) ? .merchant : .program)) }
    if chance(6) { conditions.append(.payments(pick([.cash, .bankCard, .wallet]))) }
    if chance(6) { conditions.append(.cardTypes(pick([1, 2].map { ID($0) }))) }
    if chance(6) { conditions.append(.tagged(pick((1...5).map { ID($0) }))) }
    if chance(6) { conditions.append(.untagged(pick((1...5).map { ID($0) }))) }
    if chance(6),
      let hours = DayHours(
        from: Int.random(in: 0..<1_440, using: &self), until: Int.random(in: 0...1_440, using: &self))
    {
      conditions.append(.hours(hours))
    }
    let effects: [RuleEffect] = [
      .rate(EarningRate(points: .random(in: 1...9, using: &self), per: .random(in: 1...900, using: &self))!),
      .multiple(hundredths: .random(in: 101...500, using: &self)),
      .fixed(Points(.random(in: 1...90, using: &self))), .perItem(Points(.random(in: 1...9, using: &self))),
      .multipleOfLevel(ladder: 1),
    ]
    let stackings: [RuleStacking] = [.adds, .best(group: 1), .best(group: 2), .alone]
    return BonusRule(
      number, when: conditions.shuffled(using: &self), gives: effects.randomElement(using: &self)!,
      atMost: RuleLimits(
        perPurchase: limit(), perMemberDay: limit(), perMember: limit(), budget: limit()),
      stacking: stackings.randomElement(using: &self)!, priority: .random(in: -2...2, using: &self))
  }

  mutating func ruledPurchase() -> RuledPurchase {
    let items = (0..<Int.random(in: 0...5, using: &self)).map { _ in
      PurchaseItem(
        code: ["A", "B", "C", "D"].randomElement(using: &self)!,
        category: ["x", "y", "z", ""].randomElement(using: &self)!,
        quantity: .random(in: 1...4, using: &self), amount: .random(in: -900...6_000, using: &self))
    }
    let amount =
      items.isEmpty ? Int64.random(in: -200...9_000, using: &self) : items.map(\.amount).reduce(0, +)
    let at = Instant(microseconds: Int64.random(in: 0...2_000_000_000, using: &self) * 1_000_000)
    var purchase = RuledPurchase(
      Purchase(amount: amount, at: at, items: items), at: MerchantID(.random(in: 1...3, using: &self)),
      store: StoreID(.random(in: 1...3, using: &self) * 10),
      channel: [.pos, .seat, .api].randomElement(using: &self)!, in: .shanghai)
    let level = Int.random(in: 0...2, using: &self)
    purchase.levels = [MemberLevel(TierPlace(ladder: 1, level: level), multiple: [100, 130, 250][level])]
    // Often on the day, so that it is met.
    let today = CivilDate(daysSince1970: Int((at.microseconds / 1_000_000 + 8 * 3_600) / 86_400))
    if !chance(3) {
      purchase.birthday =
        chance(2) ? Birthday(month: today.month, day: today.day) : Birthday(month: 2, day: 29)
    }
    if chance(2) { purchase.firsts.insert(.merchant) }
    if chance(3) { purchase.firsts.insert(.program) }
    purchase.payment = chance(3) ? nil : [.cash, .bankCard, .wallet].randomElement(using: &self)!
    purchase.cardType = ID(.random(in: 0...2, using: &self))
    purchase.tags = Set((1...5).filter { _ in chance(3) }.map { ID($0) })
    return purchase
  }

  mutating func use() -> RuleUse {
    RuleUse(
      memberDay: Points(.random(in: 0...90, using: &self)), member: Points(.random(in: 0...90, using: &self)),
      all: Points(.random(in: 0...90, using: &self)))
  }

  private mutating func limit() -> Points? {
    chance(4) ? Points(.random(in: 1...90, using: &self)) : nil
  }

  /// Once in so many.
  mutating func chance(_ many: Int) -> Bool { Int.random(in: 1...many, using: &self) == 1 }
}
