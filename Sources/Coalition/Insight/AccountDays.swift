package import Ledger
internal import LedgerStore
internal import Storage

/// An account's balance at the end of a business day.
package struct AccountBalance: Sendable, Hashable {
  package let kind: AccountKind
  /// A merchant; none for the platform's own and for all wallets together.
  package let owner: MerchantID
  package let balance: Points
  /// How many entries made it.
  package let postings: Int64
}

/// The accounts of a programme as of a business day.
package struct DayBooks: Sendable, Hashable {
  package let accounts: [AccountBalance]
  /// Whether the journal was read to its end; what was posted late may be missing otherwise.
  package let isComplete: Bool
}

/// What moved on an account on a business day.
package struct AccountDay: Sendable, Hashable {
  package let day: BusinessDay
  package let amount: Points
  package let postings: Int64
  /// The account's balance at its end.
  package let after: Points
}

extension Coalition {
  /// Brings what moved on accounts up to the journal's end; every transaction once.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectAccountDays(atMost limit: Int = .max) async throws -> Int {
    try await follow([.accountDays], atMost: limit)
  }

  /// Every account of a programme as it stood at the end of a business day, by kind and owner; together they
  /// are zero.
  /// - Throws: `AccessRefusal`.
  package func books(
    of asset: AssetID, through day: BusinessDay, by principal: Principal
  ) async throws -> DayBooks {
    try principal.requireOperator(.reports)
    let read = try await projectAccountDays(atMost: Self.totalsOnPage)
    let last = Int64(day.daysSince1970)
    let accounts = try await database.read { tx in
      try tx.query(
        """
        SELECT kind, owner, CAST(sum(amount) AS BIGINT), CAST(sum(postings) AS BIGINT) FROM account_day
        WHERE asset_id = \(asset) AND day <= \(last) GROUP BY kind, owner ORDER BY kind, owner
        """
      ) { row in
        let kind: Int64 = row[0]
        return AccountKind(rawValue: UInt8(clamping: kind)).map {
          AccountBalance(kind: $0, owner: row[1], balance: row[2], postings: row[3])
        }
      }
    }
    return DayBooks(accounts: accounts.compactMap(\.self), isComplete: read < Self.totalsOnPage)
  }

  /// The last business days on which something moved on an account, newest first, at most 100.
  /// - Throws: `AccessRefusal`.
  package func days(
    of account: AccountKey, limit: Int = 31, by principal: Principal
  ) async throws -> [AccountDay] {
    try principal.requireOperator(.reports)
    try await projectAccountDays(atMost: Self.totalsOnPage)
    let (kind, limit) = (Int64(account.kind.rawValue), min(max(limit, 1), 100))
    return try await database.read { tx in
      var balance: Points =
        try tx.queryFirst(
          """
          SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM account_day
          WHERE asset_id = \(account.asset) AND kind = \(kind) AND owner = \(account.owner)
          """
        ) { $0[0] } ?? 0
      let rows = try tx.query(
        """
        SELECT day, amount, postings FROM account_day
        WHERE asset_id = \(account.asset) AND kind = \(kind) AND owner = \(account.owner)
        ORDER BY day DESC LIMIT \(limit)
        """
      ) { (day: $0[0] as Int64, amount: $0[1] as Points, postings: $0[2] as Int64) }
      return rows.map { row in
        defer { balance -= row.amount }
        return AccountDay(
          day: BusinessDay(daysSince1970: Int32(clamping: row.day)), amount: row.amount,
          postings: row.postings, after: balance)
      }
    }
  }
}

private struct AccountDayKey: Hashable, Comparable {
  let asset: AssetID
  let kind: UInt8
  let owner: Int64
  let day: BusinessDay

  static func < (left: AccountDayKey, right: AccountDayKey) -> Bool {
    (left.asset, left.kind, left.owner, left.day) < (right.asset, right.kind, right.owner, right.day)
  }
}

extension Storage.Transaction {
  func addAccountDays(of journal: [Ledger.Transaction]) throws {
    var sums: [AccountDayKey: (amount: Points, postings: Int64)] = [:]
    for transaction in journal where transaction.refusal == nil {
      for entry in transaction.entries {
        let account = entry.account
        let key = AccountDayKey(
          asset: account.asset, kind: account.kind.rawValue,
          owner: account.kind.isWalletBucket ? 0 : account.owner, day: transaction.day)
        let before = sums[key] ?? (0, 0)
        sums[key] = (before.amount + entry.amount, before.postings + 1)
      }
    }
    // In the order of the keys, so that two servers never wait for each other in a circle.
    for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
      try execute(
        """
        INSERT INTO account_day (asset_id, kind, owner, day, amount, postings)
        VALUES (\(key.asset), \(Int64(key.kind)), \(key.owner), \(Int64(key.day.daysSince1970)),
          \(sum.amount), \(sum.postings))
        ON CONFLICT (asset_id, kind, owner, day) DO UPDATE SET
          amount = account_day.amount + excluded.amount, postings = account_day.postings + excluded.postings
        """)
    }
  }
}
