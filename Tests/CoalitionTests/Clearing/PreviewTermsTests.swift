import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct PreviewTermsTests {
  /// Charge for everything that can be charged for, so that lines of every role are kept.
  private static let dear = SettlementTerms(
    issuePrice: PointPrice(100, perPoints: 500), payable: .used, acceptPrice: PointPrice(90, perPoints: 500),
    expiredShare: 5_000, commission: Commission(share: 125, minimum: 50), givingFee: TransactionFee(fixed: 5),
    referrals: [
      Referral(code: "R", referrer: .none, commission: Commission(share: 250, fixed: 1)),
      Referral(code: "S", referrer: .none, commission: Commission(share: 100)),
    ], fees: [KindFee(.refund, TransactionFee(fixed: 4))])

  private static let other = SettlementTerms(
    issuePrice: PointPrice(137, perPoints: 500), payable: .used, acceptPrice: PointPrice(71, perPoints: 500),
    expiredShare: 2_500, commission: Commission(share: 333, fixed: 2, minimum: 7, maximum: 400),
    givingFee: TransactionFee(fixed: 3), takingFee: TransactionFee(byPoints: PointPrice(1, perPoints: 7)),
    referrals: [Referral(code: "R", referrer: .none, commission: Commission(share: 777, maximum: 600))],
    fees: [
      KindFee(.earn, on: .api, TransactionFee(share: 60, minimum: 5, maximum: 90)),
      KindFee(.spend, TransactionFee(fixed: 1, share: 500)),
      KindFee(.refund, TransactionFee(fixed: 2, byPoints: PointPrice(1, perPoints: 9), share: 150)),
      KindFee(.void, TransactionFee(fixed: 11)),
    ])

  /// The same business in two worlds: what one looks at is what the other has settled.
  @Test(arguments: Engine.available, [UInt64(1), 2, 3])
  func `what terms would have done is what they do where they were agreed on`(
    engine: Engine, seed: UInt64
  ) async throws {
    var looked: [SettlementFigures] = []
    try await Self.trade(engine, seed, Self.dear) { shop, days in
      for merchant in [shop.merchant, shop.other] {
        let before = try await shop.lines(of: merchant)
        let preview = try await shop.coalition.previewSettlementTerms(
          Self.other, of: merchant.id, in: shop.program.asset, over: days, by: .system)
        #expect(preview.untold.isEmpty)
        #expect(preview.settled == (try await shop.together(merchant)), "seed \(seed)")
        #expect(try await shop.lines(of: merchant) == before, "a look changes nothing")
        looked.append(preview.proposed)
      }
    }
    try await Self.trade(engine, seed, Self.other) { shop, _ in
      let made = [try await shop.together(shop.merchant), try await shop.together(shop.other)]
      #expect(looked == made, "seed \(seed)")
      #expect(made.contains { $0.net != 0 } && made.contains { $0.referral != 0 })
    }
  }

  private static func trade(
    _ engine: Engine, _ seed: UInt64, _ terms: SettlementTerms,
    _ test: (TestShop, ClosedRange<BusinessDay>) async throws -> Void
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      var chance = SplitMix(seed: seed)
      var business = Business(shop: shop)
      for merchant in [shop.merchant, shop.other] { try await shop.agree(terms, with: merchant) }
      let first = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      for _ in 0..<3 {
        for _ in 0..<12 { try await business.step(&chance) }
        shop.clock.advance(seconds: 86_400)
        try await shop.coalition.runClearing()
      }
      try await test(shop, first...first.adding(3))
    }
  }

  @Test func `a return of an older sale costs what the terms looked at say`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(Self.dear, with: shop.merchant)
      let bought = try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .points(100)), key: "b", by: shop.till)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let preview = try await shop.coalition.previewSettlementTerms(
        Self.other, of: shop.merchant.id, in: shop.program.asset, over: today...today, by: .system)
      // 4 by the terms in force; 2, 1 for each 9 of 100 points and 1.5 % of 100.00 by those looked at.
      #expect(preview.proposed.fees - preview.settled.fees == 4 - (2 + 11 + 150))
      #expect(preview.proposed.issueCost == preview.settled.issueCost)
      // What undoes a return of those days gives back what that would have cost.
      _ = try await shop.coalition.reverse("b", key: "c", by: shop.till)
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let both = try await shop.coalition.previewSettlementTerms(
        Self.other, of: shop.merchant.id, in: shop.program.asset, over: today...today.adding(1), by: .system)
      #expect(both.proposed.fees == 0 && both.settled.fees == 0 && both.settled.lines == 2)
    }
  }

  @Test func `what lines do not tell of is said, and terms out of range are refused`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let last = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      let (coalition, merchant, asset) = (shop.coalition, shop.merchant.id, shop.program.asset)
      let preview = try await coalition.previewSettlementTerms(
        Self.dear, of: merchant, in: asset, over: last.adding(-1)...last, by: .system)
      #expect(preview.untold == [.used, .expired, .referral] && preview.settled.net == -730)
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await coalition.previewSettlementTerms(
          Self.dear, of: merchant, in: asset, over: last.adding(-92)...last, by: .system)
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await coalition.previewSettlementTerms(
          SettlementTerms(expiredShare: 10_001), of: merchant, in: asset, over: last...last, by: .system)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.previewSettlementTerms(
          Self.dear, of: merchant, in: asset, over: last...last, by: shop.till)
      }
    }
  }
}

extension TestShop {
  /// All settlements of a merchant as one.
  fileprivate func together(_ merchant: Merchant) async throws -> SettlementFigures {
    try await settlements().filter { $0.merchant == merchant.id }
      .reduce(SettlementFigures()) { $0 + $1.figures }
  }
}
