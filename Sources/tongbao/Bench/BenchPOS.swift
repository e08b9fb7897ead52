import ArgumentParser
import Coalition
import Foundation
import ISO8583
import LedgerStore

/// `tongbao bench pos`: a line of JSON for each count of terminals; quality.md S7.
struct BenchPOS: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pos",
    abstract: "Measure terminals at the gateway against an echo of the same frames, in one process.")

  @Option(parsing: .upToNextOption, help: "Counts of terminals, one line of figures each.")
  var terminals = [1, 100, 2_000]
  @Option(help: "Connections; terminals share them.") var connections = 100
  @Option(help: "Seconds of each half of a round: the echo, then the gateway.") var seconds = 5.0
  @Option(help: "Rounds; the one before them warms up and does not count.") var rounds = 3
  @Option(help: "Messages per second of the phase at fixed times.") var perSecond = 500.0
  @Option(help: "Where the files go; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench-pos"

  func validate() throws {
    guard !terminals.isEmpty, terminals.allSatisfy({ 1...20_000 ~= $0 }) else {
      throw ValidationError("--terminals must be 1 to 20,000.")
    }
    guard 1...1_000 ~= connections else { throw ValidationError("--connections must be 1 to 1,000.") }
    guard 0.01...3_600 ~= seconds else { throw ValidationError("--seconds must be 0.01 to 3,600.") }
    guard 1...1_000 ~= rounds else { throw ValidationError("--rounds must be 1 to 1,000.") }
    guard 1...1_000_000 ~= perSecond else { throw ValidationError("--per-second must be 1 to 1,000,000.") }
  }

  func run() async throws {
    JSONLog.bootstrap(level: "error")
    let path = folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }  // Measured files are of no use afterwards.
    let settings = try Settings(
      flags: ["data": path, "http.address": "127.0.0.1:0", "pos.address": "127.0.0.1:0"])
    let platform = try await Platform.open(settings)
    let bench = try await BenchTills(platform.coalition, count: terminals.max() ?? 1)

    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = Server(platform: platform, onReady: { _, pos in ready.yield(pos ?? 0) })
    let serving = Task {
      defer { ready.finish() }
      try await server.run()
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await serving.value
      return
    }
    let echo = try await FrameEcho()
    for count in terminals {
      let line = try await measured(Array(bench.tills.prefix(count)), port, echo.port, platform)
      print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
      fflush(nil)
    }
    try await echo.close()
    // As an operator stops it: a cancelled server would leave jobs half done.
    kill(getpid(), SIGTERM)
    try await serving.value
  }

  private func measured(
    _ tills: [LoadTill], _ port: Int, _ echoPort: Int, _ platform: Platform
  ) async throws -> [(String, String)] {
    let gateway = try await TerminalLoad(tills, port: port, connections: connections)
    let echo = try await TerminalLoad(tills, port: echoPort, connections: connections)
    try await gateway.prepare()
    try await echo.borrowKeys(of: gateway)
    let round = Duration.microseconds(Int64(seconds * 1_000_000))
    var (idle, busy) = ([Double](), [Double]())
    var (idleTally, tally) = (LoadTally(), LoadTally())
    var (idleWork, work) = (ProcessorTime(), ProcessorTime())
    for number in 0...rounds {
      // The first round warms up.
      if number == 1 {
        (idle, busy, idleTally, tally) = ([], [], LoadTally(), LoadTally())
        (idleWork, work) = (ProcessorTime(), ProcessorTime())
      }
      idleWork.begin()
      let nothing = try await echo.run(for: round, isEcho: true)
      idleWork.end()
      work.begin()
      idle.append(nothing.rate)
      idleTally.add(nothing)
      let done = try await gateway.run(for: round)
      busy.append(done.rate)
      tally.add(done)
      // What is left to be written belongs to these messages, and must not burden what comes next.
      while try await platform.ledger.projectionLag >= 16_384 { try await Task.sleep(for: .milliseconds(1)) }
      work.end()
    }
    let (idleMessages, messages) = (idleTally.answered, tally.answered)
    let paced = try await gateway.run(for: round * 2, perSecond: perSecond)
    // Every batch is settled in the end: the measured day must balance.
    tally.add(try await gateway.finish())
    try await gateway.close()
    try await echo.close()
    let ratios = zip(busy, idle).map { $0 / $1 }
    return [
      ("bench", "\"pos\""), ("store", "\"sqlite\""), ("durability", "\"full\""),
      ("terminals", "\(tills.count)"),
      ("connections", "\(min(connections, tills.count))"), ("rounds", "\(rounds)"),
      ("echo_per_second", Self.whole(idle.median)), ("messages_per_second", Self.whole(busy.median)),
      ("ratio", Self.two(ratios.median)),
      ("ratios", "[" + ratios.map(Self.two).joined(separator: ", ") + "]"),
      ("echo_processor_us", Self.whole(idleWork.microseconds / Double(max(1, idleMessages)))),
      ("processor_us", Self.whole(work.microseconds / Double(max(1, messages)))),
      ("switches", Self.two(Double(work.switches) / Double(max(1, messages)))),
    ] + Self.latencies("echo_", idleTally.latencies) + Self.latencies("", tally.latencies) + [
      ("paced_intended_per_second", Self.whole(perSecond)), ("paced_per_second", Self.whole(paced.rate)),
    ] + Self.latencies("paced_", paced.latencies) + [
      ("settlements", "\(tally.settlements + paced.settlements)"),
      ("unbalanced", "\(tally.unbalanced + paced.unbalanced)"),
      ("failed", "\(idleTally.failed + tally.failed + paced.failed)"),
      ("codes", "{" + Self.codes(tally, paced) + "}"),
    ]
  }

  private static func codes(_ tallies: LoadTally...) -> String {
    tallies.reduce(into: LoadTally()) { $0.add($1) }.codes.sorted { $0.key < $1.key }
      .map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
  }

  private static func latencies(_ name: String, _ latencies: LatencyHistogram) -> [(String, String)] {
    [("p50", 0.5), ("p99", 0.99), ("p999", 0.999)].map {
      ("\(name)\($0.0)_us", "\(latencies.percentile($0.1))")
    }
  }

  private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }
  private static func two(_ value: Double) -> String { String(format: "%.2f", value) }
}

/// What this process has used of the processors between beginnings and ends, and how often its threads gave
/// one up to wait: figures that a busy machine spoils less than any speed.
private struct ProcessorTime {
  private(set) var microseconds = 0.0
  private(set) var switches = 0

  mutating func begin() { add(-1) }
  mutating func end() { add(1) }

  private mutating func add(_ sign: Int) {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return }
    let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    microseconds +=
      Double(sign) * (Double(seconds) * 1e6 + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec))
    switches += sign * usage.ru_nvcsw
  }
}

extension [Double] {
  fileprivate var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
