import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Who has an order whose points are on their way: nobody leaves or is merged meanwhile, and whoever left
/// before gets the money back.
@Suite(.database) struct GoneBuyersTests {
  private static func leave(_ shop: TestShop, _ me: MemberPrincipal, at phone: String) async throws {
    try await shop.coalition.leave(
      forfeiting: [:], code: try await shop.ownCode(me, at: "+86" + phone), from: TestShop.place, by: me)
  }

  @Test func `where the survivor of a merge has left, the money goes back`() async throws {
    try await TestShop.open(policies: BuyingTests.policies) { shop in
      let (order, noted) = (try await shop.buy(1_000, request: "a"), try await shop.buy(500, request: "b"))
      _ = try await shop.note(noted, "b1", by: 11)
      _ = try await shop.merge(shop.member, into: shop.friend)
      let me = try await shop.me(try await shop.enter("13800138001"))
      try await Self.leave(shop, me, at: "13800138001")
      for (order, payment) in [(order, "p1"), (noted, "p2")] {
        let declined = try await shop.pay(order, payment)
        #expect(declined.state == .declined && declined.owesMoney && !declined.transaction.isGiven)
        #expect(try await shop.pay(order, payment).state == .declined)
        let repayment = "r" + payment
        let repaid = try await shop.coalition.repayPointsOrder(order.id, repayment: repayment, by: .system)
        #expect(!repaid.owesMoney)
      }
      let books = try await shop.ledger.trialBalance()
      #expect(books.wallets[shop.program.asset]?.available ?? 0 == 0)
    }
  }

  @Test func `a merged member's orders are the survivor's, who sees them and gives them back`() async throws {
    try await TestShop.open(policies: BuyingTests.policies) { shop in
      let mine = try await shop.buy(1_000, request: "a")
      let theirs = try await shop.coalition.orderPoints(
        1_000, in: shop.program.asset, for: shop.friend.id, request: "a", by: .system)
      let paid = try await shop.pay(mine, "p1")
      _ = try await shop.merge(shop.member, into: shop.friend)
      let me = try await shop.me(try await shop.enter("13800138001"))
      let own = try await shop.coalition.pointsOrders(by: me).items
      #expect(Set(own.map(\.id)) == [mine.id, theirs.id])
      #expect(try await shop.coalition.returnPointsOrder(paid.id, by: me).state == .returned)
      // A request that is sent again leads to the order that it made, and so does one of the same name.
      #expect(try await shop.buy(1_000, request: "a").id == mine.id)
      let same = try await shop.coalition.orderPoints(
        1_000, in: shop.program.asset, for: shop.friend.id, request: "a", by: .system)
      #expect(same.id == theirs.id)
    }
  }

  @Test func `while points are on their way nobody leaves or is merged`() async throws {
    try await TestShop.openBusy(policies: BuyingTests.policies) { shop, ledger in
      let order = try await shop.buy(1_000, request: "a")
      let me = try await shop.me(try await shop.enter())
      ledger.mood = .busy
      // What was said is noted, and told as it is; said again it is the same.
      for _ in 0..<2 { #expect(try await shop.pay(order, "p1").state == .paid) }
      await #expect(throws: MemberAccessRefusal.holdsOpen) {
        try await Self.leave(shop, me, at: "13800138000")
      }
      await #expect(throws: OrderRefusal.busy) { try await shop.merge(shop.member, into: shop.friend) }
      #expect(try await shop.coalition.member(.id(shop.member.id), by: .system).status == .active)
      ledger.mood = .answers
      shop.clock.advance(seconds: 61)
      try await shop.coalition.runDueJobs(only: [.pointsOrders])
      #expect(try await shop.coalition.pointsOrder(order.id, by: .system).state == .credited)
      #expect(try await shop.spendable() == 1_000)
      // What was approved is carried out now.
      _ = try await shop.coalition.resumeApprovals { try await shop.coalition.execute($0) }
      let key = WalletKey(member: shop.friend.id, asset: shop.program.asset)
      #expect(try await shop.coalition.wallet(key, by: .system).spendable == 1_000)
    }
  }

  @Test func `what the ledger did not answer is told as it stands and goes on by itself`() async throws {
    try await TestShop.openBusy(policies: BuyingTests.policies) { shop, ledger in
      func settle() async throws {
        ledger.mood = .answers
        shop.clock.advance(seconds: 61)
        try await shop.coalition.runDueJobs(only: [.pointsOrders])
      }
      for (mood, payment) in [(BusyLedger.Mood.busy, "b1"), (.unheard, "b2")] {
        let order = try await shop.buy(1_000, request: payment)
        _ = try await shop.note(order, payment, by: 11)
        ledger.mood = mood
        #expect(try await shop.note(order, payment, by: 12).state == .paid)
        #expect(try await shop.note(order, payment, by: 12).state == .paid)
        try await settle()
        #expect(try await shop.note(order, payment, by: 12).state == .credited)
        #expect(try await shop.spendable() == 1_000)
        ledger.mood = mood
        for _ in 0..<2 {
          #expect(try await shop.coalition.returnPointsOrder(order.id, by: .system).state == .returning)
        }
        try await settle()
        let returned = try await shop.coalition.pointsOrder(order.id, by: .system)
        #expect(returned.state == .returned && returned.owesMoney)
        #expect(try await shop.spendable() == 0)
      }
    }
  }
}
