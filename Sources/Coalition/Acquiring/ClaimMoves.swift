internal import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

/// What an order takes of limits that the platform's tables count, beside those of earning rules.
enum MovingClaim: Sendable, Hashable {
  case reach(TransferReach)
  case exchange(ExchangeClaim)
  case service(ServiceClaim)
  case pool(PoolClaim)

  var book: ClaimBook {
    switch self {
    case .reach: .reach
    case .exchange: .exchange
    case .service: .service
    case .pool: .pool
    }
  }
}

/// Where claims of a kind stand.
enum ClaimBook: CaseIterable, Sendable {
  case reach, exchange, service, pool

  fileprivate var table: SQL {
    switch self {
    case .reach: "transfer_claim"
    case .exchange: "exchange_claim"
    case .service: "service_claim"
    case .pool: "pool_claim"
    }
  }
}

/// Whether a claim was there before the request came, as of its first try.
enum ReachClaim: Sendable { case new, known }

extension Coalition {
  /// Takes what limits count before the ledger is asked (as decision 0031 does for rules): no two requests
  /// share the last place, and a crash leaves fewer for ten minutes, never more.
  func claimMoves(of requests: inout [OrderRequest]) async throws {
    for index in requests.indices where requests[index].refusal == nil {
      guard let moving = requests[index].moving, let claiming = requests[index].claiming else { continue }
      let now = clock.now()
      do {
        requests[index].claimed = try await database.write { tx in
          switch moving {
          case .reach(let reach): try tx.claim(reach, for: claiming, at: now)
          case .exchange(let exchange): try tx.claim(exchange, for: claiming, at: now)
          case .service(let service): try tx.claim(service, for: claiming, at: now)
          case .pool(let pool): try tx.claim(pool, for: claiming, at: now)
          }
        }
      } catch let refusal as OrderRefusal { requests[index].refusal = refusal } catch let error
        as DatabaseError
      {
        logger.error("a limit could not be claimed: \(error)")
        requests[index].refusal = OrderRefusal.busy
      }
    }
  }

  /// Keeps the claims of what was carried out and gives the others back. What it cannot do now,
  /// ``settleOldMoves()`` does later.
  func settleMoves(of answers: [(request: OrderRequest, outcome: Outcome)]) async {
    for (request, outcome) in answers {
      guard let claimed = request.claimed, let moving = request.moving, let claiming = request.claiming
      else { continue }
      let kept: Ledger.Transaction?
      switch outcome {
      case .unknown: continue
      case .decided(let transaction, let isReplay):
        // A request that was decided before and whose claim is forgotten took nothing today.
        kept = transaction.refusal == nil && !(isReplay && claimed == .new) ? transaction : nil
      case .mismatch: kept = nil
      }
      do {
        try await database.write { tx in try tx.end(claiming, in: moving.book, keptBy: kept) }
      } catch { logger.error("what a request claimed could not be settled: \(error)") }
    }
  }

  /// Compares claims that nobody settled, as after a crash, with what the ledger decided; gives how many.
  func settleOldMoves() async throws -> Int {
    let before = clock.now().adding(seconds: -600)
    var settled = 0
    for book in ClaimBook.allCases {
      while true {
        let requests = try await database.read { tx in
          try tx.query(
            """
            SELECT key_high, key_low, request_hash FROM \(book.table)
            WHERE is_settled = 0 AND claimed_at < \(before) ORDER BY claimed_at LIMIT 500
            """
          ) { ClaimingRequest($0) }
        }
        for request in requests {
          let decided = try await ledger.transaction(for: request.key)
          let kept = decided.flatMap { $0.requestHash == request.hash && $0.refusal == nil ? $0 : nil }
          try await database.write { tx in
            try tx.end(request, in: book, keptBy: kept, claimedBefore: before)
          }
        }
        settled += requests.count
        if requests.count < 500 { break }
      }
    }
    return settled
  }

  /// Removes what limits of days that are over counted; a request that comes again is answered by the ledger.
  func forgetMoves() async throws {
    let before = Int64(settings.calendar.day(of: clock.now()).daysSince1970) - 2
    try await database.write { tx in
      try tx.execute("DELETE FROM transfer_claim WHERE day < \(before) AND is_settled = 1")
      try tx.execute("DELETE FROM transfer_link WHERE day < \(before)")
      try tx.execute("DELETE FROM transfer_reach WHERE day < \(before)")
      try tx.execute("DELETE FROM exchange_claim WHERE day < \(before) AND is_settled = 1")
      try tx.execute("DELETE FROM exchange_total WHERE day < \(before)")
      try tx.forgetServices(before: before)
      try tx.forgetPoolDays(before: before)
    }
    try await forgetQuotes()
  }
}

extension Storage.Transaction {
  fileprivate func end(
    _ request: ClaimingRequest, in book: ClaimBook, keptBy transaction: Ledger.Transaction?,
    claimedBefore moment: Instant = .distantFuture
  ) throws {
    let isKept = transaction != nil
    switch book {
    case .reach where isKept: try settleReach(of: request)
    case .reach: try releaseReach(of: request, claimedBefore: moment)
    case .exchange where isKept: try settleExchange(of: request)
    case .exchange: try releaseExchange(of: request, claimedBefore: moment)
    case .service where isKept: try settleService(of: request)
    case .service: try releaseService(of: request, claimedBefore: moment)
    case .pool:
      if let transaction {
        try settlePool(of: request, by: transaction)
      } else {
        try releasePool(of: request, claimedBefore: moment)
      }
    }
  }
}
