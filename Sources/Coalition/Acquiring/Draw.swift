internal import Ledger

extension Coalition {
  /// Takes part in a campaign's draw (抽奖). There are no campaigns yet, so every draw is refused.
  /// - Throws: ``OrderRefusal/campaignNotFound``, `AccessRefusal`.
  package func draw(_ order: DrawOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.draw(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func draw(_ order: DrawOrder) throws -> Draft {
    try principal.require(.spend)
    throw OrderRefusal.campaignNotFound
  }
}
