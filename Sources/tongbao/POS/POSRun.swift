import ArgumentParser
import Foundation
import PointsTerminal

/// `tongbao pos run`: a terminal at a till.
struct POSRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Be a terminal: sign in, earn, spend, reverse, settle.",
    discussion: """
      Commands come from --script, from standard input, or from the keyboard:

      \(POSScript.help)

      What is to be sent is in the journal first. A trade without a good answer is reversed before the next \
      one, and advices that were not delivered go out again, also when the terminal was switched off in \
      between. The exit code is 1 when a command of a script was declined, unanswered or refused.
      """)

  @OptionGroup var options: POSOptions
  @Option(help: "The journal, a file that only this terminal may use.") var journal = "terminal.journal"
  @Option(help: "Commands, one a line; # begins a comment.") var script: String?
  @Option(
    help: "Many terminals: a file, a line of JSON each (terminal_id, merchant_id, master_key, card, pin).")
  var load: String?
  @Option(help: "With --load: connections, which the terminals share.") var connections = 100
  @Option(help: "With --load: seconds to go on for.") var seconds = 10.0
  @Option(help: "With --load: messages per second at fixed times; without it as many as are answered.")
  var perSecond: Double?
  @Flag(help: "A line of JSON for each message in place of slips.") var json = false

  func validate() throws {
    guard load != nil || !options.terminal.isEmpty && !options.merchant.isEmpty else {
      throw ValidationError("--terminal-id and --merchant-id say which terminal this is; or --load many.")
    }
    guard 1...1_000 ~= connections else { throw ValidationError("--connections must be 1 to 1,000.") }
    guard 0.01...86_400 ~= seconds else { throw ValidationError("--seconds must be 0.01 to 86,400.") }
    guard 0.001...1_000_000 ~= perSecond ?? 1 else {
      throw ValidationError("--per-second must be 0.001 to 1,000,000.")
    }
  }

  func run() async throws {
    if let load { return try await carry(LoadTill.read(path: load)) }
    let settings = try options.settings()
    let journal = try TerminalJournal(path: journal)
    let (host, port, profile) = (options.host, options.port, settings.profile)
    let driver = try TerminalDriver(
      settings, journal: journal, seconds: options.timeout, now: TerminalMoment.now
    ) {
      try await HostLink.connect(host: host, port: port, profile: profile)
    }
    let report = POSReport(settings: settings, isJSON: json)
    let isGood = try await carryOut(driver, report)
    await driver.hangUp()
    if !isGood { throw ExitCode.failure }
  }

  /// Many terminals at once; one line of figures at the end.
  private func carry(_ tills: [LoadTill]) async throws {
    guard !tills.isEmpty else { throw ValidationError("--load: no terminal stands in the file.") }
    let load = try await TerminalLoad(
      tills, host: options.host, port: options.port, connections: connections)
    try await load.prepare()
    var tally = try await load.run(for: .microseconds(Int64(seconds * 1e6)), perSecond: perSecond)
    let rate = tally.rate
    tally.add(try await load.finish())
    try await load.close()
    let codes = tally.codes.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    print(
      "{\"terminals\": \(tills.count), \"messages\": \(tally.answered), \"failed\": \(tally.failed), "
        + "\"per_second\": \(Int(rate)), \"p50_us\": \(tally.latencies.percentile(0.5)), "
        + "\"p99_us\": \(tally.latencies.percentile(0.99)), \"settlements\": \(tally.settlements), "
        + "\"unbalanced\": \(tally.unbalanced), \"codes\": {\(codes.joined(separator: ", "))}}")
    if tally.failed > 0 || tally.unbalanced > 0 { throw ExitCode.failure }
  }

  private func carryOut(_ driver: TerminalDriver, _ report: POSReport) async throws -> Bool {
    var isGood = true
    let isInteractive = script == nil && isatty(STDIN_FILENO) == 1
    let lines = try script.map { try LineReader(path: $0) }
    if isInteractive { say(POSScript.help) }
    while true {
      if isInteractive { prompt(driver.terminal) }
      let next = try lines.map { try $0.line().map { String(decoding: $0, as: UTF8.self) } } ?? readLine()
      guard let next else { return isGood || isInteractive }
      do {
        guard let command = try POSScript.command(next) else { continue }
        let result = try await driver.perform(command)
        for line in try report.lines(result) { print(line) }
        if let last = result.last, !last.answer.isGood { isGood = false }
      } catch let error as POSScript.Unknown {
        guard isInteractive else { throw ValidationError(error.description) }
        say(error.description)
      } catch let error as TerminalRefusal {
        isGood = false
        refuse(error.description)
      } catch let error as TerminalDriver.Blocked {
        isGood = false
        refuse(error.description)
      }
      fflush(nil)
    }
  }

  private func refuse(_ text: String) {
    if json {
      let encoded = (try? JSONEncoder().encode(["refused": text])) ?? Data()  // A plain text always encodes.
      print(String(decoding: encoded, as: UTF8.self))
    } else {
      say(text)
    }
  }

  private func prompt(_ terminal: Terminal) {
    let state = terminal.isSignedIn ? "batch \(terminal.batch)" : "not signed in"
    print("[\(options.terminal) \(state)] ", terminator: "")
    fflush(nil)
  }
}

extension TerminalMoment {
  /// The wall clock of this machine.
  static func now() -> TerminalMoment {
    var seconds = time_t(Date().timeIntervalSince1970)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return TerminalMoment(
      date: (Int(parts.tm_mon) + 1) * 100 + Int(parts.tm_mday),
      time: Int(parts.tm_hour) * 10_000 + Int(parts.tm_min) * 100 + Int(parts.tm_sec))
  }
}
