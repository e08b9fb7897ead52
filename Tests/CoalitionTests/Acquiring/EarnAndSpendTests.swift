import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct EarnAndSpendTests {
  @Test func `a purchase earns by the merchant's rate and says why`() async throws {
    try await TestShop.open { shop in
      let order = EarnOrder(
        member: .phone("138 0013 8000"), .purchase(Money(minorUnits: 12_899, currency: "CNY")),
        occasion: Occasion(store: .code("S1"), reference: "R-1"))
      let receipt = try await shop.coalition.earn(order, key: "a", by: shop.till)
      #expect(receipt.transaction.amount == 128)
      #expect(receipt.transaction.context.store == shop.store.id)
      #expect(receipt.wallet?.available == 128)
      #expect(receipt.explanation?.base == 12_899)
      #expect(receipt.lots.map(\.points) == [128])
      // To the end of the 12th month after March 2026, in Shanghai.
      let last = try #require(CivilDate("2027-03-31"))
      #expect(receipt.lots.first?.expiresAt == Zone.shanghai.end(of: last))
    }
  }

  @Test func `a purchase of nothing or less is a fact that earns nothing`() async throws {
    try await TestShop.open { shop in
      let nothing = try await shop.earn(0, key: "a")
      #expect(nothing.transaction.amount == 0)
      #expect(try await shop.earn(-500, key: "b").transaction.amount == 0)
      #expect(try await shop.earn(99, key: "c").transaction.amount == 0)
    }
  }

  @Test func `a repeated key gives the same receipt also when the member is frozen by then`() async throws {
    try await TestShop.open { shop in
      let first = try await shop.earn(10_000, key: "a")
      _ = try await shop.coalition.freezeMember(shop.member.id, reason: "test", by: .system)
      let again = try await shop.earn(10_000, key: "a")
      #expect(again.isReplay && !first.isReplay)
      #expect(again.transaction == first.transaction)
      await #expect(throws: MemberRefusal.memberFrozen) { try await shop.earn(10_000, key: "b") }
      #expect(
        try await refusal { try await shop.earn(20_000, key: "a") }
          == .idempotencyMismatch(first.transaction.id))
    }
  }

  @Test func `a key means nothing to another tenant`() async throws {
    try await TestShop.open { shop in
      let mine = try await shop.earn(10_000, key: "a")
      let theirs = try await shop.earn(10_000, key: "a", by: shop.caller(shop.other))
      #expect(mine.transaction.id != theirs.transaction.id)
      #expect(try await shop.spendable() == 200)
      let reversal = try await shop.coalition.reverse("a", key: "r", by: shop.caller(shop.other))
      #expect(reversal.transaction.original == theirs.transaction.id)
    }
  }

  @Test func `a spend is declined with what there is, for ever under its key`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let declined = try await decline { try await shop.spend(101, key: "s") }
      #expect(declined?.refusal == .insufficientPoints)
      #expect(declined?.spendable == 100)
      try await shop.earn(10_000, key: "b")
      let again = try await decline { try await shop.spend(101, key: "s") }
      #expect(again?.isReplay == true)
      #expect(again?.transaction == declined?.transaction)
      #expect(try await shop.spend(101, key: "t").wallet?.available == 99)
    }
  }

  @Test func `money is paid with the points it is worth, rounded up`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(100_000, key: "a")
      let order = SpendOrder(
        member: .id(shop.member.id), .money(Money(minorUnits: 33, currency: "CNY")))
      #expect(try await shop.coalition.spend(order, key: "s", by: shop.till).transaction.amount == 165)
      let small = SpendOrder(member: .id(shop.member.id), .money(Money(minorUnits: 1, currency: "EUR")))
      #expect(
        try await refusal { _ = try await shop.coalition.spend(small, key: "t", by: shop.till) }
          == .currencyMismatch)
    }
  }

  @Test func `taking value needs proof, up to what the programme leaves free`() async throws {
    var policies = ProgramPolicies()
    policies.proofFreePoints = 10
    try await TestShop.open(policies: policies) { shop in
      try await shop.earn(10_000, key: "a")
      let plain = shop.caller(shop.merchant, isLoginProof: false)
      #expect(try await shop.spend(10, key: "s", by: plain).wallet?.available == 90)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await shop.spend(11, key: "t", by: plain)
      }
      try await shop.coalition.setPIN("280617", of: shop.member.id, by: .system)
      var order = SpendOrder(member: .id(shop.member.id), proof: .pin("280618"), .points(11))
      await #expect(throws: MemberRefusal.pinWrong(triesLeft: 4)) {
        try await shop.coalition.spend(order, key: "t", by: plain)
      }
      order.proof = .pin("280617")
      #expect(try await shop.coalition.spend(order, key: "t", by: plain).wallet?.available == 79)
    }
  }

  @Test func `a live code finds the member and proves once, also when the request is repeated`() async throws
  {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let plain = shop.caller(shop.merchant, isLoginProof: false)
      let code = try await shop.coalition.issueMemberCode(of: shop.member.id, by: .system)
      let order = SpendOrder(member: .code(code.digits), .points(40))
      let first = try await shop.coalition.spend(order, key: "s", by: plain)
      let again = try await shop.coalition.spend(order, key: "s", by: plain)
      #expect(again.transaction == first.transaction)
      await #expect(throws: MemberRefusal.codeExpired) {
        try await shop.coalition.spend(order, key: "t", by: plain)
      }
      // Long after, the code reads as nothing, and the key still answers.
      shop.clock.advance(seconds: 7 * 86_400)
      #expect(try await shop.coalition.spend(order, key: "s", by: plain).transaction == first.transaction)
      #expect(try await shop.spendable() == 60)
    }
  }

  @Test func `who takes no part in the programme neither gives nor takes`() async throws {
    try await TestShop.open { shop in
      let stranger = shop.caller(shop.stranger)
      let refused = try await refusal { try await shop.earn(100, key: "a", by: stranger) }
      #expect(refused == .programMismatch)
      #expect(try await refusal { try await shop.spend(1, key: "b", by: stranger) } == .programMismatch)
      await #expect(throws: AccessRefusal.scopeMissing(.spend)) {
        try await shop.spend(1, key: "c", by: shop.caller(shop.merchant, [.earn]))
      }
      var order = EarnOrder(member: .id(shop.member.id), .points(5))
      order.occasion.merchant = shop.other.id
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        try await shop.coalition.earn(order, key: "d", by: shop.till)
      }
      order.occasion = Occasion(store: .code("nowhere"))
      await #expect(throws: MerchantRefusal.storeNotFound) {
        try await shop.coalition.earn(order, key: "e", by: shop.till)
      }
    }
  }

  @Test func `a dry run says what would happen and changes nothing`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let order = Order.spend(SpendOrder(member: .id(shop.member.id), .points(60)))
      let preview = try await shop.coalition.preview(order, by: shop.till)
      #expect(preview.isPreview && preview.wallet?.available == 40)
      #expect(try await shop.spendable() == 100)
      let much = Order.spend(SpendOrder(member: .id(shop.member.id), .points(600)))
      let declined = try await decline { _ = try await shop.coalition.preview(much, by: shop.till) }
      #expect(declined?.refusal == .insufficientPoints)
      #expect(declined?.transaction == TransactionID.none)
    }
  }

  @Test func `a key that is no key is refused`() async throws {
    try await TestShop.open { shop in
      let empty = try await refusal { try await shop.earn(100, key: "") }
      #expect(empty == .keyInvalid)
      let long = String(repeating: "k", count: 256)
      #expect(try await refusal { try await shop.earn(100, key: long) } == .keyInvalid)
    }
  }
}
