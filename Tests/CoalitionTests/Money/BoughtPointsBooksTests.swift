import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points that members buy, in the books in money: what they paid, what waits, what their use makes of it.
@Suite(.database) struct BoughtPointsBooksTests {
  /// Of a thousand points for 30.00 four hundred are used in March, and of the rest all by April.
  @Test(arguments: Engine.available)
  func `what members paid becomes income as they use it`(engine: Engine) async throws {
    try await TestShop.open(policies: BuyingTests.policies, in: try await engine.makeDatabase()) { shop in
      let order = try await shop.buy(1_000, request: "a")
      _ = try await shop.pay(order, "p1")
      _ = try await shop.buy(500, request: "never paid")
      try await shop.spend(400, key: "s1")
      try await shop.toNextMonth()
      try await shop.spend(600, key: "s2")
      try await shop.toNextMonth()
      let bought = try await shop.vouchers(numbered: false).filter { $0.contains("operator") }
      #expect(
        bought == [
          "2026-03-02 ordered operator: 1002 3000 / 224103 3000",
          "2026-03-02 sold operator: 224103 3000 / 220511 3000",
          "2026-03-31 recognised operator: 220512 1200 / 600111 1200",
          "2026-04-30 recognised operator: 220512 1800 / 600111 1800",
        ])
      #expect(try await shop.faults().isEmpty)
      let notes = try await shop.journal(MoneyQuery(kind: .ordered)).map { ($0.note, $0.settlement) }
      #expect(notes.map(\.0) == ["p1"] && notes.allSatisfy { $0.1 == nil })
    }
  }

  @Test(arguments: Engine.available)
  func `what is bought before a month is closed is none of its income`(engine: Engine) async throws {
    try await TestShop.open(policies: BuyingTests.policies, in: try await engine.makeDatabase()) { shop in
      _ = try await shop.pay(try await shop.buy(1_000, request: "a"), "p1")
      try await shop.spend(1_000, key: "s1")
      shop.awaitNextMonth()
      let april = try await shop.pay(try await shop.buy(500, request: "b"), "p2")
      try await shop.coalition.runClearing()
      #expect(try await shop.soldIncome() == [.soldUsed: 3_000, .breakage: 0])
      #expect(try await shop.closing(.soldReceived) == -4_500)
      // Likewise what is given back by then leaves the month's income alone.
      #expect(try await shop.coalition.returnPointsOrder(april.id, by: .system).state == .returned)
      try await shop.toNextMonth()
      #expect(try await shop.soldIncome() == [.soldUsed: 3_000, .breakage: 0])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test(arguments: Engine.available)
  func `the report tells sold points apart, with the use that is expected`(engine: Engine) async throws {
    try await TestShop.open(policies: BuyingTests.policies, in: try await engine.makeDatabase()) { shop in
      let (coalition, asset) = (shop.coalition, shop.program.asset)
      _ = try await coalition.setUseEstimate(
        try #require(BasisPoints(8_000)), of: asset, from: EndMonth(number: 0), reason: "first", by: .system)
      let end = try #require(CivilDate("2026-12-31")).daysSince1970
      _ = try await coalition.updateProgram(asset, by: .system) {
        $0.validity = [.purchased: .fixedDate(end), .awarded: .fixedDate(end)]
      }
      // The operator gives points away that end in the same month: nobody paid for those.
      _ = try await coalition.award(
        GiveOrder(member: .id(shop.member.id), program: .asset(asset), points: 300), key: "gift", by: .system)
      let order = try await shop.buy(1_000, request: "a")
      _ = try await shop.pay(order, "p1")
      try await shop.spend(650, key: "s1")
      let wallet = try await coalition.wallet(shop.wallet, by: .system)
      let left = wallet.lots.filter { $0.source.origin == .purchased }.reduce(0) {
        $0 + $1.lot.available.units
      }
      #expect(left == 650)
      try await shop.toNextMonth()
      let march = EndMonth(try #require(CivilDate("2026-03-01")))
      let lines = try await coalition.deferredRevenue(of: asset, over: march...march, by: .system).lines
      // 3,000 x 350 / 800; the older lot, of 300 points, went first.
      #expect(lines.map(\.issuer) == [.none] && lines.map(\.income) == [1_313])
      #expect(lines.map(\.issued) == [1_000] && lines.map(\.used) == [350] && lines.map(\.left) == [1_687])
      #expect(try await shop.soldIncome() == [.soldUsed: 1_050, .breakage: 263])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test(arguments: Engine.available)
  func `what is given back or declined is owed to the member until it is repaid`(engine: Engine) async throws
  {
    try await TestShop.open(policies: BuyingTests.policies, in: try await engine.makeDatabase()) { shop in
      let (back, gone) = (try await shop.buy(1_000, request: "a"), try await shop.buy(500, request: "b"))
      _ = try await shop.pay(back, "p1")
      #expect(try await shop.coalition.returnPointsOrder(back.id, by: .system).state == .returned)
      let me = try await shop.me(try await shop.enter())
      try await shop.coalition.leave(
        forfeiting: [:], code: try await shop.ownCode(me, at: "+8613800138000"), from: TestShop.place, by: me)
      #expect(try await shop.pay(gone, "p2").state == .declined)
      #expect(try await shop.closing(.membersToRepay) == -4_500)
      #expect(try await shop.faults().isEmpty)
      for order in [back, gone] {
        _ = try await shop.coalition.repayPointsOrder(
          order.id, repayment: "r\(order.id.rawValue)", by: .system)
      }
      #expect(
        try await shop.vouchers() == [
          "1 ordered operator: 1002 3000 / 224103 3000", "2 sold operator: 224103 3000 / 220511 3000",
          "3 owed operator: 220511 3000 / 224104 3000", "4 ordered operator: 1002 1500 / 224103 1500",
          "5 owed operator: 224103 1500 / 224104 1500", "6 repaid operator: 224104 3000 / 1002 3000",
          "7 repaid operator: 224104 1500 / 1002 1500",
        ])
      #expect(try await shop.closing(.bank) == 0)
    }
  }

  @Test(arguments: Engine.available)
  func `orders from before there were books are booked by the next run`(engine: Engine) async throws {
    try await TestShop.open(policies: BuyingTests.policies, in: try await engine.makeDatabase()) { shop in
      let order = try await shop.buy(1_000, request: "a")
      _ = try await shop.pay(order, "p1")
      _ = try await shop.buy(500, request: "waits")
      let before = try await shop.vouchers()
      #expect(before.count == 2)
      try await shop.forgetBooks()
      try await shop.coalition.database.write { try $0.execute("UPDATE points_order SET is_booked = 0") }
      try await shop.coalition.runClearing()
      #expect(try await shop.vouchers() == before)
      try await shop.coalition.runClearing()
      #expect(try await shop.vouchers() == before)
      #expect(try await shop.faults().isEmpty)
    }
  }

  /// A closed day gets nothing more: what members of the day after are owed is booked on theirs.
  @Test func `a step of a closed day is booked on the first that is open`() async throws {
    try await TestShop.open(policies: BuyingTests.policies) { shop in
      try await shop.aDayToFollow()
      let order = try await shop.buy(1_000, request: "a")
      _ = try await shop.pay(order, "p1")
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      try await shop.coalition.database.write { tx in
        let column = today.column + 3
        try tx.execute(
          """
          INSERT INTO clearing_day (day, through, block, head, lines, closed_at, settled_at)
          SELECT \(column), through, block, head, 0, closed_at, settled_at FROM clearing_day LIMIT 1
          """)
      }
      _ = try await shop.coalition.returnPointsOrder(order.id, by: .system)
      let days = try await shop.journal().filter { $0.entry.kind == .owed }.map(\.entry)
      #expect(days.map(\.day) == [today.adding(4)] && days.map(\.valueDay) == [today])
    }
  }

  @Test(arguments: Engine.available)
  func `an entry that is not the order's is found`(engine: Engine) async throws {
    try await TestShop.open(policies: BuyingTests.policies, in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      let order = try await shop.buy(1_000, request: "a")
      _ = try await shop.pay(order, "p1")
      let asset = shop.program.asset
      let entries = try await shop.journal().filter { $0.entry.party == .none }.map(\.entry.id)
      #expect(entries.count == 2)
      let cases: [(statement: SQL, found: MoneyFault)] = [
        (
          "UPDATE points_order SET state = 'paid'",
          .position(.ordersPaid, .none, asset, currency: "CNY", booked: 0, cleared: 3_000)
        ),
        (
          "UPDATE points_order SET state = 'returned'",
          .position(.membersToRepay, .none, asset, currency: "CNY", booked: 0, cleared: 3_000)
        ),
        (
          "UPDATE money_posting SET amount = 2999 WHERE entry_id = \(entries[1])",
          .order(entry: entries[1], currency: "CNY", price: 3_000, booked: 2_999)
        ),
        (
          "UPDATE points_order SET state = 'declined'",
          .order(entry: entries[1], currency: "CNY", price: 0, booked: 3_000)
        ),
      ]
      try await shop.expectFaults(cases)
    }
  }

  @Test(arguments: Engine.available)
  func `the proof of all days finds a line that is not as its day was closed`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      let database = shop.coalition.database
      let sound = try #require(try await BooksProof.of(database))
      #expect(sound.days > 0 && sound.faults.isEmpty)
      try await database.write { tx in
        try tx.execute("UPDATE clearing_line SET commission = commission + 1 WHERE role = 1 AND sale = 50000")
      }
      let found = try #require(try await BooksProof.of(database)).faults
      #expect(found.count == 1)
      guard case .lines(_, shop.merchant.id, shop.program.asset, "CNY", let lines, let closed) = found.first
      else {
        Issue.record("\(found)")
        return
      }
      #expect(lines == closed + 1)
    }
  }
}

extension TestShop {
  fileprivate func soldIncome() async throws -> [MoneyAccount: Int64] {
    var income: [MoneyAccount: Int64] = [:]
    for account in [MoneyAccount.soldUsed, .breakage] { income[account] = -(try await closing(account)) }
    return income
  }

  fileprivate func closing(_ account: MoneyAccount) async throws -> Int64 {
    let today = coalition.settings.calendar.businessDay(of: clock.clock.now())
    let balance = try await coalition.moneyTrialBalance(through: today, by: .system)
    return balance.balances.first { $0.account == account }?.closing ?? 0
  }
}
