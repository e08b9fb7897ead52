package import Ledger
internal import LedgerStore
internal import Storage

/// What a store did on a business day, by kind (门店合计).
package struct StoreTotals: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    package let kind: Ledger.Transaction.Kind
    package let count: Int
    package let points: Points
  }

  package let store: StoreID
  package let day: BusinessDay
  /// Kinds that occurred, in the order of their number.
  package let lines: [Line]
  /// False where the day has more than could be added up here.
  package let isComplete: Bool
}

extension Coalition {
  /// The most transactions that are added up for one answer.
  static let totalsLimit = 100_000

  /// Accepted transactions of a store on a business day, today where none is named, of one terminal where it
  /// is.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.storeNotFound`.
  package func storeTotals(
    _ id: StoreID, day: BusinessDay? = nil, terminal: TerminalID? = nil, by principal: Principal
  ) async throws -> StoreTotals {
    try principal.require(.readMerchants)
    guard let store = try await database.read({ try $0.store(id) }), principal.sees(store.merchant, id)
    else { throw MerchantRefusal.storeNotFound }
    let day = day ?? settings.calendar.businessDay(of: clock.now())
    var query = TransactionQuery()
    query.merchant = store.merchant
    query.store = id
    query.terminal = terminal
    query.days = day...day
    query.limit = 1_000
    var sums: [Ledger.Transaction.Kind: (count: Int, points: Points)] = [:]
    var seen = 0
    while seen < Self.totalsLimit {
      let found = try await ledger.search(query)
      for transaction in found {
        sums[transaction.kind, default: (0, 0)].count += 1
        sums[transaction.kind, default: (0, 0)].points += transaction.amount
      }
      seen += found.count
      query.before = found.last?.id
      if found.count < query.limit { break }
    }
    let lines = Ledger.Transaction.Kind.allCases.compactMap { kind in
      sums[kind].map { StoreTotals.Line(kind: kind, count: $0.count, points: $0.points) }
    }
    return StoreTotals(store: id, day: day, lines: lines, isComplete: seen < Self.totalsLimit)
  }
}
