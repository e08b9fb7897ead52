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
    let policy = program.policies.transfer
    let sender = try memberSending(order.sender, policy)
    let receiver = try member(order.receiver)
    let proof = try neededProof(
      sender, order.sender, order.proof, taking: order.points,
      needsPIN: try knownMember(order.sender).needsPIN)
    let fee = policy.fee(of: order.points)
    if let shown = order.fee, shown != fee { throw OrderRefusal.feeChanged }
    let transfer = Transfer(
      from: WalletKey(member: sender, asset: program.asset),
      to: WalletKey(member: receiver, asset: program.asset), order.points,
      fee: fee.points, feeMode: fee.mode, minimum: policy.minimum,
      limit: Limit(perDay: policy.dailyLimit))
    var draft = Draft(context, .transfer(transfer), proof: proof)
    draft.moving = try reach(from: sender, to: receiver, program).map { .reach($0) }
    return draft
  }

  /// The member that points leave for another's: past the days in which new ones only receive.
  mutating func memberSending(_ claim: MemberClaim, _ policy: TransferPolicy) throws -> MemberID {
    let sender = try memberCashingOut(claim)
    let from = try knownMember(claim).since.adding(seconds: Int64(policy.coolingDays) * 86_400)
    guard from <= now else { throw OrderRefusal.senderTooNew(seconds: now.secondsUntil(from)) }
    return sender
  }

  /// The place that the transfer takes of the limits by number; nil where there are none.
  /// - Throws: ``OrderRefusal/tooManyReceivers(_:)``, ``OrderRefusal/tooManySenders(_:)``.
  private func reach(
    from sender: MemberID, to receiver: MemberID, _ program: Program
  ) throws -> TransferReach? {
    let policy = program.policies.transfer
    guard policy.receiversPerDay != nil || policy.sendersPerDay != nil, sender != receiver else { return nil }
    let reach = TransferReach(
      asset: program.asset, day: calendar.day(of: now), sender: sender, receiver: receiver,
      receiversPerDay: policy.receiversPerDay, sendersPerDay: policy.sendersPerDay)
    let known = try directory.reached(reach)
    if !known.isLinked { try reach.require(out: known.receivers + 1, in: known.senders + 1) }
    return reach
  }
}
