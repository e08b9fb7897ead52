import Ledger
import Loyalty
import Testing

struct `A bonus rule` {
  /// Friday 2017-06-16 12:30 in Shanghai: coffee of 30.00 twice, a cake of 15.00 and 5.00 taken off.
  static let purchase = Purchase(
    amount: 70_00, at: Zones.seconds(1_497_587_400),
    items: [
      PurchaseItem(code: "C1", category: "coffee", quantity: 2, amount: 60_00),
      PurchaseItem(code: "K1", category: "cake", amount: 15_00),
      PurchaseItem(code: "OFF", category: "rebate", amount: -5_00),
    ])

  static func outcome(
    _ rule: BonusRule, _ purchase: Purchase = purchase, use: RuleUse = RuleUse()
  ) throws -> Explanation.Part.Outcome {
    var ruled = RuledPurchase(
      purchase, at: MerchantID(7), store: StoreID(70), channel: .pos, in: .shanghai)
    (ruled.payment, ruled.cardType, ruled.tags) = (.cash, ID(5), [ID(1), ID(2), ID(3)])
    let parts = try RuleBook([rule]).bonus(ruled, base: .onePerHundred, uses: [rule.number: use])
    return parts.first?.outcome ?? .notApplied(.otherStore)
  }

  static let conditions: [(RuleCondition, Explanation.Reason?)] = [
    (.merchants(shops(6, 7)), nil), (.merchants(shops(6, 7, 8)), nil), (.stores(stores(70)), nil),
    (.channels([.pos, .seat]), nil), (.channels([.seat]), .otherChannel),
    (.money(70_00...70_00), nil), (.money(70_01...80_00), .otherAmount), (.money(1...69_99), .otherAmount),
    (.weekdays([.friday]), nil), (.weekdays([.saturday, .thursday]), .outsideItsTime),
    (.monthDays([16]), nil), (.monthDays([15, 31]), .outsideItsTime),
    (hours(750, 751), nil), (hours(600, 750), .outsideItsTime),
    (hours(1_320, 751), nil), (hours(751, 120), .outsideItsTime),
    (.goods(["K1"]), nil), (.payments([.cash, .wallet]), nil), (.payments([.bankCard]), .otherPayment),
    (.cardTypes([ID(5), ID(6)]), nil), (.cardTypes([ID(6)]), .otherCard),
    (.tagged([ID(1), ID(9)]), nil), (.tagged([ID(9)]), .otherTags),
    (.untagged([ID(9)]), nil), (.untagged([ID(9), ID(2)]), .otherTags),
  ]

  static func shops(_ ids: Int64...) -> Set<MerchantID> { Set(ids.map { MerchantID($0) }) }
  static func stores(_ ids: Int64...) -> Set<StoreID> { Set(ids.map { StoreID($0) }) }
  static func hours(_ from: Int, _ until: Int) -> RuleCondition {
    .hours(DayHours(from: from, until: until)!)
  }

  @Test(arguments: conditions)
  func `counts where its condition holds`(condition: RuleCondition, fault: Explanation.Reason?) throws {
    let outcome = try Self.outcome(BonusRule(2, when: [condition], gives: .fixed(9)))
    #expect(outcome == (fault.map { .notApplied($0) } ?? .applied(9)))
  }

  @Test(
    arguments: [
      (.rate(EarningRate(points: 3, per: 1_000)!), [], 21),
      (.rate(EarningRate(points: 1, per: 100, rounding: .up)!), [.goods(["K1"])], 15),
      (.multiple(hundredths: 200), [], 70), (.multiple(hundredths: 250), [.categories(["cake"])], 22),
      (.multiple(hundredths: 150), [.categories(["coffee"])], 30), (.fixed(50), [], 50),
      (.perItem(5), [.categories(["coffee"])], 10), (.perItem(5), [], 15),
      // What was taken off elsewhere was not paid for these either.
      (.rate(.onePerHundred), [.goods(["C1", "K1"])], 70),
      (.perItem(5), [.goods(["C1"]), .categories(["coffee"])], 10),
    ] as [(RuleEffect, [RuleCondition], Int64)])
  func `gives for the money and goods that it counts`(
    effect: RuleEffect, conditions: [RuleCondition], points: Int64
  ) throws {
    #expect(try Self.outcome(BonusRule(2, when: conditions, gives: effect)) == .applied(Points(points)))
  }

  @Test(arguments: [
    (RuleCondition.payments(Set(PaymentKind.allCases)), Explanation.Reason?.some(.otherPayment)),
    (.cardTypes([ID(5)]), .otherCard), (.tagged([ID(1)]), .otherTags), (.untagged([ID(1)]), nil),
  ])
  func `of which nobody said how it was paid, of no card and no tags, holds what asks for nothing of them`(
    condition: RuleCondition, fault: Explanation.Reason?
  ) throws {
    let plain = RuledPurchase(Self.purchase, at: MerchantID(7), channel: .pos, in: .shanghai)
    let rule = BonusRule(2, when: [condition], gives: .fixed(9))
    let parts = try RuleBook([rule]).bonus(plain, base: .onePerHundred)
    #expect(parts.map(\.outcome) == [fault.map { .notApplied($0) } ?? .applied(9)])
  }

  @Test func `counts nothing where goods of two kinds are asked for in one line`() throws {
    let rule = BonusRule(2, when: [.goods(["C1"]), .categories(["cake"])], gives: .fixed(5))
    #expect(try Self.outcome(rule) == .notApplied(.otherGoods))
  }

  @Test func `gives nothing for what came back, and what rounds to nothing did not count`() throws {
    let back = Purchase(amount: -70_00, at: Self.purchase.at)
    #expect(try Self.outcome(BonusRule(2, gives: .fixed(5)), back) == .notApplied(.otherAmount))
    let small = Purchase(amount: 99, at: Self.purchase.at)
    #expect(
      try Self.outcome(BonusRule(2, gives: .multiple(hundredths: 300)), small)
        == .notApplied(.belowMinimum))
    #expect(try Self.outcome(BonusRule(2, gives: .perItem(5)), small) == .notApplied(.otherGoods))
  }

  @Test(
    arguments: [
      (RuleLimits(perPurchase: 30), RuleUse(), .applied(30)),
      (RuleLimits(perMemberDay: 100), RuleUse(memberDay: 80), .applied(20)),
      (RuleLimits(perMemberDay: 100), RuleUse(memberDay: 100), .notApplied(.capReached)),
      (RuleLimits(perMember: 100), RuleUse(memberDay: 5, member: 130, all: 500), .notApplied(.capReached)),
      (RuleLimits(budget: 500), RuleUse(member: 3, all: 499), .applied(1)),
      (RuleLimits(perMember: 9, budget: 500), RuleUse(all: 500), .notApplied(.budgetSpent)),
      (RuleLimits(perPurchase: 80, perMemberDay: 80, perMember: 80, budget: 80), RuleUse(), .applied(70)),
    ] as [(RuleLimits, RuleUse, Explanation.Part.Outcome)])
  func `gives no more than what its limits leave`(
    limits: RuleLimits, use: RuleUse, expected: Explanation.Part.Outcome
  ) throws {
    let rule = BonusRule(2, gives: .multiple(hundredths: 200), atMost: limits)
    #expect(try Self.outcome(rule, use: use) == expected)
  }

  @Test func `refuses more points than one command may move`() throws {
    let much = Purchase(amount: 1_000_000_00, at: Self.purchase.at)
    let rule = BonusRule(2, gives: .rate(EarningRate(points: 1_000_000_000, per: 1)!))
    #expect(throws: EarningFault.tooManyPoints) { try Self.outcome(rule, much) }
    let items = [PurchaseItem(code: "A", quantity: 1_000_000, amount: 1)]
    let pieces = Purchase(amount: 1, at: Self.purchase.at, items: items)
    #expect(throws: EarningFault.tooManyPoints) {
      try Self.outcome(BonusRule(2, gives: .perItem(1_000_001)), pieces)
    }
    // A limit is applied first.
    let limited = BonusRule(2, gives: .perItem(1_000_001), atMost: RuleLimits(perPurchase: 500))
    #expect(try Self.outcome(limited, pieces) == .applied(500))
  }
}

struct `What no rule can be` {
  @Test(
    arguments: [
      (BonusRule(2, when: [.goods(["A"]), .goods(["B"])], gives: .fixed(1)), .conditionTwice),
      (BonusRule(2, when: [.merchants([])], gives: .fixed(1)), .listOutOfRange),
      (BonusRule(2, when: [.goods(Set((0...1_000).map(String.init)))], gives: .fixed(1)), .listOutOfRange),
      (BonusRule(2, when: [.categories([""])], gives: .fixed(1)), .textOutOfRange),
      (BonusRule(2, when: [.money(-1...5)], gives: .fixed(1)), .rangeOutOfRange),
      (BonusRule(2, when: [.monthDays([32])], gives: .fixed(1)), .rangeOutOfRange),
      (BonusRule(2, gives: .fixed(0)), .effectOutOfRange),
      (BonusRule(2, gives: .multiple(hundredths: 100)), .effectOutOfRange),
      (BonusRule(2, gives: .fixed(1), atMost: RuleLimits(budget: 0)), .limitOutOfRange),
      (BonusRule(2, gives: .fixed(1), inForce: .distantPast ..< .distantPast), .neverInForce),
    ] as [(BonusRule, RuleFault)])
  func `is refused by its fault`(rule: BonusRule, fault: RuleFault) {
    #expect(throws: fault) { try rule.check() }
  }

  @Test func `is nothing that was drawn from what a rule can be`() throws {
    var random = SplitMix(seed: 53)
    for number in 2..<500 { try random.rule(UInt32(number)).check() }
  }
}

struct `A book of rules` {
  static func outcomes(_ rules: [BonusRule]) throws -> [UInt32: Explanation.Part.Outcome] {
    let purchase = RuledPurchase(
      `A bonus rule`.purchase, at: MerchantID(7), store: StoreID(70), channel: .pos, in: .shanghai)
    let parts = try RuleBook(rules).bonus(purchase, base: .onePerHundred)
    return Dictionary(uniqueKeysWithValues: parts.map { ($0.rule, $0.outcome) })
  }

  @Test func `lets the best of a group count and of equals the first`() throws {
    let outcomes = try Self.outcomes([
      BonusRule(2, gives: .fixed(10), stacking: .best(group: 1)),
      BonusRule(3, gives: .fixed(30), stacking: .best(group: 1)),
      BonusRule(4, gives: .fixed(30), stacking: .best(group: 1), priority: 1),
      BonusRule(5, gives: .fixed(7), stacking: .best(group: 2)), BonusRule(6, gives: .fixed(1)),
    ])
    #expect(
      outcomes == [
        2: .notApplied(.excludedByAnother), 3: .applied(30), 4: .notApplied(.excludedByAnother),
        5: .applied(7), 6: .applied(1),
      ])
  }

  @Test func `looks at the versions in force at the moment of the purchase alone`() throws {
    let at = `A bonus rule`.purchase.at
    let outcomes = try Self.outcomes([
      BonusRule(2, gives: .fixed(1), inForce: at..<at.adding(seconds: 1)),
      BonusRule(3, gives: .fixed(1), inForce: .distantPast..<at),
      BonusRule(4, gives: .fixed(1), inForce: at.adding(seconds: 1) ..< .distantFuture),
    ])
    #expect(outcomes == [2: .applied(1)])
  }

  @Test func `lets no rule count after one that stands alone, which must count itself`() throws {
    let outcomes = try Self.outcomes([
      BonusRule(2, gives: .fixed(1), priority: -1),
      BonusRule(3, when: [.weekdays([.monday])], gives: .fixed(2), stacking: .alone),
      BonusRule(4, gives: .fixed(3), stacking: .alone), BonusRule(5, gives: .fixed(4)),
    ])
    #expect(
      outcomes == [
        2: .applied(1), 3: .notApplied(.outsideItsTime), 4: .applied(3),
        5: .notApplied(.excludedByAnother),
      ])
  }

  @Test func `never looks at rules of other shops and other goods`() throws {
    let outcomes = try Self.outcomes([
      BonusRule(2, when: [.merchants(`A bonus rule`.shops(8))], gives: .fixed(1)),
      BonusRule(3, when: [.stores(`A bonus rule`.stores(71))], gives: .fixed(1)),
      BonusRule(4, when: [.goods(["C2"])], gives: .fixed(1)),
      BonusRule(
        5, when: [.merchants(`A bonus rule`.shops(7)), .categories(["cake", "rebate"])], gives: .fixed(1)),
    ])
    #expect(outcomes == [5: .applied(1)])
  }

  @Test func `gives what a plain reading of the rules gives`() throws {
    var random = SplitMix(seed: 51)
    for round in 0..<3_000 {
      let rules = (0..<Int.random(in: 0...12, using: &random)).map { random.rule(UInt32($0 + 2)) }
      let purchase = random.ruledPurchase()
      var uses: [UInt32: RuleUse] = [:]
      for rule in RuleBook(rules).limited(purchase) { uses[rule.number] = random.use() }
      let parts = try RuleBook(rules.shuffled(using: &random)).bonus(
        purchase, base: .onePerHundred, uses: uses)
      let given = Dictionary(
        uniqueKeysWithValues: parts.filter { $0.points > 0 }.map { ($0.rule, $0.points) })
      #expect(
        given == PlainRules.read(rules, purchase, uses: uses), "seed 51, round \(round): \(rules)")
    }
  }

  @Test func `takes back all when all the money comes back, and never more in parts`() throws {
    var random = SplitMix(seed: 52)
    for round in 0..<3_000 {
      let rules = (0..<Int.random(in: 1...6, using: &random)).map { random.rule(UInt32($0 + 2)) }
      let earning = try EarningRules(
        rule: 1, version: 1, rate: .onePerHundred, expiry: .never, bonus: RuleBook(rules)
      ).earning(for: random.ruledPurchase(), in: .shanghai)
      let kept = try #require(Explanation(packed: earning.explanation.packed()))
      var (returned, before) = (Int64(0), Points(0))
      while returned < kept.base {
        returned += Int64.random(in: 1...max(1, kept.base), using: &random)
        let share = kept.share(of: returned, of: earning.points, isPayment: false)
        #expect(before <= share && share <= earning.points, "seed 52, round \(round)")
        before = share
      }
      #expect(kept.base <= 0 || before == earning.points, "seed 52, round \(round)")
    }
  }
}
