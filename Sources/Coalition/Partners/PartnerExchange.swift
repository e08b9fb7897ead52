package import Ledger
internal import Storage

/// Points that go to a partner's account or come from one, and what is known of it.
package struct PartnerExchange: Sendable, Hashable {
  package enum Direction: String, CaseIterable, Sendable, SQLScalar {
    /// Ours become the partner's.
    case out
    /// The partner's become ours.
    case `in`
  }

  package enum Origin: String, CaseIterable, Sendable, SQLScalar {
    /// Our member began it here.
    case member
    /// The partner told us of it.
    case partner
  }

  /// What is certain. Raw values are stored and public.
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Nothing was moved that we know of.
    case begun
    /// Our points are set aside; the partner is being asked.
    case held
    /// The partner was asked, and what it did is not known: it is asked again with the same number.
    case unknown
    /// The partner did it; our part follows.
    case accepted
    /// The partner did not, and never will; the points go back.
    case declined
    /// Both parts are done; the partner has yet to learn of ours.
    case confirming
    case done
    case refused

    package var isOver: Bool { self == .done || self == .refused }
  }

  package let id: PartnerExchangeID
  package let partner: PartnerID
  package let member: MemberID
  package let direction: Direction
  package let origin: Origin
  /// The partner's own number, where it began; 1…64 characters.
  package let theirKey: String?
  let requestHash: Int64
  package let asset: AssetID
  /// Of ours.
  package let points: Points
  /// Of the partner's.
  package let theirPoints: Points
  package let account: String
  let proof: String
  package let state: State
  /// Why it was refused, or what is in the way; empty where nothing is.
  package let failure: String
  /// How the partner names it.
  package let reference: String
  /// What set the points aside; none for what comes in.
  package let hold: TransactionID
  /// What moved the points in the end.
  package let transaction: TransactionID
  /// In both sides' accounts.
  package let day: BusinessDay
  package let tries: Int
  package let nextTryAt: Instant
  package let createdAt: Instant
  package let finishedAt: Instant?
}

/// What a partner was asked, and what came of it.
package struct PartnerAttempt: Sendable, Hashable {
  package let number: Int
  package let at: Instant
  /// 0 where no answer came.
  package let status: Int
  package let milliseconds: Int
  package let outcome: String
}

extension PartnerExchange {
  static let select: SQL = """
    SELECT id, partner_id, member_id, direction, origin, their_key, request_hash, asset_id, points,
      their_points, account, proof, state, failure, reference, hold_id, transaction_id, day, tries,
      next_try_at, created_at, finished_at FROM partner_exchange 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], partner: row[1], member: row[2], direction: row[3], origin: row[4], theirKey: row[5],
      requestHash: row[6], asset: row[7], points: row[8], theirPoints: row[9], account: row[10],
      proof: row[11], state: row[12], failure: row[13], reference: row[14], hold: row[15],
      transaction: row[16], day: BusinessDay(daysSince1970: Int32(row[17] as Int64)), tries: row[18],
      nextTryAt: row[19], createdAt: row[20], finishedAt: row[21])
  }
}

extension Storage.Transaction {
  func partnerExchange(_ id: PartnerExchangeID) throws -> PartnerExchange? {
    try queryFirst(PartnerExchange.select + "WHERE id = \(id)") { PartnerExchange($0) }
  }
}

/// Which exchanges a list shows; all given conditions must hold.
package struct PartnerExchangeQuery: Sendable, Hashable {
  package var partner: PartnerID?
  package var state: PartnerExchange.State?
  package var member: MemberID?

  package init(
    partner: PartnerID? = nil, state: PartnerExchange.State? = nil, member: MemberID? = nil
  ) {
    (self.partner, self.state, self.member) = (partner, state, member)
  }
}

extension Coalition {
  /// Exchanges with partners, newest first; a merchant sees those of the partner that it is.
  /// - Throws: `AccessRefusal`.
  package func partnerExchanges(
    _ query: PartnerExchangeQuery = PartnerExchangeQuery(),
    _ page: PageRequest<Identified.PartnerExchange> = PageRequest(), by principal: Principal
  ) async throws -> Page<PartnerExchange> {
    try principal.require(.readTransactions)
    try principal.requireAllStores()
    var conditions: [SQL] = ["id < \(page.bound)"]
    if let partner = query.partner { conditions.append("partner_id = \(partner)") }
    if let state = query.state { conditions.append("state = \(state)") }
    if let member = query.member { conditions.append("member_id = \(member)") }
    if let merchant = principal.merchant {
      conditions.append("partner_id = (SELECT id FROM partner WHERE merchant_id = \(merchant))")
    }
    let condition = conditions.joined(separator: " AND ")
    return try await database.read { tx in
      let found = try tx.query(
        PartnerExchange.select + "WHERE " + condition + " ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { PartnerExchange($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One exchange with everything that the partner was asked for it, newest first.
  /// - Throws: `AccessRefusal`, `PartnerRefusal.exchangeNotFound`.
  package func partnerExchange(
    _ id: PartnerExchangeID, by principal: Principal
  ) async throws -> (exchange: PartnerExchange, attempts: [PartnerAttempt]) {
    try principal.require(.readTransactions)
    try principal.requireAllStores()
    return try await database.read { tx in
      guard let exchange = try tx.partnerExchange(id),
        principal.sees(try tx.requirePartner(exchange.partner).merchant)
      else { throw PartnerRefusal.exchangeNotFound }
      let attempts = try tx.query(
        """
        SELECT number, at, status, milliseconds, outcome FROM partner_attempt
        WHERE exchange_id = \(id) ORDER BY number DESC LIMIT 100
        """
      ) { PartnerAttempt(number: $0[0], at: $0[1], status: $0[2], milliseconds: $0[3], outcome: $0[4]) }
      return (exchange, attempts)
    }
  }

  /// Lets what waits for a partner be tried at once, by the next run.
  /// - Throws: `AccessRefusal`, ``PartnerRefusal``.
  package func retryPartnerExchange(_ id: PartnerExchangeID, by principal: Principal) async throws {
    try principal.requireOperator(.writePrograms)
    let now = clock.now()
    try await database.write { tx in
      let retried = try tx.execute(
        """
        UPDATE partner_exchange SET next_try_at = \(now) WHERE id = \(id) AND finished_at IS NULL
        """)
      guard retried == 1 else {
        throw try tx.partnerExchange(id) == nil
          ? PartnerRefusal.exchangeNotFound : PartnerRefusal.nothingToRetry
      }
      try append(
        Change(action: "partner_exchange.retry", subject: "partner_exchange/\(id.rawValue)"),
        by: principal.actor, in: tx)
    }
  }
}
