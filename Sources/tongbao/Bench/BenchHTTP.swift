import ArgumentParser
import Coalition
import Foundation
import HTTPAPI
import LedgerStore

/// `tongbao bench http`: one line of JSON a run; quality.md S6.
struct BenchHTTP: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "http",
    abstract: "Measure movements of points over HTTP against a call that does nothing, on one server.")

  @Option(help: "Connections, kept alive; each waits for its answer.") var connections = 64
  @Option(help: "Seconds of each half of a round: the call that does nothing, then transactions.")
  var seconds = 5.0
  @Option(help: "Rounds; the one before them warms up and does not count.") var rounds = 3
  @Option(help: "Members whose points move.") var members = 512
  @Option(help: "How many of the transactions measured come at fixed times afterwards.") var load = 0.7
  @Option(help: "Where the files go; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench-http"

  func validate() throws {
    guard 1...4_096 ~= connections else { throw ValidationError("--connections must be 1 to 4,096.") }
    guard 0.01...3_600 ~= seconds else { throw ValidationError("--seconds must be 0.01 to 3,600.") }
    guard 1...1_000 ~= rounds else { throw ValidationError("--rounds must be 1 to 1,000.") }
    guard 1...1_000_000 ~= members else { throw ValidationError("--members must be 1 to 1,000,000.") }
    guard 0.01...1 ~= load else { throw ValidationError("--load must be 0.01 to 1.") }
  }

  func run() async throws {
    JSONLog.bootstrap(level: "error")
    let path = folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }  // Measured files are of no use afterwards.
    var settings = try Settings(flags: ["data": path, "http.address": "127.0.0.1:0", "pos.address": ""])
    settings.http.rateLimit = 60_000_000  // Not the limiter is measured, but it counts as ever.
    let platform = try await Platform.open(settings)
    let bench = try await BenchPlatform(platform.coalition, members: members)

    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = Server(platform: platform, addedOperations: [.doingNothing]) { port, _ in
      ready.yield(port)
    }
    let serving = Task {
      defer { ready.finish() }
      try await server.run()
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await serving.value
      return
    }
    let line = try await measured(platform, HTTPRequests(port: port, key: bench.key, members: bench.members))
    // As an operator stops it: a cancelled server would leave jobs half done.
    kill(getpid(), SIGTERM)
    try await serving.value
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  private func measured(
    _ platform: Platform, _ requests: HTTPRequests
  ) async throws -> [(String, String)] {
    let load = try await HTTPLoad(requests, connections: connections)
    let round = Duration.microseconds(Int64(seconds * 1_000_000))
    var (idle, busy) = (Sums(), Sums())
    var (groups, commitMicroseconds) = (0, Int64(0))
    for number in 0...rounds {
      // The first round warms up.
      if number == 1 { (idle, busy, groups, commitMicroseconds) = (Sums(), Sums(), 0, 0) }
      var used = Self.processorTime()
      let nothing = try await load.run(.nothing, for: round)
      idle.add(nothing, over: nothing.duration, using: Self.processorTime() - used)
      let before = try await platform.ledger.statistics()
      used = Self.processorTime()
      let start = ContinuousClock.now
      let tally = try await load.run(.transactions, for: round)
      // What is left to be written belongs to these transactions, and must not burden what comes next.
      while try await platform.ledger.projectionLag >= 16_384 { try await Task.sleep(for: .milliseconds(1)) }
      busy.add(tally, over: start.duration(to: .now), using: Self.processorTime() - used)
      let run = try await platform.ledger.statistics().since(before)
      // Jobs that follow the journal get the time they need; how much is told, and no rate suffers from it.
      let behind = ContinuousClock.now
      try await platform.coalition.projectEvents()
      try await platform.coalition.projectTotals()
      busy.behind.append(behind.duration(to: .now).seconds)
      groups += run.groups
      commitMicroseconds += run.commitMicroseconds
    }
    let ratio = zip(busy.rates, idle.rates).map { $0 / $1 }.median
    let rate = busy.rates.median * self.load
    let used = Self.processorTime()
    let paced = try await load.run(.transactions, for: round * 2, perSecond: rate)
    let pacedTime = Self.processorTime() - used
    try await load.close()
    return [
      ("bench", "\"http\""), ("store", "\"sqlite\""), ("durability", "\"full\""),
      ("connections", "\(connections)"), ("members", "\(members)"), ("rounds", "\(rounds)"),
      ("nothing_per_second", Self.whole(idle.rates.median)),
      ("transactions_per_second", Self.whole(busy.rates.median)), ("ratio", Self.two(ratio)),
      ("ratios", "[" + zip(busy.rates, idle.rates).map { Self.two($0 / $1) }.joined(separator: ", ") + "]"),
      // Of server and connections together, which a machine that is shared disturbs less.
      ("nothing_cpu_us", Self.one(idle.processorMicroseconds)),
      ("cpu_us", Self.one(busy.processorMicroseconds)), ("jobs_behind_seconds", Self.two(busy.behind.median)),
      ("group", Self.one(Double(busy.answered) / Double(max(1, groups)))),
      ("commit_us", "\(Int(commitMicroseconds) / max(1, groups))"),
    ] + Self.latencies("nothing_", idle.latencies) + Self.latencies("", busy.latencies) + [
      ("load", "\(self.load)"), ("load_intended_per_second", Self.whole(rate)),
      ("load_per_second", Self.whole(paced.rate)),
      ("load_cpu_us", Self.one(pacedTime.seconds * 1_000_000 / Double(max(1, paced.answered)))),
    ] + Self.latencies("load_", paced.latencies) + [
      ("failed", "\(idle.failed + busy.failed + paced.failed)")
    ]
  }

  private static func latencies(_ name: String, _ latencies: LatencyHistogram) -> [(String, String)] {
    [("p50", 0.5), ("p99", 0.99), ("p999", 0.999)].map {
      ("\(name)\($0.0)_us", "\(latencies.percentile($0.1))")
    }
  }

  /// What this process has used of all processors.
  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }
  private static func one(_ value: Double) -> String { String(format: "%.1f", value) }
  private static func two(_ value: Double) -> String { String(format: "%.2f", value) }

  /// What all rounds of one kind gave.
  private struct Sums {
    var rates: [Double] = []
    var latencies = LatencyHistogram()
    var failed = 0
    var answered = 0
    /// Seconds that the jobs took for what the round had left them.
    var behind: [Double] = []
    private var processorTime = Duration.zero

    /// A request's.
    var processorMicroseconds: Double { processorTime.seconds * 1_000_000 / Double(max(1, answered)) }

    mutating func add(_ tally: HTTPLoad.Tally, over duration: Duration, using time: Duration) {
      rates.append(Double(tally.answered) / duration.seconds)
      answered += tally.answered
      processorTime += time
      latencies.add(tally.latencies)
      failed += tally.failed
    }
  }
}

extension HTTPAPI.Operation<Coalition> {
  /// Everything around a movement of points, and no movement.
  fileprivate static var doingNothing: Self {
    Self(
      moving: HTTPRequests.Kind.nothing.path, "Do nothing", id: "benchNothing",
      needs: [.earn, .spend], status: 201, takes: .wholeBody(.anything), gives: .anything
    ) { _, _, _ in Answer(["object": "nothing"]) }
  }
}

extension [Double] {
  fileprivate var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
