import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct MoneyPropertyTests {
  /// Random business over ends of months at two merchants, undone and done again, under terms that change;
  /// settlements are paid, held back and corrected meanwhile.
  @Test(arguments: Engine.available, [UInt64(1), 2, 3])
  func `debits are credits on every day, and income is what the lines say`(
    engine: Engine, seed: UInt64
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      var chance = SplitMix(seed: seed)
      var business = Business(shop: shop)
      let agent = try await shop.joined("AGENT")
      #expect(try await shop.decided(.agent(AgentProposal(agent.id, region: "East"))).state == .succeeded)
      business.agent = agent.id
      shop.clock.advance(seconds: 25 * 86_400)
      for round in 0..<8 {
        for merchant in [shop.merchant, shop.other] where Bool.random(using: &chance) || round == 0 {
          try await shop.agree(business.terms(&chance, beside: merchant), with: merchant)
        }
        if round < 3 { try await business.share(&chance) }
        for _ in 0..<9 {
          // What cannot be given back, as a return itself, moves nothing.
          do { try await business.step(&chance) } catch is ProgramRefusal {}
        }
        try await correct(shop, &chance)
        shop.clock.advance(seconds: Int64.random(in: 1...9, using: &chance) * 86_400)
        try await shop.coalition.runClearing()
        try await pay(shop, round, &chance)
        try await check(shop, "seed \(seed), round \(round)")
      }
      let kinds = try await shop.coalition.moneyEntries(MoneyQuery(), limit: 1_000, by: .system)
      #expect(
        Set(kinds.map(\.entry.kind)).isSuperset(of: [.cleared, .corrected, .settled, .paid]))
    }
  }

  private func correct(_ shop: TestShop, _ chance: inout SplitMix) async throws {
    guard Bool.random(using: &chance) else { return }
    let amount = Int64.random(in: 1...500, using: &chance) * (Bool.random(using: &chance) ? 1 : -1)
    let proposal = SettlementAdjustmentProposal(
      amount, for: shop.merchant.id, in: shop.program.asset, reason: "counted again")
    #expect(try await shop.decided(.settlementAdjustment(proposal)).state == .succeeded)
  }

  private func pay(_ shop: TestShop, _ round: Int, _ chance: inout SplitMix) async throws {
    let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
    for one in try await shop.settlements() where one.state != .paid && Bool.random(using: &chance) {
      if one.state == .onHold {
        _ = try await shop.coalition.reopenSettlement(one.id, reason: "known", by: shop.person(12))
      }
      _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
      // Some days ago now and then, on a day that is closed.
      let day = today.adding(-Int.random(in: 0...2, using: &chance))
      _ = try await shop.coalition.paySettlement(
        one.id, reference: "B\(round) \(one.id.rawValue)", on: day, by: shop.person(12))
      if Int.random(in: 0..<4, using: &chance) == 0 {
        try await shop.coalition.takeBack(one.id, key: "R\(round) \(one.id.rawValue)", on: today)
      }
    }
  }

  private func check(_ shop: TestShop, _ place: String) async throws {
    let calendar = shop.coalition.settings.calendar
    let today = calendar.businessDay(of: shop.clock.clock.now())
    for day in [today, today.adding(-1), today.adding(-5), today.adding(-40)] {
      let balance = try await shop.coalition.moneyTrialBalance(through: day, by: .system)
      #expect(balance.totals.allSatisfy { $0.debit == $0.credit }, "\(place)")
      #expect(balance.state == .proven, "\(place): \(balance.faults)")
      #expect(balance.balances.allSatisfy { $0.account != .sharesInTransit || $0.closing == 0 }, "\(place)")
    }
    let balance = try await shop.coalition.moneyTrialBalance(through: today, by: .system)
    func closing(_ account: MoneyAccount) -> Int64 {
      balance.balances.first { $0.account == account }?.closing ?? 0
    }
    // From the lines of closed days, one by one: the merchants' money is the operator's with the other sign.
    let lines = try await shop.closedLines()
    func sum(_ role: ClearingRole, _ figure: (ClearedMoney) -> Int64, operators: Bool = false) -> Int64 {
      lines.filter { $0.key.role == role && $0.key.merchant.isGiven != operators }
        .reduce(0) { $0 + figure($1.money) }
    }
    #expect(closing(.commission) == sum(.given, \.commission), "\(place)")
    #expect(closing(.givingFees) == sum(.given, \.fee), "\(place)")
    #expect(closing(.takingFees) == sum(.taken, \.fee), "\(place)")
    #expect(closing(.pointsTaken) == sum(.taken, \.price), "\(place)")
    #expect(closing(.pointsPaidAsUsed) == sum(.used, \.price), "\(place)")
    #expect(closing(.deferredReceived) == sum(.given, \.price), "\(place)")
    #expect(closing(.campaigns) == -sum(.campaign, \.price, operators: true), "\(place)")
    #expect(closing(.referrals) == -sum(.referral, \.price, operators: true), "\(place)")
    #expect(closing(.agents) == -sum(.agency, \.price, operators: true), "\(place)")
    #expect(closing(.unclassified) == 0, "\(place)")
    // What is recognised is income, and at a month's end never more than was deferred.
    #expect(closing(.deferredRecognised) == -closing(.pointsUsed) - closing(.breakage), "\(place)")
    let end = today.adding(-CivilDate(today).day)
    let then = try await shop.coalition.moneyTrialBalance(through: end, by: .system).balances
    func atEnd(_ account: MoneyAccount) -> Int64 { then.first { $0.account == account }?.closing ?? 0 }
    #expect(
      atEnd(.deferredRecognised) <= -atEnd(.deferredReceived) - atEnd(.deferredEnded), "\(place)")
  }
}

extension TestShop {
  /// Every line of every closed day, shares among them.
  fileprivate func closedLines() async throws -> [ClearingLine] {
    try await coalition.database.read { tx in
      try tx.query(ClearingLine.select + "WHERE day IN (SELECT day FROM clearing_day)") { ClearingLine($0) }
    }
  }
}
