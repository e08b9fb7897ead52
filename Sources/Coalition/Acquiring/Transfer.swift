internal import Ledger
internal import Loyalty

extension Coalition {
  /// Moves points from member to member (转让); cannot be taken back.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal` when the proof fails.
  package func transfer(_ order: TransferOrder, key: String, by principal: Principal) async throws -> Receipt
  {
    try await carryOut(.transfer(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func transfer(_ order: TransferOrder) throws -> Draft {
    try principal.require(.transfer)
    let place = try place(order.occasion)
    let context = try context(order.occasion, place)
    let program = try program(order.program)
    if place.merchant != nil { _ = try terms(place, program) }
    guard order.points > 0, order.points <= Points.maximumPerCommand else {
      throw OrderRefusal.amountOutOfRange
    }
    let sender = try memberCashingOut(order.sender)
    let receiver = try member(order.receiver)
    let proof = try neededProof(
      sender, order.sender, order.proof, taking: order.points,
      needsPIN: try knownMember(order.sender).needsPIN)
    let policy = program.policies.transfer
    let share = BasisPoints(Int32(clamping: policy.feeBasisPoints)) ?? .zero
    let transfer = Transfer(
      from: WalletKey(member: sender, asset: program.asset),
      to: WalletKey(member: receiver, asset: program.asset), order.points,
      fee: share.roundedUp(of: order.points), feeMode: policy.feeMode, minimum: policy.minimum,
      limit: Limit(perDay: policy.dailyLimit))
    return Draft(context, .transfer(transfer), proof: proof)
  }
}
