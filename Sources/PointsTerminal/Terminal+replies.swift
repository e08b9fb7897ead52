internal import ISO8583
internal import TerminalCrypto

extension Terminal {
  /// What an answer, or its absence, means. Bytes that are not this message's answer count as none.
  package func outcome(of exchange: Exchange, reply bytes: [UInt8]?) -> Outcome {
    // What cannot be read is no answer; the trade is then reversed.
    guard let bytes, let frame = try? settings.profile.decode(bytes), ReplyKey(frame.message) == exchange.key,
      let code = frame.message.text(39)
    else { return unanswered(exchange, .none, reason: "98") }
    // An answer that moves value must be the host's own, or the trade is undone.
    if exchange.isSealed, code == "00" || code == "10" || frame.message.has(64) {
      guard let keys, let seal = frame.message[64], keys.mac.verifies(seal, for: frame.macInput) else {
        return unanswered(exchange, .forged, reason: "A0")
      }
    }
    var outcome = Outcome(exchange.purpose, .code(code))
    outcome.hostText = frame.message[63].map { Array($0.dropFirst(3)) } ?? []
    if ["77", "A0", "99"].contains(code) { outcome.events.append(.mustSignIn) }
    switch exchange.purpose {
    case .signIn: signedIn(frame.message, code, &outcome)
    case .signOut: if code == "00" { outcome.events.append(.signedOut) }
    case .parameters: outcome.parameters = frame.message[62] ?? []
    case .echo, .upload, .uploadEnd: break
    case .trade: traded(exchange, frame.message, code, &outcome)
    case .advice: told(exchange, frame.message, code, &outcome)
    case .reversal: reversed(exchange, code, &outcome)
    case .settlement:
      // Without totals that can be read the batch stays open, and is settled again.
      outcome.totals = frame.message[48].flatMap { try? SettlementTotals($0) }
    }
    return outcome
  }

  /// A trade that is reversible stays pending and is reversed; an advice stays in the queue.
  private func unanswered(_ exchange: Exchange, _ answer: Outcome.Answer, reason: String) -> Outcome {
    var outcome = Outcome(exchange.purpose, answer)
    guard var record = exchange.record else { return outcome }
    switch exchange.purpose {
    case .trade:
      record.responseCode = reason
      // Nothing was moved by a balance that nobody heard.
      if !record.kind.isReversible { record.state = .declined }
    case .advice, .reversal:
      if record.tries >= settings.tries { record.state = .unresolved }
    case .signIn, .signOut, .echo, .parameters, .settlement, .upload, .uploadEnd: return outcome
    }
    outcome.record = record
    outcome.events.append(.ended(record))
    return outcome
  }

  private func signedIn(_ message: Message, _ code: String, _ outcome: inout Outcome) {
    guard code == "00" else { return }
    let blocks = message[62]
    let batch = message[60].flatMap { try? Field60($0) }?.batch  // Without it there is no session.
    let keys = blocks.flatMap { try? Self.open($0, settings) }  // Nil is told as wrong keys.
    guard let blocks, let batch, keys != nil else {
      outcome.answer = .wrongKeys
      return
    }
    outcome.events.append(.signedIn(keys: blocks, batch: batch))
  }

  private func traded(_ exchange: Exchange, _ message: Message, _ code: String, _ outcome: inout Outcome) {
    guard var record = exchange.record else { return }
    record.take(message, code)
    record.state = code == "00" || code == "10" ? .approved : .declined
    // A code of the member's phone is of no more use.
    record.code = nil
    outcome.record = record
    outcome.events.append(.ended(record))
  }

  /// 00 and 94 are delivered; a wrong seal or another batch is told again after the next sign-in, as it was,
  /// and so is what a busy host did not take.
  ///
  /// D1 while the customer stands there is a decline: the cashier asks again. An advice that waited has
  /// nobody to ask, so what was paid is told once more, without the discount.
  private func told(_ exchange: Exchange, _ message: Message, _ code: String, _ outcome: inout Outcome) {
    guard var record = exchange.record else { return }
    switch code {
    case "77", "A0", "99": record.responseCode = code
    case "96":
      record.responseCode = code
      if record.tries >= settings.tries { record.state = .unresolved }
    case Self.discountChanged where record.discount != nil && record.tries > 1:
      record.responseCode = code
      record.discount = nil
      record.tries = 0
    default:
      record.take(message, code)
      record.state = code == "00" || code == "94" ? .approved : .declined
    }
    if record.state != .queued { record.code = nil }
    outcome.record = record
    outcome.events.append(.ended(record))
  }

  /// The host's rules take another discount off than an earn says; nothing was booked.
  package static let discountChanged = "D1"

  /// Done when the host says 00, or that there is nothing to reverse.
  private func reversed(_ exchange: Exchange, _ code: String, _ outcome: inout Outcome) {
    guard var record = exchange.record else { return }
    switch code {
    case "00", "12", "25": record.state = .reversed
    case "77", "A0", "99": break
    default: if record.tries >= settings.tries { record.state = .unresolved }
    }
    if record.state != .pending { record.code = nil }
    outcome.record = record
    outcome.events.append(.ended(record))
  }
}

extension Exchange {
  /// What moves value is sealed, and so is its answer.
  var isSealed: Bool {
    switch purpose {
    case .trade, .advice, .reversal: true
    case .signIn, .signOut, .echo, .parameters, .settlement, .upload, .uploadEnd: false
    }
  }
}

extension TradeRecord {
  /// What the slip needs of an answer.
  fileprivate mutating func take(_ message: Message, _ code: String) {
    responseCode = code
    reference = message.text(37)
    authorization = message.text(38) ?? authorization
    if let time = message.text(12).flatMap({ Int($0) }), let date = message.text(13).flatMap({ Int($0) }) {
      moment = TerminalMoment(date: date, time: time)
    }
    if code == "10", let approved = message.text(4).flatMap({ Int($0) }) { amount = approved }
    // Another content of field 62 is not for the slip.
    if let result = message[62].flatMap({ try? PointsResult($0) }) {
      points = result.points
      cash = result.cash
      // What was told stays for the next time it is.
      discount = result.discount ?? discount
    }
    // A balance that cannot be read is not printed.
    balance = message[54].flatMap { try? Field54($0) }?.balances.first { $0.accountType == 65 }?.amount
  }
}
