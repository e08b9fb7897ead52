package import Ledger
package import Loyalty
internal import Storage

/// What a member was promised for a moment (报价): honoured once within it, whatever is published meanwhile.
package struct HeldQuote: Sendable, Hashable {
  package let id: ExchangeQuoteID
  package let member: MemberID
  package let from: AssetID
  package let into: AssetID
  /// Of the rate that it was reckoned with.
  package let version: Int64
  package let gives: Points
  package let receives: Points
  /// The operator's, in the points received.
  package let spread: Points
  package let madeAt: Instant
  package let endsAt: Instant
}

extension Coalition {
  /// How long a quote is good, in seconds; less where the rate ends before (risk.md 4).
  package static let quoteSeconds: Int64 = 60
  /// How many quotes a member may have made in a day.
  package static let quotesPerDay = 200

  /// Promises a member what an exchange gives, for a minute; moves nothing.
  /// - Throws: `AccessRefusal`, ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func quoteExchange(
    of points: Points, from source: ProgramClaim, into target: ProgramClaim, for member: MemberClaim,
    by principal: Principal
  ) async throws -> HeldQuote {
    try principal.require(.transfer)
    let member = try await self.member(member, by: principal.asking)
    try member.requireActive()
    let (from, into) = try await (active(source), active(target))
    if from.asset == into.asset { throw OrderRefusal.programMismatch }
    return try await promise(points, from: from.asset, into: into.asset, to: member.id)
  }

  /// A quote at the rate of the moment; one of the two may be a partner's points.
  func promise(
    _ points: Points, from: AssetID, into: AssetID, to member: MemberID
  ) async throws -> HeldQuote {
    let (now, id): (Instant, ExchangeQuoteID) = (clock.now(), ids.next())
    return try await database.write { tx in
      let made = try tx.queryFirst(
        """
        SELECT count(*) FROM exchange_quote
        WHERE member_id = \(member) AND made_at > \(now.adding(seconds: -86_400))
        """
      ) { $0[0] as Int }
      guard made ?? 0 < Self.quotesPerDay else { throw OrderRefusal.exchangeDailyLimit }
      guard let terms = try tx.exchangeRate(from: from, into: into, at: now) else {
        throw OrderRefusal.rateNotFound
      }
      let quote = try terms.quote(giving: points)
      let held = HeldQuote(
        id: id, member: member, from: from, into: into, version: terms.version,
        gives: quote.gives, receives: quote.receives, spread: quote.spread, madeAt: now,
        endsAt: min(now.adding(seconds: Self.quoteSeconds), terms.inForce.upperBound))
      try tx.insert(held)
      return held
    }
  }

  /// Removes quotes that nobody can use any more; what was used is in the ledger.
  func forgetQuotes() async throws {
    let before = clock.now().adding(seconds: -2 * 86_400)
    try await database.write { tx in
      try tx.execute("DELETE FROM exchange_quote WHERE ends_at < \(before)")
    }
  }

  func active(_ claim: ProgramClaim) async throws -> Program {
    let program =
      switch claim {
      case .universal: try await universalProgram()
      case .asset(let asset): try await program(asset)
      case .code(let code): try await self.program(code: code)
      }
    guard program.status == .active else { throw OrderRefusal.programInactive }
    return program
  }
}

extension Principal {
  /// As one who may find a member for what they themselves may do.
  fileprivate var asking: Principal {
    Principal(
      kind: kind, merchant: merchant, stores: stores, terminal: terminal, scopes: [scopes, .readMembers],
      actor: actor, key: key)
  }
}

extension ExchangeTerms {
  /// What so many points become by this rate.
  /// - Throws: ``OrderRefusal/exchangeBelowMinimum(_:)``, ``OrderRefusal/exchangeAboveMaximum(_:)``,
  ///   ``OrderRefusal/amountOutOfRange``.
  package func quote(giving points: Points) throws(OrderRefusal) -> ExchangeQuote {
    guard points > 0, points <= Points.maximumPerCommand else { throw .amountOutOfRange }
    guard points >= limits.minimum else { throw .exchangeBelowMinimum(limits.minimum) }
    if let most = limits.maximum, points > most { throw .exchangeAboveMaximum(most) }
    do { return try rate.quote(giving: points) } catch {
      switch error {
      case .amountOutOfRange: throw .amountOutOfRange
      case .tooSmall: throw .exchangeBelowMinimum(rate.leastGiven)
      }
    }
  }
}

extension ExchangeRate {
  /// The fewest points for which one is received.
  var leastGiven: Points {
    let above = Int128(gives) * Int128(BasisPoints.whole)
    let below = Int128(receives) * Int128(max(1, BasisPoints.whole - Int64(spread.value)))
    return Points(Int64(clamping: (above + below - 1) / below))
  }
}

extension HeldQuote {
  fileprivate static let select: SQL = """
    SELECT id, member_id, from_asset, into_asset, version, gives, receives, spread, made_at, ends_at
    FROM exchange_quote 
    """

  fileprivate init(_ row: borrowing Row) {
    self.init(
      id: row[0], member: row[1], from: row[2], into: row[3], version: row[4], gives: row[5],
      receives: row[6], spread: row[7], madeAt: row[8], endsAt: row[9])
  }
}

extension Storage.Transaction {
  func quote(_ id: ExchangeQuoteID) throws -> HeldQuote? {
    try queryFirst(HeldQuote.select + "WHERE id = \(id)") { HeldQuote($0) }
  }

  fileprivate func insert(_ quote: HeldQuote) throws {
    try execute(
      """
      INSERT INTO exchange_quote (id, member_id, from_asset, into_asset, version, gives, receives, spread,
        made_at, ends_at, is_taken)
      VALUES (\(quote.id), \(quote.member), \(quote.from), \(quote.into), \(quote.version), \(quote.gives),
        \(quote.receives), \(quote.spread), \(quote.madeAt), \(quote.endsAt), 0)
      """)
  }
}
