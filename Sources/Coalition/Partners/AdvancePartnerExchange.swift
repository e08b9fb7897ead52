internal import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

extension Coalition {
  /// What is being worked on is nobody else's for so long; an ask takes 15 seconds at most.
  static let partnerLease: Int64 = 60
  /// Between asks of what is not known, in seconds; the last counts for ever.
  static let partnerPauses: [Int64] = [2, 5, 15, 60, 300, 900, 1_800, 3_600]
  /// After so long without certainty it is a case for people.
  static let partnerPatience: Int64 = 86_400

  /// Brings an exchange as far as it goes now.
  ///
  /// Each step is written down before what cannot be taken back, asks the partner under the exchange's own
  /// number and moves points under keys made of it: any number of servers may do this at once and be killed
  /// at any moment. What the partner did stays unknown until it says so.
  /// - Throws: ``PartnerRefusal/exchangeNotFound``, `DatabaseError`.
  func advance(_ id: PartnerExchangeID) async throws -> PartnerExchange {
    // Four states lie between the first and the last; a few more for what another server did meanwhile.
    for _ in 0..<8 {
      let (exchange, partner) = try await database.read { tx in
        guard let exchange = try tx.partnerExchange(id) else { throw PartnerRefusal.exchangeNotFound }
        return (exchange, try tx.requirePartner(exchange.partner))
      }
      if exchange.state.isOver { return exchange }
      let goesOn: Bool
      do { goesOn = try await step(exchange, partner) } catch let error where error.isRefusal {
        goesOn = try await wait(exchange, partner, because: CaseReason.refused(error).detailText)
      }
      if !goesOn { break }
    }
    return try await database.read { tx in
      guard let exchange = try tx.partnerExchange(id) else { throw PartnerRefusal.exchangeNotFound }
      return exchange
    }
  }

  /// - Returns: whether there may be more to do at once.
  private func step(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    let isOut = exchange.direction == .out
    switch exchange.state {
    case .begun where isOut: return try await setAside(exchange, partner)
    case .begun, .held, .unknown: return try await ask(exchange, partner)
    case .accepted where isOut: return try await capture(exchange, partner)
    case .accepted: return try await award(exchange, partner)
    case .declined: return try await release(exchange, partner)
    case .confirming: return try await confirm(exchange, partner)
    case .done, .refused: return false
    }
  }

  private func setAside(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    do {
      let order = order(of: exchange, for: exchange.member, partner)
      let receipt = try await carryOut(.partnerHold(order), key: firstKey(exchange), by: .system)
      return try await move(exchange, to: .held, hold: receipt.transaction.id)
    } catch OrderRefusal.idempotencyMismatch(let held) {
      return try await move(exchange, to: .held, hold: held)
    } catch let error where error.isRefusal {
      if error.isOpen { throw error }
      // Another server may have been let through what refuses here: whatever it did is undone first.
      return try await move(exchange, to: .declined, because: CaseReason.refused(error).detailText)
    }
  }

  private func ask(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    guard webhookSink.post != nil else { return try await wait(exchange, partner, because: "no_sender") }
    // From here on nobody knows what the partner did, until it says so.
    if exchange.state != .unknown, try await !move(exchange, to: .unknown) { return true }
    let asked = try await database.read { try $0.partnerExchange(exchange.id) } ?? exchange
    switch try await put(exchange.direction == .out ? .credit : .debit, for: asked, partner) {
    case .done(let reference): return try await move(asked, to: .accepted, reference: reference)
    case .refused(let code) where exchange.direction == .out:
      return try await move(asked, to: .declined, because: "partner \(code)")
    case .refused(let code): return try await refuse(asked, partner, because: "partner \(code)")
    case .open(let words): return try await wait(asked, partner, because: words)
    }
  }

  private func confirm(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    switch try await put(.confirm, for: exchange, partner) {
    case .done: return try await move(exchange, to: .done)
    case .refused(let code): return try await wait(exchange, partner, because: "partner \(code)")
    case .open(let words): return try await wait(exchange, partner, because: words)
    }
  }

  /// Asks once and writes down what came of it.
  private func put(
    _ act: PartnerAct, for exchange: PartnerExchange, _ partner: Partner
  ) async throws -> PartnerVerdict {
    guard let post = webhookSink.post else { return .open("no_sender") }
    var answer = WebhookAnswer(status: 0)
    let verdict: PartnerVerdict
    do {
      answer = try await post(try await request(act, for: exchange, partner))
      verdict = self.verdict(answer, on: act, of: exchange, partner)
    } catch is CancellationError { throw CancellationError() } catch let error as DatabaseError {
      throw error
    } catch { verdict = .open("\(error)".partnerText(120)) }
    let (now, status, took) = (clock.now(), answer.status, answer.milliseconds)
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO partner_attempt (exchange_id, number, at, status, milliseconds, outcome)
        SELECT \(exchange.id), coalesce(max(number), 0) + 1, \(now), \(status), \(took), \(verdict.words)
        FROM partner_attempt WHERE exchange_id = \(exchange.id)
        """)
      try tx.execute("UPDATE partner_exchange SET asked_at = \(now) WHERE id = \(exchange.id)")
    }
    return verdict
  }

  private func capture(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    let receipt = try await carryOut(
      .capture(
        ReturnOrder(exchange.hold, occasion: Occasion(.member, reference: publicIDs.text(exchange.id)))),
      key: "partner-capture \(exchange.id.rawValue)", by: .system)
    return try await move(exchange, to: .done, transaction: receipt.transaction.id)
  }

  private func release(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    let occasion = Occasion(.member, reference: publicIDs.text(exchange.id))
    if exchange.hold.isGiven {
      _ = try await carryOut(
        .release(ReturnOrder(exchange.hold, occasion: occasion)),
        key: "partner-release \(exchange.id.rawValue)", by: .system)
    } else {
      // Whether anything was carried out is not known: it is made so that it never will be.
      _ = try await carryOut(
        .reverse(key: firstKey(exchange), occasion), key: "partner-reverse \(exchange.id.rawValue)",
        by: .system)
    }
    return try await refuse(exchange, partner, because: exchange.failure)
  }

  /// What came in belongs to whoever holds the member's points today.
  private func award(_ exchange: PartnerExchange, _ partner: Partner) async throws -> Bool {
    let member = try await database.read { try $0.member(exchange.member) }
    let order = order(of: exchange, for: member?.mergedInto ?? exchange.member, partner)
    let awarded: TransactionID
    do {
      awarded = try await carryOut(.partnerAward(order), key: firstKey(exchange), by: .system).transaction.id
    } catch OrderRefusal.idempotencyMismatch(let before) {
      // It was given before the member was merged into another.
      awarded = before
    } catch let error where error.isRefusal && !error.isOpen && exchange.origin == .partner {
      // Who began it elsewhere hears no, and has its points still.
      return try await move(exchange, to: .declined, because: CaseReason.refused(error).detailText)
    }
    let isTold = partner.contract == .tongbao || exchange.origin == .partner
    return try await move(exchange, to: isTold ? .done : .confirming, transaction: awarded)
  }

  /// Of the movement that the exchange begins with on our side.
  private func firstKey(_ exchange: PartnerExchange) -> String {
    (exchange.direction == .out ? "partner-hold " : "partner-award ") + "\(exchange.id.rawValue)"
  }
}

// What is written down.
extension Coalition {
  /// Goes from the state that was seen to another; where somebody else was quicker, theirs stays.
  private func move(
    _ exchange: PartnerExchange, to state: PartnerExchange.State, because failure: String = "",
    reference: String? = nil, hold: TransactionID? = nil, transaction: TransactionID? = nil
  ) async throws -> Bool {
    let now = clock.now()
    // Erased meanwhile is erased: what was read before does not come back.
    let proof: SQL = state.isOver ? "''" : "proof"
    return try await database.write { tx in
      let moved =
        try tx.execute(
          """
          UPDATE partner_exchange SET state = \(state), failure = \(failure.beginning(80)),
            reference = \(reference ?? exchange.reference), hold_id = \(hold ?? exchange.hold),
            transaction_id = \(transaction ?? exchange.transaction), proof = \(proof),
            finished_at = \(state.isOver ? now : nil), next_try_at = \(now.adding(seconds: Self.partnerLease))
          WHERE id = \(exchange.id) AND state = \(exchange.state)
          """) == 1
      if moved, state.isOver {
        try tx.forgetAccount(of: exchange)
        try tx.compareAgain(exchange, at: now)
      }
      return moved
    }
  }

  /// Ends an exchange that moved nothing, and gives back what it took of the day's limits.
  private func refuse(
    _ exchange: PartnerExchange, _ partner: Partner, because failure: String
  ) async throws -> Bool {
    let now = clock.now()
    return try await database.write { tx in
      let ended = try tx.execute(
        """
        UPDATE partner_exchange SET state = 'refused', failure = \(failure.beginning(80)), proof = '',
          finished_at = \(now)
        WHERE id = \(exchange.id) AND state = \(exchange.state)
        """)
      guard ended == 1 else { return true }
      try tx.forgetAccount(of: exchange)
      try tx.compareAgain(exchange, at: now)
      let claim = exchange.claim(partner, nil)
      try tx.add(-claim.points, of: claim)
      return false
    }
  }

  /// Leaves it for a later try; after a day people hear of it.
  private func wait(
    _ exchange: PartnerExchange, _ partner: Partner, because failure: String
  ) async throws -> Bool {
    let now = clock.now()
    // Why the partner said no is not forgotten for what holds up the way back.
    let failure = exchange.state == .declined ? exchange.failure : failure
    let pause = Self.partnerPauses[min(exchange.tries, Self.partnerPauses.count - 1)]
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE partner_exchange SET tries = tries + 1, failure = \(failure.beginning(80)),
          next_try_at = \(now.adding(seconds: pause))
        WHERE id = \(exchange.id) AND state = \(exchange.state)
        """)
      guard exchange.createdAt <= now.adding(seconds: -Self.partnerPatience) else { return }
      _ = try raiseCase(
        CaseDraft(
          .inDoubt, from: .partner, subjectKey: "exchange \(exchange.id.rawValue)",
          channel: .merchantSystem, merchant: partner.merchant, member: exchange.member,
          asset: exchange.asset, day: exchange.day, transaction: exchange.hold,
          ours: .init(points: exchange.points, reference: publicIDs.text(exchange.id)),
          reason: .said(failure)), in: tx)
    }
    return false
  }
}

extension Storage.Transaction {
  /// An account of a member who left is asked about under it until the end, and not kept longer.
  fileprivate func forgetAccount(of exchange: PartnerExchange) throws {
    try execute(
      """
      UPDATE partner_exchange SET account = '' WHERE id = \(exchange.id) AND member_id IN (
        SELECT member_id FROM member_departure WHERE erased_at IS NOT NULL)
      """)
  }
}

extension PartnerVerdict {
  fileprivate var words: String {
    switch self {
    case .done(let reference): "done \(reference)"
    case .refused(let code): "refused \(code)"
    case .open(let words): words.beginning(200)
    }
  }
}

extension Error {
  /// Whether nothing was decided: the same may be asked again.
  fileprivate var isOpen: Bool {
    switch self as? OrderRefusal {
    case .busy, .outcomeUnknown: true
    default: false
    }
  }
}
