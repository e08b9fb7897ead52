import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct PoolShareTests {
  @Test(arguments: Engine.available, [SettlementTerms.IssueMoment.given, .used])
  func `points that run out are the issuer's, the pool's and the operator's in parts`(
    engine: Engine, moment: SettlementTerms.IssueMoment
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      var terms = ClearingTests.terms
      terms.commission = nil
      terms.givingFee = nil
      terms.issueMoment = moment
      terms.expiredShare = 3_333
      terms.poolShare = 3_334
      try await shop.agree(terms, with: shop.merchant)
      try await shop.credit(50, key: "a")
      shop.clock.advance(seconds: 3 * 86_400)
      try await shop.expire(key: "end")
      try await shop.coalition.clearJournal()
      // 50 points are 10 fen: 3.333, 3.334 and 3.333, the fen that is left to the largest remainder.
      let lines = try await shop.lines(of: shop.merchant)
      let last = try #require(lines.last)
      #expect(last.key.role == .expired && last.points == 50)
      #expect(last.money.price == (moment == .given ? 3 : 3 - 10))
      #expect(try await shop.sharesWords() == ["pool 4", "operator -4"])
      shop.clock.advance(seconds: 2 * 86_400)
      try await shop.coalition.runClearing()
      let balance = try #require(try await shop.coalition.poolBalances(by: .system).first)
      #expect(balance.money == 4 && balance.asset == shop.program.asset)
      #expect(try await shop.settlements().allSatisfy { $0.figures.shareLines == 0 })
    }
  }

  @Test func `parts beyond the whole are no terms`() {
    var terms = ClearingTests.terms
    (terms.expiredShare, terms.poolShare) = (6_000, 4_000)
    #expect(terms.isPossible)
    terms.poolShare = 4_001
    #expect(!terms.isPossible)
    terms.poolShare = -1
    #expect(!terms.isPossible)
  }
}

extension TestShop {
  /// Points of the merchant's that run out on the next day.
  fileprivate func credit(_ points: Points, key: String) async throws {
    let command = Command(
      key: try IdempotencyKey(key, tenant: 0), requestHash: 1, context: context,
      action: .credit(
        Credit(
          .award, to: WalletKey(member: member.id, asset: program.asset), points,
          source: LotSource(issuer: merchant.id), expiresAt: clock.clock.now().adding(seconds: 86_400))))
    _ = try await ledger.submit([command])
  }

  /// What is over is booked as run out.
  fileprivate func expire(key: String) async throws {
    let command = Command(
      key: try IdempotencyKey(key, tenant: 0), requestHash: 1, context: Context(channel: .platform),
      action: .expire(WalletKey(member: member.id, asset: program.asset)))
    _ = try await ledger.submit([command])
  }
}
