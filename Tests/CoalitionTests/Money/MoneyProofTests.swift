import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// What the proof finds, and what goes on in spite of it.
@Suite(.database) struct MoneyProofTests {
  @Test(arguments: Engine.available)
  func `whatever stands otherwise in a table is found, and where`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      let one = try #require(try await shop.settlements().first)
      let (party, asset) = (shop.merchant.id, shop.program.asset)
      let day = one.days.upperBound
      let month = EndMonth(CivilDate(day)).days
      let (all, days) = (BusinessDay(daysSince1970: 0)...EndMonth(number: 1_200).days.upperBound, day...day)
      func position(_ account: MoneyAccount, _ booked: Int64, _ cleared: Int64) -> MoneyFault {
        .position(account, party, asset, currency: "CNY", booked: booked, cleared: cleared)
      }
      let cases: [(statement: SQL, found: MoneyFault)] = [
        (
          "UPDATE money_posting SET amount = 759 WHERE entry_id = 2",
          .sum(.merchantsOpen, days, currency: "CNY", off: -1)
        ),
        (
          "UPDATE money_posting SET amount = 759 WHERE entry_id = 2",
          .settlement(one.id, currency: "CNY", net: -760, booked: -759)
        ),
        (
          "DELETE FROM money_posting WHERE credit = 605102",
          .sum(.givingFees, days, currency: "CNY", off: -10)
        ),
        (
          "UPDATE money_day_total SET debit = debit + 1 WHERE account = 640101",
          .sum(.pointsTaken, days, currency: "CNY", off: 1)
        ),
        (
          "UPDATE money_month SET credit = credit + 1 WHERE account = 605101",
          .sum(.commission, month, currency: "CNY", off: 1)
        ),
        (
          "UPDATE money_balance SET credit = credit + 2 WHERE account = 112202",
          .sum(.merchantsSettled, all, currency: "CNY", off: 2)
        ),
        (
          "UPDATE money_balance SET credit = credit + 2 WHERE account = 112202",
          position(.merchantsSettled, -758, -760)
        ),
        (
          "UPDATE money_month_total SET debit = debit + 1 WHERE account = 112202",
          .sides(currency: "CNY", debit: 1_575, credit: 1_574)
        ),
        ("UPDATE clearing_sum SET settlement_id = 0", position(.merchantsOpen, 0, -760)),
        (
          "UPDATE settlement SET state = 'paid', bank_reference = 'x'",
          position(.merchantsSettled, -760, 0)
        ),
      ]
      try await shop.expectFaults(cases)
    }
  }

  @Test(arguments: Engine.available)
  func `what is found at the end of a run leaves it done, and the job says so`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      try await shop.coalition.database.write {
        try $0.execute("UPDATE money_balance SET credit = credit + 1 WHERE account = 605101")
      }
      try await shop.earn(500_00, key: "more")
      shop.clock.advance(seconds: 86_400)
      let run = try await shop.coalition.runClearing()
      #expect(run.days == 1 && run.settlements == 1 && run.faults.count == 1)
      try await shop.earn(500_00, key: "again")
      shop.clock.advance(seconds: 86_400)
      let report = try #require(try await shop.coalition.runDueJobs(only: [.clearing]).first)
      #expect(report.done == 1 && report.failure != nil)
      let job = try #require(try await shop.coalition.jobs(by: .system).first { $0.name == .clearing })
      #expect(job.failure == .books && !job.isRunning && job.done == 1)
      // It is not begun again every minute: what is closed is closed.
      shop.clock.advance(seconds: 120)
      #expect(try await shop.coalition.runDueJobs(only: [.clearing]).isEmpty)
    }
  }

  @Test func `points that no account gave are found after a run, and so are lines of the last day`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.aDayToFollow()
      let balance = try await shop.coalition.ledger.trialBalance()
      #expect(!balance.wallets.isEmpty && pointsOff(balance).isEmpty)
      var (more, fewer) = (balance, balance)
      more.wallets[shop.program.asset]?.available += 7
      fewer.accounts[0].balance -= 1
      #expect(pointsOff(more) == [.points(shop.program.asset, sum: 7)])
      #expect(pointsOff(fewer) == [.points(fewer.accounts[0].key.asset, sum: -1)])
      try await shop.coalition.database.write {
        try $0.execute("UPDATE clearing_line SET points = points + 1")
      }
      let run = try await shop.coalition.runClearing()
      let isOfLines = run.faults.map { if case .lines = $0 { true } else { false } }
      #expect(!isOfLines.isEmpty && isOfLines.allSatisfy(\.self))
    }
  }

  @Test(arguments: Engine.available)
  func `a backlog that is interrupted says so, and goes on where it was`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.fortyDays()
      let before = try await shop.vouchers(numbered: false).sorted()
      let balances = try await shop.balance().balances
      try await shop.forgetBooks()
      struct Killed: Error {}
      var days = 0
      await #expect(throws: Killed.self) {
        try await shop.coalition.runClearing { _ in
          if days == 1 { throw Killed() }
          days += 1
        }
      }
      let half = try await shop.balance()
      #expect(half.state == .beingWritten && half.booked == 1 && half.closed == 41)
      let first = try #require(try await shop.settlements().last).days.lowerBound
      #expect(half.closedThrough == first)
      // What is paid meanwhile is booked with the settlement that it pays, now or later.
      let open = try await shop.settlements().filter { $0.state == .calculated }
      for settlement in open { try await shop.pay(settlement.id, "P\(settlement.id.rawValue)") }
      #expect(try await shop.vouchers().filter { $0.contains(" paid ") }.count == 1)
      try await shop.coalition.runClearing()
      let whole = try await shop.balance()
      #expect(whole.state == .proven && whole.booked == 41 && whole.faults.isEmpty)
      #expect(try await shop.faults().isEmpty)
      let after = try await shop.vouchers(numbered: false).sorted()
      #expect(after.filter { !$0.contains(" paid ") } == before.filter { !$0.contains(" paid ") })
      #expect(after.filter { $0.contains(" paid ") }.count == 2)
      #expect(whole.balances.map(\.account).starts(with: [.bank]) && balances.count <= whole.balances.count)
    }
  }

  @Test(arguments: Engine.available)
  func `a day that cannot be booked holds up the books alone`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      _ = try await shop.campaign()
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      try await shop.forgetBooks()
      // A share of a fen more: what parties make good to each other is not nothing.
      let day = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now()).adding(-1)
      func skew(_ money: Int64) async throws {
        try await shop.coalition.database.write {
          try $0.execute(
            """
            UPDATE clearing_sum SET price = price + \(money)
            WHERE role = 5 AND merchant_id = \(shop.other.id) AND day = \(day.column)
            """)
        }
      }
      try await skew(1)
      try await shop.earn(500_00, key: "b")
      shop.clock.advance(seconds: 86_400)
      let run = try await shop.coalition.runClearing()
      #expect(run.days == 1 && run.settlements > 0)
      #expect(run.faults == [.inTransit(day, currency: "CNY", money: 1)])
      let stuck = try await shop.balance()
      #expect(stuck.state == .notProven && stuck.faults == run.faults && stuck.booked < stuck.closed)
      // Once it can be booked, all days are, the later ones too.
      try await skew(-1)
      #expect(try await shop.coalition.runClearing().faults.isEmpty)
      #expect(try await shop.balance().state == .proven)
      let days = Set(try await shop.journal(MoneyQuery(kind: .cleared)).map(\.entry.day))
      #expect(days == [day, day.adding(1)])
    }
  }
}

extension TestShop {
  /// A day with a settlement that is paid, and forty more, with a month's end and a purchase among them.
  fileprivate func fortyDays() async throws {
    try await aDayToFollow()
    try await pay(try #require(try await settlements().first).id, "B1")
    try await earn(500_00, key: "more")
    clock.advance(seconds: 40 * 86_400)
    try await coalition.runClearing()
  }

  fileprivate func pay(_ id: SettlementID, _ reference: String) async throws {
    let today = coalition.settings.calendar.businessDay(of: clock.clock.now())
    _ = try await coalition.reviewSettlement(id, by: person(11))
    _ = try await coalition.approveSettlement(id, by: person(12))
    _ = try await coalition.paySettlement(id, reference: reference, on: today, by: person(12))
  }

  fileprivate func balance() async throws -> MoneyTrialBalance {
    let today = coalition.settings.calendar.businessDay(of: clock.clock.now())
    return try await coalition.moneyTrialBalance(through: today, by: .system)
  }
}
