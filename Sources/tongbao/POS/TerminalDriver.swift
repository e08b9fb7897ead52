import Foundation
import ISO8583
import NIOCore
import PointsTerminal

/// A terminal with its cable and its memory: carries out commands one after the other.
final class TerminalDriver {
  private(set) var terminal: Terminal
  private let journal: TerminalJournal?
  private let connect: () async throws -> HostLink
  private let limit: TimeAmount
  private var link: HostLink?
  /// The time on the terminal's wall.
  private let now: () -> TerminalMoment

  /// - Parameter journal: nil for a terminal that may forget, as in a load test.
  init(
    _ settings: TerminalSettings, journal: TerminalJournal?, seconds: Int64,
    now: @escaping () -> TerminalMoment,
    connect: @escaping () async throws -> HostLink
  ) throws {
    terminal = Terminal(settings, journal: try journal?.events() ?? [])
    self.journal = journal
    self.connect = connect
    self.now = now
    limit = .seconds(seconds)
  }

  /// What came of a command, with what had to be done before it.
  struct Result {
    /// Reversals and advices that were due, then the command's own; of a settlement all its messages.
    var outcomes: [Outcome] = []
    /// Stored, to be told with the next message.
    var stored: TradeRecord?

    var last: Outcome? { outcomes.last }
  }

  /// The command was not begun: a reversal before it got no good answer, so its outcome is still open.
  struct Blocked: Error, CustomStringConvertible {
    var trace: Int
    var description: String { "trade \(trace) is not reversed yet: no good answer from the host" }
  }

  /// - Throws: ``TerminalRefusal``, ``Blocked``, or what the journal throws.
  func perform(_ command: TerminalCommand) async throws -> Result {
    var result = Result()
    try await clearDuties(before: command, &result)
    if case .settle = command {
      try await settle(&result)
    } else if let exchange = try terminal.exchange(for: command, at: now()) {
      if case .earn(_, _, isOffline: true, _, _) = command {
        try take(exchange.before)
        result.stored = exchange.record
      } else {
        result.outcomes.append(try await run(exchange))
      }
    }
    return result
  }

  private func clearDuties(before command: TerminalCommand, _ result: inout Result) async throws {
    while let duty = terminal.duty(before: command) {
      let outcome = try await run(duty)
      result.outcomes.append(outcome)
      guard let record = outcome.record else { return }
      switch record.state {
      case .pending: throw Blocked(trace: record.trace)
      // An advice may wait: the host is not to be reached just now. A settlement needs it delivered. One that
      // dropped its discount is told again at once.
      case .queued where outcome.code == Terminal.discountChanged: continue
      case .queued:
        if case .settle = command { throw Blocked(trace: record.trace) }
        return
      case .approved, .declined, .reversed, .unresolved: continue
      }
    }
  }

  private func settle(_ result: inout Result) async throws {
    let outcome = try await run(terminal.settlement())
    result.outcomes.append(outcome)
    guard outcome.code == "00", let totals = outcome.totals else { return }
    if totals.domestic.result == .unbalanced {
      var (first, isAgain) = (0, false)
      while true {
        let size = terminal.uploadSize(from: first)
        let exchange = terminal.upload(from: first)
        let told = try await run(exchange)
        result.outcomes.append(told)
        if exchange.purpose == .uploadEnd, told.code == "95", !isAgain {
          // The host misses lines: all once more, which harms nothing.
          (first, isAgain) = (0, true)
          continue
        }
        guard told.code == "00" else { return }
        if exchange.purpose == .uploadEnd { break }
        first += size
      }
    } else if totals.domestic.result == .error {
      return
    }
    try take([terminal.settled])
    try journal?.rewrite(terminal.remembered)
  }

  /// Journal, send, wait, journal.
  private func run(_ exchange: Exchange) async throws -> Outcome {
    try take(exchange.before)
    let reply = await sent(exchange)
    let outcome = terminal.outcome(of: exchange, reply: reply)
    try take(outcome.events)
    return outcome
  }

  private func sent(_ exchange: Exchange) async -> [UInt8]? {
    do {
      let open = if let link { link } else { try await connect() }
      link = open
      if let reply = await open.answer(to: exchange, within: limit) { return reply }
    } catch {}  // Without a line there is no answer, which the terminal knows what to do about.
    // What may still come on this line belongs to a message that was given up.
    await hangUp()
    return nil
  }

  func hangUp() async {
    await link?.close()
    link = nil
  }

  private func take(_ events: [TerminalEvent]) throws {
    try journal?.append(events)
    for event in events { terminal.apply(event) }
  }
}
