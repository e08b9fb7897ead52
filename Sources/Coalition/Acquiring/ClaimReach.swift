internal import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  /// Takes places of limits by number before the ledger is asked (as decision 0031 does for rules): no two
  /// transfers share the last one, and a crash leaves fewer for ten minutes, never more.
  func claimReach(of requests: inout [OrderRequest]) async throws {
    for index in requests.indices where requests[index].refusal == nil {
      guard let reach = requests[index].reach, let claiming = requests[index].claiming else { continue }
      let now = clock.now()
      do {
        requests[index].reachClaim = try await database.write { try $0.claim(reach, for: claiming, at: now) }
      } catch let refusal as OrderRefusal { requests[index].refusal = refusal } catch let error as DatabaseError {
        logger.error("the place of a transfer could not be claimed: \(error)")
        requests[index].refusal = OrderRefusal.busy
      }
    }
  }

  /// Keeps the places of transfers that were made and gives the others back. What it cannot do now,
  /// ``settleOldReach()`` does later.
  func settleReach(of answers: [(request: OrderRequest, outcome: Outcome)]) async {
    for (request, outcome) in answers {
      guard let claim = request.reachClaim, let claiming = request.claiming else { continue }
      let isKept: Bool
      switch outcome {
      case .unknown: continue
      case .decided(let transaction, let isReplay):
        // A request that was decided before and whose place is forgotten took none today.
        isKept = transaction.refusal == nil && !(isReplay && claim == .new)
      case .mismatch: isKept = false
      }
      do {
        try await database.write { tx in
          if isKept { try tx.settleReach(of: claiming) } else { try tx.releaseReach(of: claiming) }
        }
      } catch { logger.error("the place of a transfer could not be settled: \(error)") }
    }
  }

  /// Compares places that nobody settled, as after a crash, with what the ledger decided; gives how many.
  func settleOldReach() async throws -> Int {
    let before = clock.now().adding(seconds: -600)
    var settled = 0
    while true {
      let keys = try await database.read { tx in
        try tx.query(
          """
          SELECT key_high, key_low, request_hash FROM transfer_claim
          WHERE is_settled = 0 AND claimed_at < \(before) ORDER BY claimed_at LIMIT 500
          """
        ) { ClaimingRequest($0) }
      }
      for key in keys {
        let decided = try await ledger.transaction(for: key.key)
        let isKept = decided.map { $0.requestHash == key.hash && $0.refusal == nil } ?? false
        try await database.write { tx in
          if isKept {
            try tx.settleReach(of: key)
          } else {
            try tx.releaseReach(of: key, claimedBefore: before)
          }
        }
      }
      settled += keys.count
      if keys.count < 500 { return settled }
    }
  }

  /// Removes what limits of days that are over counted; a request that comes again is answered by the ledger.
  func forgetReach() async throws {
    let before = Int64(settings.calendar.day(of: clock.now()).daysSince1970) - 2
    try await database.write { tx in
      try tx.execute("DELETE FROM transfer_claim WHERE day < \(before) AND is_settled = 1")
      try tx.execute("DELETE FROM transfer_link WHERE day < \(before)")
      try tx.execute("DELETE FROM transfer_reach WHERE day < \(before)")
    }
  }
}
