package import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

/// What a key of the operator's is about to give, for one request.
struct KeyGift: Sendable, Hashable {
  let key: APIKeyID
  let asset: AssetID
  let day: BusinessDay
  let points: Points
  let request: ClaimingRequest
}

/// The key has no more to give today.
private struct DaySpent: Error {}

extension Coalition {
  /// What a key of the operator's gives in a day of one programme, where its approval says nothing else.
  package static let pointsOfKeyPerDay: Points = 1_000_000

  /// Counts what a key of the operator's is about to give before the ledger is asked: two people made the
  /// key, and each gift after that is the program's alone, so a stolen key is worth its day.
  ///
  /// A request that is sent again counts once. A crash leaves less to give that day, never more.
  func claimKeyDay(of requests: inout [OrderRequest], by principal: Principal) async throws {
    guard let limit = principal.pointsPerDay, let key = principal.key else { return }
    let day = settings.calendar.businessDay(of: clock.now())
    for index in requests.indices where requests[index].refusal == nil {
      guard let gift = KeyGift(of: requests[index], by: key, on: day) else { continue }
      do {
        let isNew = try await database.write { tx in try tx.claim(gift, upTo: limit) }
        requests[index].gift = isNew ? gift : nil
      } catch is DaySpent {
        requests[index].refusal = OrderRefusal.dayLimitReached
      } catch let error as DatabaseError {
        logger.error("a key's day could not be counted: \(error)")
        requests[index].refusal = OrderRefusal.busy
      }
    }
  }

  /// Gives back what was counted and not given. What it cannot do now is not done later: the day has less.
  func settleKeyDay(of answers: [(request: OrderRequest, outcome: Outcome)]) async {
    for (request, outcome) in answers {
      guard let gift = request.gift else { continue }
      switch outcome {
      case .unknown: continue
      case .decided(let transaction, let isReplay) where transaction.refusal == nil:
        // Of two sent at once the one that counted may be the one that the ledger saw later. What it decided
        // on a day before was counted then.
        if !isReplay || settings.calendar.businessDay(of: transaction.at) >= gift.day { continue }
      case .decided, .mismatch: break
      }
      do {
        try await database.write { try $0.giveBack(gift) }
      } catch { logger.error("a key's day could not be counted back: \(error)") }
    }
  }

  /// Days that nothing is counted on any more.
  func forgetKeyDays() async throws {
    let bound = Int64(settings.calendar.businessDay(of: clock.now()).daysSince1970) - 7
    try await database.write { tx in
      try tx.execute("DELETE FROM key_gift WHERE day < \(bound)")
      try tx.execute("DELETE FROM key_day WHERE day < \(bound)")
    }
  }
}

extension KeyGift {
  fileprivate init?(of request: OrderRequest, by key: APIKeyID, on day: BusinessDay) {
    guard case .credit(let credit)? = request.command?.action, credit.amount > 0,
      let claiming = request.claiming
    else { return nil }
    self.init(
      key: key, asset: credit.wallet.asset, day: day, points: credit.amount, request: claiming)
  }

  fileprivate var row: SQL {
    "key_id = \(key) AND key_high = \(high) AND key_low = \(low) AND request_hash = \(hash)"
  }

  private var high: Int64 { Int64(bitPattern: request.key.high) }
  private var low: Int64 { Int64(bitPattern: request.key.low) }
  private var hash: Int64 { Int64(bitPattern: request.hash) }
  private var dayColumn: Int64 { Int64(day.daysSince1970) }

  fileprivate var insertion: SQL {
    """
    INSERT INTO key_gift (key_id, key_high, key_low, request_hash, asset_id, day, points)
    VALUES (\(key), \(high), \(low), \(hash), \(asset), \(dayColumn), \(points))
    ON CONFLICT (key_id, key_high, key_low, request_hash) DO NOTHING
    """
  }

  fileprivate var addition: SQL {
    """
    INSERT INTO key_day (key_id, asset_id, day, points)
    VALUES (\(key), \(asset), \(dayColumn), \(points))
    ON CONFLICT (key_id, asset_id, day) DO UPDATE SET points = key_day.points + \(points)
    RETURNING points
    """
  }

  fileprivate var subtraction: SQL {
    """
    UPDATE key_day SET points = points - \(points)
    WHERE key_id = \(key) AND asset_id = \(asset) AND day = \(dayColumn) AND points >= \(points)
    """
  }
}

extension Storage.Transaction {
  /// - Returns: false where the request was counted before.
  /// - Throws: ``DaySpent``, and the transaction must not be committed.
  fileprivate func claim(_ gift: KeyGift, upTo limit: Points) throws -> Bool {
    guard try execute(gift.insertion) == 1 else { return false }
    let total = try queryFirst(gift.addition) { $0[0] as Points }
    guard let total, total <= limit else { throw DaySpent() }
    return true
  }

  fileprivate func giveBack(_ gift: KeyGift) throws {
    if try execute("DELETE FROM key_gift WHERE " + gift.row) == 1 { try execute(gift.subtraction) }
  }
}
