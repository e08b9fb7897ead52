internal import Crypto
internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

/// What lay in an account elsewhere when it was linked, and what became of it: it comes in once for ever.
package struct BringIn: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// What lies there is being asked for.
    case asking
    /// It became an exchange, which says the rest.
    case exchanged
    /// Nothing was moved.
    case nothing
  }

  package let link: LinkedAccountID
  package let state: State
  package let exchange: PartnerExchangeID?
  /// Why nothing came, or what is in the way; empty where nothing is.
  package let failure: String
  let tries: Int
  let claimedAt: Instant
}

/// What came with a link, and the exchange that it became.
package struct BroughtIn: Sendable, Hashable {
  package let bringIn: BringIn
  package let exchange: PartnerExchange?
}

extension BringIn {
  static let select: SQL = "SELECT link_id, state, exchange_id, failure, tries, claimed_at FROM bring_in "
  /// For so long a partner is asked what lies there.
  static let patienceSeconds: Int64 = 3 * 86_400
  static let atOnce = 16

  init(_ row: borrowing Row) {
    self.init(
      link: row[0], state: row[1], exchange: row[2], failure: row[3], tries: row[4], claimedAt: row[5])
  }
}

extension Coalition {
  /// What came with the member's own links, of those where something was asked for.
  package func ownBroughtIn(by me: MemberPrincipal) async throws -> [BroughtIn] {
    try await database.read { tx in
      let found = try tx.query(
        BringIn.select
          + "WHERE link_id IN (SELECT id FROM linked_account WHERE member_id = \(me.member))"
      ) { BringIn($0) }
      let ids = found.compactMap { $0.exchange }
      if ids.isEmpty { return found.map { BroughtIn(bringIn: $0, exchange: nil) } }
      let exchanges = try tx.query(PartnerExchange.select + "WHERE id IN (\(ids))") { PartnerExchange($0) }
      return found.map { one in
        BroughtIn(bringIn: one, exchange: exchanges.first { $0.id == one.exchange })
      }
    }
  }

  /// Takes the account's one place, with the link; where it is taken, only what moved nothing gives it up.
  func claimBringIn(_ new: NewLink, at now: Instant, in tx: any Storage.Transaction) throws {
    try tx.execute(
      """
      INSERT INTO bring_in (partner_id, account_hash, link_id, state, failure, tries, next_try_at, claimed_at)
      VALUES (\(new.partner), \(bringInHash(new.account, of: new.partner)), \(new.id), 'asking', '', 0,
        \(now.adding(seconds: Self.partnerLease)), \(now))
      ON CONFLICT (partner_id, account_hash) DO UPDATE SET link_id = excluded.link_id, state = 'asking',
        exchange_id = NULL, failure = '', tries = 0, next_try_at = excluded.next_try_at,
        claimed_at = excluded.claimed_at
      WHERE bring_in.state = 'nothing' OR EXISTS (
        SELECT 1 FROM partner_exchange WHERE id = bring_in.exchange_id AND state = 'refused')
      """)
  }

  /// Without a key, as one that is replaced would let everything come a second time.
  private func bringInHash(_ account: String, of partner: PartnerID) -> [UInt8] {
    let text = ["bring-in", "\(partner.rawValue)", account].joined(separator: "\n")
    return Array(SHA256.hash(data: Array(text.utf8)))
  }

  /// Asks what lies there and begins its exchange, which then goes on like any other.
  ///
  /// The row was written before; the exchange is written in one commit with the row's end. Any number of
  /// servers may do this at once and be killed at any moment: asking twice moves nothing.
  func advanceBringIn(of id: LinkedAccountID) async throws -> PartnerExchange? {
    let read = try await database.read { tx in
      (try tx.bringIn(of: id), try tx.linkedAccount(id))
    }
    guard let bringIn = read.0, let link = read.1 else { return nil }
    if let exchange = bringIn.exchange { return try await advance(exchange) }
    guard bringIn.state == .asking else { return nil }
    let partner = try await database.read { try $0.requirePartner(link.partner) }
    guard let program = partner.bringsInto, partner.linksAccounts, partner.status != .closed else {
      return try await end(bringIn, because: "not_allowed")
    }
    guard partner.status == .active else { return try await wait(bringIn, because: "partner_paused") }
    switch try await ask(LinkQuestion(.balance, id, link.account), of: partner) {
    case .open(let words): return try await wait(bringIn, because: words)
    case .refused(let code): return try await end(bringIn, because: "partner \(code)")
    case .done(points: 0): return try await end(bringIn, because: "nothing_there")
    case .done(let points): return try await bring(points, into: program, bringIn, link, partner)
    }
  }

  private func bring(
    _ balance: Points, into program: AssetID, _ bringIn: BringIn, _ link: LinkedAccount, _ partner: Partner
  ) async throws -> PartnerExchange? {
    let (now, id): (Instant, PartnerExchangeID) = (clock.now(), ids.next())
    do {
      let terms = try await database.read {
        try $0.exchangeRate(from: partner.asset, into: program, at: now)
      }
      guard let terms else { throw OrderRefusal.rateNotFound }
      // As much as goes at once.
      let most = min(terms.limits.maximum ?? .maximumPerCommand, .maximumPerCommand)
      let exchange = PartnerExchange(
        id, bringingIn: try terms.quote(giving: min(balance, most)), into: program, link,
        proof: publicIDs.text(link.id), on: settings.calendar.day(of: now), at: now)
      // What cannot be carried out here is not begun.
      _ = try await preview(.partnerAward(order(of: exchange, for: exchange.member, partner)), by: .system)
      try await database.write { tx in
        try tx.insert(exchange, rate: terms.version, quote: nil)
        let isOwn = try tx.execute(
          """
          UPDATE bring_in SET state = 'exchanged', exchange_id = \(id), failure = ''
          WHERE link_id = \(link.id) AND state = 'asking'
          """)
        // Another server was quicker, or the link ended meanwhile: nothing of this is kept.
        guard isOwn == 1 else { throw BringInLost() }
        let claim = exchange.claim(partner, terms.limits)
        try tx.add(claim.points, of: claim)
        try tx.require(claim, adding: 0)
      }
    } catch is BringInLost { return nil } catch OrderRefusal.exchangeDailyLimit {
      return try await wait(bringIn, because: "exchange_daily_limit")
    } catch let error where error.isRefusal {
      let reason = CaseReason.refused(error).detailText
      switch error as? OrderRefusal {
      case .busy, .outcomeUnknown: return try await wait(bringIn, because: reason)
      default: return try await end(bringIn, because: reason)
      }
    }
    return try await advance(id)
  }

  private func end(_ bringIn: BringIn, because failure: String) async throws -> PartnerExchange? {
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE bring_in SET state = 'nothing', failure = \(failure.beginning(80))
        WHERE link_id = \(bringIn.link) AND state = 'asking'
        """)
    }
    return nil
  }

  private func wait(_ bringIn: BringIn, because failure: String) async throws -> PartnerExchange? {
    let now = clock.now()
    guard now < bringIn.claimedAt.adding(seconds: BringIn.patienceSeconds) else {
      return try await end(bringIn, because: failure)
    }
    let pause = Self.partnerPauses[min(bringIn.tries, Self.partnerPauses.count - 1)]
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE bring_in SET tries = tries + 1, failure = \(failure.beginning(80)),
          next_try_at = \(now.adding(seconds: pause))
        WHERE link_id = \(bringIn.link) AND state = 'asking'
        """)
    }
    return nil
  }

  /// Goes on with what was asked for and not answered.
  func resumeBringIns() async throws -> Int {
    let now = clock.now()
    let due = try await database.write { tx in
      try tx.query(
        """
        UPDATE bring_in SET next_try_at = \(now.adding(seconds: Self.partnerLease)) WHERE link_id IN (
          SELECT link_id FROM bring_in WHERE state = 'asking' AND next_try_at <= \(now)
          ORDER BY next_try_at, link_id LIMIT \(BringIn.atOnce))
          AND state = 'asking' AND next_try_at <= \(now)
        RETURNING link_id
        """
      ) { $0[0] as LinkedAccountID }
    }
    await withTaskGroup { group in
      for id in due {
        group.addTask {
          // What goes wrong with one holds up no other; its lease brings it back.
          do { _ = try await advanceBringIn(of: id) } catch is CancellationError {} catch {
            logger.error("what lies in an account elsewhere could not be asked for: \(error)")
          }
        }
      }
    }
    try Task.checkCancellation()
    return due.count
  }
}

/// Somebody else did it.
private struct BringInLost: Error {}

extension Storage.Transaction {
  func bringIn(of link: LinkedAccountID) throws -> BringIn? {
    try queryFirst(BringIn.select + "WHERE link_id = \(link)") { BringIn($0) }
  }
}

extension PartnerExchange {
  fileprivate init(
    _ id: PartnerExchangeID, bringingIn quote: ExchangeQuote, into program: AssetID, _ link: LinkedAccount,
    proof: String, on day: BusinessDay, at now: Instant
  ) {
    self.init(
      id: id, partner: link.partner, member: link.member, direction: .in, origin: .member, theirKey: nil,
      requestHash: 0, asset: program, points: quote.receives, theirPoints: quote.gives,
      account: link.account, proof: proof, state: .begun, failure: "", reference: "", hold: .none,
      transaction: .none, day: day, tries: 0,
      nextTryAt: now.adding(seconds: Coalition.partnerLease), createdAt: now, finishedAt: nil)
  }
}
