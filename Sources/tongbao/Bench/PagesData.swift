import Coalition
import Foundation
import Ledger
import LedgerStore
import Loyalty
import Storage

/// What `tongbao bench pages` shows: a year of business of many merchants and members, as the jobs that
/// follow the journal keep it for the pages.
///
/// One merchant takes a tenth of all transactions, and one member as many as somebody in two years who buys
/// ten times a day; the others share the rest evenly. Members' rows are written many to a commit, and
/// transactions come through the ledger's door in batches, as an import does it.
struct PagesData {
  static let days = 365
  static let batch = 2_048
  /// What the busiest member's wallet gets, of all transactions one in so many, at most 10,000 in all.
  private static let busiestMoves = 10_000

  let transactions: Int
  let members: Int
  let merchants: Int
  /// How many of the transactions the jobs that follow the journal see; nil for all. They cost more than the
  /// transactions, and pages that read the ledger do not need them.
  var followed: Int?

  static func phone(_ number: Int) -> String { "+86138\(10_000_000 + number)" }
  static func code(_ number: Int) -> String { "B\(10_000 + number)" }

  /// Fills a platform whose clock is the one given: an empty one, or one of which a fill was broken off.
  func fill(_ platform: Platform, clock: MovableClock, until end: Instant) async throws {
    let coalition = platform.coalition
    let start = end.adding(seconds: -Int64(Self.days) * 86_400)
    clock.set(start)
    var done = Int(try await platform.ledger.head().transaction.rawValue)
    let book = done == 0 ? try await begin(platform, clock, at: start) : try await resume(platform)
    let batches = Int64((transactions + Self.batch - 1) / Self.batch)
    let step = Int64(Self.days) * 86_400 / max(1, batches)
    while done < transactions {
      let count = min(Self.batch, transactions - done)
      let moment = start.adding(seconds: Int64(done / Self.batch) * step)
      clock.set(moment)
      _ = try await platform.ledger.submit((done..<done + count).map { book.command($0) })
      done += count
      if (done / Self.batch).isMultiple(of: 16) {
        if done <= followed ?? .max { try await coalition.runDueJobs() }
        if (done / Self.batch).isMultiple(of: 256) { say("\(done) transactions") }
      }
    }
    clock.set(end)
    while try await platform.ledger.projectionLag >= 16_384 { try await Task.sleep(for: .milliseconds(10)) }
    if let followed, followed < transactions {
      let head = try await platform.ledger.head().transaction.rawValue
      try await platform.database.write { tx in
        try tx.execute("UPDATE projection SET through = \(head)")
      }
    }
    try await coalition.runDueJobs()
  }

  /// Makes the programme, the merchants and the members; what moves between them comes from the book.
  func begin(_ platform: Platform, _ clock: MovableClock, at start: Instant) async throws -> Book {
    let coalition = platform.coalition
    let asset = try await coalition.createProgram(
      ProgramDraft(
        code: "universal", names: Names(hans: "通宝积分", hant: "通寶點數", en: "Tongbao points"),
        worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY"))), by: .system
    ).asset
    var shops: [Shop] = []
    for number in 0..<merchants { shops.append(try await shop(number, asset, coalition)) }
    let ids = IDSource(clock: clock.clock)
    let members: [MemberID] = (0..<members).map { _ in ids.next() }
    try await write(members, to: platform.database, at: start)
    return Book(shops: shops, members: members, asset: asset, busiest: busiestShare)
  }

  /// What an earlier fill began with, read back in its order.
  private func resume(_ platform: Platform) async throws -> Book {
    let coalition = platform.coalition
    let asset = try await coalition.universalProgram().asset
    let (shops, members) = try await platform.database.read { tx in
      (
        try tx.query("SELECT merchant_id, store_id, id FROM terminal ORDER BY merchant_id") {
          Shop(
            merchant: MerchantID($0[0] as Int64), store: StoreID($0[1] as Int64),
            terminal: TerminalID($0[2] as Int64))
        }, try tx.query("SELECT id FROM member ORDER BY id") { MemberID($0[0] as Int64) }
      )
    }
    return Book(shops: shops, members: members, asset: asset, busiest: busiestShare)
  }

  private var busiestShare: Int { max(2, transactions / Self.busiestMoves) }

  struct Shop: Sendable {
    let merchant: MerchantID
    let store: StoreID
    let terminal: TerminalID
  }

  private func shop(_ number: Int, _ asset: AssetID, _ coalition: Coalition) async throws -> Shop {
    let name = "测试商户 \(number + 1)"
    let merchant = try await coalition.createMerchant(
      code: Self.code(number), names: Names(hans: name, hant: name, en: "Bench \(number + 1)"), by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: merchant.id, asset: asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    let store = try await coalition.createStore(of: merchant.id, code: "S1", name: name, by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "W1", kind: .seat, by: .system)
    return Shop(merchant: merchant.id, store: store.id, terminal: terminal.id)
  }

  /// As the operation writes them, but a thousand to a commit.
  private func write(_ members: [MemberID], to database: any Database, at now: Instant) async throws {
    let moment = now.microseconds
    for first in stride(from: 0, to: members.count, by: 1_000) {
      let some = Array(members[first..<min(first + 1_000, members.count)])
      try await database.write { tx in
        for (place, id) in some.enumerated() {
          let number = first + place
          try tx.execute(
            """
            INSERT INTO member (id, status, code_number, merchant_id, created_at, updated_at)
            VALUES (\(id.rawValue), 'active', \(number), NULL, \(moment), \(moment))
            """)
          try tx.execute(
            """
            INSERT INTO member_profile (member_id, name, language, updated_at)
            VALUES (\(id.rawValue), \("会员 \(number)"), 'zh-Hans', \(moment))
            """)
          try tx.execute(
            """
            INSERT INTO member_identity (member_id, kind, merchant_id, provider, value, created_at)
            VALUES (\(id.rawValue), 'phone', 0, '', \(Self.phone(number)), \(moment))
            """)
        }
      }
    }
  }

  /// Which transaction comes next: the same for the same number.
  struct Book: Sendable {
    let shops: [Shop]
    let members: [MemberID]
    let asset: AssetID
    let busiest: Int

    func command(_ number: Int) -> Command {
      var random = SplitMix(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
      let high = random.next()
      let isBusiest = number.isMultiple(of: busiest)
      let member = isBusiest ? members[0] : members[Int(random.next() % UInt64(members.count))]
      let isLargest = (random.next() % 10) == 0
      let shop = isLargest ? shops[0] : shops[Int(random.next() % UInt64(shops.count))]
      let wallet = WalletKey(member: member, asset: asset)
      var context = Context(channel: .api)
      (context.merchant, context.store, context.terminal) = (shop.merchant, shop.store, shop.terminal)
      context.reference = "R\(number)"
      let chance = random.next() % 100_000
      let amount = Points(Int64(random.next() % 200) + 1)
      let action: Action
      switch chance {
      case 0..<2: action = credit(.award, wallet, amount, shop, number)
      case 2..<60_000: action = credit(.earn, wallet, amount, shop, number)
      default: action = .spend(Spend(from: wallet, amount, at: shop.merchant))
      }
      return Command(
        key: IdempotencyKey(high: high, low: UInt64(number)), requestHash: high, context: context,
        action: action)
    }

    /// Points are good for two years, so that none run out while the year goes by.
    private func credit(
      _ reason: Credit.Reason, _ wallet: WalletKey, _ amount: Points, _ shop: Shop, _ number: Int
    ) -> Action {
      let month = Int64(number / 1_000_000)
      return .credit(
        Credit(
          reason, to: wallet, amount, source: LotSource(issuer: shop.merchant),
          expiresAt: Instant(microseconds: 1_900_000_000_000_000).adding(seconds: month * 2_592_000)))
    }
  }
}
