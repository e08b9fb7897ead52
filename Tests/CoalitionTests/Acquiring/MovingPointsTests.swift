import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct MovingPointsTests {
  @Test func `a transfer costs its fee, and both sides see it`() async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 100
    policies.transfer.coolingDays = 0
    policies.transfer.dailyLimit = 500
    try await TestShop.open(policies: policies) { shop in
      try await shop.earn(100_000, key: "a")
      func order(_ points: Points, to receiver: MemberClaim) -> TransferOrder {
        TransferOrder(from: .id(shop.member.id), to: receiver, points: points)
      }
      let friend = MemberClaim.phone("13800138001")
      let receipt = try await shop.coalition.transfer(order(301, to: friend), key: "t", by: shop.till)
      #expect(receipt.wallet?.available == 668)
      let key = WalletKey(member: shop.friend.id, asset: shop.program.asset)
      #expect(try await shop.coalition.wallet(key, by: .system).spendable == 301)
      for (points, receiver, expected) in [
        (Points(99), friend, Refusal.transferBelowMinimum), (200, friend, .limitExceeded),
        (150, .id(shop.member.id), .sameWallet),
      ] {
        let order = order(points, to: receiver)
        let declined = try await decline {
          _ = try await shop.coalition.transfer(order, key: "t\(points.units)", by: shop.till)
        }
        #expect(declined?.refusal == expected)
      }
      let plain = shop.caller(shop.merchant, isLoginProof: false)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await shop.coalition.transfer(order(100, to: friend), key: "u", by: plain)
      }
    }
  }

  @Test func `points change into another programme's at what both are worth`() async throws {
    try await TestShop.open { shop in
      let hosted = try await shop.coalition.createProgram(
        ProgramDraft(
          code: "HOST", names: Names("Hosted"),
          worth: Worth(100, are: Money(minorUnits: 100, currency: "CNY")),
          merchant: shop.merchant.id), by: .system)
      let rate = try #require(ExchangeRate(gives: 5, receives: 1))
      let pair = RatedPair(from: shop.program.asset, into: hosted.asset, rate)
      try await shop.coalition.publishRates(ExchangeRatesProposal([.init(pair)]), by: .system)
      try await shop.earn(100_100, key: "a")
      let order = ExchangeOrder(
        member: .id(shop.member.id), program: .universal, into: .code("HOST"), points: 1_001)
      let receipt = try await shop.coalition.exchange(order, key: "x", by: .system)
      #expect(receipt.wallet?.available == 0)
      let key = WalletKey(member: shop.member.id, asset: hosted.asset)
      #expect(try await shop.coalition.wallet(key, by: .system).spendable == 200)
      #expect(
        try await refusal { _ = try await shop.coalition.exchange(order, key: "y", by: shop.till) }
          == .programMismatch)
    }
  }

  @Test func `bought points are good at their issuer only`() async throws {
    try await TestShop.open { shop in
      let order = GiveOrder(member: .id(shop.member.id), points: 100)
      let topUp = try await shop.coalition.topUp(order, key: "a", by: shop.till)
      #expect(topUp.transaction.kind == .topUp)
      let other = shop.caller(shop.other)
      #expect(
        try await decline { try await shop.spend(1, key: "s", by: other) }?.refusal == .insufficientPoints)
      #expect(try await shop.spend(100, key: "t").wallet?.available == 0)
    }
  }

  @Test func `the operator awards without a merchant, a merchant within its limit`() async throws {
    try await TestShop.open { shop in
      let order = GiveOrder(member: .id(shop.member.id), points: 100)
      let award = try await shop.coalition.award(order, key: "a", by: .system)
      #expect(award.transaction.context.merchant == .none)
      let terms = MerchantTerms(
        merchant: shop.other.id, asset: shop.program.asset, earning: EarnTerms(1, perMinorUnits: 100),
        issuingLimit: 150)
      try await shop.coalition.setTerms(terms, by: .system)
      let other = shop.caller(shop.other)
      _ = try await shop.coalition.award(order, key: "a", by: other)
      #expect(
        try await decline { _ = try await shop.coalition.award(order, key: "b", by: other) }?.refusal
          == .issuingLimitExceeded)
    }
  }

  @Test func `a correction waits for a second person, however small, and is made once`() async throws {
    try await TestShop.open { shop in
      let clerk = Principal(
        kind: .platform, scopes: .all, actor: Actor(kind: .user, id: 11, answerable: 11))
      let program = Principal(
        kind: .platform, scopes: .all, actor: Actor(kind: .key, id: 12, answerable: 11))
      let small = AdjustOrder(member: .id(shop.member.id), points: 1, reason: "lost receipt")
      for caller in [clerk, program] {
        #expect(
          try await refusal { _ = try await shop.coalition.adjust(small, key: "b", by: caller) }
            == .approvalRequired)
      }
      let proposal = AdjustProposal(
        member: shop.member.id, asset: shop.program.asset, points: 1_001, memo: "lost receipt")
      let approval = try await shop.coalition.propose(.adjust(proposal), reason: "lost receipt", by: clerk)
      let outcome = try await shop.coalition.executeAdjustment(approval)
      #expect(try await shop.coalition.executeAdjustment(approval) == outcome)
      #expect(try await shop.spendable() == 1_001)
      let silent = AdjustOrder(member: .id(shop.member.id), points: 1, reason: "")
      #expect(
        try await refusal { _ = try await shop.coalition.adjust(silent, key: "c", by: program) }
          == .textOutOfRange)
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.adjust(small, key: "d", by: shop.caller(shop.merchant, .all))
      }
    }
  }

  @Test func `a draw is refused while there are no campaigns`() async throws {
    try await TestShop.open { shop in
      let order = DrawOrder(member: .id(shop.member.id), campaign: CampaignID(1))
      let refused = try await refusal { _ = try await shop.coalition.draw(order, key: "a", by: shop.till) }
      #expect(refused == .campaignNotFound)
    }
  }
}
