internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Coalition {
  /// How long a claim may wait for its answer before it is compared with the ledger, in seconds.
  private static let claimSeconds: Int64 = 600

  /// Compares claims that nobody settled, as after a crash, with what the ledger decided; gives how many
  /// requests.
  func settleOldClaims() async throws -> Int {
    let before = clock.now().adding(seconds: -Self.claimSeconds)
    var settled = 0
    while true {
      let keys = try await database.read { tx in
        try tx.query(
          """
          SELECT DISTINCT key_high, key_low FROM rule_claim
          WHERE is_settled = 0 AND claimed_at < \(before) LIMIT 500
          """
        ) {
          IdempotencyKey(
            high: UInt64(bitPattern: $0[0] as Int64), low: UInt64(bitPattern: $0[1] as Int64))
        }
      }
      var given: [IdempotencyKey: GivenBonuses] = [:]
      for key in keys { given[key] = try await ledger.transaction(for: key)?.bonuses }
      let found = given
      try await database.write { tx in
        for key in keys { try tx.settle(key, given: found[key] ?? .nothing) }
      }
      settled += keys.count
      if keys.count < 500 { return settled }
    }
  }
}

extension Ledger.Transaction {
  /// What rules beside the base rate gave; nothing for a refused one.
  var bonuses: GivenBonuses {
    guard refusal == nil, let explanation = Particulars(packed: context.explanation)?.explanation else {
      return .nothing
    }
    if explanation.omitted > 0, explanation.parts.reduce(0, { $0 + $1.points }) < explanation.points {
      return .asClaimed
    }
    return .points(
      explanation.parts.reduce(into: [:]) { given, part in
        if part.rule != EarningRules.baseRate, part.points > 0 { given[part.rule, default: 0] += part.points }
      })
  }
}
