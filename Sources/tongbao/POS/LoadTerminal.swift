import ISO8583
import NIOCore
import PointsTerminal
import TerminalCrypto

/// A terminal that sells all day to one member, without a journal: signs in, earns, spends, voids, holds,
/// asks, settles every ``tradesPerBatch`` trades.
actor LoadTerminal {
  /// Trades between two settlements; a batch has more in a shop, but here settlements should be seen.
  static let tradesPerBatch = 40

  private let till: LoadTill
  private let link: HostLink
  private let limit: TimeAmount
  private var terminal: Terminal
  private var step: Int
  private var tradesInBatch = 0
  private var tally = LoadTally()

  init(_ till: LoadTill, _ link: HostLink, number: Int, seconds: Int64 = 20) throws {
    self.till = till
    self.link = link
    limit = .seconds(seconds)
    terminal = try till.terminal()
    // Terminals are at different places of the mix.
    step = number
  }

  /// Sends message after message until the time is over.
  /// - Parameters:
  ///   - isEcho: the other side only sends back what it gets, so answers mean nothing and nothing follows.
  ///   - every: time between two intended sends; nil sends as soon as there is an answer.
  func run(
    until end: ContinuousClock.Instant, isEcho: Bool, every: Duration? = nil,
    from start: ContinuousClock.Instant = .now
  ) async throws -> LoadTally {
    tally = LoadTally()
    var intended = start
    while intended < end, ContinuousClock.now < end {
      if every != nil {
        if intended > .now { try await Task.sleep(until: intended) }
      } else {
        intended = .now
      }
      let exchange = try next(isEcho: isEcho)
      try await answered(exchange, since: intended, isEcho: isEcho)
      if let every { intended += every }
    }
    return tally
  }

  /// Signs in and gives the member points to spend; what is not approved stops the load.
  func prepare() async throws {
    for command in [TerminalCommand.signIn, .topUp(.keyed(till.card), amount: 100_000)] {
      guard let exchange = try terminal.exchange(for: command, at: .now()) else { continue }
      let outcome = try await answered(exchange, since: .now, isEcho: false)
      guard outcome?.answer.isGood == true else {
        throw LoadFailed(
          description: "\(till.terminalID): \(exchange.purpose) got \(outcome?.answer.text ?? "")")
      }
    }
  }

  /// Delivers what waits, settles and signs out, so that the day's totals of both sides have met.
  func finish() async throws -> LoadTally {
    tally = LoadTally()
    // A reversal or an advice has its tries; nothing here goes on without end.
    while let duty = terminal.duty(before: .settle) { try await answered(duty, since: .now, isEcho: false) }
    if !terminal.isSignedIn { try await answered(exchange(.signIn), since: .now, isEcho: false) }
    if terminal.isSignedIn {
      try await answered(terminal.settlement(), since: .now, isEcho: false)
      try await answered(exchange(.signOut), since: .now, isEcho: false)
    }
    return tally
  }

  var remembered: [TerminalEvent] { terminal.remembered }
  func take(_ event: TerminalEvent) { terminal.apply(event) }

  /// The message whose turn it is.
  private func next(isEcho: Bool) throws -> Exchange {
    if !isEcho {
      if let duty = terminal.duty(before: .deliver) { return duty }
      if !terminal.isSignedIn { return try exchange(.signIn) }
      if tradesInBatch >= Self.tradesPerBatch || terminal.settlingBatch != nil {
        return try terminal.settlement()
      }
    }
    step += 1
    let (member, pin) = (TerminalCommand.Member.keyed(till.card), try PIN(till.pin))
    let standing =
      isEcho ? nil : terminal.trades.last { $0.state == .approved && ($0.kind == .spend || $0.kind == .hold) }
    switch step % 20 {
    case 0, 10: return try exchange(.balance(member, pin))
    case 5: return try exchange(.hold(member, amount: 20, pin))
    case 6: if let standing, standing.kind == .hold { return try exchange(.void(trace: standing.trace)) }
    case 15: if let standing, standing.kind == .spend { return try exchange(.void(trace: standing.trace)) }
    case 18: return try exchange(.topUp(member, amount: 1_000))
    default: break
    }
    if step.isMultiple(of: 2) { return try exchange(.earn(member, amount: 12_800, isOffline: false)) }
    return try exchange(.spend(member, amount: 10 + step % 7, pin, goods: ""))
  }

  private func exchange(_ command: TerminalCommand) throws -> Exchange {
    guard let exchange = try terminal.exchange(for: command, at: .now()) else {
      throw LoadFailed(description: "\(command) sends nothing")
    }
    return exchange
  }

  @discardableResult
  private func answered(
    _ exchange: Exchange, since intended: ContinuousClock.Instant, isEcho: Bool
  ) async throws -> Outcome? {
    if isEcho {
      terminal.apply(.used(trace: exchange.trace))
    } else {
      for event in exchange.before { terminal.apply(event) }
    }
    let reply = await link.answer(to: exchange, within: limit)
    tally.latencies.record(intended.duration(to: .now))
    tally.answered += 1
    let outcome = terminal.outcome(of: exchange, reply: reply)
    guard !isEcho else {
      if reply == nil { tally.failed += 1 }
      return nil
    }
    for event in outcome.events { terminal.apply(event) }
    tally.count(outcome)
    if exchange.purpose == .trade || exchange.purpose == .advice { tradesInBatch += 1 }
    if exchange.purpose == .settlement { settled(outcome) }
    return outcome
  }

  private func settled(_ outcome: Outcome) {
    guard outcome.code == "00", let totals = outcome.totals else { return }
    if totals.domestic.result != .balanced { tally.unbalanced += 1 }
    // The load does not upload: the difference is a case for the host's operator.
    terminal.apply(terminal.settled)
    tradesInBatch = 0
  }
}

struct LoadFailed: Error, CustomStringConvertible {
  var description: String
}

/// What terminals saw during one phase.
struct LoadTally: Sendable {
  var latencies = LatencyHistogram()
  var answered = 0
  /// No answer, or another than one that a till expects.
  var failed = 0
  var settlements = 0
  var unbalanced = 0
  var codes: [String: Int] = [:]
  var duration = Duration.zero

  var rate: Double { Double(answered) / duration.seconds }

  mutating func count(_ outcome: Outcome) {
    codes[outcome.answer.text, default: 0] += 1
    if !outcome.answer.isGood { failed += 1 }
    if outcome.purpose == .settlement { settlements += 1 }
  }

  mutating func add(_ other: LoadTally) {
    latencies.add(other.latencies)
    answered += other.answered
    failed += other.failed
    settlements += other.settlements
    unbalanced += other.unbalanced
    codes.merge(other.codes, uniquingKeysWith: +)
  }
}
