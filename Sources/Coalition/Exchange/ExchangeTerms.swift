package import Ledger
package import Loyalty
internal import Storage

/// A rate between two programmes, as one version, with what it allows (积分汇率).
package struct ExchangeTerms: Sendable, Hashable {
  package let from: AssetID
  package let into: AssetID
  /// From 1 for a pair; a version is never changed but in its end.
  package let version: Int64
  package let rate: ExchangeRate
  package let limits: ExchangeLimits
  package let inForce: Range<Instant>
  /// The decision that made it; nil for the platform's own.
  package let approval: ApprovalID?

  package var pair: RatedPair { RatedPair(from: from, into: into, rate) }
}

/// How many points a rate takes, of those given.
package struct ExchangeLimits: Sendable, Hashable {
  package var minimum: Points
  /// Nil without a limit, as those below.
  package var maximum: Points?
  /// By one member on a business day.
  package var memberDaily: Points?
  /// By everybody on a business day.
  package var pairDaily: Points?

  package init(
    minimum: Points = 1, maximum: Points? = nil, memberDaily: Points? = nil, pairDaily: Points? = nil
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.memberDaily = memberDaily
    self.pairDaily = pairDaily
  }

  var isPossible: Bool {
    let range: ClosedRange<Int64> = 1...1_000_000_000_000_000
    return range ~= minimum.units
      && [maximum, memberDaily, pairDaily].allSatisfy { limit in
        limit.map { range ~= $0.units } ?? true
      } && maximum ?? minimum >= minimum
  }
}

extension ExchangeTerms {
  static let select: SQL = "\(columns) FROM exchange_rate "

  static let columns: SQL = """
    SELECT from_asset, into_asset, version, gives, receives, spread_basis_points, minimum, maximum,
      member_daily, pair_daily, in_force_from, in_force_until, approval_id
    """

  /// Where rates of the pair stand: those with a partner by themselves.
  static func table(_ from: AssetID, _ into: AssetID) -> SQL {
    from.isPartners || into.isPartners ? "partner_rate" : "exchange_rate"
  }

  init(_ row: borrowing Row) throws {
    let spread = BasisPoints(Int32(row[5] as Int64))
    guard let spread, let rate = ExchangeRate(gives: row[3], receives: row[4], spread: spread) else {
      throw DatabaseError(.other, "a rate of exchange is out of range")
    }
    self.init(
      from: row[0], into: row[1], version: row[2], rate: rate,
      limits: ExchangeLimits(minimum: row[6], maximum: row[7], memberDaily: row[8], pairDaily: row[9]),
      inForce: (row[10])..<(row[11]), approval: row[12])
  }
}

extension Storage.Transaction {
  /// The versions of every pair that are or will be in force after the moment.
  func exchangeRates(endingAfter moment: Instant) throws -> [ExchangeTerms] {
    try query(
      ExchangeTerms.select
        + """
        WHERE in_force_until > \(moment) AND in_force_from < in_force_until
        ORDER BY from_asset, into_asset, version
        """
    ) { try ExchangeTerms($0) }
  }

  /// As ``exchangeRates(endingAfter:)``, of pairs of a programme and a partner.
  func partnerRates(endingAfter moment: Instant) throws -> [ExchangeTerms] {
    try query(
      """
      \(ExchangeTerms.columns) FROM partner_rate
      WHERE in_force_until > \(moment) AND in_force_from < in_force_until
      ORDER BY from_asset, into_asset, version
      """
    ) { try ExchangeTerms($0) }
  }

  /// The rate of a pair at a moment.
  func exchangeRate(from: AssetID, into: AssetID, at moment: Instant) throws -> ExchangeTerms? {
    try queryFirst(
      "\(ExchangeTerms.columns) FROM \(ExchangeTerms.table(from, into)) "
        + """
        WHERE from_asset = \(from) AND into_asset = \(into) AND in_force_from <= \(moment)
          AND in_force_until > \(moment)
        ORDER BY version DESC LIMIT 1
        """
    ) { try ExchangeTerms($0) }
  }

  func exchangeRate(from: AssetID, into: AssetID, version: Int64) throws -> ExchangeTerms? {
    try queryFirst(
      """
      \(ExchangeTerms.columns) FROM \(ExchangeTerms.table(from, into))
      WHERE from_asset = \(from) AND into_asset = \(into) AND version = \(version)
      """
    ) { try ExchangeTerms($0) }
  }
}

extension Coalition {
  /// How many versions a history gives at most.
  package static let ratesInHistory = 400

  /// The rate board: what holds now, or what holds and what is to come. Open to everybody.
  package func exchangeBoard(withPlanned: Bool = false) async throws -> [ExchangeTerms] {
    let now = clock.now()
    let rates = try await database.read { try $0.exchangeRates(endingAfter: now) }
    return withPlanned ? rates : rates.filter { $0.inForce.contains(now) }
  }

  /// Every version of a pair that was ever in force or will be, newest first. Open to everybody.
  package func exchangeHistory(from: AssetID, into: AssetID) async throws -> [ExchangeTerms] {
    try await database.read { tx in
      try tx.query(
        """
        \(ExchangeTerms.columns) FROM \(ExchangeTerms.table(from, into))
        WHERE from_asset = \(from) AND into_asset = \(into) AND in_force_from < in_force_until
        ORDER BY version DESC LIMIT \(Self.ratesInHistory)
        """
      ) { try ExchangeTerms($0) }
    }
  }

  /// The names of programmes that rates name, for whoever looks at the board.
  package func exchangePrograms() async throws -> [Program] {
    try await database.read { tx in
      let found = try tx.query(
        Program.select
          + """
          WHERE status <> 'closed' AND asset_id IN
            (SELECT from_asset FROM exchange_rate UNION SELECT into_asset FROM exchange_rate)
          ORDER BY asset_id
          """
      ) { Program($0) }
      return try found.map { try tx.withValidity($0) }
    }
  }
}
