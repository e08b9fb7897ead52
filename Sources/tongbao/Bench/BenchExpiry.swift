import ArgumentParser
import Coalition
import Foundation
import Ledger
import LedgerStore
import Synchronization

/// `tongbao bench expiry`: one line of JSON; quality.md S13.
struct BenchExpiry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expiry", abstract: "Measure how long the daily expiry takes, and what members feel of it.")

  @Option(help: "Lots that run out on the day.") var lots = 1_000_000
  @Option(help: "Wallets that share them evenly.") var wallets = 100_000
  @Option(help: "Earns side by side, each of which waits for its answer.") var callers = 1
  @Option(help: "Where the files go; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench-expiry"

  /// What every lot holds.
  private static let points: Points = 7
  private static let merchants = 100

  func validate() throws {
    guard 1...10_000_000 ~= wallets else { throw ValidationError("--wallets must be 1 to 10,000,000.") }
    guard wallets...100_000_000 ~= lots else {
      throw ValidationError("--lots must be at least one a wallet, and 100,000,000 at most.")
    }
  }

  func run() async throws {
    JSONLog.bootstrap(level: "error")
    let path = folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }  // Measured files are of no use afterwards.
    let settings = try Settings(flags: ["data": path, "http.address": "127.0.0.1:0", "pos.address": ""])
    let begin = PlatformClock.system.now()
    let clock = MovableClock(begin)
    let platform = try await Platform.open(settings, clock: clock.clock)
    try await fill(platform, expiringAt: begin.adding(seconds: 86_400))
    // The day of expiry is over, and nobody has looked yet.
    clock.set(begin.adding(seconds: 3 * 86_400))
    let alone = try await allLatencies(platform, from: 0) { $0 < 2_000 }
    let isExpired = Atomic(false)
    let start = ContinuousClock.now
    async let during = allLatencies(platform, from: 10_000_000) { _ in !isExpired.load(ordering: .acquiring) }
    let reports = try await platform.coalition.runDueJobs(only: [.expire])
    let seconds = start.duration(to: .now).seconds
    isExpired.store(true, ordering: .releasing)
    let busy = try await during
    let left = try await overdue(platform)
    try await platform.close()
    let line: [(String, String)] = [
      ("lots", "\(lots)"), ("wallets", "\(wallets)"), ("callers", "\(callers)"),
      ("wallets_expired", "\(reports.first?.done ?? 0)"), ("wallets_left", "\(left)"),
      ("seconds", String(format: "%.2f", seconds)),
      ("earn_p99_us", "\(alone.latencies.percentile(0.99))"),
      ("earn_p99_us_while_expiring", "\(busy.latencies.percentile(0.99))"),
      ("earn_p50_us", "\(alone.latencies.percentile(0.5))"),
      ("earn_p50_us_while_expiring", "\(busy.latencies.percentile(0.5))"),
      ("earns_while_expiring", "\(busy.count)"),
    ]
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  /// Every lot of a wallet is another merchant's or another day's, so that none is one with another.
  private func fill(_ platform: Platform, expiringAt moment: Instant) async throws {
    var next = 0
    while next < lots {
      let end = min(next + 4_096, lots)
      _ = try await platform.ledger.submit(
        (next..<end).map { number in
          earn(number, wallet: number % wallets, lot: number / wallets, until: moment)
        })
      next = end
    }
  }

  private func earn(_ number: Int, wallet: Int, lot: Int, until expiry: Instant) -> Command {
    let merchant = MerchantID(Int64(lot % Self.merchants + 1))
    var context = Context(channel: .api)
    context.merchant = merchant
    // Spread as hashes are: the index of keys takes it from them that they are.
    let key = IdempotencyKey(
      high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number) &* 0xBF58_476D_1CE4_E5B9)
    return Command(
      key: key, requestHash: 0, context: context,
      action: .credit(
        Credit(
          .earn, to: WalletKey(member: MemberID(Int64(wallet + 1)), asset: AssetID(1)), Self.points,
          source: LotSource(issuer: merchant),
          expiresAt: expiry.adding(seconds: Int64(lot / Self.merchants)))))
  }

  /// Of as many callers as asked for, side by side.
  private func allLatencies(
    _ platform: Platform, from first: Int, while isWished: @escaping @Sendable (Int) -> Bool
  ) async throws -> (latencies: LatencyHistogram, count: Int) {
    try await withThrowingTaskGroup(of: (latencies: LatencyHistogram, count: Int).self) { group in
      for caller in 0..<callers {
        group.addTask {
          try await latencies(platform, from: first + caller * 100_000_000, while: isWished)
        }
      }
      return try await group.reduce(into: (latencies: LatencyHistogram(), count: 0)) { sum, one in
        sum.latencies.add(one.latencies)
        sum.count += one.count
      }
    }
  }

  /// One earn after another of members who have nothing to lose, each its own commit.
  private func latencies(
    _ platform: Platform, from first: Int, while isWished: @Sendable (Int) -> Bool
  ) async throws -> (latencies: LatencyHistogram, count: Int) {
    var latencies = LatencyHistogram()
    var number = 0
    let never = platform.coalition.clock.now().adding(seconds: 400 * 86_400)
    while isWished(number) {
      let command = earn(
        1_000_000_000 + first + number, wallet: wallets + number % 1_000, lot: 0, until: never)
      let start = ContinuousClock.now
      _ = try await platform.ledger.submit([command])
      latencies.record(start.duration(to: .now))
      number += 1
    }
    return (latencies, number)
  }

  /// How many wallets still hold what was to expire, up to 1,000.
  private func overdue(_ platform: Platform) async throws -> Int {
    try await platform.ledger.due(
      .expiry, at: platform.coalition.clock.now(), after: .none, limit: 1_000
    ).count
  }
}
