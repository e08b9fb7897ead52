import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct ClearingPropertyTests {
  /// Random business of several days at two merchants, undone and done again, under terms that change.
  @Test(arguments: Engine.available, [UInt64(1), 2, 3])
  func `every line is in one account, and accounts are what the ledger's accounts are`(
    engine: Engine, seed: UInt64
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      var chance = SplitMix(seed: seed)
      var business = Business(shop: shop)
      let agent = try await shop.joined("AGENT")
      #expect(try await shop.decided(.agent(AgentProposal(agent.id, region: "East"))).state == .succeeded)
      business.agent = agent.id
      for day in 0..<5 {
        for merchant in [shop.merchant, shop.other] where Bool.random(using: &chance) || day == 0 {
          try await shop.agree(business.terms(&chance, beside: merchant), with: merchant)
        }
        if day < 3 { try await business.share(&chance) }
        for _ in 0..<12 { try await business.step(&chance) }
        shop.clock.advance(seconds: 86_400)
        try await shop.coalition.runClearing()
      }
      let before = try await shop.everything()
      // Again, after all was forgotten but what was closed: the same.
      try await shop.coalition.database.write { tx in
        try tx.execute("DELETE FROM clearing_line")
        try tx.execute("DELETE FROM clearing_sum")
        try tx.execute("DELETE FROM settlement_step")
        try tx.execute("DELETE FROM settlement_notice")
        try tx.execute("DELETE FROM settlement")
        try tx.execute("DELETE FROM clearing_day")
        try tx.execute("UPDATE projection SET through = 0 WHERE name = 'clearing'")
      }
      let booked = try await shop.vouchers(numbered: false).sorted()
      try await shop.forgetBooks()
      await shop.coalition.followTurns.forget(.clearing)
      try await shop.coalition.runClearing()
      let after = try await shop.everything()
      #expect(after.difference(from: before).isEmpty, "seed \(seed)")
      #expect(try await shop.vouchers(numbered: false).sorted() == booked, "seed \(seed)")
      try await check(shop, seed)
    }
  }

  /// What parties make good to each other is nothing in sum, in each transaction and so on each day.
  private func checkShares(_ shop: TestShop, _ seed: UInt64) async throws {
    let shares = try await shop.shareLines()
    #expect(shares.contains { $0.reverses.isGiven }, "seed \(seed)")
    for (transaction, lines) in Dictionary(grouping: shares, by: \.key.transaction) {
      #expect(lines.reduce(0) { $0 + $1.money.net } == 0, "seed \(seed), \(transaction)")
      #expect(Set(lines.map(\.day)).count == 1, "seed \(seed), \(transaction)")
    }
  }

  private func check(_ shop: TestShop, _ seed: UInt64) async throws {
    try await checkShares(shop, seed)
    let made = try await shop.settlements()
    let accounts = try await shop.ledger.trialBalance().accounts
    for merchant in [shop.merchant, shop.other] {
      let lines = try await shop.lines(of: merchant)
      let own = made.filter { $0.merchant == merchant.id }
      // Each day is in one account, and the accounts together are the lines.
      let days = own.flatMap { $0.days.lowerBound.daysSince1970...$0.days.upperBound.daysSince1970 }
      #expect(Set(days).count == days.count, "seed \(seed)")
      #expect(own.reduce(0) { $0 + $1.figures.net } == lines.reduce(0) { $0 + $1.money.net }, "seed \(seed)")
      for settlement in own {
        let paged = try await shop.coalition.lines(of: settlement.id, limit: 3, by: .system)
        var all = paged
        while let last = all.last,
          case let more = try await shop.coalition.lines(
            of: settlement.id, after: last.place, limit: 3, by: .system),
          !more.isEmpty
        { all += more }
        #expect(all.reduce(0) { $0 + $1.money.net } == settlement.figures.net, "seed \(seed)")
        #expect(Int64(all.count) == settlement.figures.lines, "seed \(seed)")
      }
      // The ledger's own accounts are the oracle of the points.
      let given = lines.filter { $0.key.role == .given }.reduce(Points(0)) { $0 + $1.points }
      let taken = lines.filter { $0.key.role == .taken }.reduce(Points(0)) { $0 + $1.points }
      let asset = shop.program.asset
      func balance(_ kind: AccountKind) -> Points {
        let key = AccountKey(kind: kind, owner: merchant.id.rawValue, asset: asset)
        return accounts.first { $0.key == key }?.balance ?? 0
      }
      #expect(given == -balance(.issuer) && taken == balance(.acceptor), "seed \(seed)")
      // What was undone whole leaves nothing, whatever the terms were then.
      for original in lines
      where !original.reverses.isGiven && !original.key.role.isShare
        && original.undonePoints == original.points
      {
        let undoing = lines.filter {
          $0.reverses == original.key.transaction && $0.key.role == original.key.role
        }
        if original.points == 0 && undoing.isEmpty { continue }
        var rest = undoing.reduce(original.money) { $0 + $1.money }
        // Refunds have a price of their own.
        if undoing.contains(where: { $0.kind == .refund }), rest.fee < 0 { rest.fee = 0 }
        #expect(rest == ClearedMoney(), "seed \(seed), \(original.key)")
      }
    }
  }
}

/// Someone who buys, pays, returns and changes their mind.
struct Business {
  let shop: TestShop
  var done: [(key: String, id: TransactionID, by: Principal)] = []
  var count = 0
  var rules: [UInt32] = []
  var agent: MerchantID?

  init(shop: TestShop) { self.shop = shop }

  /// Terms under which the other merchant or the operator brings orders, and an agent may look after them.
  func terms(_ chance: inout SplitMix, beside merchant: Merchant) -> SettlementTerms {
    var terms = terms(&chance)
    let other = merchant.id == shop.merchant.id ? shop.other.id : shop.merchant.id
    if !done.isEmpty {
      terms.referrals = [
        Referral(
          code: "R", referrer: Bool.random(using: &chance) ? other : .none,
          commission: Commission(share: Int32.random(in: 0...1_500, using: &chance), fixed: 1, maximum: 900))
      ]
      if let agent, Bool.random(using: &chance) {
        terms.agents = [AgentShare(agent, share: Int32.random(in: 1...10_000, using: &chance))]
      }
    }
    terms.poolShare = Int32.random(in: 0...10_000, using: &chance)
    return terms
  }

  func terms(_ chance: inout SplitMix) -> SettlementTerms {
    SettlementTerms(
      issuePrice: PointPrice(Int64.random(in: 0...300, using: &chance), perPoints: 500),
      payable: Bool.random(using: &chance) ? .used : .given,
      acceptPrice: PointPrice(Int64.random(in: 0...300, using: &chance), perPoints: 500),
      commission: Commission(share: Int32.random(in: 0...900, using: &chance), minimum: 3),
      givingFee: TransactionFee(fixed: Int64.random(in: 0...9, using: &chance)))
  }

  /// A rule whose points several pay for, from tomorrow on; of one there was, others.
  mutating func share(_ chance: inout SplitMix) async throws {
    if Bool.random(using: &chance) || rules.isEmpty {
      let points = Points(Int64.random(in: 1...90, using: &chance))
      rules.append(try await shop.set(BonusRule(0, gives: .fixed(points))))
    }
    guard let rule = rules.randomElement(using: &chance) else { return }
    let parties: [MerchantID?] = [nil, MerchantID.none, shop.merchant.id, shop.other.id].shuffled(
      using: &chance)
    let first = Int32.random(in: 1...9_000, using: &chance)
    let second = Int32.random(in: 1...(9_999 - first), using: &chance)
    let shares = CostShares(
      zip(parties, [first, second, 10_000 - first - second]).map { .init($0, share: $1) })
    let approval = try await shop.decided(
      .costShares(
        CostSharesProposal(shares, of: rule, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))))
    #expect(approval.state == .succeeded)
  }

  mutating func step(_ chance: inout SplitMix) async throws {
    count += 1
    let key = "k\(count)"
    let by = shop.caller(Bool.random(using: &chance) ? shop.merchant : shop.other)
    let amount = Int64.random(in: 1...300, using: &chance)
    do {
      let receipt: Receipt
      let earlier = done.randomElement(using: &chance)
      switch (earlier, Int.random(in: 0..<6, using: &chance)) {
      case (let earlier?, 3):
        receipt = try await shop.coalition.refund(
          ReturnOrder(earlier.id, .points(Points(1 + amount / 10))), key: key, by: earlier.by)
      case (let earlier?, 4):
        receipt = try await shop.coalition.void(ReturnOrder(earlier.id), key: key, by: earlier.by)
      case (let earlier?, 5):
        receipt = try await shop.coalition.reverse(earlier.key, key: key, by: earlier.by)
      case (_, 2): receipt = try await shop.spend(Points(amount), key: key, by: by)
      case (_, 1):
        receipt = try await shop.coalition.earn(
          EarnOrder(
            member: .id(shop.member.id), .purchase(Money(minorUnits: amount * 97, currency: "CNY")),
            referral: "R"), key: key, by: by)
      default: receipt = try await shop.earn(amount * 97, key: key, by: by)
      }
      done.append((key, receipt.transaction.id, by))
    } catch is OrderRefusal {
      // What cannot be done has no line.
    } catch SettlementRefusal.referralUnknown {
      // Before the terms have the code.
    }
  }
}

extension TestShop {
  /// Every line and every account, without what names and times they were given.
  fileprivate func everything() async throws -> [String] {
    let lines = try await lines(of: merchant) + lines(of: other)
    let shares = try await shareLines().map { "\($0.key) \($0.day) \($0.words) \($0.reverses)" }
    let made = try await settlements().sorted {
      ($0.merchant, $0.days.lowerBound) < ($1.merchant, $1.days.lowerBound)
    }
    return shares
      + lines.map { "\($0.key.transaction) \($0.day) \($0.words) \($0.termsVersion) \($0.reverses)" }
      + made.map { "\($0.merchant) \($0.days) \($0.figures) \($0.carried)" }
  }
}
