internal import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

extension Coalition {
  /// How often a purchase is prepared again because others took what a limit had left.
  private static let claimTries = 16

  /// Takes what rules with limits give from what the limits leave, before the ledger is asked (decision
  /// 0031): no two purchases share the last points of a budget, and a crash leaves less to give, never more.
  ///
  /// Where the tables cannot be reached or are fought over, the purchase is to be sent again.
  func claimBonuses(of requests: inout [OrderRequest], by principal: Principal) async throws {
    for index in requests.indices where requests[index].needsClaim {
      do { try await claimBonus(of: &requests[index], by: principal) } catch let error as DatabaseError {
        logger.error("a limit could not be claimed: \(error)")
        requests[index].refusal = OrderRefusal.busy
      }
    }
  }

  private func claimBonus(of request: inout OrderRequest, by principal: Principal) async throws {
    guard let claiming = request.claiming else { return }
    for _ in 0..<Self.claimTries where request.needsClaim {
      let (claims, firsts, now) = (request.claims, request.firsts, clock.now())
      do {
        try await database.write { tx in
          try tx.claim(claims, for: claiming, at: now)
          try tx.claim(firsts, for: claiming, at: now)
        }
        return
      } catch is LimitTaken {
        var again = [OrderRequest(again: request)]
        try await prepare(&again, by: principal)
        request = again[0]
      }
    }
    if request.needsClaim { request.refusal = OrderRefusal.busy }
  }

  /// Gives back what was claimed and not given: the ledger refused, or had decided the key before.
  ///
  /// What it cannot do now, ``settleOldClaims()`` does later.
  func settleBonuses(of answers: [(request: OrderRequest, outcome: Outcome)]) async {
    for (request, outcome) in answers where request.hasClaim {
      guard let claiming = request.claiming else { continue }
      let decided: Ledger.Transaction?
      switch outcome {
      case .unknown: continue
      case .decided(let transaction, isReplay: false) where transaction.refusal == nil: continue
      case .decided(let transaction, _): decided = transaction
      case .mismatch: decided = nil
      }
      do {
        try await database.write { tx in try tx.settle(claiming, by: decided) }
      } catch { logger.error("a claim could not be settled: \(error)") }
    }
  }
}

extension OrderRequest {
  var needsClaim: Bool { refusal == nil && hasClaim }

  var hasClaim: Bool { !claims.isEmpty || !firsts.isEmpty }

  var claiming: ClaimingRequest? { key.map { ClaimingRequest(key: $0, hash: hash) } }

  /// The same request, to be prepared anew.
  init(again request: OrderRequest) {
    self.init(order: request.order, key: request.key, hash: request.hash)
    gift = request.gift
  }
}
