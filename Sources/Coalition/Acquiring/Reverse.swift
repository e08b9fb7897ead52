internal import Ledger

extension Coalition {
  /// Undoes what a key of the same caller led to, or makes sure that it never counts (冲正).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func reverse(
    _ reversedKey: String, occasion: Occasion = Occasion(), key: String, by principal: Principal
  ) async throws -> Receipt {
    try await carryOut(.reverse(key: reversedKey, occasion), key: key, by: principal)
  }
}

extension Preparation {
  mutating func reverse(_ key: String, _ occasion: Occasion) throws -> Draft {
    guard !principal.scopes.isDisjoint(with: [.earn, .spend, .refund]) else {
      throw AccessRefusal.scopeMissing(.refund)
    }
    // The till must be able to say so whatever has become of it since.
    let place = try place(occasion, allowsInactive: true)
    let target = try IdempotencyKey(key, tenant: principal.tenant)
    return Draft(try context(occasion, place), .reverse(key: target))
  }
}
