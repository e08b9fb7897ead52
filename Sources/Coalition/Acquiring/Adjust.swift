internal import Ledger
internal import Loyalty

extension Coalition {
  /// Corrects a member's points (调账) for the platform itself, which carries out what two people decided on.
  ///
  /// Nobody corrects points alone, however few: people and keys propose a correction.
  /// - Throws: ``OrderRefusal``, with `approvalRequired` for everybody else; `AccessRefusal`.
  package func adjust(_ order: AdjustOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.adjust(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func adjust(_ order: AdjustOrder) throws -> Draft {
    try principal.requireOperator(.adjust)
    let place = try place(order.occasion, allowsInactive: true)
    guard 1...200 ~= order.reason.utf8.count else { throw OrderRefusal.textOutOfRange }
    var occasion = order.occasion
    occasion.memo = order.reason
    let context = try context(occasion, place)
    guard let program = try directory.program(order.program) else { throw ProgramRefusal.programNotFound }
    let magnitude = order.points.units.magnitude
    guard magnitude > 0, magnitude <= Points.maximumPerCommand.units.magnitude else {
      throw OrderRefusal.amountOutOfRange
    }
    guard principal.actor == .system else { throw OrderRefusal.approvalRequired }
    // Corrections are also made for frozen members.
    let member = try knownMember(order.member).id
    let adjust = Adjust(
      WalletKey(member: member, asset: program.asset), by: order.points,
      source: LotSource(issuer: place.merchantID),
      expiresAt: expiry(.awarded, program, nil).expiry(ofCreditAt: now, in: calendar.zone),
      isDebtAllowed: program.policies.isDebtAllowed)
    return Draft(context, .adjust(adjust))
  }
}
