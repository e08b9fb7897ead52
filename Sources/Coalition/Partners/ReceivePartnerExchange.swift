package import Ledger
internal import Loyalty
internal import Storage

/// Points that a partner says have left one of its accounts for one of our members.
package struct PartnerNotice: Sendable, Hashable {
  /// The partner's own number, 1…64 characters: it counts once for ever.
  package var key: String
  package var member: MemberClaim
  package var program: ProgramClaim
  /// Of the partner's.
  package var points: Points
  package var account: String

  package init(
    key: String, member: MemberClaim, program: ProgramClaim = .universal, points: Points, account: String = ""
  ) {
    (self.key, self.member, self.program) = (key, member, program)
    (self.points, self.account) = (points, account)
  }

  /// Of everything but the number.
  fileprivate var hash: Int64 {
    var hash = RequestHash()
    hash.add("\(member)")
    hash.add("\(program)")
    hash.add(points.units)
    hash.add(account)
    return Int64(bitPattern: hash.value)
  }
}

extension Coalition {
  /// Gives a member what came from a partner, at the rate of the moment, once for each of its numbers.
  ///
  /// The answer says how far it is; what is `refused` was refused for ever, and the partner keeps its points.
  /// - Throws: `AccessRefusal`, ``PartnerRefusal``, ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`: then
  ///   nothing is kept and the same number may be sent again.
  package func receivePartnerExchange(
    _ notice: PartnerNotice, by principal: Principal
  ) async throws -> PartnerExchange {
    try principal.require(.earn)
    try principal.requireAllStores()
    let partner = try await partner(speaking: principal)
    guard notice.key.isCode(of: 1...64) else { throw OrderRefusal.keyInvalid }
    guard notice.account.isEmpty || notice.account.isCode(of: 1...64) else {
      throw PartnerRefusal.accountInvalid
    }
    if let known = try await exchange(notice, of: partner) { return try await advance(known.id) }
    guard partner.status == .active else { throw PartnerRefusal.partnerInactive }
    let member = try await member(notice.member, by: principal)
    try member.requireActive()
    let program = try await active(notice.program)
    let (now, id): (Instant, PartnerExchangeID) = (clock.now(), ids.next())
    let day = settings.calendar.day(of: now)
    do {
      try await database.write { tx in
        guard let terms = try tx.exchangeRate(from: partner.asset, into: program.asset, at: now) else {
          throw OrderRefusal.rateNotFound
        }
        let quote = try terms.quote(giving: notice.points)
        let exchange = PartnerExchange(
          id: id, partner: partner.id, member: member.id, direction: .in, origin: .partner,
          theirKey: notice.key, requestHash: notice.hash, asset: program.asset, points: quote.receives,
          theirPoints: quote.gives, account: notice.account, proof: "", state: .accepted, failure: "",
          reference: notice.key, hold: .none, transaction: .none, day: day, tries: 0,
          nextTryAt: now.adding(seconds: Self.partnerLease), createdAt: now, finishedAt: nil)
        try tx.insert(exchange, rate: terms.version, quote: nil)
        let claim = exchange.claim(partner, terms.limits)
        try tx.add(claim.points, of: claim)
        try tx.require(claim, adding: 0)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // The same number came twice at once; the other was quicker.
      guard let known = try await exchange(notice, of: partner) else { throw error }
      return try await advance(known.id)
    }
    return try await advance(id)
  }

  /// The partner for whom a key speaks: a merchant's, whose requests count with signatures alone.
  private func partner(speaking principal: Principal) async throws -> Partner {
    guard let merchant = principal.merchant, let key = principal.key else {
      throw PartnerRefusal.partnerNotFound
    }
    return try await database.read { tx in
      let found = try tx.queryFirst(Partner.select + "WHERE merchant_id = \(merchant)") { Partner($0) }
      guard let found else { throw PartnerRefusal.partnerNotFound }
      let isSigned = try tx.queryFirst("SELECT is_signed_only FROM api_key WHERE id = \(key)") {
        $0[0] as Bool
      }
      guard isSigned == true else { throw PartnerRefusal.signatureNeeded }
      return found
    }
  }

  /// What the partner began under this number before.
  /// - Throws: `PartnerRefusal.numberUsed` where it was for something else.
  private func exchange(_ notice: PartnerNotice, of partner: Partner) async throws -> PartnerExchange? {
    let known = try await database.read { tx in
      try tx.queryFirst(
        PartnerExchange.select + "WHERE partner_id = \(partner.id) AND their_key = \(notice.key)"
      ) { PartnerExchange($0) }
    }
    if let known, known.requestHash != notice.hash { throw PartnerRefusal.numberUsed }
    return known
  }
}
