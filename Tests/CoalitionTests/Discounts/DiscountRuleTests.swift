import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

extension TestShop {
  func end(_ number: UInt32) async throws -> Approval {
    let versions = try await coalition.discounts(in: program.asset, number: number, by: .system)
    let proposal = DiscountProposal(ending: try #require(versions.first), at: nil)
    return try await decided(.discount(proposal))
  }
}

@Suite("Rules of discount", .database) struct DiscountRuleTests {
  @Test func `have versions in time, and keep their number and their merchant`() async throws {
    try await TestShop.open { shop in
      let number = try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 500))
      let later = shop.clock.clock.now().adding(seconds: 3_600)
      let next = DiscountRule(number, of: shop.merchant.id, takes: 700)
      #expect(try await shop.set(next, from: later) == number)
      #expect(try await shop.discount(of: 100_00).off == 5_00)
      shop.clock.set(later)
      #expect(try await shop.discount(of: 100_00).off == 7_00)
      #expect(try await shop.end(number).state == .succeeded)
      #expect(try await shop.discount(of: 100_00).parts.isEmpty)
      let versions = try await shop.coalition.discounts(in: shop.program.asset, number: number, by: .system)
      #expect(versions.map(\.rule.version) == [2, 1])
      #expect(versions.last?.rule.inForce.upperBound == later)
    }
  }

  @Test func `need two people, and carrying one out again sets nothing twice`() async throws {
    try await TestShop.open { shop in
      let proposal = DiscountProposal(
        DiscountRule(0, of: shop.merchant.id, takes: 500), named: Names("Off"), in: shop.program.asset,
        from: nil, until: nil)
      let author = try await shop.coalition.createUser(
        UserDraft(login: "one", name: "One", password: "a long enough secret", roles: .administrator),
        by: .system)
      let waiting = try await shop.coalition.propose(.discount(proposal), reason: "r", by: author.principal)
      let doer = shop.coalition
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        try await doer.approve(waiting.id, by: author.principal) { try await doer.execute($0) }
      }
      #expect(try await shop.discount(of: 100_00).parts.isEmpty)
      let approval = try await shop.decided(.discount(proposal))
      #expect(try await shop.coalition.executeDiscount(approval, proposal) == .succeeded(""))
      #expect(try await shop.coalition.discounts(in: shop.program.asset, by: .system).count == 1)
    }
  }

  @Test func `of what is not there are refused before anybody decides`() async throws {
    try await TestShop.open { shop in
      let number = try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 500))
      func propose(_ rule: DiscountRule) async throws {
        let proposal = DiscountProposal(
          rule, named: Names("Off"), in: shop.program.asset, from: nil, until: nil)
        _ = try await shop.coalition.propose(.discount(proposal), reason: "r", by: .system)
      }
      let own = shop.merchant.id
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        try await propose(DiscountRule(0, of: MerchantID(1), takes: 1))
      }
      // Another merchant's store, and another merchant's rule.
      await #expect(throws: MerchantRefusal.storeNotFound) {
        try await propose(DiscountRule(0, of: shop.other.id, stores: [shop.store.id], takes: 1))
      }
      await #expect(throws: ProgramRefusal.discountNotFound) {
        try await propose(DiscountRule(number, of: shop.other.id, takes: 1))
      }
      await #expect(throws: MemberRefusal.cardTypeNotFound) {
        try await propose(DiscountRule(0, of: own, cardTypes: [5], takes: 1))
      }
      await #expect(throws: ProgramRefusal.ladderNotFound) {
        try await propose(DiscountRule(0, of: own, level: TierPlace(ladder: 1, level: 1), takes: 1))
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await propose(DiscountRule(0, of: own, takes: 10_000))
      }
    }
  }

  @Test func `are seen by the operator and by the merchant whose they are`() async throws {
    try await TestShop.open { shop in
      try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 500))
      try await shop.set(DiscountRule(0, of: shop.other.id, takes: 600))
      func seen(_ caller: Principal) async throws -> [Int64] {
        try await shop.coalition.discounts(in: shop.program.asset, by: caller).map(\.rule.basisPoints)
      }
      #expect(try await seen(.system) == [500, 600])
      #expect(try await seen(shop.till) == [500])
      #expect(try await seen(shop.caller(shop.other)) == [600])
      #expect(try await seen(shop.caller(shop.stranger)) == [])
      await #expect(throws: AccessRefusal.self) {
        try await seen(shop.caller(shop.merchant, [.earn]))
      }
      await #expect(throws: AccessRefusal.self) {
        try await shop.discount(of: 1_00, by: shop.caller(shop.merchant, [.readPrograms]))
      }
    }
  }
}
