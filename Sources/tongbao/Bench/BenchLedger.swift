import ArgumentParser
import Foundation
import LedgerStore

/// `tongbao bench ledger`: one line of JSON a run; quality.md S1-S5, S10, S16.
struct BenchLedger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Measure the real ledger in this process against its own limits.")

  @Option(help: "Wallets with points in them.") var wallets = 100_000
  @Option(help: "Callers side by side; each waits for its answer.") var callers = 1_024
  @Option(help: "Payments in all.") var payments = 1_000_000
  @Option(help: "mixed or spend.") var mix = "mixed"
  @Option(help: "Merchants that the payments are spread over.") var merchants = 1_000
  @Option(help: "Transactions per round of the sweep.") var round = 131_072
  @Flag(help: "Points count against a limit of their issuer, which is one.") var limited = false
  @Flag(help: "A few wallets get most payments (Zipf).") var skewed = false
  @Flag(help: "Also measure the restart after a kill: the state is left as it is.") var restart = false
  @Option(help: "Where the files go; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench"

  func run() async throws {
    let load = try load()
    let path = folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }  // Measured files are of no use afterwards.

    let ledger = try load.open(path)
    try await load.fill(ledger)
    let before = try await ledger.statistics()
    let bytesBefore = Self.bytes(in: path)
    let processorBefore = Self.processorMicroseconds()
    let start = ContinuousClock.now
    let tally = try await load.run(ledger, seed: 42)
    let burst = start.duration(to: .now)
    // The rest is less than one segment and stays in memory, as it does in any quiet moment.
    while try await ledger.projectionLag >= 16_384 { await Task.yield() }
    let sustained = start.duration(to: .now)
    let processor = Self.processorMicroseconds() - processorBefore
    let run = try await ledger.statistics().since(before)
    let memory = Self.residentMegabytes()
    let kept = Self.bytes(in: path) - bytesBefore
    let group = max(1, run.transactions / max(1, run.groups))
    let limit = try WriteLimit.measure(
      like: run, wallets: wallets, in: path + "/limit", groups: max(20, min(run.groups, 400_000 / group)))
    let ready = restart ? try secondsToReady(load, path) : 0
    ledger.stop()
    let perSecond = Double(tally.payments) / sustained.seconds
    let line: [(String, String)] = [
      ("bench", "\"ledger\""), ("store", "\"sqlite\""), ("durability", "\"full\""),
      ("mix", "\"\(load.mix.rawValue)\""),
      ("wallets", "\(wallets)"), ("callers", "\(callers)"), ("merchants", "\(merchants)"),
      ("skewed", "\(skewed)"), ("limited", "\(limited)"),
      ("payments", "\(tally.payments)"), ("refused", "\(tally.refused)"),
      ("sustained_per_second", Self.whole(perSecond)),
      ("burst_per_second", Self.whole(Double(tally.payments) / burst.seconds)),
      ("processor_us_per_payment", Self.two(Double(processor) / Double(max(1, tally.payments)))),
      ("p50_us", "\(tally.latencies.percentile(0.5))"),
      ("p99_us", "\(tally.latencies.percentile(0.99))"),
      ("p999_us", "\(tally.latencies.percentile(0.999))"),
      ("longest_us", "\(tally.latencies.longestMicroseconds)"),
      ("group", Self.one(Double(run.transactions) / Double(max(1, run.groups)))),
      ("longest_commit_us", "\(run.longestCommitMicroseconds)"),
      ("longest_checkpoint_us", "\(run.longestCheckpointMicroseconds)"),
      ("commit_us_per_payment", Self.two(Double(run.commitMicroseconds) / Double(max(1, run.transactions)))),
      ("rows_per_payment", Self.two(Double(run.sweptRows) / Double(max(1, run.transactions)))),
      ("journal_bytes_per_payment", Self.one(Double(run.blockBytes) / Double(max(1, run.transactions)))),
      ("kept_bytes_per_payment", Self.one(Double(kept) / Double(max(1, run.transactions)))),
      ("memory_mb", "\(memory)"), ("limit_rows_per_second", Self.whole(limit.rowsPerSecond)),
      ("limit_append_per_second", Self.whole(limit.appendsPerSecond)),
      ("of_limit", Self.two(perSecond / limit.rowsPerSecond)),
      ("of_append", Self.two(perSecond / limit.appendsPerSecond)), ("ready_seconds", Self.two(ready)),
    ]
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  private func load() throws -> LedgerLoad {
    var load = LedgerLoad()
    load.wallets = wallets
    load.callers = callers
    load.payments = payments
    load.isSkewed = skewed
    load.isLimited = limited
    load.merchants = merchants
    load.roundLength = round
    guard let mix = LedgerLoad.Mix(rawValue: mix) else { throw ValidationError("--mix is mixed or spend.") }
    load.mix = mix
    return load
  }

  /// From the files as they are, as a kill leaves them, to a ledger that answers.
  private func secondsToReady(_ load: LedgerLoad, _ path: String) throws -> Double {
    let copy = path + "/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.contains(".db") {
      try FileManager.default.copyItem(atPath: path + "/" + name, toPath: copy + "/" + name)
    }
    let begin = ContinuousClock.now
    let again = try load.open(copy)
    defer { again.stop() }
    return begin.duration(to: .now).seconds
  }

  private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }
  private static func one(_ value: Double) -> String { String(format: "%.1f", value) }
  private static func two(_ value: Double) -> String { String(format: "%.2f", value) }

  private static func bytes(in folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []  // No folder, no bytes.
    return names.filter { $0.hasSuffix(".db") }.reduce(0) { sum, name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)  // Likewise.
      return sum + ((attributes?[.size] as? Int) ?? 0)
    }
  }

  /// Of all threads, callers included: tells more than speed does where other programs run beside.
  private static func processorMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }

  private static func residentMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""  // Linux only.
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
  }
}

extension Duration {
  var seconds: Double { Double(wholeMicroseconds) / 1_000_000 }
}
