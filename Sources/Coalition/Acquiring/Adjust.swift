package import Ledger
internal import Loyalty

extension Coalition {
  /// Corrects a member's points (调账): up to the limit alone, above it by proposing an adjustment for
  /// approval.
  /// - Throws: ``OrderRefusal``, with `approvalRequired` above the limit; `AccessRefusal`.
  package func adjust(_ order: AdjustOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.adjust(order), key: key, by: principal)
  }
}

extension AdjustOrder {
  /// The most points that one person may correct without another.
  package static let limitForOne: Points = 1_000
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
    if magnitude > AdjustOrder.limitForOne.units.magnitude, principal.actor != .system {
      throw OrderRefusal.approvalRequired
    }
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
