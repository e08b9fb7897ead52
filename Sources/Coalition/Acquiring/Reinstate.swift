package import Ledger
internal import Loyalty

/// Points that ran out, asked back for a price (过期积分恢复).
package struct ReinstateOrder: Sendable, Hashable {
  package var member: MemberClaim
  package var proof: MemberProof?
  /// The member's own transaction that booked them as run out.
  package var original: TransactionID
  package var points: Points
  /// What the member was shown that it costs; at another fee it is refused. Nil for whatever it costs.
  package var fee: Points?
  package var occasion: Occasion

  package init(
    member: MemberClaim, proof: MemberProof? = nil, original: TransactionID, points: Points,
    fee: Points? = nil, occasion: Occasion = Occasion()
  ) {
    self.member = member
    self.proof = proof
    self.original = original
    self.points = points
    self.fee = fee
    self.occasion = occasion
  }
}

extension Coalition {
  /// Brings back points that ran out, as the programme's terms say; what of them it costs the operator keeps.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal` when the proof fails.
  package func reinstate(
    _ order: ReinstateOrder, key: String, by principal: Principal
  ) async throws -> Receipt {
    try await carryOut(.reinstate(order), key: key, by: principal)
  }
}

extension Preparation {
  /// It is between the member and the operator, so no merchant asks for it.
  mutating func reinstate(_ order: ReinstateOrder) throws -> Draft {
    try principal.requireOperator(.transfer)
    let context = try context(order.occasion, try place(order.occasion))
    let member = try member(order.member)
    let original = try original(order.original)
    guard original.kind == .expire, original.subject.member == member else {
      throw OrderRefusal.transactionNotFound
    }
    let program = try program(.asset(original.subject.asset))
    guard let terms = program.policies.services[.reinstating] else { throw OrderRefusal.serviceOff }
    try terms.require(order.points)
    guard order.points <= Points.maximumPerCommand else { throw OrderRefusal.amountOutOfRange }
    guard now < terms.lastMoment(ofBringingBack: original) else {
      throw OrderRefusal.ranOutTooLongAgo(days: terms.days)
    }
    let fee = terms.fee(of: order.points)
    if let shown = order.fee, shown != fee { throw OrderRefusal.feeChanged }
    let proof = try neededProof(
      member, order.member, order.proof, taking: order.points,
      needsPIN: try knownMember(order.member).needsPIN)
    let reinstate = Reinstate(
      of: original.id, order.points, fee: fee,
      until: ExpiryRule.days(terms.lifeDays).expiry(ofCreditAt: now, in: calendar.zone))
    let claim = terms.claim(
      of: .reinstating, order.points, by: member, in: program.asset, on: calendar.day(of: now))
    try directory.requireRoom(for: claim, of: request)
    var draft = Draft(context, .reinstate(reinstate), proof: proof)
    draft.moving = .service(claim)
    return draft
  }
}

extension ServiceTerms {
  /// The first moment at which what was booked as run out cannot be brought back any more.
  func lastMoment(ofBringingBack expired: Ledger.Transaction) -> Instant {
    expired.at.adding(seconds: Int64(days) * 86_400)
  }
}
