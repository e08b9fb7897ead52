internal import Ledger

extension Coalition {
  /// Makes a pending credit available, all that is left unless an amount is given.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func confirm(_ order: ReturnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.confirm(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func confirm(_ order: ReturnOrder) throws -> Draft {
    try principal.require(.earn)
    let original = try original(order.original)
    return Draft(
      try returnContext(order, original), .confirm(original: original.id, amount: try points(order.value)))
  }
}
