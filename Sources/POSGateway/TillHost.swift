package import Coalition
package import ISO8583
internal import Ledger
package import Logging

/// What is answered to a frame.
package enum LinkAnswer: Sendable {
  /// Without the two bytes of length.
  case reply([UInt8])
  /// Nothing is sent: the terminal will reverse or ask again, and no false answer stands in its way.
  case silence
  /// The bytes are no message of any terminal: the connection is closed.
  case hangUp
}

/// The acquiring host for terminals (积分收单): from a frame to its answer.
///
/// It keeps nothing that matters: whatever moves value goes to the ledger under a key that follows from
/// terminal, batch and trace, so the journal is the log of what terminals asked and were answered.
package struct TillHost: Sendable {
  let coalition: Coalition
  let settings: HostSettings
  let answers = LatestAnswers()
  let running: RunningMessages
  let inTurn = MessagesInTurn()
  let awayTrades = TurnedAwayTrades()
  let planted = PlantedTill()
  let logger: Logger

  package init(_ coalition: Coalition, _ settings: HostSettings = HostSettings(), logger: Logger) {
    self.coalition = coalition
    self.settings = settings
    self.logger = logger
    running = RunningMessages(limit: settings.messagesPerTerminal)
  }

  /// The first bytes that frames may have.
  var tpduIDs: Set<UInt8> { settings.profile.tpduIDs }

  /// Answers one frame. It never throws: what fails is answered with a code, by silence, or by hanging up.
  package func answer(_ bytes: [UInt8], from address: String = "") async -> LinkAnswer {
    let start = ContinuousClock.now
    let dialect = settings.dialect(of: bytes)
    // What it is short of is said below, in the terminal's own dialect.
    let whole = try? dialect.decode(bytes)
    guard let head = whole ?? dialect.readablePart(of: bytes), let names = Names(head.message) else {
      return .hangUp
    }
    let access: POSAccess?
    do {
      access = try await coalition.posAccess(acceptor: names.acceptor, number: names.number)
    } catch {
      logger.error("a terminal cannot be looked up: \(error)")
      return .silence
    }
    guard let access else {
      note(.unknownTerminal, names, address)
      return refusal(.unknownTerminal, to: head, in: dialect, nil)
    }
    coalition.posTerminalCache.see(access.terminal.id, at: coalition.clock.now())
    let isSM4 = access.terminal.parameters.mac == .sm4
    let wire = isSM4 ? dialect.withSM4 : dialect
    let frame: Frame
    do { frame = try isSM4 ? wire.decode(bytes) : whole ?? wire.decode(bytes) } catch {
      logger.info("a message is not of its form: \(error)", metadata: names.metadata)
      note(.formatError, names, address)
      return refusal(.formatError, to: head, in: wire, access)
    }
    // Without a trace the terminal could not tell which of its messages is answered.
    guard frame.message.has(11) else { return .hangUp }
    guard running.begin(access.terminal.id) else { return .silence }
    defer { running.end(access.terminal.id) }
    let call = TillCall(frame: frame, profile: wire, access: access, names: names, origin: address)
    let answer = await answer(call, bytes)
    // The terminal has given up, or is about to: a late approval would be taken for the next message's.
    if start.duration(to: .now) > .seconds(settings.answerSeconds) { return .silence }
    return answer
  }

  private func answer(_ call: TillCall, _ bytes: [UInt8]) async -> LinkAnswer {
    if let before = answers.answer(to: bytes, of: call.terminal.id) { return .reply(before) }
    var turn: MessagesInTurn.Name?
    // After the answer was remembered: a copy that waits is to find it.
    defer { inTurn.leave(turn) }
    let reply: TillReply?
    // Only what was decided is said again: a terminal that was turned away may be let in the next time.
    var isDecided = false
    do {
      let request = try TillRequest(
        try EncipheredTrack.opened(call.frame.message, call.access), at: coalition.clock.now(),
        in: coalition.settings.calendar)
      let own = call.turn(of: request)
      await inTurn.take(own)
      // Only what was taken is left.
      turn = own
      // A copy that came while the first was worked on gets its answer.
      if let before = answers.answer(to: bytes, of: call.terminal.id) { return .reply(before) }
      reply = try await admitted(request, call)
      isDecided = reply?.code != .systemFault
    } catch let refusal as TillRefusal {
      logger.info("\(refusal)", metadata: call.names.metadata)
      note(refusal.code, call.names, call.origin)
      reply = TillReply(refusal.code)
    } catch {
      logger.error("a message could not be carried out: \(error)", metadata: call.names.metadata)
      reply = nil
    }
    guard let reply, let sealed = written(reply, to: call) else { return .silence }
    if isDecided { answers.remember(sealed, to: bytes, of: call.terminal.id) }
    return .reply(sealed)
  }

  /// Writes what was refused for who asks or how; what a rule of business refused is in its receipt.
  private func note(_ code: ResponseCode, _ names: Names, _ address: String) {
    let isOfSecurity: Set<ResponseCode> = [
      .unknownTerminal, .formatError, .wrongMAC, .signInAgain, .notAllowedToTerminal, .wrongPIN,
      .tooManyPINTries,
      .pinFormat, .cardLost, .cardStolen,
    ]
    guard isOfSecurity.contains(code) else { return }
    coalition.note(
      RefusedRequest(
        "till_\(code)", by: nil, of: "terminal \(names.acceptor)/\(names.number)", from: address,
        requestID: ""))
  }

  private func admitted(_ request: TillRequest, _ call: TillCall) async throws -> TillReply? {
    let admission = Admission(call.access, planted)
    do { try admission.check(request, call.frame) } catch let refusal {
      guard case .trade(let trade) = request, admission.isOurs(trade, call.frame) else { throw refusal }
      logger.info("\(refusal)", metadata: call.names.metadata)
      note(refusal.code, call.names, call.origin)
      return try await turnedAway(trade, refusal.code, call)
    }
    return try await perform(request, call)
  }

  /// One case a kind of message, each in a file of its own in Exchanges/.
  private func perform(_ request: TillRequest, _ call: TillCall) async throws -> TillReply? {
    switch request {
    case .signIn(let form, let cashier): try await signIn(form, cashier, call)
    case .signOut: try await signOut(call)
    case .echo: TillReply(.approved)
    case .parameters: parameters(call)
    case .trade(let trade): try await carryOut(trade, call)
    case .reversal(let reversal): try await reverse(reversal, call)
    case .settlement(let claimed, let batch): try await settle(claimed, batch, call)
    case .upload(let lines, let batch): try await upload(lines, batch, call)
    case .uploadEnd(let batch, let count): try await endUpload(batch, count, call)
    }
  }
}

/// What the host's operator sets.
package struct HostSettings: Sendable {
  /// How frames are written; their header is found by itself where it may be there or not.
  package var profile = Profile.unionPay
  /// Nil takes both: with the six bytes of header and without.
  package var headerLength: Int?
  package var answerSeconds: Int64 = 25
  package var messagesPerTerminal = 4
  /// How long a hold lasts whose completion does not come.
  package var holdSeconds: Int64 = 7 * 86_400
  /// Refunds at a till are taken for so long (acquiring.md 1.10).
  package var refundDays = 30

  package init() {}
}

extension HostSettings {
  /// The profile of a frame. A header begins with 60 or 61 and no message type does, so one byte tells.
  func dialect(of bytes: [UInt8]) -> Profile {
    var dialect = profile
    let head = profile.tpduMode == .none ? 0 : 5
    dialect.headerLength = headerLength ?? (bytes.count > head && bytes[head] >= 0x10 ? 6 : 0)
    return dialect
  }
}

/// How a terminal names itself: fields 42 and 41.
struct Names: Sendable {
  let acceptor: String
  let number: String

  init?(_ message: Message) {
    guard let acceptor = message.text(42), let number = message.text(41) else { return nil }
    self.acceptor = acceptor
    self.number = number
  }

  var metadata: Logger.Metadata { ["acceptor": "\(acceptor)", "terminal": "\(number)"] }
}

/// A message with everything that is known of where it is from.
struct TillCall: Sendable {
  let frame: Frame
  let profile: Profile
  let access: POSAccess
  let names: Names
  let origin: String
  /// The terminal as a caller of the platform: confined to its merchant and store, and without a contract, so
  /// that what takes value needs the member's proof.
  let principal: Principal

  init(frame: Frame, profile: Profile, access: POSAccess, names: Names, origin: String) {
    self.frame = frame
    self.profile = profile
    self.access = access
    self.names = names
    self.origin = origin
    let terminal = access.terminal
    principal = Principal(
      kind: .terminal, merchant: terminal.merchant, store: terminal.store, terminal: terminal.id,
      scopes: .terminalMost,
      actor: Actor(kind: .system, id: 0, answerable: 0, origin: "pos \(names.acceptor) \(names.number)"))
  }

  var terminal: POSTerminal { access.terminal }

  /// Copies of a trade come one after another; nil for what need not wait. A reversal does not wait for what
  /// it is about: the ledger puts the two in order.
  func turn(of request: TillRequest) -> MessagesInTurn.Name? {
    guard case .trade(let trade) = request, trade.kind.movesPoints else { return nil }
    return name(of: trade)
  }

  func name(of trade: Trade) -> MessagesInTurn.Name {
    MessagesInTurn.Name(terminal: terminal.id, batch: terminal.batch, trace: trade.trace)
  }
}

extension Profile {
  var withSM4: Profile {
    var wide = self
    wide[52] = Profile.unionPaySM4[52]
    wide.macKind = .sm4
    return wide
  }
}
