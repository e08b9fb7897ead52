import DatabaseTesting
import Ledger
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Every way in which a programme's points may end, from the programme to the lot of a purchase.
@Suite(.database) struct LifeTests {
  /// A rule, the day of a purchase, and the last day of what it earned; nil for ever. Days go on.
  private typealias Line = (rule: Validity, earned: String, last: String?)

  private static let leapDay = 21_243  // 29 February 2028
  private static let lines: [Line] = [
    (.days(30), "2026-12-31", "2027-01-30"), (.days(0), "2026-12-31", "2026-12-31"),
    (.endOfYear(1), "2026-12-31", "2027-12-31"), (.exactMonths(2), "2027-01-30", "2027-03-30"),
    (.endOfMonth(2), "2027-01-30", "2027-03-31"), (.exactMonths(1), "2027-01-31", "2027-02-28"),
    (.endOfMonth(1), "2027-01-31", "2027-02-28"), (.endOfQuarter(0), "2027-01-31", "2027-03-31"),
    (.endOfMonth(0), "2027-06-01", "2027-06-30"), (.endOfQuarter(1), "2027-08-31", "2027-12-31"),
    (.endOfQuarter(2), "2027-11-30", "2028-06-30"), (.endOfYear(0), "2027-12-01", "2027-12-31"),
    (.exactMonths(1), "2028-01-31", "2028-02-29"), (.endOfMonth(1), "2028-01-31", "2028-02-29"),
    (.fixedDate(leapDay), "2028-02-01", "2028-02-29"), (.days(1), "2028-02-28", "2028-02-29"),
    (.exactMonths(12), "2028-02-29", "2029-02-28"), (.endOfYear(0), "2028-02-29", "2028-12-31"),
    (.never, "2028-02-29", nil),
    // A date that is past is the day itself.
    (.fixedDate(leapDay), "2028-03-05", "2028-03-05"),
  ]

  private func end(_ last: String?, in zone: Zone) throws -> Instant {
    guard let last else { return .distantFuture }
    return zone.end(of: try #require(CivilDate(last)))
  }

  @Test(arguments: Engine.available, ["Asia/Shanghai", "America/New_York"])
  func `a purchase's points end as the programme says, at midnight of the operator's zone`(
    engine: Engine, name: String
  ) async throws {
    let calendar = try #require(BusinessCalendar(zone: name, cutOffSeconds: 0))
    let settings = CoalitionSettings(calendar: calendar)
    try await TestShop.open(in: try await engine.makeDatabase(), settings: settings) { shop in
      for (number, line) in Self.lines.enumerated() {
        _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
          $0.validity[.awarded] = line.rule
        }
        #expect(try await shop.coalition.program(shop.program.asset).validity[.awarded] == line.rule)
        // In the day's first half hour and in its last: one of them is another day by UTC.
        let day = try #require(CivilDate(line.earned))
        let first = calendar.zone.start(of: day).adding(seconds: 1_800)
        let last = calendar.zone.end(of: day).adding(seconds: -1_800)
        let end = try end(line.last, in: calendar.zone)
        for (place, moment) in [first, last].enumerated() {
          shop.clock.set(max(moment, shop.clock.clock.now()))
          let receipt = try await shop.earn(100, key: "\(number)-\(place)")
          #expect(receipt.lots.map { $0.expiresAt ?? .distantFuture } == [end], "\(name): \(line)")
        }
      }
    }
  }

  @Test func `points are good to the last second of their last day`() async throws {
    try await TestShop.open { shop in
      _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
        $0.validity[.awarded] = .days(30)
      }
      try await shop.earn(1_000, key: "a")
      shop.clock.set(try endOf("2026-04-01").adding(seconds: -1))
      #expect(try await shop.spend(4, key: "s").wallet?.available == 6)
      shop.clock.set(try endOf("2026-04-01"))
      #expect(try await decline { try await shop.spend(1, key: "t") }?.refusal == .insufficientPoints)
    }
  }

  @Test func `awarded, bought and exchanged points each end by their own rule`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      _ = try await coalition.updateProgram(shop.program.asset, by: .system) {
        $0.validity = [.awarded: .days(10), .purchased: .fixedDate(Self.leapDay), .converted: .never]
      }
      var draft = ProgramDraft(
        code: "HOST", names: Names("Hosted"), worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")),
        merchant: shop.merchant.id)
      draft.validity = [.awarded: .never, .purchased: .never, .converted: .endOfQuarter(1)]
      let hosted = try await coalition.createProgram(draft, by: .system)
      let rate = try #require(ExchangeRate(gives: 1, receives: 1))
      let pair = RatedPair(from: shop.program.asset, into: hosted.asset, rate)
      try await coalition.publishRates(ExchangeRatesProposal([.init(pair)]), by: .system)

      let give = GiveOrder(member: .id(shop.member.id), points: 100)
      let award = try await coalition.award(give, key: "a", by: shop.till)
      #expect(award.lots.map(\.expiresAt) == [try endOf("2026-03-12")])
      let topUp = try await coalition.topUp(give, key: "b", by: shop.till)
      #expect(topUp.lots.map(\.expiresAt) == [try endOf("2028-02-29")])
      let order = ExchangeOrder(
        member: .id(shop.member.id), program: .universal, into: .code("HOST"), points: 100)
      let exchange = try await coalition.exchange(order, key: "x", by: .system)
      let given = exchange.lots.filter { $0.points > 0 }
      #expect(given.map(\.expiresAt) == [try endOf("2026-06-30")])
    }
  }

  @Test func `what a merchant's terms say of an end goes before the programme's`() async throws {
    try await TestShop.open { shop in
      var terms = MerchantTerms(
        merchant: shop.merchant.id, asset: shop.program.asset, earning: EarnTerms(1, perMinorUnits: 100))
      terms.validity = [.awarded: .endOfQuarter(0)]
      try await shop.coalition.setTerms(terms, by: .system)
      #expect(try await shop.earn(100, key: "a").lots.map(\.expiresAt) == [try endOf("2026-03-31")])
      let other = try await shop.earn(100, key: "b", by: shop.caller(shop.other))
      #expect(other.lots.map(\.expiresAt) == [try endOf("2027-03-31")])
    }
  }

  @Test func `rolling is not offered; who has it keeps it as the end of a month`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let asset = shop.program.asset
      func update(_ change: @escaping @Sendable (inout Program) -> Void) async throws -> Program {
        try await coalition.updateProgram(asset, by: .system, change)
      }
      await #expect(throws: ProgramRefusal.rollingNotOffered) {
        _ = try await update { $0.validity[.awarded] = .rolling(months: 2) }
      }
      var draft = ProgramDraft(
        code: "R", names: Names("R"), worth: shop.program.worth, merchant: shop.merchant.id)
      draft.validity = [.converted: .rolling(months: 2)]
      let rolling = draft
      await #expect(throws: ProgramRefusal.rollingNotOffered) {
        _ = try await coalition.createProgram(rolling, by: .system)
      }
      try await coalition.database.write { tx in
        try tx.execute(
          "UPDATE program_validity SET rule = 'rolling', value = 2 WHERE origin = 'awarded'")
      }
      let kept = try await update { $0.policies.proofFreePoints = 5 }
      #expect(kept.validity[.awarded] == .rolling(months: 2) && kept.policies.proofFreePoints == 5)
      #expect(try await shop.earn(100, key: "a").lots.map(\.expiresAt) == [try endOf("2026-05-31")])
      // Another number of months is a new rule, and so is it for points of another kind.
      await #expect(throws: ProgramRefusal.rollingNotOffered) {
        _ = try await update { $0.validity[.awarded] = .rolling(months: 3) }
      }
      await #expect(throws: ProgramRefusal.rollingNotOffered) {
        _ = try await update { $0.validity[.purchased] = .rolling(months: 2) }
      }
      var terms = MerchantTerms(
        merchant: shop.merchant.id, asset: asset, earning: EarnTerms(1, perMinorUnits: 100))
      terms.validity = [.awarded: .rolling(months: 2)]
      let wanted = terms
      await #expect(throws: ProgramRefusal.rollingNotOffered) {
        try await coalition.setTerms(wanted, by: .system)
      }
      await #expect(throws: ProgramRefusal.rollingNotOffered) {
        _ = try await coalition.propose(
          .terms(TermsProposal(wanted)), reason: "r", by: try await shop.admin("author"))
      }
      #expect(try await update { $0.validity[.awarded] = .exactMonths(2) }.validity[.awarded] != nil)
    }
  }
}
