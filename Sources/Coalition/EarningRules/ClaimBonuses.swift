internal import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

extension Coalition {
  /// How often a purchase is prepared again because others took what a limit had left.
  private static let claimTries = 16

  /// Takes what rules with limits give from what the limits leave, before the ledger is asked (decision
  /// 0031): no two purchases share the last points of a budget, and a crash leaves less to give, never more.
  func claimBonuses(of requests: inout [OrderRequest], by principal: Principal) async throws {
    for index in requests.indices where requests[index].needsClaim {
      try await claimBonus(of: &requests[index], by: principal)
    }
  }

  private func claimBonus(of request: inout OrderRequest, by principal: Principal) async throws {
    guard let key = request.key else { return }
    // What was decided before keeps what it claimed then; the ledger answers from what is kept.
    if request.isClaimRepeated, try await ledger.transaction(for: key) != nil {
      request.claims = []
      return
    }
    for _ in 0..<Self.claimTries where request.needsClaim {
      let (claims, now) = (request.claims, clock.now())
      do {
        try await database.write { tx in try tx.claim(claims, for: key, at: now) }
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
    for (request, outcome) in answers where !request.claims.isEmpty {
      guard let key = request.key else { continue }
      switch outcome {
      case .unknown: continue
      case .decided(let transaction, isReplay: false) where transaction.refusal == nil: continue
      case .decided, .mismatch: break
      }
      do {
        let given = try await ledger.transaction(for: key)?.bonuses
        try await database.write { tx in try tx.settle(key, given: given ?? .nothing) }
      } catch { logger.error("a claim could not be settled: \(error)") }
    }
  }
}

extension OrderRequest {
  var needsClaim: Bool { refusal == nil && (!claims.isEmpty || isClaimRepeated) }

  /// The same request, to be prepared anew.
  init(again request: OrderRequest) {
    self.init(order: request.order, key: request.key, hash: request.hash)
  }
}
