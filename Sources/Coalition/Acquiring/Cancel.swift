internal import Ledger

extension Coalition {
  /// Takes back a credit that is still pending, all that is left unless an amount is given.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func cancel(_ order: ReturnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.cancel(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func cancel(_ order: ReturnOrder) throws -> Draft {
    try principal.require(.refund)
    let original = try original(order.original)
    return Draft(
      try returnContext(order, original), .cancel(original: original.id, amount: try points(order.value)))
  }
}
