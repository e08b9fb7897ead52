import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Outstanding points by issuer and end, and what was paid for them; the ledger's own count of open lots is
/// the oracle.
@Suite(.database) struct LiabilityTests {
  private static let epoch = BusinessDay(daysSince1970: 0)

  /// Weeks of business of two members at two merchants over more than the life of a point.
  @Test func `a month is told in four and two digits, also of a year long gone`() throws {
    for text in ["0107-02", "0999-12", "1969-12", "1970-01", "2027-06", "9999-12"] {
      let month = EndMonth(try #require(CivilDate(text + "-19")))
      #expect(month.text == text)
      #expect(CivilDate(daysSince1970: Int(month.firstDay)) == CivilDate(text + "-01"))
    }
  }

  @Test(arguments: Engine.available, [UInt64(1), 2])
  func `whatever is done, what is left by month of its end is what the wallets hold`(
    engine: Engine, seed: UInt64
  ) async throws {
    var policies = ProgramPolicies()
    policies.transfer.coolingDays = 0
    policies.transfer.minimum = 1
    try await TestShop.open(policies: policies, in: try await engine.makeDatabase()) { shop in
      var chance = SplitMix(seed: seed)
      var done: [TransactionID] = []
      for step in 0..<90 {
        shop.clock.advance(seconds: Int64(chance.next() % 12) * 86_400)
        try await shop.coalition.runDueJobs(only: [.expire])
        let caller = shop.caller(chance.next() % 2 == 0 ? shop.merchant : shop.other)
        let order = order(shop, &chance, done)
        let isTransfer = if case .transfer = order { true } else { false }
        do {
          let receipt = try await shop.coalition.carryOut(
            order, key: "k\(step)", by: isTransfer ? .system : caller)
          done.append(receipt.transaction.id)
        } catch is OrderRefusal {
          // What cannot be done moves nothing.
        }
        if step % 30 == 29 { try await check(shop, "seed \(seed), step \(step)") }
      }
    }
  }

  private func order(_ shop: TestShop, _ chance: inout SplitMix, _ done: [TransactionID]) -> Order {
    let member = MemberClaim.id(chance.next() % 3 == 0 ? shop.friend.id : shop.member.id)
    let amount = Int64(chance.next() % 900) + 1
    switch chance.next() % 8 {
    case 0 where !done.isEmpty: return .void(ReturnOrder(done[Int(chance.next() % UInt64(done.count))]))
    case 1 where !done.isEmpty:
      let original = done[Int(chance.next() % UInt64(done.count))]
      return .refund(ReturnOrder(original, .points(Points(amount / 90 + 1))))
    case 2:
      return .transfer(TransferOrder(from: member, to: .id(shop.friend.id), points: Points(amount / 9 + 1)))
    case 3, 4: return .spend(SpendOrder(member: member, .points(Points(amount / 5 + 1))))
    default:
      return .earn(EarnOrder(member: member, .purchase(Money(minorUnits: amount * 100, currency: "CNY"))))
    }
  }

  private func check(_ shop: TestShop, _ where: String) async throws {
    let calendar = shop.coalition.settings.calendar
    let today = calendar.businessDay(of: shop.clock.clock.now())
    let asset = shop.program.asset
    let report = try await shop.coalition.liability(of: asset, on: Self.epoch...today, by: .system)
    var held: [EndMonth: Points] = [:]
    for lot in try await shop.ledger.liability() where lot.points != 0 {
      held[EndMonth(of: lot.expiresAt, in: calendar.zone), default: 0] += lot.points
    }
    var closing: [EndMonth: Points] = [:]
    for line in report.lines where line.closing != 0 { closing[line.end, default: 0] += line.closing }
    #expect(report.isComplete && closing == held, "\(`where`)")
    // A period begins with what the one before ended with.
    let middle = today.adding(-20)
    let first = try await shop.coalition.liability(of: asset, on: Self.epoch...middle, by: .system)
    let second = try await shop.coalition.liability(of: asset, on: middle.adding(1)...today, by: .system)
    #expect(first.lines.reduce(0) { $0 + $1.closing } == second.lines.reduce(0) { $0 + $1.opening })
    #expect(second.lines.reduce(0) { $0 + $1.closing } == report.lines.reduce(0) { $0 + $1.closing })
  }

  @Test func `what issuers paid becomes income as points are used, and catches up with a new estimate`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.agree(
        SettlementTerms(issuePrice: PointPrice(100, perPoints: 100)), with: shop.merchant)
      shop.clock.advance(seconds: 86_400)
      let (coalition, asset) = (shop.coalition, shop.program.asset)
      _ = try await coalition.setUseEstimate(
        try #require(BasisPoints(9_500)), of: asset, from: EndMonth(number: 0), reason: "first", by: .system)
      try await shop.earn(1_000_000, key: "e")
      try await shop.spend(4_500, key: "s1")
      let march = EndMonth(try #require(CivilDate(year: 2026, month: 3, day: 1)))
      let first = try await coalition.deferredRevenue(of: asset, over: march...march, by: .system).lines
      #expect(first.map(\.deferred) == [10_000] && first.map(\.issued) == [10_000])
      #expect(first.map(\.income) == [4_737] && first.map(\.left) == [5_263])  // 10,000 × 4,500 ÷ 9,500

      let known = shop.clock.clock.now()
      shop.clock.advance(seconds: 40 * 86_400)
      let april = EndMonth(number: march.number + 1)
      _ = try await coalition.setUseEstimate(
        try #require(BasisPoints(9_700)), of: asset, from: april, reason: "more are used", by: .system)
      try await shop.spend(4_000, key: "s2")
      let second = try await coalition.deferredRevenue(of: asset, over: april...april, by: .system).lines
      #expect(second.map(\.before) == [4_737] && second.map(\.income) == [4_026])  // 8,763 to date less 4,737
      // An estimate for a month that was reported changes today's answer, and not the one of that moment.
      _ = try await coalition.setUseEstimate(
        try #require(BasisPoints(5_000)), of: asset, from: march, reason: "restated", by: .system)
      let again = try await coalition.deferredRevenue(
        of: asset, over: march...march, knownAt: known, by: .system
      ).lines
      #expect(again == first)
      let restated = try await coalition.deferredRevenue(of: asset, over: march...march, by: .system).lines
      #expect(restated.map(\.income) == [9_000])
    }
  }

  @Test func `income is nobody's to see or to estimate but the operator's`() async throws {
    try await TestShop.open { shop in
      let (coalition, asset, today) = (shop.coalition, shop.program.asset, Self.epoch)
      await #expect(throws: AccessRefusal.self) {
        _ = try await coalition.liability(of: asset, on: today...today, by: shop.till)
      }
      await #expect(throws: AccessRefusal.self) {
        _ = try await coalition.useEstimates(of: asset, by: shop.till)
      }
      await #expect(throws: AccessRefusal.self) {
        _ = try await coalition.setUseEstimate(.zero, of: asset, from: .never, reason: "r", by: shop.till)
      }
      await #expect(throws: ApprovalRefusal.reasonMissing) {
        _ = try await coalition.setUseEstimate(.zero, of: asset, from: .never, reason: " ", by: .system)
      }
      await #expect(throws: ProgramRefusal.programNotFound) {
        _ = try await coalition.liability(of: AssetID(9_999), on: today...today, by: .system)
      }
    }
  }
}
