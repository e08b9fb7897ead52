package import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// Promises a member what an exchange with a partner gives, for a minute; moves nothing.
  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`, ``PartnerRefusal``.
  package func offerPartnerExchange(
    of points: Points, _ direction: PartnerExchange.Direction, in program: AssetID, with partner: PartnerID,
    by me: MemberPrincipal
  ) async throws -> HeldQuote {
    let partner = try await openPartner(partner)
    guard try await self.program(program).status == .active else { throw OrderRefusal.programInactive }
    let (from, into) = direction == .out ? (program, partner.asset) : (partner.asset, program)
    return try await promise(points, from: from, into: into, to: me.member)
  }

  /// A quote of the member's own that is still good, with its partner.
  /// - Throws: ``OrderRefusal/quoteNotFound``, ``OrderRefusal/quoteEnded``, ``PartnerRefusal``.
  package func ownPartnerQuote(
    _ id: ExchangeQuoteID, by me: MemberPrincipal
  ) async throws -> (quote: HeldQuote, partner: Partner) {
    let (quote, partner) = try await partnerQuote(id, by: me)
    guard clock.now() < quote.endsAt else { throw OrderRefusal.quoteEnded }
    return (quote, partner)
  }

  private func partnerQuote(
    _ id: ExchangeQuoteID, by me: MemberPrincipal
  ) async throws -> (HeldQuote, Partner) {
    try await database.read { tx in
      guard let quote = try tx.quote(id), quote.member == me.member,
        let partner = try tx.partner(of: quote.from) ?? tx.partner(of: quote.into)
      else { throw OrderRefusal.quoteNotFound }
      return (quote, partner)
    }
  }

  private func openPartner(_ id: PartnerID) async throws -> Partner {
    let partner = try await database.read { try $0.requirePartner(id) }
    guard partner.status == .active else { throw PartnerRefusal.partnerInactive }
    return partner
  }

  /// Begins an exchange as a quote of the member's own says, once however often it is asked for, and brings
  /// it as far as the partner answers at once. What is open then, the job of partners goes on with.
  /// - Parameters:
  ///   - account: where at the partner's.
  ///   - proof: what shows the partner that the account is the member's; needed for points that come in.
  /// - Throws: `AccessRefusal.confirmationNeeded`, ``OrderRefusal``, `MemberRefusal`, ``PartnerRefusal``.
  package func beginPartnerExchange(
    _ quote: ExchangeQuoteID, account: String, proof: String = "", by me: MemberPrincipal
  ) async throws -> PartnerExchange {
    if let known = try await exchange(of: quote, by: me) { return known }
    try me.moving.requireConfirmed(at: clock.now())
    let (quote, partner) = try await ownPartnerQuote(quote, by: me)
    guard partner.status == .active else { throw PartnerRefusal.partnerInactive }
    guard account.isCode(of: 1...64) else { throw PartnerRefusal.accountInvalid }
    let direction: PartnerExchange.Direction = quote.into == partner.asset ? .out : .in
    guard proof.utf8.count <= 200, direction == .out || !proof.isEmpty else {
      throw PartnerRefusal.proofMissing
    }
    let new = PartnerExchange(
      ids.next(), quote, partner, direction, account: account, proof: proof, at: clock.now(), settings)
    // What cannot be carried out here is not begun: in the other order the partner's points would be gone.
    let order = order(of: new, for: new.member, partner)
    _ = try await preview(direction == .out ? .partnerHold(order) : .partnerAward(order), by: .system)
    do {
      try await database.write { tx in try tx.begin(new, with: quote, partner) }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // The same form came twice at once; the other was quicker.
      guard let known = try await exchange(of: quote.id, by: me) else { throw error }
      return known
    }
    return try await advance(new.id)
  }

  private func exchange(of quote: ExchangeQuoteID, by me: MemberPrincipal) async throws -> PartnerExchange? {
    try await database.read { tx in
      try tx.queryFirst(
        PartnerExchange.select + "WHERE quote_id = \(quote) AND member_id = \(me.member)"
      ) { PartnerExchange($0) }
    }
  }

  /// One of the member's own exchanges with partners; nil for anything else.
  package func ownPartnerExchange(
    _ id: PartnerExchangeID, by me: MemberPrincipal
  ) async throws -> PartnerExchange? {
    let found = try await database.read { try $0.partnerExchange(id) }
    return found?.member == me.member ? found : nil
  }

  /// The member's latest exchanges with partners, newest first, at most 20.
  package func ownPartnerExchanges(by me: MemberPrincipal) async throws -> [PartnerExchange] {
    try await database.read { tx in
      try tx.query(
        PartnerExchange.select + "WHERE member_id = \(me.member) ORDER BY id DESC LIMIT 20"
      ) { PartnerExchange($0) }
    }
  }

  /// The ledger's part of an exchange.
  func order(of exchange: PartnerExchange, for member: MemberID, _ partner: Partner) -> PartnerOrder {
    PartnerOrder(
      member: member, asset: exchange.asset, points: exchange.points,
      occasion: Occasion(
        exchange.origin == .member ? .member : .merchantSystem, merchant: partner.merchant,
        reference: publicIDs.text(exchange.id)))
  }
}

extension PartnerExchange {
  fileprivate init(
    _ id: PartnerExchangeID, _ quote: HeldQuote, _ partner: Partner, _ direction: Direction,
    account: String, proof: String, at now: Instant, _ settings: CoalitionSettings
  ) {
    let isOut = direction == .out
    self.init(
      id: id, partner: partner.id, member: quote.member, direction: direction, origin: .member,
      theirKey: nil, requestHash: 0, asset: isOut ? quote.from : quote.into,
      points: isOut ? quote.gives : quote.receives, theirPoints: isOut ? quote.receives : quote.gives,
      account: account, proof: proof, state: .begun, failure: "", reference: "", hold: .none,
      transaction: .none, day: settings.calendar.day(of: now), tries: 0,
      nextTryAt: now.adding(seconds: Coalition.partnerLease), createdAt: now, finishedAt: nil)
  }

  /// What it takes of the rate's limits of the day.
  func claim(_ partner: Partner, _ limits: ExchangeLimits?) -> ExchangeClaim {
    let isOut = direction == .out
    return ExchangeClaim(
      from: isOut ? asset : partner.asset, into: isOut ? partner.asset : asset, day: day, member: member,
      points: isOut ? points : theirPoints, quote: .none, memberDaily: limits?.memberDaily,
      pairDaily: limits?.pairDaily)
  }
}

extension Storage.Transaction {
  /// Writes an exchange down with what it takes of its quote and of the limits of the day.
  /// - Throws: ``OrderRefusal``, and the transaction must not be committed.
  fileprivate func begin(_ exchange: PartnerExchange, with quote: HeldQuote, _ partner: Partner) throws {
    let terms = try exchangeRate(from: quote.from, into: quote.into, version: quote.version)
    guard let terms else { throw OrderRefusal.quoteNotFound }
    try insert(exchange, rate: terms.version, quote: quote.id)
    let taken = try execute(
      "UPDATE exchange_quote SET is_taken = 1 WHERE id = \(quote.id) AND is_taken = 0")
    guard taken == 1 else { throw OrderRefusal.quoteEnded }
    let claim = exchange.claim(partner, terms.limits)
    try add(claim.points, of: claim)
    try require(claim, adding: 0)
  }

  func insert(_ exchange: PartnerExchange, rate version: Int64, quote: ExchangeQuoteID?) throws {
    try execute(
      """
      INSERT INTO partner_exchange (id, partner_id, member_id, direction, origin, their_key, request_hash,
        asset_id, points, their_points, rate_version, quote_id, account, proof, state, failure, reference,
        hold_id, transaction_id, day, tries, next_try_at, created_at)
      VALUES (\(exchange.id), \(exchange.partner), \(exchange.member), \(exchange.direction),
        \(exchange.origin), \(exchange.theirKey), \(exchange.requestHash), \(exchange.asset),
        \(exchange.points), \(exchange.theirPoints), \(version), \(quote), \(exchange.account),
        \(exchange.proof), \(exchange.state), \(exchange.failure), \(exchange.reference), 0, 0,
        \(Int64(exchange.day.daysSince1970)), 0, \(exchange.nextTryAt), \(exchange.createdAt))
      """)
  }
}
