import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@Suite(.database) struct GivingBackTests {
  @Test func `a spend is given back in parts, and no more than it was`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let spend = try await shop.spend(80, key: "s")
      let back = ReturnOrder(spend.transaction.id, .points(30))
      #expect(try await shop.coalition.refund(back, key: "r", by: shop.till).wallet?.available == 50)
      let much = ReturnOrder(spend.transaction.id, .points(51))
      #expect(
        try await decline { _ = try await shop.coalition.refund(much, key: "q", by: shop.till) }?.refusal
          == .refundExceedsOriginal)
      let rest = ReturnOrder(spend.transaction.id)
      #expect(try await shop.coalition.refund(rest, key: "p", by: shop.till).wallet?.available == 100)
      #expect(
        try await decline { _ = try await shop.coalition.refund(rest, key: "o", by: shop.till) }?.refusal
          == .alreadyRefunded)
    }
  }

  @Test func `a return of goods takes back what they earned, into debt where it was spent`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(10_050, key: "a")
      try await shop.spend(90, key: "s")
      let part = ReturnOrder(earn.transaction.id, .money(Money(minorUnits: 5_000, currency: "CNY")))
      let receipt = try await shop.coalition.refund(part, key: "r", by: shop.till)
      #expect(receipt.transaction.amount == 50)
      #expect(receipt.wallet?.debt == -40)
      let all = ReturnOrder(earn.transaction.id, .money(Money(minorUnits: 10_050, currency: "CNY")))
      #expect(
        try await refusal { _ = try await shop.coalition.refund(all, key: "q", by: shop.till) }
          == .moneyExceedsOriginal)
      let rest = ReturnOrder(earn.transaction.id, .money(Money(minorUnits: 5_050, currency: "CNY")))
      #expect(try await shop.coalition.refund(rest, key: "t", by: shop.till).wallet?.debt == -90)
    }
  }

  @Test func `another merchant's transaction does not exist for anybody else`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(10_000, key: "a")
      let other = shop.caller(shop.other)
      let order = ReturnOrder(earn.transaction.id)
      for act in [
        Order.refund(order), .void(order), .capture(order), .release(order), .confirm(order), .cancel(order),
      ] {
        #expect(
          try await refusal { _ = try await shop.coalition.carryOut(act, key: "x", by: other) }
            == .transactionNotFound)
      }
      #expect(
        try await refusal { _ = try await shop.coalition.transaction(earn.transaction.id, by: other) }
          == .transactionNotFound)
      #expect(try await shop.coalition.transactions(TransactionQuery(), by: other).items.isEmpty)
      #expect(try await shop.coalition.transactions(TransactionQuery(), by: shop.till).items.count == 1)
      #expect(try await shop.coalition.refund(order, key: "r", by: .system).wallet?.available == 0)
    }
  }

  @Test func `a void undoes the same day only`() async throws {
    try await TestShop.open { shop in
      let first = try await shop.earn(10_000, key: "a")
      let second = try await shop.earn(10_000, key: "b")
      #expect(
        try await shop.coalition.void(ReturnOrder(first.transaction.id), key: "v", by: shop.till).wallet?
          .available
          == 100)
      shop.clock.advance(seconds: 86_400)
      let late = ReturnOrder(second.transaction.id)
      #expect(
        try await decline { _ = try await shop.coalition.void(late, key: "w", by: shop.till) }?.refusal
          == .notVoidable)
    }
  }

  @Test func `a reversal undoes its key once, and a late original is refused`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      try await shop.spend(60, key: "s")
      _ = try await shop.coalition.reverse("s", key: "r", by: shop.till)
      #expect(try await shop.spendable() == 100)
      #expect(try await shop.coalition.reverse("s", key: "r", by: shop.till).isReplay)
      let never = try await shop.coalition.reverse("late", key: "q", by: shop.till)
      #expect(never.transaction.original == .none)
      #expect(try await decline { try await shop.spend(60, key: "late") }?.refusal == .reversedBeforeArrival)
      #expect(try await shop.spendable() == 100)
    }
  }

  @Test func `a hold is captured in part and the rest comes back`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let order = HoldOrder(SpendOrder(member: .id(shop.member.id), .points(70)), seconds: 600)
      let hold = try await shop.coalition.hold(order, key: "h", by: shop.till)
      #expect(hold.wallet?.available == 30)
      #expect(hold.wallet?.held == 70)
      let capture = ReturnOrder(hold.transaction.id, .points(50))
      let receipt = try await shop.coalition.capture(capture, key: "c", by: shop.till)
      #expect(receipt.wallet?.available == 50)
      let again = ReturnOrder(hold.transaction.id)
      #expect(
        try await decline { _ = try await shop.coalition.release(again, key: "l", by: shop.till) }?.refusal
          == .holdEnded)
      let short = HoldOrder(SpendOrder(member: .id(shop.member.id), .points(1)), seconds: 59)
      #expect(
        try await refusal { _ = try await shop.coalition.hold(short, key: "i", by: shop.till) }
          == .holdTimeOutOfRange)
    }
  }

  @Test func `a pending earn waits until it is confirmed, and may be cancelled`() async throws {
    try await TestShop.open { shop in
      let order = EarnOrder(member: .id(shop.member.id), .points(100), isPending: true)
      let earn = try await shop.coalition.earn(order, key: "a", by: shop.till)
      #expect(earn.wallet?.pending == 100)
      let confirm = ReturnOrder(earn.transaction.id, .points(60))
      #expect(try await shop.coalition.confirm(confirm, key: "c", by: shop.till).wallet?.available == 60)
      let cancel = ReturnOrder(earn.transaction.id)
      let rest = try await shop.coalition.cancel(cancel, key: "d", by: shop.till)
      #expect(rest.transaction.amount == 40)
      #expect(rest.wallet?.pending == 0)
    }
  }
}
