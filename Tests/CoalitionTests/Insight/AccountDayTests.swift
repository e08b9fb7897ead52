import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Testing

/// Balances as of a day and the postings behind them, against the ledger's own trial balance.
@Suite(.database) struct AccountDayTests {
  private struct Line: Hashable {
    let kind: AccountKind
    let owner: Int64
  }

  /// What the ledger itself says now, wallets' buckets as one account each.
  private func truth(_ shop: TestShop, _ asset: AssetID) async throws -> [Line: Points] {
    let balance = try await shop.ledger.trialBalance()
    var lines: [Line: Points] = [:]
    for account in balance.accounts where account.key.asset == asset {
      lines[Line(kind: account.key.kind, owner: account.key.owner)] = account.balance
    }
    let wallets = balance.wallets[asset] ?? Balance()
    lines[Line(kind: .available, owner: 0)] = wallets.available
    lines[Line(kind: .pending, owner: 0)] = wallets.pending
    lines[Line(kind: .held, owner: 0)] = wallets.held
    lines[Line(kind: .debt, owner: 0)] = wallets.debt
    return lines.filter { $0.value != 0 }
  }

  private func books(_ shop: TestShop, _ day: BusinessDay) async throws -> [Line: Points] {
    let found = try await shop.coalition.books(of: shop.program.asset, through: day, by: .system)
    #expect(found.isComplete)
    #expect(found.accounts.reduce(Points(0)) { $0 + $1.balance } == 0)
    let lines = found.accounts.map { (Line(kind: $0.kind, owner: $0.owner.rawValue), $0.balance) }
    return Dictionary(uniqueKeysWithValues: lines).filter { $0.value != 0 }
  }

  /// A little of everything that moves points.
  private func trade(_ shop: TestShop, _ round: Int) async throws {
    let earned = try await shop.earn(50_000, key: "e\(round)")
    let spent = try await shop.spend(120, key: "s\(round)", by: shop.caller(shop.other))
    _ = try await shop.coalition.refund(
      ReturnOrder(spent.transaction.id, .points(20)), key: "r\(round)", by: shop.caller(shop.other))
    _ = try await shop.coalition.refund(
      ReturnOrder(earned.transaction.id, .points(30)), key: "c\(round)", by: shop.till)
    _ = try await shop.coalition.transfer(
      TransferOrder(from: .id(shop.member.id), to: .id(shop.friend.id), points: 100), key: "t\(round)",
      by: shop.till)
    _ = try await shop.coalition.adjust(
      AdjustOrder(member: .id(shop.member.id), points: -7, reason: "r"), key: "a\(round)", by: .system)
    _ = try await shop.coalition.award(
      GiveOrder(member: .id(shop.friend.id), points: 9), key: "w\(round)", by: .system)
    let hold = HoldOrder(SpendOrder(member: .id(shop.member.id), .points(11)), seconds: 600)
    _ = try await shop.coalition.hold(hold, key: "h\(round)", by: shop.till)
  }

  @Test func `the books of a day are what they were when it ended, and today's are today's`() async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.coolingDays = 0
    try await TestShop.open(policies: policies) { shop in
      let first = BusinessDay(daysSince1970: 20_514)
      try await trade(shop, 1)
      let atFirst = try await truth(shop, shop.program.asset)
      #expect(try await books(shop, first) == atFirst)
      shop.clock.advance(seconds: 3 * 86_400)
      try await trade(shop, 2)
      try shop.clock.set(endOf("2027-04-30"))
      try await shop.coalition.runDueJobs()
      let now = try await truth(shop, shop.program.asset)
      #expect(now.keys.contains { $0.kind == .breakage } && now.keys.contains { $0.kind == .fees })
      #expect(try await books(shop, first) == atFirst)
      #expect(try await books(shop, BusinessDay(daysSince1970: 20_516)) == atFirst)
      #expect(try await books(shop, BusinessDay(daysSince1970: 21_000)) == now)
    }
  }

  @Test func `the postings of every account add up to its balance, page by page`() async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.coolingDays = 0
    try await TestShop.open(policies: policies) { shop in
      for round in 1...3 {
        try await trade(shop, round)
        shop.clock.advance(seconds: 86_400)
      }
      _ = try await shop.earn(100, key: "other", by: shop.caller(shop.other))
      let all = try await shop.coalition.books(
        of: shop.program.asset, through: BusinessDay(daysSince1970: 21_000), by: .system
      ).accounts
      let own = all.filter { !$0.kind.isWalletBucket }
      #expect(own.count >= 6)
      for account in own {
        let key = AccountKey(kind: account.kind, owner: account.owner.rawValue, asset: shop.program.asset)
        var (sum, count): (Points, Int) = (0, 0)
        var before: TransactionID?
        repeat {
          let page = try await shop.coalition.postings(on: key, before: before, limit: 2, by: .system)
          #expect(page.items.count <= 2)
          sum += page.items.reduce(Points(0)) { $0 + $1.amount }
          count += page.items.count
          before = page.next
        } while before != nil
        #expect(sum == account.balance, "\(account.kind)")
        #expect(count > 0 && Int64(count) <= account.postings)
        let days = try await shop.coalition.days(of: key, by: .system)
        #expect(days.first?.after == account.balance)
        #expect(days.reduce(Points(0)) { $0 + $1.amount } == account.balance)
        #expect(days.map(\.day) == days.map(\.day).sorted(by: >))
      }
    }
  }

  @Test func `only those with the right see the books`() async throws {
    try await TestShop.open { shop in
      let clerk = Principal(
        kind: .platform, scopes: [.readMembers, .readTransactions],
        actor: Actor(kind: .user, id: 11, answerable: 11))
      let day = BusinessDay(daysSince1970: 20_514)
      let key = AccountKey(kind: .issuer, owner: shop.merchant.id.rawValue, asset: shop.program.asset)
      for caller in [clerk, shop.caller(shop.merchant, .all)] {
        await #expect(throws: AccessRefusal.self) {
          _ = try await shop.coalition.books(of: shop.program.asset, through: day, by: caller)
        }
        await #expect(throws: AccessRefusal.self) {
          _ = try await shop.coalition.postings(on: key, by: caller)
        }
        await #expect(throws: AccessRefusal.self) { _ = try await shop.coalition.days(of: key, by: caller) }
        await #expect(throws: AccessRefusal.self) {
          _ = try await shop.coalition.lastLedgerCheck(by: caller)
        }
      }
    }
  }

  @Test func `what a proof found is kept with who asked for it`() async throws {
    let platform = try TestPlatform.open()
    let auditor = try await platform.user("auditor", .auditor)
    #expect(try await platform.coalition.lastLedgerCheck(by: auditor.principal) == nil)
    var found = Verification()
    found.transactions = 9
    found.blocks = 2
    found.head.hash = [UInt8](repeating: 7, count: 32)
    try await platform.coalition.recordLedgerCheck(found, by: auditor.principal.actor)
    let whole = try await platform.coalition.lastLedgerCheck(by: auditor.principal)
    #expect(whole?.faults == [] && whole?.transactions == 9 && whole?.head == found.head.hash)
    found.faults = (0..<30).map { "Wallet \($0) is not what the journal gives." }
    try await platform.coalition.recordLedgerCheck(found, by: auditor.principal.actor)
    let broken = try await platform.coalition.lastLedgerCheck(by: auditor.principal)
    #expect(broken?.faults.count == 20 && broken?.faults.first == found.faults[0])
    let log = try await platform.coalition.auditLog(subject: "ledger", by: .system).items
    #expect(log.map(\.after) == ["faults: 30", "proven: 9"] && log[0].actor == auditor.id.rawValue)
  }
}
