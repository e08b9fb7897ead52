internal import Ledger
internal import Loyalty

extension Coalition {
  /// Takes held points, all unless an amount is given; the rest of the hold is released (预授权完成).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func capture(_ order: ReturnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.capture(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func capture(_ order: ReturnOrder) throws -> Draft {
    try principal.require(.spend)
    let original = try original(order.original)
    try requireOwnHold(original)
    var context = try returnContext(order, original)
    guard case .money(let money) = order.value else {
      return Draft(context, .capture(hold: original.id, amount: try points(order.value)))
    }
    let taken = try taken(money, of: original)
    context.explanation = Particulars(explanation: taken).packed()
    return Draft(context, .capture(hold: original.id, amount: taken.points))
  }

  /// The points for a part of the money that a hold was for, by the worth that counted when it was made.
  private mutating func taken(_ money: Money, of hold: Ledger.Transaction) throws -> Explanation {
    guard let program = try directory.program(.asset(hold.subject.asset)) else {
      throw ProgramRefusal.programNotFound
    }
    guard money.currency == program.worth.money.currency else { throw OrderRefusal.currencyMismatch }
    guard money.minorUnits > 0, let held = Particulars(packed: hold.context.explanation)?.explanation,
      let points = try? held.rate.points(for: money.minorUnits)  // Too many are out of range.
    else { throw OrderRefusal.amountOutOfRange }
    return Explanation(base: money.minorUnits, rate: held.rate, points: points, parts: [])
  }
}
