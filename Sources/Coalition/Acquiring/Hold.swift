internal import Ledger

extension Coalition {
  /// Sets points aside until a capture, a release or the time is over (预授权).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal` when the proof fails.
  package func hold(_ order: HoldOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.hold(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func hold(_ order: HoldOrder) throws -> Draft {
    guard 60...2_592_000 ~= order.seconds else { throw OrderRefusal.holdTimeOutOfRange }
    let payment = try payment(order.spend)
    var draft = Draft(
      payment.context, .hold(payment.spend, until: now.adding(seconds: order.seconds)), proof: payment.proof)
    draft.moving = payment.claim.map { .pool($0) }
    return draft
  }
}
