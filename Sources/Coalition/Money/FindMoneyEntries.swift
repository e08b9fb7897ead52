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
  /// Of a correction why it was made; of a payment and its return the bank's reference.
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
  /// - Parameter before: entries with lower numbers alone; nil for all.
  /// - Throws: `AccessRefusal`.
  package func moneyEntries(
    _ query: MoneyQuery, before: Int64? = nil, limit: Int = 21, by principal: Principal
  ) async throws -> [BookedEntry] {
    try principal.requireOperator(.reports)
    let limit = min(max(limit, 1), 1_000)
    return try await database.read { tx in
      let condition = try tx.condition(query)
      return try tx.bookedEntries(
        "\(condition) AND e.id < \(before ?? .max) ORDER BY e.id DESC LIMIT \(limit)")
    }
  }

  /// Entries of the journal of money in the order of their numbers, for a file that is made piece by piece.
  /// - Throws: `AccessRefusal`.
  package func moneyEntries(
    _ query: MoneyQuery, after: Int64, limit: Int = 500, by principal: Principal
  ) async throws -> [BookedEntry] {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      let condition = try tx.condition(query)
      return try tx.bookedEntries("\(condition) AND e.id > \(after) ORDER BY e.id LIMIT \(limit)")
    }
  }

  /// No file of the journal has more lines.
  /// - Throws: `AccessRefusal`.
  package func mostMoneyLines(by principal: Principal) async throws -> Int64 {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      2 * (try tx.queryFirst("SELECT count(*) FROM money_posting") { $0[0] as Int64 } ?? 0)
    }
  }

  /// One entry.
  /// - Throws: `AccessRefusal`.
  package func moneyEntry(_ id: Int64, by principal: Principal) async throws -> BookedEntry? {
    try principal.requireOperator(.reports)
    return try await database.read { try $0.bookedEntries("e.id = \(id)").first }
  }
}

extension Storage.Transaction {
  fileprivate func condition(_ query: MoneyQuery) throws -> SQL {
    var condition: SQL = "e.id > 0"
    if let days = query.days {
      condition += " AND e.day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)"
    }
    if let kind = query.kind { condition += " AND e.kind = \(kind)" }
    if let party = query.party { condition += " AND e.party_id = \(party)" }
    if let account = query.account {
      condition += """
         AND e.id IN (SELECT entry_id FROM money_posting WHERE debit = \(account)
          UNION SELECT entry_id FROM money_posting WHERE credit = \(account))
        """
    }
    if let id = query.settlement {
      guard let found = try settlement(id) else { return "1 = 0" }
      condition += """
         AND e.id IN (
          SELECT id FROM money_entry
            WHERE source_id = \(id) AND source_id > 0 AND kind <> \(MoneyEntry.Kind.corrected)
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

  fileprivate func bookedEntries(_ condition: SQL) throws -> [BookedEntry] {
    let (cleared, corrected) = (MoneyEntry.Kind.cleared, MoneyEntry.Kind.corrected)
    let found = try query(
      """
      SELECT \(MoneyEntry.columns),
        CASE WHEN e.kind = \(corrected) THEN
            (SELECT a.settlement_id FROM settlement_adjustment a WHERE a.id = e.source_id)
          WHEN e.source_id > 0 THEN e.source_id
          WHEN e.kind = \(cleared) THEN
            (SELECT s.settlement_id FROM clearing_sum s WHERE s.merchant_id = e.party_id AND s.day = e.day
              AND s.asset_id = e.asset_id LIMIT 1)
          ELSE 0 END,
        CASE WHEN e.kind = \(corrected) THEN
            (SELECT a.reason FROM settlement_adjustment a WHERE a.id = e.source_id)
          WHEN e.step > 0 THEN
            (SELECT t.reason FROM settlement_step t WHERE t.settlement_id = e.source_id AND t.number = e.step)
          ELSE '' END
      FROM money_entry e WHERE \(condition)
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
