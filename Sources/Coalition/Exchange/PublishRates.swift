package import Ledger
package import Loyalty
internal import Storage

/// Rates that are to hold together from a moment on, or to end, to be decided on.
package struct ExchangeRatesProposal: Sendable, Hashable, Codable {
  package struct Pair: Sendable, Hashable, Codable {
    package let from: Int64
    package let into: Int64
    /// Nil to end the pair's rate.
    package let rate: Rate?

    /// A new rate of a pair.
    package init(_ pair: RatedPair, _ limits: ExchangeLimits = ExchangeLimits()) {
      (from, into) = (pair.from.rawValue, pair.into.rawValue)
      rate = Rate(pair.rate, limits)
    }

    /// The end of a pair's rate.
    package init(ending from: AssetID, into: AssetID) {
      (self.from, self.into) = (from.rawValue, into.rawValue)
      rate = nil
    }

    var key: PairKey { PairKey(from: AssetID(from), into: AssetID(into)) }
  }

  package struct Rate: Sendable, Hashable, Codable {
    let gives: Int64
    let receives: Int64
    let spread: Int32
    let minimum: Int64
    let maximum: Int64?
    let memberDaily: Int64?
    let pairDaily: Int64?

    init(_ rate: ExchangeRate, _ limits: ExchangeLimits) {
      (gives, receives, spread) = (rate.gives, rate.receives, rate.spread.value)
      minimum = limits.minimum.units
      maximum = limits.maximum?.units
      memberDaily = limits.memberDaily?.units
      pairDaily = limits.pairDaily?.units
    }

    package var rate: ExchangeRate? {
      BasisPoints(spread).flatMap { ExchangeRate(gives: gives, receives: receives, spread: $0) }
    }

    package var limits: ExchangeLimits {
      ExchangeLimits(
        minimum: Points(minimum), maximum: maximum.map { Points($0) },
        memberDaily: memberDaily.map { Points($0) }, pairDaily: pairDaily.map { Points($0) })
    }

    var isPossible: Bool { rate != nil && spread < BasisPoints.whole && limits.isPossible }
  }

  struct PairKey: Hashable {
    let from: AssetID
    let into: AssetID
  }

  package let pairs: [Pair]
  /// Never earlier than two minutes after the decision; nil for then.
  package let from: Instant?
  /// Nil for no end.
  package let until: Instant?

  package init(_ pairs: [Pair], from: Instant? = nil, until: Instant? = nil) {
    self.pairs = pairs
    self.from = from
    self.until = until
  }

  static let mostPairs = 40

  var isPossible: Bool {
    let keys = pairs.map(\.key)
    return 1...Self.mostPairs ~= pairs.count && Set(keys).count == keys.count
      && keys.allSatisfy { $0.from != $0.into && !($0.from.isPartners && $0.into.isPartners) }
      && pairs.allSatisfy { $0.rate?.isPossible ?? true }
      && from ?? .distantPast < until ?? .distantFuture
  }
}

/// Why rates cannot be published. A closed list.
package enum ExchangeRefusal: Error, Sendable, Hashable {
  /// Whoever went round these pairs would end with more than they began with.
  case arbitrage([RatedPair])
  /// More than ``Coalition/mostRates`` rates at a time.
  case tooManyRates
  /// The pair has no rate that could end.
  case rateNotFound
  /// It would end before it begins.
  case neverInForce
}

extension Coalition {
  /// From a decision to when its rates hold at the earliest, in seconds. Longer than a quote lives: every
  /// quote ends before the rates that follow it hold, so that no two of different times can be combined.
  package static let rateLeadSeconds: Int64 = 120
  /// How many rates may hold at a time.
  package static let mostRates = 1_000

  /// Publishes rates at once; for the platform itself, as others propose them.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal`, ``ExchangeRefusal``, `ProgramRefusal.programNotFound`.
  package func publishRates(_ proposal: ExchangeRatesProposal, by principal: Principal) async throws {
    try principal.requireOperator(.writePrograms)
    guard proposal.isPossible else { throw ApprovalRefusal.invalidOperation }
    let now = clock.now()
    try await database.write { tx in
      try requireNoSecondPerson(for: .exchangeRates, by: principal, in: tx)
      try publish(proposal, nil, by: principal.actor, at: now, lead: 0, in: tx)
    }
  }

  /// Publishes rates that two people decided on; again after a crash, with the same result.
  func executeExchangeRates(
    _ approval: Approval, _ proposal: ExchangeRatesProposal
  ) async throws -> ExecutionOutcome {
    let now = clock.now()
    do {
      try await database.write { tx in
        let made = try tx.queryFirst(
          """
          SELECT 1 FROM exchange_rate WHERE approval_id = \(approval.id)
          UNION ALL SELECT 1 FROM partner_rate WHERE approval_id = \(approval.id) LIMIT 1
          """
        ) { $0[0] as Int }
        if made != nil { return }
        try publish(
          proposal, approval.id, by: approval.author, at: now, lead: Self.rateLeadSeconds, in: tx)
      }
      return .succeeded("")
    } catch let refusal as ExchangeRefusal {
      return .failed(refusal.outcome)
    } catch let refusal as ProgramRefusal { return .failed("\(refusal)") }
  }

  private func publish(
    _ proposal: ExchangeRatesProposal, _ approval: ApprovalID?, by actor: Actor, at now: Instant,
    lead: Int64, in tx: any Storage.Transaction
  ) throws {
    // In a row: what is checked here must still be so when it is committed.
    try tx.execute("UPDATE exchange_board SET revision = revision + 1 WHERE id = 1")
    let from = max(proposal.from ?? now, now.adding(seconds: lead))
    _ = try tx.check(proposal, from: from, at: now)
    for pair in proposal.pairs {
      let (source, target) = (AssetID(pair.from), AssetID(pair.into))
      try tx.execute(
        """
        UPDATE \(ExchangeTerms.table(source, target))
        SET in_force_until = CASE WHEN in_force_from < \(from) THEN \(from) ELSE in_force_from END
        WHERE from_asset = \(source) AND into_asset = \(target) AND in_force_until > \(from)
        """)
      if let rate = pair.rate {
        try tx.insert(rate, source, target, from..<(proposal.until ?? .distantFuture), approval)
      }
      try append(
        Change(
          action: pair.rate == nil ? "exchange_rate.end" : "exchange_rate.set",
          subject: "exchange_rate/\(pair.from)/\(pair.into)", after: pair.rate?.summary ?? "ended"),
        by: actor, in: tx)
    }
  }
}

extension Storage.Transaction {
  /// Whether the rates can be published from a moment on, with all that hold then and later.
  /// - Returns: the rates as they would be.
  /// - Throws: ``ExchangeRefusal``, `ProgramRefusal.programNotFound`.
  @discardableResult
  func check(
    _ proposal: ExchangeRatesProposal, from: Instant, at now: Instant
  ) throws -> [ExchangeTerms] {
    let until = proposal.until ?? .distantFuture
    guard from < until else { throw ExchangeRefusal.neverInForce }
    for asset in Set(proposal.pairs.flatMap { [AssetID($0.from), AssetID($0.into)] }) {
      guard try asset.isPartners ? partner(of: asset) != nil : program("asset_id = \(asset)") != nil else {
        throw ProgramRefusal.programNotFound
      }
    }
    // A way round may lead through a partner and back.
    let known = try exchangeRates(endingAfter: now) + partnerRates(endingAfter: now)
    for pair in proposal.pairs where pair.rate == nil {
      let isThere = known.contains { $0.key == pair.key && $0.inForce.upperBound > from }
      guard isThere else { throw ExchangeRefusal.rateNotFound }
    }
    let planned = known.applying(proposal, from..<until)
    // Between these moments nothing begins, and what ends opens no way.
    let moments = Set(planned.map(\.inForce.lowerBound).filter { $0 > from } + [from])
    for moment in moments.sorted() {
      let table = RateTable(planned.filter { $0.inForce.contains(moment) }.map(\.pair))
      guard table.pairs.count <= Coalition.mostRates else { throw ExchangeRefusal.tooManyRates }
      if let cycle = table.arbitrage() { throw ExchangeRefusal.arbitrage(cycle) }
    }
    return planned
  }

  fileprivate func insert(
    _ rate: ExchangeRatesProposal.Rate, _ from: AssetID, _ into: AssetID, _ inForce: Range<Instant>,
    _ approval: ApprovalID?
  ) throws {
    try execute(
      """
      INSERT INTO \(ExchangeTerms.table(from, into)) (from_asset, into_asset, version, gives,
        receives, spread_basis_points, minimum, maximum, member_daily, pair_daily, in_force_from,
        in_force_until, approval_id)
      SELECT \(from), \(into), coalesce(max(version), 0) + 1, \(rate.gives), \(rate.receives),
        \(Int64(rate.spread)), \(rate.minimum), \(rate.maximum), \(rate.memberDaily), \(rate.pairDaily),
        \(inForce.lowerBound), \(inForce.upperBound), \(approval)
      FROM \(ExchangeTerms.table(from, into)) WHERE from_asset = \(from) AND into_asset = \(into)
      """)
  }
}

extension ExchangeTerms {
  var key: ExchangeRatesProposal.PairKey { ExchangeRatesProposal.PairKey(from: from, into: into) }
}

extension [ExchangeTerms] {
  /// As they would be with the proposal's in their place; its versions have no number yet.
  fileprivate func applying(
    _ proposal: ExchangeRatesProposal, _ inForce: Range<Instant>
  ) -> [ExchangeTerms] {
    let changed = Set(proposal.pairs.map(\.key))
    let kept = compactMap { terms -> ExchangeTerms? in
      guard changed.contains(terms.key), terms.inForce.upperBound > inForce.lowerBound else { return terms }
      guard terms.inForce.lowerBound < inForce.lowerBound else { return nil }
      return ExchangeTerms(
        from: terms.from, into: terms.into, version: terms.version, rate: terms.rate, limits: terms.limits,
        inForce: terms.inForce.lowerBound..<inForce.lowerBound, approval: terms.approval)
    }
    let new = proposal.pairs.compactMap { pair -> ExchangeTerms? in
      guard let terms = pair.rate, let rate = terms.rate else { return nil }
      return ExchangeTerms(
        from: AssetID(pair.from), into: AssetID(pair.into), version: 0, rate: rate, limits: terms.limits,
        inForce: inForce, approval: nil)
    }
    return kept + new
  }
}

extension ExchangeRatesProposal.Rate {
  /// As the audit log shows it.
  fileprivate var summary: String {
    func text(_ limit: Int64?) -> String { limit.map(String.init) ?? "none" }
    return "\(gives):\(receives) spread=\(spread)bp minimum=\(minimum) maximum=\(text(maximum)) "
      + "member_daily=\(text(memberDaily)) pair_daily=\(text(pairDaily))"
  }
}

extension ExchangeRefusal {
  /// As an approval's outcome names it.
  fileprivate var outcome: String {
    switch self {
    case .arbitrage: "arbitrage"
    case .tooManyRates: "too_many_rates"
    case .rateNotFound: "rate_not_found"
    case .neverInForce: "never_in_force"
    }
  }
}
