package import Ledger
internal import Storage

/// Which entries of the journal of money. Everything given must hold.
package struct MoneyQuery: Sendable, Hashable {
  package var days: ClosedRange<BusinessDay>?
  package var kind: MoneyEntry.Kind?
  package var party: MerchantID?
  /// An entry that debits or credits it.
  package var account: MoneyAccount?
  /// What is booked of a settlement: its days, its corrections, itself and its payments.
  package var settlement: SettlementID?

  package init(
    days: ClosedRange<BusinessDay>? = nil, kind: MoneyEntry.Kind? = nil, party: MerchantID? = nil,
    account: MoneyAccount? = nil, settlement: SettlementID? = nil
  ) {
    self.days = days
    self.kind = kind
    self.party = party
    self.account = account
    self.settlement = settlement
  }
}

/// An entry as the journal shows it.
package struct BookedEntry: Sendable, Hashable {
  package let entry: MoneyEntry
  package let postings: [MoneyPosting]
  /// The settlement that it belongs to; nil where its day is in none yet.
  package let settlement: SettlementID?
  /// Of a correction why it was made; of a payment and its return the bank's reference; of bought points the
  /// number of the payment, or of the one that repaid it.
  package let note: String

  /// By account what is debited and what is credited, debits first, as a voucher has them.
  package var lines: [(account: MoneyAccount, debit: Int64, credit: Int64)] {
    var sums: [MoneyAccount: Int64] = [:]
    for posting in postings {
      sums[posting.debit, default: 0] += posting.amount
      sums[posting.credit, default: 0] -= posting.amount
    }
    return sums.filter { $0.value != 0 }.sorted {
      ($0.value < 0 ? 1 : 0, $0.key.rawValue) < ($1.value < 0 ? 1 : 0, $1.key.rawValue)
    }
    .map { ($0.key, max($0.value, 0), max(-$0.value, 0)) }
  }
}

extension Coalition {
  /// Entries of the journal of money, the newest first.
  /// - Parameter before: entries that stand before it alone; nil for all.
  /// - Throws: `AccessRefusal`.
  package func moneyEntries(
    _ query: MoneyQuery, before: MoneyEntry.Place? = nil, limit: Int = 21, by principal: Principal
  ) async throws -> [BookedEntry] {
    try principal.requireOperator(.reports)
    let limit = min(max(limit, 1), 1_000)
    return try await database.read {
      try $0.bookedEntries(query, MoneyStretch(to: before, of: query), limit)
    }
  }

  /// Entries of the journal of money in its order, for a file that is made piece by piece.
  /// - Parameter after: entries that stand after it alone; nil for all.
  /// - Throws: `AccessRefusal`.
  package func moneyEntries(
    _ query: MoneyQuery, after: MoneyEntry.Place?, limit: Int = 500, by principal: Principal
  ) async throws -> [BookedEntry] {
    try principal.requireOperator(.reports)
    return try await database.read {
      try $0.bookedEntries(query, MoneyStretch(from: after, of: query), limit)
    }
  }

  /// No file of what is asked for has more lines: those of its months, and where it is one party's of the
  /// party.
  /// - Throws: `AccessRefusal`.
  package func mostMoneyLines(_ query: MoneyQuery, by principal: Principal) async throws -> Int64 {
    try principal.requireOperator(.reports)
    let (first, last) = (query.days?.lowerBound.monthColumn, query.days?.upperBound.monthColumn)
    let months: SQL = "month BETWEEN \(first ?? .min) AND \(last ?? .max)"
    let sums: SQL =
      query.party.map { "money_month WHERE party_id = \($0) AND \(months)" }
      ?? "money_month_total WHERE \(months)"
    return try await database.read { tx in
      try tx.queryFirst("SELECT CAST(coalesce(sum(sides), 0) AS BIGINT) FROM \(sums)") { $0[0] as Int64 } ?? 0
    }
  }

  /// One entry.
  /// - Throws: `AccessRefusal`.
  package func moneyEntry(_ id: Int64, by principal: Principal) async throws -> BookedEntry? {
    try principal.requireOperator(.reports)
    return try await database.read { try $0.bookedEntries("WHERE e.id = \(id)").first }
  }
}

/// Where in the journal to begin, and in which direction to go on.
private struct MoneyStretch {
  let isForward: Bool
  let start: MoneyEntry.Place
  /// The last day in the direction.
  let end: BusinessDay

  private static let (firstDay, lastDay) = (
    BusinessDay(daysSince1970: .min), BusinessDay(daysSince1970: .max)
  )

  /// From the first entry that is asked for, or behind a place.
  init(from place: MoneyEntry.Place?, of query: MoneyQuery) {
    let first = MoneyEntry.Place(day: query.days?.lowerBound ?? Self.firstDay, id: .min)
    isForward = true
    start = place.map { $0.day < first.day ? first : $0 } ?? first
    end = query.days?.upperBound ?? Self.lastDay
  }

  /// Back from the last entry that is asked for, or before a place.
  init(to place: MoneyEntry.Place?, of query: MoneyQuery) {
    let last = MoneyEntry.Place(day: query.days?.upperBound ?? Self.lastDay, id: .max)
    isForward = false
    start = place.map { $0.day > last.day ? last : $0 } ?? last
    end = query.days?.lowerBound ?? Self.firstDay
  }

  /// - Parameters:
  ///   - day: a column.
  ///   - id: of the entry.
  func condition(_ day: SQL, _ id: SQL) -> SQL {
    isForward
      ? "(\(day), \(id)) > (\(start.day.column), \(start.id)) AND \(day) <= \(end.column)"
      : "(\(day), \(id)) < (\(start.day.column), \(start.id)) AND \(day) >= \(end.column)"
  }

  func order(_ day: SQL, _ id: SQL) -> SQL {
    isForward ? "ORDER BY \(day), \(id)" : "ORDER BY \(day) DESC, \(id) DESC"
  }
}

extension Storage.Transaction {
  /// Each page begins in an index where the one before ended, whatever is asked for.
  fileprivate func bookedEntries(
    _ query: MoneyQuery, _ stretch: MoneyStretch, _ limit: Int
  ) throws -> [BookedEntry] {
    let filter = try condition(query)
    let order = stretch.order("e.day", "e.id")
    guard let account = query.account else {
      return try bookedEntries(
        "WHERE \(stretch.condition("e.day", "e.id"))\(filter) \(order) LIMIT \(limit)")
    }
    // An entry has the account on one of two sides, or on both.
    func side(_ name: SQL) -> SQL {
      """
      SELECT entry_id FROM (SELECT DISTINCT p.day, p.entry_id
        FROM money_posting p JOIN money_entry e ON e.id = p.entry_id
        WHERE p.\(name) = \(account) AND \(stretch.condition("p.day", "p.entry_id"))\(filter)
        \(stretch.order("p.day", "p.entry_id")) LIMIT \(limit)) AS \(name)
      """
    }
    return try bookedEntries(
      "WHERE e.id IN (\(side("debit")) UNION \(side("credit"))) \(order) LIMIT \(limit)")
  }

  /// Of what is asked for, what no stretch of days says.
  private func condition(_ query: MoneyQuery) throws -> SQL {
    var condition: SQL = ""
    if let kind = query.kind { condition += " AND e.kind = \(kind)" }
    if let party = query.party { condition += " AND e.party_id = \(party)" }
    if let id = query.settlement {
      guard let found = try settlement(id) else { return " AND 1 = 0" }
      condition += """
         AND e.id IN (
          SELECT id FROM money_entry
            WHERE source_id = \(id) AND source_id > 0 AND kind IN (\(MoneyEntry.Kind.ofSettlements))
          UNION SELECT m.id FROM settlement_adjustment a
            JOIN money_entry m ON m.source_id = a.id AND m.source_id > 0
              AND m.kind = \(MoneyEntry.Kind.corrected)
            WHERE a.settlement_id = \(id) AND a.settlement_id > 0
          UNION SELECT id FROM money_entry WHERE source_id = 0 AND kind = \(MoneyEntry.Kind.cleared)
            AND day BETWEEN \(found.days.lowerBound.column) AND \(found.days.upperBound.column)
            AND party_id = \(found.merchant) AND asset_id = \(found.asset))
        """
    }
    return condition
  }

  /// - Parameter condition: which of the entries, and in what order.
  fileprivate func bookedEntries(_ condition: SQL) throws -> [BookedEntry] {
    let (cleared, corrected) = (MoneyEntry.Kind.cleared, MoneyEntry.Kind.corrected)
    let (recognised, repaid) = (MoneyEntry.Kind.recognised, MoneyEntry.Kind.repaid)
    let found = try query(
      """
      SELECT \(MoneyEntry.columns),
        CASE WHEN e.kind = \(corrected) THEN
            (SELECT a.settlement_id FROM settlement_adjustment a WHERE a.id = e.source_id)
          WHEN e.kind IN (\(MoneyEntry.Kind.ofSettlements)) THEN e.source_id
          WHEN e.kind = \(cleared) THEN
            (SELECT s.settlement_id FROM clearing_sum s WHERE s.merchant_id = e.party_id AND s.day = e.day
              AND s.asset_id = e.asset_id LIMIT 1)
          ELSE 0 END,
        CASE WHEN e.kind = \(corrected) THEN
            (SELECT a.reason FROM settlement_adjustment a WHERE a.id = e.source_id)
          WHEN e.step > 0 THEN
            (SELECT t.reason FROM settlement_step t WHERE t.settlement_id = e.source_id AND t.number = e.step)
          WHEN e.kind = \(repaid) THEN (SELECT o.repayment FROM points_order o WHERE o.id = e.source_id)
          WHEN e.kind = \(MoneyEntry.Kind.bought) THEN
            (SELECT b.payment FROM points_block b WHERE b.id = e.source_id)
          WHEN e.kind > \(recognised) THEN (SELECT o.payment FROM points_order o WHERE o.id = e.source_id)
          ELSE '' END
      FROM money_entry e \(condition)
      """
    ) { (entry: MoneyEntry($0), settlement: ($0[9] as Int64?) ?? 0, note: ($0[10] as String?) ?? "") }
    let postings = try query(
      """
      SELECT entry_id, debit, credit, amount FROM money_posting
      WHERE entry_id IN (\(found.map(\.entry.id))) ORDER BY entry_id, number
      """
    ) { (id: $0[0] as Int64, posting: MoneyPosting(debit: $0[1], credit: $0[2], amount: $0[3])) }
    let byEntry = Dictionary(grouping: postings, by: \.id)
    return found.map { one in
      BookedEntry(
        entry: one.entry, postings: (byEntry[one.entry.id] ?? []).map(\.posting),
        settlement: one.settlement > 0 ? SettlementID(one.settlement) : nil, note: one.note)
    }
  }
}
