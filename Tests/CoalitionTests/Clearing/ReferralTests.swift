import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct ReferralTests {
  @Test func `an order that was brought is paid for, and what comes back takes it back to the fen`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.bringOrders()
      let bought = try await shop.referred(333_33, by: "spring", key: "a")
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .money(Money(minorUnits: 100_00, currency: "CNY"))), key: "b",
        by: shop.till)
      _ = try await shop.coalition.reverse("b", key: "c", by: shop.till)
      _ = try await shop.coalition.refund(ReturnOrder(bought.transaction.id), key: "d", by: shop.till)
      try await shop.referred(10_00, by: "HOUSE", key: "e")
      try await shop.earn(500_00, key: "nobody")
      try await shop.coalition.clearJournal()
      // 2.5 % of 333.33 are 8.33; 100.00 of them come back with 2.50.
      #expect(
        try await shop.sharesWords() == [
          "giver -833", "other 833", "giver 250", "other -250", "giver -250", "other 250", "giver 833",
          "other -833", "operator 40", "giver -40",
        ])
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let made = try await shop.settlements()
      #expect(made.first { $0.merchant == shop.merchant.id }?.figures.referral == -40)
      #expect(made.first { $0.merchant == shop.other.id }?.figures.shareLines == 4)
      let lines = try await shop.shareLines()
      #expect(lines.first { $0.key.merchant == shop.merchant.id }?.counterparty == shop.other.id)
      #expect(lines.first { $0.key.merchant == shop.other.id }?.counterparty == shop.merchant.id)
    }
  }

  @Test func `a code that the terms do not have is refused, and nothing is booked`() async throws {
    try await TestShop.open { shop in
      try await shop.bringOrders()
      let head = try await shop.ledger.head()
      await #expect(throws: SettlementRefusal.referralUnknown) {
        try await shop.referred(10_00, by: "AUTUMN", key: "a")
      }
      // It is another merchant's; whether it is anybody's is not said.
      await #expect(throws: SettlementRefusal.referralUnknown) {
        try await shop.referred(10_00, by: "SPRING", key: "b", at: shop.other)
      }
      #expect(try await shop.ledger.head() == head)
    }
  }

  @Test func `the same key with another code is another request`() async throws {
    try await TestShop.open { shop in
      try await shop.bringOrders()
      try await shop.referred(10_00, by: "SPRING", key: "a")
      await #expect(throws: OrderRefusal.self) { try await shop.referred(10_00, by: "HOUSE", key: "a") }
      #expect(try await shop.referred(10_00, by: "SPRING", key: "a").transaction.referral == "SPRING")
    }
  }

  @Test func `nobody brings orders to themselves, and whoever does has an account`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      var terms = ClearingTests.terms
      func propose(_ referrer: MerchantID) async throws {
        terms.referrals = [Referral(code: "A", referrer: referrer, commission: Commission(share: 1))]
        _ = try await shop.decided(
          .settlementTerms(
            SettlementProposal(
              terms, of: shop.merchant.id, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))))
      }
      await #expect(throws: SettlementRefusal.ownParty(.referrer)) { try await propose(shop.merchant.id) }
      await #expect(throws: SettlementRefusal.noTerms(.referrer)) { try await propose(shop.other.id) }
      await #expect(throws: ApprovalRefusal.invalidOperation) { try await propose(.pool) }
    }
  }
}

extension TestShop {
  /// The other merchant and the operator bring orders to the merchant.
  fileprivate func bringOrders() async throws {
    var terms = ClearingTests.terms
    (terms.commission, terms.givingFee) = (nil, nil)
    try await agree(terms, with: other)
    terms.referrals = [
      Referral(code: "SPRING", referrer: other.id, commission: Commission(share: 250)),
      Referral(code: "HOUSE", referrer: .none, commission: Commission(share: 100, minimum: 40)),
    ]
    try await agree(terms, with: merchant)
  }

  @discardableResult
  fileprivate func referred(
    _ fen: Int64, by code: String, key: String, at shop: Merchant? = nil
  ) async throws -> Receipt {
    try await coalition.earn(
      EarnOrder(
        member: .id(member.id), .purchase(Money(minorUnits: fen, currency: "CNY")), referral: code), key: key,
      by: shop.map { caller($0) } ?? till)
  }
}
