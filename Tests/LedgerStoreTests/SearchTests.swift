import Ledger
import LedgerStore
import Testing

/// A search gives what a naive look through the whole journal gives, wherever segments begin and end.
struct SearchTests {
  private static func naive(_ query: TransactionQuery, _ journal: [Transaction]) -> [Transaction] {
    Array(
      journal.reversed().filter { transaction in
        let context = transaction.context
        return (query.before.map { transaction.id < $0 } ?? true)
          && (query.merchant.map { context.merchant == $0 } ?? true)
          && (query.store.map { context.store == $0 } ?? true)
          && (query.terminal.map { context.terminal == $0 } ?? true)
          && (query.reference.map { context.reference == $0 } ?? true)
          && (query.days.map { $0.contains(transaction.day) } ?? true)
          && (query.kinds.isEmpty || query.kinds.contains(transaction.kind))
          && (query.includesRefused || transaction.refusal == nil)
          && (query.member.map { member in transaction.touches.contains { $0.key.member == member } } ?? true)
      }.prefix(query.limit))
  }

  private static func query(_ random: inout Seeded, last: Int64) -> TransactionQuery {
    var query = TransactionQuery()
    if random.chance(40) { query.merchant = MerchantID(random.pick([7, 8, 9, 10])) }
    if random.chance(30) { query.store = StoreID(random.pick([70, 71])) }
    if random.chance(30) { query.terminal = TerminalID(random.pick([700, 701])) }
    if random.chance(25) { query.reference = random.pick(["R-3", "R-17", "小票-4", "none"]) }
    if random.chance(25) { query.kinds = random.pick([[.earn], [.spend, .refund], [.reversal]]) }
    if random.chance(25) {
      let day = Int32(TestLedger.start.microseconds / Instant.microsecondsPerDay)
      query.days = BusinessDay(daysSince1970: day)...BusinessDay(daysSince1970: day + random.pick([0, 1, 2]))
    }
    if random.chance(60) { query.before = TransactionID(Int64.random(in: 1...last + 1, using: &random)) }
    query.includesRefused = random.chance(50)
    query.limit = random.pick([1, 3, 50, 1_000])
    return query
  }

  @Test(arguments: [1, 2, 3])
  func `every filter finds what the journal holds`(seed: UInt64) async throws {
    var history = RandomHistory(seed: seed)
    var test = try TestLedger(segmentLength: 64)
    var journal: [Transaction] = []
    for number in 1...640 as ClosedRange<Int64> {
      if number % 150 == 0 { test.clock.now = test.clock.now.adding(seconds: 86_400) }
      let transaction = try await test.post(history.next(at: test.clock.now))
      history.note(transaction)
      journal.append(transaction)
      // Right before, at and after a boundary, and anywhere.
      guard [63, 64, 65, 128, 300, 639, 640].contains(number) else { continue }
      for _ in 0..<60 { try await expectSame(Self.query(&history.random, last: number), test, journal) }
      if number == 300 {
        let now = test.clock.now
        test = try TestLedger(segmentLength: 64, in: test.copied())
        test.clock.now = now
      }
    }
    try await expectPages(test, journal)
  }

  private func expectSame(
    _ query: TransactionQuery, _ test: TestLedger, _ journal: [Transaction]
  ) async throws {
    let found = try await test.ledger.search(query).map(\.id.rawValue)
    #expect(found == Self.naive(query, journal).map(\.id.rawValue), "\(query)")
  }

  private func expectPages(_ test: TestLedger, _ journal: [Transaction]) async throws {
    for merchant in [nil, MerchantID(7)] {
      var query = TransactionQuery()
      query.merchant = merchant
      query.includesRefused = true
      query.limit = 37
      var found: [Transaction] = []
      while true {
        let page = try await test.ledger.search(query)
        found += page
        guard let last = page.last else { break }
        query.before = last.id
      }
      query.before = nil
      query.limit = .max
      #expect(found == Self.naive(query, journal))
    }
    for member in 1...24 as ClosedRange<Int64> {
      var query = TransactionQuery()
      query.member = MemberID(member)
      query.limit = 1_000
      #expect(try await test.ledger.search(query) == Self.naive(query, journal))
    }
  }

  @Test func `a wallet's history is every transaction that touched it, page by page`() async throws {
    var history = RandomHistory(seed: 11, members: 5)
    let test = try TestLedger()
    var journal: [Transaction] = []
    for _ in 1...400 {
      journal.append(try await test.post(history.next(at: test.clock.now)))
      history.note(journal[journal.count - 1])
    }
    for member in 1...5 as ClosedRange<Int64> {
      let key = TestLedger.wallet(member)
      var found: [Transaction] = []
      while true {
        let page = try await test.ledger.history(of: key, before: found.last?.id, limit: 7)
        found += page
        if page.isEmpty { break }
      }
      let touched = journal.filter { $0.refusal == nil && $0.touches.contains { $0.key == key } }
      #expect(found == touched.reversed())
    }
  }

  @Test func `the newest segment is searched as soon as it is written`() async throws {
    let test = try TestLedger(segmentLength: 8)
    for key in 1...16 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 1, 1)) }
    while try await test.ledger.projectionLag > 0 { await Task.yield() }
    #expect(try await test.ledger.search(TransactionQuery()).map(\.id.rawValue) == Array((1...16).reversed()))
  }

  @Test func `the journal is read in order from any place`() async throws {
    let test = try TestLedger()
    for batch in 0..<5 as Range<UInt64> {
      _ = try await test.ledger.submit((1...130).map { TestLedger.earn(batch * 1_000 + $0, 1, 1) })
    }
    for after in [0, 1, 129, 130, 255, 256, 649] as [Int64] {
      let found = try await test.ledger.journal(after: TransactionID(after), limit: 200)
      let expected = (after + 1)...min(650, after + 200)
      #expect(found.map(\.id.rawValue) == Array(expected))
    }
    #expect(try await test.ledger.journal(after: TransactionID(650), limit: 200).isEmpty)
    #expect(try await test.ledger.journal(after: TransactionID(.max), limit: 200).isEmpty)
  }
}
