internal import Ledger

extension Coalition {
  /// Points that the member bought (充值): of purchased origin, good at their issuer only.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func topUp(_ order: GiveOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.topUp(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func topUp(_ order: GiveOrder) throws -> Draft {
    try given(order, .topUp, .purchased)
  }
}
