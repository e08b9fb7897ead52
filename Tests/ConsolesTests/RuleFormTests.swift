import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Consoles

@Suite struct TypedListTests {
  @Test func `entries stand between commas or on lines, each once and without blanks around`() throws {
    #expect(try TypedList.read(" a, b\u{FF0C}c\u{3001}d\r\n e f ;;a,") == ["a", "b", "c", "d", "e f"])
    #expect(try TypedList.read(" \n , ") == [])
    #expect(try TypedList.read("\"a, b\" , \"say \\\"c\\\"\"\nd") == ["a, b", "say \"c\"", "d"])
  }

  @Test(arguments: ["\"a", "\"a\\", "\"a\"b", "a, \"b\" c"])
  func `a quote without its other is unreadable`(_ text: String) {
    #expect(throws: TypedList.Unreadable.self) { try TypedList.read(text) }
  }

  @Test func `every list is read as it was written`() throws {
    let pieces = ["a", ",", " ", "\"", "\\", "\n", "\r", "\t", "\u{301}", "\u{3001}", ";", "n", "\u{1F375}"]
    var chance = Chance(state: 5)
    for _ in 0..<3_000 {
      let entries = (0..<Int.random(in: 0...4, using: &chance)).map { _ in
        (0..<Int.random(in: 1...5, using: &chance)).map { _ in pieces.randomElement(using: &chance)! }
          .joined()
      }
      let once = entries.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      #expect(try TypedList.read(TypedList.written(once)) == once, "\(once)")
    }
  }
}

@Suite(.database) struct RuleFormTests {
  private static let list = "/operator/earning-rules"

  @Test func `every channel of the books is one that pages show, and none twice`() {
    #expect(Set(Channel.allCases.map { ShownChannel($0) }) == Set(ShownChannel.allCases))
    #expect(Channel.allCases.count == ShownChannel.allCases.count)
  }

  /// All that the interface takes: shops with marks in their codes, every channel and rounding, nights,
  /// numbers at their bounds.
  @Test func `a rule of any kind is the same after its form was opened and sent`() async throws {
    try await TestConsole.open { console in
      let coalition = console.coalition
      var shops = Named(merchants: [console.merchant.id])
      for code in ["A/B", "x,y;z", "\"Q"] {
        let merchant = try await coalition.createMerchant(code: code, names: Names(code), by: .system)
        let store = try await coalition.createStore(
          of: merchant.id, code: "S,\(code.utf8.count)", name: "S", by: .system)
        shops.merchants.append(merchant.id)
        shops.stores.append(store.id)
      }
      for name in ["VIP", "a, b", "\"q\""] {
        shops.tags.append(try await coalition.createTag(name, by: .system).id)
      }
      let chain = Principal(
        kind: .merchant, merchant: shops.merchants[1], scopes: .merchantMost, actor: .system)
      // Of a merchant whose code has the mark in it, and of the operator's name.
      shops.tags.append(try await coalition.createTag("VIP", by: chain).id)
      shops.types = try await cardTypes(["GIFT", "W,1"], console)
      for (place, (currency, decimals)) in [("CNY", 0), ("JPY", 6), ("KWD", 2)].enumerated() {
        var draft = ProgramDraft(
          code: currency, names: Names("P"), worth: Worth(1, are: Money(minorUnits: 1, currency: currency)))
        draft.decimals = decimals
        // There is one universal programme, and the platform has it.
        draft.merchant = shops.merchants[place]
        try await opensAndSends(shops, in: try await coalition.createProgram(draft, by: .system), coalition)
      }
    }
  }

  /// Kinds of cards of these codes, as two people set them.
  private func cardTypes(_ codes: [String], _ console: TestConsole) async throws -> [CardTypeID] {
    let coalition = console.coalition
    func person(_ login: String) async throws -> Principal {
      try #require(try await coalition.users(UserQuery(login: login), by: .system).items.first).principal
    }
    try await console.addReviewer()
    for (place, code) in codes.enumerated() {
      let proposal = CardTypeProposal(
        code: code, names: Names(code), kind: .gift, prefix: "66000\(place)", validityMonths: 0,
        isBearer: true, needsPIN: false)
      let proposed = try await coalition.propose(
        .cardType(proposal), reason: "r", by: try await person("chief"))
      _ = try await coalition.approve(proposed.id, by: try await person("reviewer")) {
        try await coalition.execute($0)
      }
    }
    return try await coalition.cardTypes(by: .system).map(\.id)
  }

  private func opensAndSends(
    _ shops: Named, in program: Program, _ coalition: Coalition
  ) async throws {
    let named = RuleDefinition(
      BonusRule(
        2,
        when: [
          .merchants(Set(shops.merchants)), .stores(Set(shops.stores)), .tagged(Set(shops.tags)),
          .cardTypes(Set(shops.types)),
        ], gives: .fixed(1)))
    let ids = try await coalition.rulePlaces(of: named, by: .system)
    let places = try await coalition.rulePlaces(
      merchants: Array(ids.merchants.keys), stores: Array(ids.stores.keys),
      cardTypes: Array(ids.cardTypes.keys), tags: Array(ids.tags.keys), by: .system)
    #expect(places == ids && places.stores.count == 3)
    #expect(places.tags.count == shops.tags.count && places.cardTypes.count == shops.types.count)
    var chance = Chance(state: 11)
    let now = coalition.clock.now()
    for number in 2..<50 {
      let rule = chance.rule(UInt32(number), shops, after: now)
      try rule.check()
      let opened = RuleForm(
        rule, named: Names("R"), in: program, id: "prg_1", places, coalition.settings.calendar, at: now)
      let page = EarningRulePage(typed: opened.typed, programs: [("prg_1", "P")])
      let sent = try SentForm(page.render(try Faked.visit(.english)), to: Self.list).encoded()
      #expect(sent.utf8.count < RuleForm.most)
      let again = try RuleForm(FormFields(Array(sent.utf8)))
        .rule(UInt32(number), in: program, places, coalition.settings.calendar)
      #expect(again == rule, "\(rule)")
    }
  }

  @Test func `a long rule that a program wrote comes back from its page, or is refused and not cut`()
    async throws
  {
    try await TestConsole.open { console in
      try await console.addReviewer()
      let coalition = console.coalition
      let goods = Set(
        (0..<BonusRule.mostNamed).map { "\u{1F375},\"" + String(repeating: "\u{8336}", count: 50) + "\($0)" })
      let rate = try #require(EarningRate(points: 7, per: 999, rounding: .up))
      let rule = BonusRule(
        0, when: [.channels(Set(Channel.allCases)), .goods(goods)], gives: .rate(rate),
        atMost: RuleLimits(budget: 1_000_000_000_000_000), priority: -1_000)
      let until = coalition.clock.now().adding(seconds: 1_000_003)
      func person(_ login: String) async throws -> Principal {
        try #require(try await coalition.users(UserQuery(login: login), by: .system).items.first).principal
      }
      let proposal = EarningRuleProposal(
        rule, named: Names("Tea"), of: console.program.asset, from: nil, until: until)
      let approval = try await coalition.propose(
        .earningRule(proposal), reason: "r", by: try await person("chief"))
      _ = try await coalition.approve(approval.id, by: try await person("reviewer")) {
        try await coalition.execute($0)
      }
      let cookies = try await console.signIn()
      let page = try await console.get(
        Self.list + "/" + coalition.publicIDs.text(console.program.asset) + "-2", cookies)
      let form = try SentForm(Array(page.text.utf8), to: Self.list)
      let changes = ["reason": "r", "do": "propose"]
      let answer = try await console.post(Self.list, form.encoded(with: changes), cookies)
      #expect(answer.status == .seeOther)
      let id = try #require(answer.headers[.location]?.split(separator: "/").last.map(String.init))
      let sent = try await coalition.approval(
        try #require(coalition.publicIDs.id(id, as: Identified.Approval.self)), by: .system)
      guard case .earningRule(let again) = sent.operation else {
        Issue.record("another operation")
        return
      }
      #expect(again.definition == proposal.definition && again.until == until && again.from == nil)
      let many = (0...BonusRule.mostNamed).map { "g\($0)" }.joined(separator: "\n")
      for (changes, fault) in [
        (["goods": many], "At most 1,000 entries."), (["merchants": many], "At most 1,000 entries."),
        (["goods": "\"tea"], "Quotes come in pairs"),
        (["goods": String(repeating: "g", count: 65)], "1 to 64 characters"),
      ] {
        let refused = try await console.post(
          Self.list, form.encoded(with: changes.merging(["do": "propose", "reason": "r"]) { $1 }), cookies)
        #expect(refused.status == .unprocessableContent && refused.text.contains(fault), "\(fault)")
        let last = changes.values.flatMap { $0.split(separator: "\n").suffix(1) }
        #expect(last.allSatisfy { refused.text.contains($0.replacing("\"", with: "")) }, "stays typed")
      }
    }
  }
}

/// What rules may name.
private struct Named {
  var merchants: [MerchantID]
  var stores: [StoreID] = []
  var tags: [TagID] = []
  var types: [CardTypeID] = []
}

/// Numbers by a fixed seed.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func some<T: Hashable>(_ values: [T]) -> Set<T> {
    Set(values.shuffled(using: &self).prefix(Int.random(in: 1...values.count, using: &self)))
  }

  mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    // The bounds themselves as often as all between them.
    [range.lowerBound, range.upperBound, .random(in: range, using: &self)].randomElement(using: &self)!
  }

  mutating func rule(
    _ number: UInt32, _ named: Named, after now: Instant
  ) -> BonusRule {
    let effects: [RuleEffect] = [
      .rate(
        EarningRate(
          points: self.number(1...1_000_000_000), per: self.number(1...1_000_000_000),
          rounding: Rounding.allCases.randomElement(using: &self)!)!),
      .multiple(hundredths: self.number(101...10_000)),
      .fixed(Points(self.number(1...1_000_000_000_000))),
      .perItem(Points(self.number(1...1_000_000_000_000))),
    ]
    let stackings: [RuleStacking] = [
      .adds, .alone, .best(group: UInt32(self.number(0...1_000_000))),
    ]
    return BonusRule(
      number, when: conditions(named), gives: effects.randomElement(using: &self)!,
      atMost: RuleLimits(
        perPurchase: limit(), perMemberDay: limit(), perMember: limit(), budget: limit()),
      stacking: stackings.randomElement(using: &self)!, priority: Int32(self.number(-1_000...1_000)),
      inForce: moment(.distantPast, now)..<moment(.distantFuture, now.adding(seconds: 90_000_000)))
  }

  /// The bound, or one to come, to the microsecond.
  private mutating func moment(_ bound: Instant, _ after: Instant) -> Instant {
    let later = number(1...80_000_000_000_000)
    return Bool.random(using: &self) ? bound : Instant(microseconds: after.microseconds + later)
  }

  private mutating func limit() -> Points? {
    Bool.random(using: &self) ? nil : Points(number(1...1_000_000_000_000_000))
  }

  /// In the order in which the interface reads them.
  private mutating func conditions(_ named: Named) -> [RuleCondition] {
    let texts = ["tea", "a, b", "\u{8336}\u{3001}\u{9152}", " x ", "\"", "say \"x\"", "a\nb", "\\n", "c;d\t"]
    let range = [number(0...1_000_000_000_000_000), number(0...1_000_000_000_000_000)].sorted()
    var hours = DayHours(from: 0, until: 1_440)!
    if let some = DayHours(from: Int(number(0...1_439)), until: Int(number(0...1_440))) { hours = some }
    let all: [RuleCondition] = [
      .merchants(some(named.merchants)), .stores(some(named.stores)), .channels(some(Channel.allCases)),
      .goods(some(texts)), .categories(some(texts)), .money(range[0]...range[1]), .hours(hours),
      .weekdays(some(Weekday.allCases)), .monthDays(some(Array(1...31))),
      .birthday(some(BirthdaySpan.allCases).first ?? .day),
      .first(some(FirstPurchase.allCases).first ?? .merchant), .payments(some(PaymentKind.allCases)),
      .cardTypes(some(named.types)), .tagged(some(named.tags)), .untagged(some(named.tags)),
    ]
    return all.filter { _ in Bool.random(using: &self) }
  }
}
