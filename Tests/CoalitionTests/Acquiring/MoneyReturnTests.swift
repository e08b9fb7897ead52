import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct MoneyReturnTests {
  @Test func `small returns of one purchase take back together what one return of all of it would`()
    async throws
  {
    try await TestShop.open { shop in
      let earn = try await shop.earn(12_850, key: "a")
      var taken: Points = 0
      for number in 1...20 {
        taken += try await shop.giveBack(37, of: earn, key: "r\(number)").transaction.amount
        // One point for each whole unit of what is kept.
        #expect(taken == Points(128 - (12_850 - 37 * Int64(number)) / 100))
      }
      #expect(try await shop.spendable() == 128 - taken)
      taken += try await shop.giveBack(12_850 - 37 * 20, of: earn, key: "rest").transaction.amount
      #expect(taken == 128)
      #expect(
        try await refusal { _ = try await shop.giveBack(1, of: earn, key: "more") } == .moneyExceedsOriginal)
    }
  }

  @Test func `a repeated return counts once, and one that was undone does not count`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(1_000, key: "a")
      #expect(try await shop.giveBack(60, of: earn, key: "r").transaction.amount == 1)
      #expect(try await shop.giveBack(60, of: earn, key: "r").isReplay)
      #expect(try await shop.giveBack(40, of: earn, key: "s").transaction.amount == 0)
      // Of 9.60 kept, 9 points; the first took 1 already.
      _ = try await shop.coalition.reverse("s", key: "u", by: shop.till)
      #expect(try await shop.giveBack(40, of: earn, key: "t").transaction.amount == 0)
      _ = try await shop.coalition.reverse("r", key: "v", by: shop.till)
      // Of 9.60 kept after the 0.40 alone; nothing was taken for it.
      #expect(try await shop.spendable() == 10)
      #expect(try await shop.giveBack(1, of: earn, key: "w").transaction.amount == 1)
      #expect(try await shop.spendable() == 9)
    }
  }

  @Test func `other movements of the wallet and returns by points stand between without harm`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(1_050, key: "a")
      let other = try await shop.earn(2_000, key: "b")
      #expect(try await shop.giveBack(100, of: earn, key: "r").transaction.amount == 1)
      try await shop.spend(3, key: "s")
      _ = try await shop.giveBack(999, of: other, key: "o")
      let byPoints = ReturnOrder(earn.transaction.id, .points(2))
      _ = try await shop.coalition.refund(byPoints, key: "p", by: shop.till)
      try await shop.earn(700, key: "c")
      // 8.90 is left, which earns 8 of 10: one more. Points given back by number stand apart.
      let receipt = try await shop.giveBack(60, of: earn, key: "q")
      #expect(receipt.transaction.amount == 1)
      #expect(receipt.particulars.moneyReturn?.money == 60)
      #expect(
        try await refusal { _ = try await shop.giveBack(891, of: earn, key: "x") } == .moneyExceedsOriginal)
      let rest = try await shop.giveBack(890, of: earn, key: "t")
      #expect(rest.transaction.amount == 6)
      #expect(rest.particulars.moneyReturn?.money == 890)
    }
  }

  @Test func `returns of one purchase at the same moment never take a point more`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(3_299, key: "a")
      let amounts = try await withThrowingTaskGroup(of: Points.self) { group in
        for number in 1...33 {
          group.addTask { try await shop.giveBack(50, of: earn, key: "r\(number)").transaction.amount }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(amounts.reduce(0, +) == Points(32 - (3_299 - 33 * 50) / 100))
    }
  }

  @Test func `returns of one purchase in one batch count one another`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(1_000, key: "a")
      let order = ReturnOrder(earn.transaction.id, .money(Money(minorUnits: 50, currency: "CNY")))
      let orders = (1...4).map { KeyedOrder(.refund(order), key: "r\($0)") }
      let results = try await shop.coalition.batch(orders, by: shop.till)
      #expect(try results.map { try $0.get().transaction.amount } == [1, 0, 1, 0])
    }
  }

  @Test func `a payment of so much money says how its points were reckoned, and is given back by money`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.earn(100_000, key: "a")
      // 500 points are 1.00; 1.01 is 505 points.
      let spend = try await shop.pay(101, key: "s")
      #expect(spend.transaction.amount == 505)
      #expect(spend.explanation?.base == 101)
      #expect(spend.explanation?.rate.points == 5)
      #expect(spend.explanation?.rate.per == 1)
      #expect(spend.explanation?.points == 505)
      let first = try await shop.giveBack(1, of: spend, key: "r")
      #expect(first.transaction.amount == 5)
      let rest = try await shop.giveBack(100, of: spend, key: "q")
      #expect(rest.transaction.amount == 500)
      #expect(try await shop.spendable() == 1_000)
      let byPoints = try await shop.spend(10, key: "t")
      #expect(
        try await refusal { try await shop.giveBack(1, of: byPoints, key: "u") } == .amountOutOfRange)
    }
  }

  @Test func `of a payment in part, only the money that its points paid is given back`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(100_000, key: "a")
      // 1,000 of the 2,000 points for 4.00: they paid 2.00.
      let spend = try await shop.pay(400, isPartialAllowed: true, key: "s")
      #expect(spend.transaction.amount == 1_000)
      #expect(try await shop.giveBack(50, of: spend, key: "r").transaction.amount == 250)
      #expect(try await shop.giveBack(150, of: spend, key: "q").transaction.amount == 750)
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `a capture is given back by money as its hold was reckoned`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(100_000, key: "a")
      let payment = SpendOrder(member: .id(shop.member.id), .money(Money(minorUnits: 150, currency: "CNY")))
      let hold = try await shop.coalition.hold(
        HoldOrder(payment, seconds: 600), key: "h", by: shop.till)
      #expect(hold.explanation?.base == 150)
      let part = ReturnOrder(hold.transaction.id, .points(500))
      let capture = try await shop.coalition.capture(part, key: "c", by: shop.till)
      #expect(try await shop.giveBack(33, of: capture, key: "r").transaction.amount == 165)
      #expect(try await shop.giveBack(67, of: capture, key: "q").transaction.amount == 335)
      #expect(try await shop.spendable() == 1_000)
    }
  }
}

extension TestShop {
  @discardableResult
  fileprivate func giveBack(_ fen: Int64, of original: Receipt, key: String) async throws -> Receipt {
    let order = ReturnOrder(original.transaction.id, .money(Money(minorUnits: fen, currency: "CNY")))
    return try await coalition.refund(order, key: key, by: till)
  }

  fileprivate func pay(
    _ fen: Int64, isPartialAllowed: Bool = false, key: String
  ) async throws -> Receipt {
    let order = SpendOrder(
      member: .id(member.id), .money(Money(minorUnits: fen, currency: "CNY")),
      isPartialAllowed: isPartialAllowed)
    return try await coalition.spend(order, key: key, by: till)
  }
}
