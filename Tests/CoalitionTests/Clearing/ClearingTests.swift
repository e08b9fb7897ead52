import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct ClearingTests {
  @Test func `a day becomes lines, sums and an account, to the fen`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.agree(ClearingTests.terms, with: shop.other)
      let bought = try await shop.earn(500_00, key: "a")
      let paid = try await shop.spend(250, key: "b")
      try await shop.spend(40, key: "c", by: shop.caller(shop.other))
      _ = try await shop.coalition.refund(
        ReturnOrder(paid.transaction.id, .points(100)), key: "d", by: shop.till)
      let voided = try await shop.earn(33_00, key: "e")
      _ = try await shop.coalition.void(ReturnOrder(voided.transaction.id), key: "f", by: shop.till)
      try await shop.earn(99, key: "too little")

      #expect(try await shop.coalition.runClearing().days == 0)
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runClearing().days == 1)
      let lines = try await shop.lines(of: shop.merchant)
      #expect(
        lines.map(\.words) == [
          "given 500 sale 50000: -100 -625 -5", "taken 250 sale 0: 45 0 -3", "taken -100 sale 0: -18 0 1",
          "given 33 sale 3300: -7 -50 -5", "given -33 sale -3300: 7 50 5", "given 0 sale 99: 0 -50 -5",
        ])
      #expect(
        lines.first?.key.transaction == bought.transaction.id && lines[2].reverses == paid.transaction.id)
      let made = try await shop.settlements()
      #expect(made.count == 2 && made.allSatisfy { $0.state == .calculated && $0.currency == "CNY" })
      let one = try #require(made.first { $0.merchant == shop.merchant.id })
      #expect(
        one.figures
          == SettlementFigures(
            lines: 6, given: 500, taken: 150, issueCost: -100, acceptProceeds: 27, commission: -675, fees: -12
          ))
      #expect(one.days.lowerBound == one.days.upperBound && one.dueDay == one.days.upperBound.adding(1))
      #expect(made.first { $0.merchant == shop.other.id }?.figures.net == 7)
    }
  }

  @Test func `a refund gives back what its original came to, whatever was agreed on since`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      let bought = try await shop.earn(500_00, key: "a")
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      var dearer = ClearingTests.terms
      dearer.issuePrice = PointPrice(200, perPoints: 500)
      try await shop.agree(dearer, with: shop.merchant, from: today)
      // What today has lines for keeps today's terms: the new ones count from tomorrow.
      try await shop.earn(500_00, key: "b")
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "c")
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .points(250)), key: "d", by: shop.till)
      _ = try await shop.coalition.reverse("d", key: "e", by: shop.till)
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id), key: "f", by: shop.till)
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runClearing().days == 2)
      #expect(
        try await shop.lines(of: shop.merchant).map(\.words) == [
          "given 500 sale 50000: -100 -625 -5", "given 500 sale 50000: -100 -625 -5",
          "given 500 sale 50000: -200 -625 -5", "given -250 sale -25000: 50 313 3",
          "given 250 sale 25000: -50 -313 -3", "given -500 sale -50000: 100 625 5",
        ])
    }
  }

  @Test func `what is late belongs to the day that is open, and a closed day stays as it was`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let closed = try await shop.table("clearing_sum")
      // As an import of yesterday's purchases books them.
      let late = Command(
        key: try IdempotencyKey("late", tenant: 0), requestHash: 1, context: shop.context,
        action: .credit(
          Credit(
            .award, to: WalletKey(member: shop.member.id, asset: shop.program.asset), 10,
            source: LotSource(issuer: shop.merchant.id), expiresAt: .distantFuture)),
        at: TestShop.start)
      _ = try await shop.ledger.submit([late])
      #expect(try await shop.coalition.runClearing().days == 0)
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runClearing().days == 1)
      let lines = try await shop.lines(of: shop.merchant)
      #expect(lines.count == 2 && lines[1].day == lines[0].day.adding(1))
      #expect(try await shop.table("clearing_sum").starts(with: closed))
      let made = try await shop.settlements()
      #expect(made.map(\.figures.given).sorted() == [10, 500])
    }
  }

  @Test func `an account too small is carried over, and one held to the month waits for it`() async throws {
    try await TestShop.open { shop in
      var terms = ClearingTests.terms
      terms.minimum = 100_00
      try await shop.agree(terms, with: shop.merchant)
      terms.minimum = 0
      terms.cycle = .monthly(4)
      try await shop.agree(terms, with: shop.other)
      try await shop.earn(500_00, key: "a")
      try await shop.earn(500_00, key: "b", by: shop.caller(shop.other))
      for day in 0..<3 {
        shop.clock.advance(seconds: 86_400)
        try await shop.coalition.runClearing()
        if day == 0 {
          #expect(try await shop.settlements().isEmpty)
          try await shop.earn(6_000_00, key: "c")
          for number in 0..<40 { try await shop.earn(900_00, key: "d\(number)") }
        }
      }
      let made = try await shop.settlements()
      #expect(made.count == 2)
      let small = try #require(made.first { $0.merchant == shop.merchant.id })
      #expect(small.carried == -730 && small.figures.lines == 42)
      #expect(small.days.upperBound == small.days.lowerBound.adding(1))
      #expect(made.first { $0.merchant == shop.other.id }?.carried == 0)
    }
  }

  static let terms = SettlementTerms(
    issuePrice: PointPrice(100, perPoints: 500), acceptPrice: PointPrice(90, perPoints: 500),
    commission: Commission(share: 125, minimum: 50),
    givingFee: TransactionFee(fixed: 5), takingFee: TransactionFee(byPoints: PointPrice(1, perPoints: 100)))
}

extension ClearingLine {
  /// As the tests write it down.
  var words: String {
    "\(key.role) \(points.units) sale \(sale): \(money.price) \(money.commission) \(money.fee)"
  }
}

extension TestShop {
  var context: Context {
    var context = Context(channel: .importing)
    context.merchant = merchant.id
    return context
  }

  /// Settlement terms as two people agree on them.
  func agree(
    _ terms: SettlementTerms, with merchant: Merchant, in asset: AssetID? = nil,
    from day: BusinessDay = BusinessDay(daysSince1970: 0)
  ) async throws {
    let approval = try await decided(
      .settlementTerms(SettlementProposal(terms, of: merchant.id, in: asset ?? program.asset, from: day)))
    #expect(approval.state == .succeeded)
  }

  /// Another merchant of the programme, that can be settled with.
  func joined(_ code: String) async throws -> Merchant {
    let merchant = try await coalition.createMerchant(code: code, names: Names(code), by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    try await agree(SettlementTerms(), with: merchant)
    return merchant
  }

  func settlements() async throws -> [Settlement] {
    try await coalition.settlements(SettlementQuery(), by: .system).items
  }

  /// All of a merchant's lines in the order of transactions.
  func lines(of merchant: Merchant) async throws -> [ClearingLine] {
    try await coalition.database.read { tx in
      try tx.query(
        ClearingLine.select + "WHERE merchant_id = \(merchant.id) ORDER BY transaction_id, role, of_id, item"
      ) { ClearingLine($0) }
    }
  }

  /// A closed day's sums as text, in the order of their keys.
  func table(_ name: String) async throws -> [String] {
    try await coalition.database.read { tx in
      try tx.query(
        """
        SELECT merchant_id, day, asset_id, role, kind, channel, lines, points, price, commission, fee,
          settlement_id FROM \(SQL(raw: name)) ORDER BY day, merchant_id, asset_id, role, kind, channel
        """
      ) { row in (0..<12).map { "\(row[$0] as Int64)" }.joined(separator: " ") }
    }
  }
}
