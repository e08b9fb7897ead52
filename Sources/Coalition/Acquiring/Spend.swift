internal import Ledger
internal import Loyalty

extension Coalition {
  /// Uses points like money (积分消费).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal` when the proof fails.
  package func spend(_ order: SpendOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.spend(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func spend(_ order: SpendOrder) throws -> Draft {
    let payment = try payment(order)
    var draft = Draft(payment.context, .spend(payment.spend), proof: payment.proof)
    draft.moving = payment.claim.map { .pool($0) }
    return draft
  }

  struct Payment {
    var context: Context
    var spend: Spend
    var proof: NeededProof?
    /// Of the limits of who spends from a pool.
    var claim: PoolClaim?
  }

  /// What spending and holding have in common.
  mutating func payment(_ order: SpendOrder) throws -> Payment {
    try principal.require(.spend)
    let place = try merchantPlace(order.occasion)
    var context = try context(order.occasion, place)
    let program = try program(order.program)
    guard try terms(place, program).isAccepting else { throw OrderRefusal.programMismatch }
    let amount = try points(order.value, program)
    let explanation = explanation(order.value, amount, program)
    context.explanation = Particulars(explanation: explanation).packed()
    let member = try holder(order.member)
    let known = try knownMember(order.member)
    let ofPool = known.isPool ? try poolClaim(order, of: member, taking: amount) : nil
    let proof =
      try ofPool?.proof
      ?? neededProof(
        member, order.member, order.proof, free: program.policies.proofFreePoints, taking: amount,
        needsPIN: known.needsPIN)
    let spend = Spend(
      from: WalletKey(member: member, asset: program.asset), amount, at: place.merchantID,
      isPartialAllowed: order.isPartialAllowed, least: least(order.value, program),
      limit: program.policies.spendLimit)
    return Payment(context: context, spend: spend, proof: proof, claim: ofPool?.claim)
  }

  /// What a part must be to pay a single smallest unit of money, where money is asked for.
  private func least(_ value: SpendOrder.Value, _ program: Program) -> Points {
    guard case .money = value else { return 1 }
    let (points, money) = (program.worth.points.units, program.worth.money.minorUnits)
    return Points((points + money - 1) / money)
  }

  private func points(_ value: SpendOrder.Value, _ program: Program) throws(OrderRefusal) -> Points {
    switch value {
    case .points(let points):
      guard points > 0, points <= Points.maximumPerCommand else { throw .amountOutOfRange }
      return points
    case .money(let money):
      let worth = program.worth
      guard money.currency == worth.money.currency else { throw .currencyMismatch }
      guard money.minorUnits > 0, worth.money.minorUnits > 0 else { throw .amountOutOfRange }
      let product = Int128(money.minorUnits) * Int128(worth.points.units)
      let points = (product + Int128(worth.money.minorUnits) - 1) / Int128(worth.money.minorUnits)
      guard points <= Int128(Points.maximumPerCommand.units) else { throw .amountOutOfRange }
      return Points(Int64(points))
    }
  }

  /// How the points follow from the money; nil where no money was told, or where the programme's worth has
  /// numbers too large to keep.
  private func explanation(_ value: SpendOrder.Value, _ points: Points, _ program: Program) -> Explanation? {
    guard case .money(let money) = value else { return nil }
    let worth = program.worth
    return EarningRate(reducing: worth.points.units, per: worth.money.minorUnits, rounding: .up).map {
      Explanation(base: money.minorUnits, rate: $0, points: points, parts: [])
    }
  }
}
