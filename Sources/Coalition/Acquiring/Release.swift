internal import Ledger

extension Coalition {
  /// Gives held points back (预授权撤销).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func release(_ order: ReturnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.release(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func release(_ order: ReturnOrder) throws -> Draft {
    try principal.require(.spend)
    let original = try original(order.original)
    try requireOwnHold(original)
    return Draft(try returnContext(order, original), .release(hold: original.id))
  }
}
