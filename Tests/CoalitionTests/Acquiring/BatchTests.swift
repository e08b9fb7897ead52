import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct BatchTests {
  @Test func `each order of a batch has a result, and one failing fails alone`() async throws {
    try await TestShop.open { shop in
      let member = MemberClaim.id(shop.member.id)
      let orders = [
        KeyedOrder(.earn(EarnOrder(member: member, .points(100))), key: "1"),
        KeyedOrder(.earn(EarnOrder(member: .phone("13900139000"), .points(100))), key: "2"),
        KeyedOrder(.spend(SpendOrder(member: member, .points(60))), key: "3"),
        KeyedOrder(.spend(SpendOrder(member: member, .points(60))), key: "4"),
        KeyedOrder(.spend(SpendOrder(member: member, .points(60))), key: "3"),
        KeyedOrder(.spend(SpendOrder(member: member, .points(61))), key: "3"),
        KeyedOrder(.earn(EarnOrder(member: member, .points(1))), key: ""),
      ]
      let results = try await shop.coalition.batch(orders, by: shop.till)
      #expect(results.count == orders.count)
      #expect(try results[0].get().wallet?.available == 100)
      #expect(throws: MemberRefusal.memberNotFound) { try results[1].get() }
      #expect(try results[2].get().wallet?.available == 40)
      #expect(throws: OrderRefusal.self) { try results[3].get() }
      #expect(try results[4].get().isReplay)
      let spent = try results[2].get().transaction.id
      #expect(throws: OrderRefusal.idempotencyMismatch(spent)) { try results[5].get() }
      #expect(throws: OrderRefusal.keyInvalid) { try results[6].get() }
      #expect(try await shop.spendable() == 40)
    }
  }

  @Test func `a batch of more than a thousand is refused whole`() async throws {
    try await TestShop.open { shop in
      let order = KeyedOrder(.earn(EarnOrder(member: .id(shop.member.id), .points(1))), key: "1")
      let orders = [KeyedOrder](repeating: order, count: 1_001)
      let refused = try await refusal { _ = try await shop.coalition.batch(orders, by: shop.till) }
      #expect(refused == .batchTooLarge)
    }
  }

  @Test func `purchases are imported at their own time, and twice changes nothing`() async throws {
    try await TestShop.open { shop in
      let day = try #require(CivilDate("2025-06-10"))
      let at = Zone.shanghai.start(of: day)
      var lines = (0..<300).map { number in
        PurchaseLine(
          member: "H\(number % 7)", store: "S\(number % 3)", receipt: "R\(number)",
          at: at.adding(seconds: Int64(number)), amount: 199)
      }
      lines.append(PurchaseLine(member: "", store: "S1", receipt: "X", at: at, amount: 1))
      let ahead = TestShop.start.adding(seconds: 1)
      lines.append(PurchaseLine(member: "H1", store: "S1", receipt: "Y", at: ahead, amount: 1))
      lines.append(PurchaseLine(member: "H1", store: "S0", receipt: "R0", at: at, amount: 200))
      var dry = try await shop.purchaseImport()
      let promised = try await dry.run(lines, isDryRun: true)
      #expect(promised.count { (try? $0.get().points) == 1 } == 300)
      var strict = try await shop.coalition.purchaseImport(of: shop.merchant.id, by: .system)
      let refused = try await strict.run([lines[0]])
      #expect(throws: MemberRefusal.memberNotFound) { try refused[0].get() }

      var first = try await shop.purchaseImport()
      let results = try await first.run(lines)
      #expect(results.prefix(300).allSatisfy { (try? $0.get()) == PurchaseResult.new(1) })
      #expect(throws: MemberRefusal.invalid(.ownID)) { try results[300].get() }
      #expect(throws: OrderRefusal.occurredAtOutOfRange) { try results[301].get() }
      #expect(throws: OrderRefusal.self) { try results[302].get() }

      var second = try await shop.purchaseImport()
      let again = try await second.run(Array(lines.prefix(300)))
      #expect(again.allSatisfy { (try? $0.get().isReplay) == true })
      let member = try await shop.coalition.member(.own("H0", of: shop.merchant.id), by: .system)
      let wallet = try await shop.coalition.wallet(
        WalletKey(member: member.id, asset: shop.program.asset), by: .system)
      #expect(wallet.spendable == 43)
      let end = Zone.shanghai.end(of: try #require(CivilDate("2026-06-30")))
      #expect(wallet.lots.map(\.lot.expiresAt) == [end])
      let receipts = try await shop.coalition.transactions(TransactionQuery(), by: shop.till).items
      #expect(receipts.first?.day == day.businessDay)
    }
  }
}

extension TestShop {
  func purchaseImport() async throws -> PurchaseImport {
    try await coalition.purchaseImport(of: merchant.id, registersUnknown: true, by: .system)
  }
}

extension PurchaseResult {
  static func new(_ points: Points) -> PurchaseResult { PurchaseResult(points: points, isReplay: false) }
}
