import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Lists of the books page by page, and a second currency beside the first.
@Suite(.database) struct MoneyListsTests {
  @Test(arguments: Engine.available)
  func `whatever is asked for, pages together are all of it, forward and back`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.twoCurrencies()
      let all = try await shop.journal(page: 1_000)
      #expect(all.map(\.entry.place.day) == all.map(\.entry.day).sorted() && all.count > 8)
      let days = Set(all.map(\.entry.day)).sorted()
      try #require(days.count == 4)
      let settlement = try #require(try await shop.settlements().first)
      var queries: [(query: MoneyQuery, isIn: (BookedEntry) -> Bool)] = [
        (MoneyQuery(), { _ in true }),
        (MoneyQuery(days: days[1]...days[2]), { (days[1]...days[2]).contains($0.entry.day) }),
        (MoneyQuery(kind: .settled), { $0.entry.kind == .settled }),
        (MoneyQuery(party: shop.other.id), { $0.entry.party == shop.other.id }),
        (
          MoneyQuery(days: days[0]...days[1], kind: .cleared, party: shop.merchant.id),
          {
            $0.entry.day <= days[1] && $0.entry.kind == .cleared && $0.entry.party == shop.merchant.id
          }
        ), (MoneyQuery(settlement: settlement.id), { $0.settlement == settlement.id }),
      ]
      for account in MoneyAccount.allCases {
        func has(_ booked: BookedEntry) -> Bool {
          booked.postings.contains { $0.debit == account || $0.credit == account }
        }
        queries.append((MoneyQuery(account: account), has))
        queries.append(
          (
            MoneyQuery(days: days[1]...days[3], party: shop.merchant.id, account: account),
            { (days[1]...days[3]).contains($0.entry.day) && $0.entry.party == shop.merchant.id && has($0) }
          ))
      }
      for (query, isIn) in queries {
        let wanted = all.filter(isIn)
        for page in [1, 3] {
          #expect(try await shop.journal(query, page: page) == wanted, "\(query)")
          #expect(try await shop.journalBack(query, page: page) == wanted.reversed(), "\(query)")
        }
        let lines = wanted.reduce(0) { $0 + $1.lines.count }
        #expect(try await shop.coalition.mostMoneyLines(query, by: .system) >= lines, "\(query)")
      }
      // What a file may have is of its months and its party.
      let other = try await shop.coalition.mostMoneyLines(MoneyQuery(party: shop.other.id), by: .system)
      let whole = try await shop.coalition.mostMoneyLines(MoneyQuery(), by: .system)
      #expect(other > 0 && other < whole)
      let none = MoneyQuery(days: BusinessDay(daysSince1970: 0)...BusinessDay(daysSince1970: 99))
      #expect(try await shop.coalition.mostMoneyLines(none, by: .system) == 0)
    }
  }

  @Test(arguments: Engine.available)
  func `each currency is in balance by itself`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.twoCurrencies()
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      let balance = try await shop.coalition.moneyTrialBalance(through: today, by: .system)
      #expect(balance.state == .proven && balance.totals.map(\.currency) == ["CNY", "HKD"])
      #expect(balance.totals.allSatisfy { $0.debit == $0.credit && $0.debit > 0 })
      let fees = balance.balances.filter { $0.account == .givingFees }.map { "\($0.currency) \($0.closing)" }
      #expect(fees == ["CNY -40", "HKD -14"])
      let month = EndMonth(CivilDate(today))
      let income = try await shop.coalition.partyIncome(over: month...month, in: "HKD", by: .system)
      #expect(income.parties == 1 && income.lines.map(\.money) == [14])
      // Money of two currencies never makes each other good.
      let off = try await shop.faults(
        after: "UPDATE money_month_total SET credit = credit + 1 WHERE currency = 'HKD' AND account = 605102")
      #expect(off.contains { if case .sides("HKD", _, _) = $0 { true } else { false } })
      #expect(!off.contains { if case .sides("CNY", _, _) = $0 { true } else { false } })
    }
  }

  @Test(arguments: Engine.available)
  func `what is unpaid is listed page by page, and the most of it is picked out`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.twoCurrencies()
      var all: [AgedPosition] = []
      while case let more = try await shop.coalition.agedPositions(
        after: all.last.map { ($0.merchant, $0.currency) }, limit: 1, by: .system), !more.isEmpty
      { all += more }
      let (one, two) = (shop.merchant.id, shop.other.id)
      try #require(all.count == 3)
      #expect(all.map(\.merchant) == [one, one, two] && all.map(\.currency) == ["CNY", "HKD", "CNY"])
      let unpaid = try await shop.settlements().filter { $0.state != .paid }
      #expect(all.map(\.settlements).reduce(0, +) == Int64(unpaid.count))
      #expect(all.reduce(0) { $0 + $1.due - $1.owed } == unpaid.reduce(0) { $0 + $1.figures.net })
      let most = try await shop.coalition.agedCurrencies(most: 1, by: .system)
      try #require(most.count == 2)
      #expect(most.map(\.total.currency) == ["CNY", "HKD"] && most.map(\.owing) == [2, 1])
      #expect(most[0].mostOwing.map(\.merchant) == [one] && most[0].mostOwed.isEmpty)
      #expect(most[0].total.owed == all[0].owed + all[2].owed && all[0].owed > all[2].owed)
      await #expect(throws: AccessRefusal.self) {
        _ = try await shop.coalition.agedPositions(by: shop.till)
      }
    }
  }
}

extension TestShop {
  /// Four days of two merchants in one currency, and of one of them in another.
  fileprivate func twoCurrencies() async throws {
    let second = try await coalition.createProgram(
      ProgramDraft(
        code: "HK", names: Names("Harbour"), worth: Worth(100, are: Money(minorUnits: 100, currency: "HKD")),
        merchant: merchant.id), by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: merchant.id, asset: second.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    func terms(_ fee: Int64) -> SettlementTerms {
      SettlementTerms(issuePrice: PointPrice(100, perPoints: 500), givingFee: TransactionFee(fixed: fee))
    }
    try await agree(terms(5), with: merchant)
    try await agree(terms(5), with: other)
    let approval = try await decided(
      .settlementTerms(
        SettlementProposal(terms(7), of: merchant.id, in: second.asset, from: BusinessDay(daysSince1970: 0))))
    #expect(approval.state == .succeeded)
    for day in 0..<4 {
      try await earn(900_00, key: "one \(day)")
      try await earn(500_00, key: "two \(day)", by: caller(other))
      if day.isMultiple(of: 2) {
        let sale = Money(minorUnits: 300_00, currency: "HKD")
        let order = EarnOrder(member: .id(member.id), program: .asset(second.asset), .purchase(sale))
        _ = try await coalition.earn(order, key: "hk \(day)", by: till)
      }
      clock.advance(seconds: 86_400)
      try await coalition.runClearing()
    }
  }

  fileprivate func journalBack(_ query: MoneyQuery, page: Int) async throws -> [BookedEntry] {
    var all: [BookedEntry] = []
    while case let more = try await coalition.moneyEntries(
      query, before: all.last?.entry.place, limit: page, by: .system), !more.isEmpty
    { all += more }
    return all
  }
}
