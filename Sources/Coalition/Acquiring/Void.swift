internal import Ledger

extension Coalition {
  /// Undoes a whole transaction of the same business day (撤销).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func void(_ order: ReturnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.void(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func void(_ order: ReturnOrder) throws -> Draft {
    try principal.require(.refund)
    let original = try original(order.original)
    try requireOwnHold(original)
    try requireNoPurchase(original)
    return Draft(try returnContext(order, original), .void(original: original.id))
  }
}
