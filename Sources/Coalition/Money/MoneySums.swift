internal import Storage

/// A table of sums of postings, and by what it adds them up.
enum MoneySums: String, CaseIterable {
  case byPartyAndMonth = "money_month"
  case byMonth = "money_month_total"
  case byDay = "money_day_total"
  case byParty = "money_balance"

  private var keys: [String] {
    switch self {
    case .byPartyAndMonth: ["account", "month", "party_id", "asset_id", "currency"]
    case .byMonth: ["month", "account", "currency"]
    case .byDay: ["day", "account", "currency"]
    case .byParty: ["account", "party_id", "asset_id", "currency"]
    }
  }

  /// Adds the postings of entries after one.
  fileprivate func adding(after entry: Int64) -> SQL {
    let (table, keys) = (SQL(raw: rawValue), SQL(raw: keys.joined(separator: ", ")))
    return """
      INSERT INTO \(table) (\(keys), debit, credit, sides)
      SELECT \(keys), CAST(sum(debit) AS BIGINT), CAST(sum(credit) AS BIGINT), count(*)
      FROM (\(Self.sides("e.id > \(entry)"))) AS added GROUP BY \(keys)
      ON CONFLICT (\(keys)) DO UPDATE SET debit = \(table).debit + excluded.debit,
        credit = \(table).credit + excluded.credit, sides = \(table).sides + excluded.sides
      """
  }

  /// Each posting twice, once for each of its accounts.
  static func sides(_ condition: SQL) -> SQL {
    func side(_ account: SQL, _ debit: SQL, _ credit: SQL) -> SQL {
      """
      SELECT \(account) AS account, p.day, e.month, e.party_id, e.asset_id, e.currency, \(debit) AS debit,
        \(credit) AS credit
      FROM money_entry e JOIN money_posting p ON p.entry_id = e.id WHERE \(condition)
      """
    }
    return "\(side("p.debit", "p.amount", "0")) UNION ALL \(side("p.credit", "0", "p.amount"))"
  }
}

extension Storage.Transaction {
  /// Books what the body adds, and adds it to all sums.
  func booking(_ body: () throws -> Void) throws {
    let before = try queryFirst("SELECT coalesce(max(id), 0) FROM money_entry") { $0[0] as Int64 } ?? 0
    try body()
    for sums in MoneySums.allCases { try execute(sums.adding(after: before)) }
  }
}
