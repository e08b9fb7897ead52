internal import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// How long a claim may wait for its answer before it is compared with the ledger, in seconds.
  private static let claimSeconds: Int64 = 600
  private static let claimsAtOnce = 500

  /// Compares claims that nobody settled, as after a crash, with what the ledger decided; gives how many
  /// requests. One that is claimed for again meanwhile is left alone.
  func settleOldClaims() async throws -> Int {
    let before = clock.now().adding(seconds: -Self.claimSeconds)
    var settled = 0
    while true {
      let requests = try await database.read { tx in
        try tx.query(
          """
          SELECT key_high, key_low, request_hash FROM rule_claim
          WHERE is_settled = 0 AND claimed_at < \(before)
          UNION ALL
          SELECT key_high, key_low, request_hash FROM first_purchase
          WHERE is_settled = 0 AND claimed_at < \(before) LIMIT \(Self.claimsAtOnce)
          """
        ) {
          ClaimingRequest(
            key: IdempotencyKey(
              high: UInt64(bitPattern: $0[0] as Int64), low: UInt64(bitPattern: $0[1] as Int64)),
            hash: UInt64(bitPattern: $0[2] as Int64))
        }
      }
      // One that claimed for several rules stands here as often.
      let asked = Set(requests)
      var found: [ClaimingRequest: Ledger.Transaction] = [:]
      for request in asked {
        let kept = try await ledger.transaction(for: request.key)
        found[request] = kept?.requestHash == request.hash ? kept : nil
      }
      let decided = found
      try await database.write { tx in
        for request in asked {
          try tx.settle(request, by: decided[request], claimedBefore: before)
        }
      }
      settled += requests.count
      if requests.count < Self.claimsAtOnce { return settled }
    }
  }

  /// Forgets what rules gave on days that no purchase can be booked on any more.
  func forgetRuleDays() async throws {
    let today = settings.calendar.businessDay(of: clock.now())
    try await database.write { tx in
      try tx.execute("DELETE FROM rule_total WHERE day >= 0 AND day < \(Int64(today.daysSince1970) - 7)")
    }
  }
}
