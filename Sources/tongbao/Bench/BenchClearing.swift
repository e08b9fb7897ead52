import ArgumentParser
import Coalition
import Foundation
import Ledger
import LedgerStore
import Loyalty
import Synchronization

/// `tongbao bench clearing`: one line of JSON; quality.md S12.
struct BenchClearing: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clearing",
    abstract: "Measure how long a business day takes from its cut-off to the accounts of all merchants.")

  @Option(help: "Transactions of the day.") var transactions = 100_000
  @Option(help: "Members.") var members = 2_000
  @Option(help: "Merchants; one of them takes a tenth of all transactions.") var merchants = 100
  @Flag(help: "Clear nothing before the cut-off; a platform at work makes lines as its day goes on.")
  var late = false
  @Option(help: "Where the files go; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench-clearing"

  func validate() throws {
    guard 1...100_000_000 ~= transactions else {
      throw ValidationError("--transactions must be 1 to 100,000,000.")
    }
    guard 1...5_000_000 ~= members else { throw ValidationError("--members must be 1 to 5,000,000.") }
    guard 1...10_000 ~= merchants else { throw ValidationError("--merchants must be 1 to 10,000.") }
  }

  func run() async throws {
    JSONLog.bootstrap(level: "error")
    let path = folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }  // Measured files are of no use afterwards.
    let settings = try Settings(flags: ["data": path, "http.address": "127.0.0.1:0", "pos.address": ""])
    let calendar = BusinessCalendar()
    let day = calendar.businessDay(of: PlatformClock.system.now()).adding(-2)
    let clock = MovableClock(calendar.start(of: day))
    let platform = try await Platform.open(settings, clock: clock.clock)
    let data = PagesData(transactions: transactions, members: members, merchants: merchants)
    let book = try await data.begin(platform, clock, at: calendar.start(of: day))
    let people = [
      try await person("first", platform.coalition), try await person("second", platform.coalition),
    ]
    for shop in book.shops {
      try await agree(shop.merchant, book.asset, platform.coalition, people, from: day)
    }
    let filling = try await fill(book, platform, clock, from: calendar.start(of: day))

    // The cut-off is an hour past: what is posted from here on is the next day's.
    clock.set(calendar.end(of: day).adding(seconds: 3_600))
    let alone = try await latencies(book, platform, from: transactions) { $0 < 2_000 }
    let start = ContinuousClock.now
    let isClosed = Done()
    async let during = latencies(book, platform, from: transactions + 1_000_000) { _ in !isClosed.isSet }
    let closed = try await platform.coalition.runClearing().days
    let seconds = start.duration(to: .now).seconds
    isClosed.set()
    let busy = try await during
    let settlements = try await count(platform.coalition)
    try await platform.close()
    let line: [(String, String)] = [
      ("transactions", "\(transactions)"), ("merchants", "\(merchants)"), ("late", "\(late)"),
      ("days_closed", "\(closed)"), ("settlements", "\(settlements)"),
      ("seconds", String(format: "%.2f", seconds)), ("lines_seconds", String(format: "%.2f", filling)),
      ("spend_p99_us", "\(alone.latencies.percentile(0.99))"),
      ("spend_p99_us_while_closing", "\(busy.latencies.percentile(0.99))"),
      ("spends_while_closing", "\(busy.count)"),
    ]
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  /// Posts the day's transactions, and as a platform at work does, makes their lines meanwhile.
  /// - Returns: the seconds that the lines took.
  private func fill(
    _ book: PagesData.Book, _ platform: Platform, _ clock: MovableClock, from start: Instant
  ) async throws -> Double {
    var (done, seconds) = (0, 0.0)
    let batches = Int64((transactions + PagesData.batch - 1) / PagesData.batch)
    while done < transactions {
      let count = min(PagesData.batch, transactions - done)
      clock.set(start.adding(seconds: Int64(done / PagesData.batch) * 86_000 / batches))
      _ = try await platform.ledger.submit((done..<done + count).map { book.command($0) })
      done += count
      if !late, (done / PagesData.batch).isMultiple(of: 16) {
        let start = ContinuousClock.now
        try await platform.coalition.runClearing()
        seconds += start.duration(to: .now).seconds
      }
    }
    return seconds
  }

  /// One spend after another, each its own commit, as long as it is wished for.
  private func latencies(
    _ book: PagesData.Book, _ platform: Platform, from first: Int,
    while isWished: @escaping @Sendable (Int) -> Bool
  ) async throws -> (latencies: LatencyHistogram, count: Int) {
    var latencies = LatencyHistogram()
    var number = 0
    while isWished(number) {
      let start = ContinuousClock.now
      _ = try await platform.ledger.submit([book.command(first + number)])
      latencies.record(start.duration(to: .now))
      number += 1
    }
    return (latencies, number)
  }

  private func agree(
    _ merchant: MerchantID, _ asset: AssetID, _ coalition: Coalition, _ people: [Principal],
    from day: BusinessDay
  ) async throws {
    let terms = SettlementTerms(
      issuePrice: PointPrice(100, perPoints: 500), acceptPrice: PointPrice(90, perPoints: 500),
      commission: Commission(share: 100), givingFee: TransactionFee(fixed: 1))
    let proposal = SettlementProposal(terms, of: merchant, in: asset, from: day)
    let approval = try await coalition.propose(.settlementTerms(proposal), reason: "bench", by: people[0])
    _ = try await coalition.approve(approval.id, by: people[1]) { try await coalition.execute($0) }
  }

  private func person(_ login: String, _ coalition: Coalition) async throws -> Principal {
    try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
      by: .system
    ).principal
  }

  private func count(_ coalition: Coalition) async throws -> Int {
    var query = SettlementQuery()
    query.limit = 500
    var count = 0
    while true {
      let page = try await coalition.settlements(query, by: .system)
      count += page.items.count
      guard page.hasMore, let last = page.items.last else { return count }
      query.after = last.id
    }
  }
}

/// Set once by one task, and looked at by another.
private final class Done: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .acquiring) }

  func set() { value.store(true, ordering: .releasing) }
}
