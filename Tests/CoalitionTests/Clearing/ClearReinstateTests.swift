import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points that come back after their end undo what their end was cleared for, and nothing else.
@Suite(.database) struct ClearReinstateTests {
  private static func terms(
    _ moment: SettlementTerms.IssueMoment, own: Int32, pool: Int32?
  ) -> SettlementTerms {
    var terms = ClearingTests.terms
    (terms.commission, terms.givingFee, terms.issueMoment) = (nil, nil, moment)
    (terms.expiredShare, terms.poolShare) = (own, pool)
    return terms
  }

  /// What 50 points that ran out came to, in the parts of 3.333, 3.334 and 3.333 fen, goes back in odd parts.
  @Test(arguments: Engine.available, [SettlementTerms.IssueMoment.given, .used])
  func `three odd parts that come back take back all that their end came to, to the fen`(
    engine: Engine, moment: SettlementTerms.IssueMoment
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.agree(Self.terms(moment, own: 3_333, pool: 3_334), with: shop.merchant)
      let expired = try await shop.runOut(50)
      for (points, key) in [(7, "x"), (19, "y"), (24, "z")] as [(Points, String)] {
        try await shop.bringBack(points, of: expired, key: key)
        try await shop.coalition.clearJournal()
      }
      let lines = try await shop.lines(of: shop.merchant).filter { $0.key.role == .expired }
      #expect(lines.map(\.points) == [50, -7, -19, -24])
      #expect(lines.map(\.money.price) == (moment == .given ? [3, 0, -2, -1] : [-7, 1, 3, 3]))
      #expect(lines.dropFirst().allSatisfy { $0.reverses == expired })
      let shares = try await shop.shareLines()
      for party in [MerchantID.pool, .none] {
        let own = shares.filter { $0.key.merchant == party }.map(\.money.price)
        #expect(own.first == (party == .pool ? 4 : -4) && own.reduce(0, +) == 0, "\(own)")
      }
      shop.clock.advance(seconds: 2 * 86_400)
      try await shop.coalition.runClearing()
      let pool = try await shop.coalition.poolBalances(by: .system)
      #expect(pool.allSatisfy { $0.money == 0 })
    }
  }

  @Test(arguments: Engine.available, [SettlementTerms.IssueMoment.given, .used])
  func `what an end was not cleared for is not paid back by terms that begin in between`(
    engine: Engine, moment: SettlementTerms.IssueMoment
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      // The end costs nobody anything: paid as given without a part, or paid as used by the issuer alone.
      let free = Self.terms(moment, own: moment == .given ? 0 : 10_000, pool: nil)
      try await shop.agree(free, with: shop.merchant)
      let expired = try await shop.runOut(50)
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      let shared = Self.terms(moment, own: 3_333, pool: 3_334)
      try await shop.agree(shared, with: shop.merchant, from: today)
      try await shop.bringBack(20, of: expired, key: "x")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      // The new terms hold for what ends under them.
      let later = try await shop.runOut(50, key: "later")
      try await shop.coalition.clearJournal()
      let lines = try await shop.lines(of: shop.merchant).filter { $0.key.role == .expired }
      #expect(lines.map(\.key.transaction) == [later] && lines.map(\.points) == [70])
      #expect(try await shop.shareLines().allSatisfy { $0.key.transaction == later })
    }
  }
}

extension TestShop {
  /// Points of the merchant's that ran out, with what booked it.
  fileprivate func runOut(_ points: Points, key: String = "end") async throws -> TransactionID {
    let wallet = WalletKey(member: member.id, asset: program.asset)
    try await book(
      .credit(
        Credit(
          .award, to: wallet, points, source: LotSource(issuer: merchant.id),
          expiresAt: clock.clock.now().adding(seconds: 86_400))), in: context, key: key + " given")
    clock.advance(seconds: 3 * 86_400)
    return try await book(.expire(wallet), in: Context(channel: .platform), key: key)
  }

  fileprivate func bringBack(_ points: Points, of expired: TransactionID, key: String) async throws {
    let until = clock.clock.now().adding(seconds: 86_400)
    try await book(
      .reinstate(Reinstate(of: expired, points, until: until)), in: Context(channel: .platform), key: key)
  }

  @discardableResult
  private func book(
    _ action: Action, in context: Context, key: String
  ) async throws -> TransactionID {
    let command = Command(
      key: try IdempotencyKey(key, tenant: 0), requestHash: 1, context: context, action: action)
    let outcomes = try await ledger.submit([command])
    guard case .decided(let transaction, _) = outcomes[0] else { throw OrderRefusal.outcomeUnknown }
    #expect(transaction.refusal == nil)
    return transaction.id
  }
}
