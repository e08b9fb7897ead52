import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct ExchangeClearingTests {
  @Test func `whose programme points leave pays, and whose they come to is paid, the spread's with them`()
    async throws
  {
    try await TestShop.open { shop in
      let hosted = try await shop.hosted()
      let order = ExchangeOrder(
        member: .id(shop.member.id), program: .universal, into: .asset(hosted.asset), points: 1_000)
      _ = try await shop.coalition.exchange(order, key: "in", by: .system)
      let back = ExchangeOrder(
        member: .id(shop.member.id), program: .asset(hosted.asset), into: .universal, points: 50)
      _ = try await shop.coalition.exchange(back, key: "out", by: .system)
      try await shop.coalition.clearJournal()
      // 1,000 become 200, 4 of them the spread's: 200 came at 0.90 for 100, and 50 left at 1.00 for 100.
      let lines = try await shop.lines(of: shop.merchant).filter { $0.key.role == .exchange }
      #expect(lines.map(\.points) == [200, -50] && lines.map(\.money.price) == [180, -50])
      #expect(lines.allSatisfy { $0.key.asset == hosted.asset && $0.counterparty == nil })
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let made = try #require(try await shop.settlements().first { $0.asset == hosted.asset })
      #expect(made.figures.exchange == 130 && made.figures.net == 130 && made.merchant == shop.merchant.id)
      // The statement's totals are the net, without a share in it.
      let statement = try await shop.coalition.statement(of: made.id, by: .system)
      var bytes: [UInt8] = []
      for try await piece in statement { bytes += piece }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("statement,1") && text.contains("total,exchange,1.30"))
      #expect(text.contains("total,net,1.30") && !text.contains("total,agency"))
    }
  }
}

extension TestShop {
  /// A programme of the merchant's, with rates both ways and terms for what is exchanged.
  fileprivate func hosted() async throws -> Program {
    let hosted = try await coalition.createProgram(
      ProgramDraft(
        code: "HOST", names: Names("Hosted"), worth: Worth(100, are: Money(minorUnits: 100, currency: "CNY")),
        merchant: merchant.id), by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: merchant.id, asset: hosted.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    let spread = try #require(BasisPoints(200))
    let rate = try #require(ExchangeRate(gives: 5, receives: 1, spread: spread))
    let back = try #require(ExchangeRate(gives: 1, receives: 4))
    try await coalition.publishRates(
      ExchangeRatesProposal([
        .init(RatedPair(from: program.asset, into: hosted.asset, rate)),
        .init(RatedPair(from: hosted.asset, into: program.asset, back)),
      ]), by: .system)
    var terms = SettlementTerms()
    terms.exchangeOut = PointPrice(100, perPoints: 100)
    terms.exchangeIn = PointPrice(90, perPoints: 100)
    let approval = try await decided(
      .settlementTerms(
        SettlementProposal(terms, of: merchant.id, in: hosted.asset, from: BusinessDay(daysSince1970: 0))))
    #expect(approval.state == .succeeded)
    try await earn(1_000_00, key: "first")
    return hosted
  }
}
