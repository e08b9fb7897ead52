internal import Ledger

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
    return Draft(
      try returnContext(order, original), .capture(hold: original.id, amount: try points(order.value)))
  }
}
