package import Ledger
internal import Loyalty

/// Points that wait, asked for before their time for a price (预支).
package struct AdvanceOrder: Sendable, Hashable {
  package var member: MemberClaim
  package var proof: MemberProof?
  package var program: ProgramClaim
  package var points: Points
  /// What the member was shown that it costs; at another fee it is refused. Nil for whatever it costs.
  package var fee: Points?
  package var occasion: Occasion

  package init(
    member: MemberClaim, proof: MemberProof? = nil, program: ProgramClaim = .universal, points: Points,
    fee: Points? = nil, occasion: Occasion = Occasion()
  ) {
    self.member = member
    self.proof = proof
    self.program = program
    self.points = points
    self.fee = fee
    self.occasion = occasion
  }
}

extension Coalition {
  /// Makes waiting points available, as the programme's terms say; what of them it costs the operator keeps.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal` when the proof fails.
  package func advance(_ order: AdvanceOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.advance(order), key: key, by: principal)
  }
}

extension Preparation {
  /// It is between the member and the operator, so no merchant asks for it.
  mutating func advance(_ order: AdvanceOrder) throws -> Draft {
    try principal.requireOperator(.transfer)
    let context = try context(order.occasion, try place(order.occasion))
    let member = try member(order.member)
    let program = try program(order.program)
    guard let terms = program.policies.services[.advancing] else { throw OrderRefusal.serviceOff }
    try terms.require(order.points)
    guard order.points <= Points.maximumPerCommand else { throw OrderRefusal.amountOutOfRange }
    let fee = terms.fee(of: order.points)
    if let shown = order.fee, shown != fee { throw OrderRefusal.feeChanged }
    let proof = try neededProof(
      member, order.member, order.proof, taking: order.points,
      needsPIN: try knownMember(order.member).needsPIN)
    let advance = Advance(
      WalletKey(member: member, asset: program.asset), order.points, fee: fee,
      maturingBy: terms.lastMaturing(at: now), share: terms.share.value)
    let claim = terms.claim(
      of: .advancing, order.points, by: member, in: program.asset, on: calendar.day(of: now))
    try directory.requireRoom(for: claim, of: request)
    var draft = Draft(context, .advance(advance), proof: proof)
    draft.moving = .service(claim)
    return draft
  }
}

extension ServiceTerms {
  /// What becomes effective until then may be advanced.
  func lastMaturing(at now: Instant) -> Instant { now.adding(seconds: Int64(days) * 86_400) }
}
