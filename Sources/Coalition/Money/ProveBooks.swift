internal import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// Holds the books in money against what they were made from.
  ///
  /// Positions of all parties, reckoned from clearing and settlements and not from the books, and the
  /// operator's own accounts are nothing together: what the books have with each party is what is open with
  /// it.
  /// - Throws: ``MoneyFault`` with the first account that is not.
  package func proveBooks() async throws {
    let faults = try await database.read { try $0.moneyFaults() }
    if let first = faults.first { throw MoneyFault(description: first) }
  }
}

extension Storage.Transaction {
  /// One sentence for each account that is not what it must be, at most ten of a kind. What is not booked yet
  /// is not missed.
  func moneyFaults() throws -> [String] {
    // Days from before there were books are being booked.
    if try firstDayNotBooked() != nil { return [] }
    return try debitsAndCredits() + partiesOpen() + settlementsUnpaid() + poolsKept() + inTransit()
  }

  private func debitsAndCredits() throws -> [String] {
    try query(
      """
      SELECT currency, CAST(sum(debit) AS BIGINT), CAST(sum(credit) AS BIGINT) FROM money_month
      GROUP BY currency HAVING sum(debit) <> sum(credit)
      """
    ) { row -> String in
      let (currency, debit, credit): (String, Int64, Int64) = (row[0], row[1], row[2])
      return "Debits of \(currency) are \(debit) and credits \(credit)."
    }
  }

  /// Open with merchants: closed days and corrections of them that no settlement has.
  private func partiesOpen() throws -> [String] {
    let last = try firstOpenDay().column - 1
    return try disagreements(
      .merchantsOpen,
      with: """
        SELECT merchant_id AS party_id, asset_id, price + commission + fee AS money FROM clearing_sum
        WHERE settlement_id = 0 AND merchant_id > 0
        UNION ALL
        SELECT merchant_id, asset_id, amount FROM settlement_adjustment
        WHERE settlement_id = 0 AND day <= \(last)
        """)
  }

  private func settlementsUnpaid() throws -> [String] {
    try disagreements(
      .merchantsSettled,
      with: """
        SELECT merchant_id AS party_id, asset_id, net AS money FROM settlement
        WHERE state IN (\(Settlement.State.allCases.filter { $0 != .paid }))
        """)
  }

  private func poolsKept() throws -> [String] {
    try disagreements(
      .pool,
      with: """
        SELECT merchant_id AS party_id, asset_id, price + commission + fee AS money FROM clearing_sum
        WHERE merchant_id = \(MerchantID.pool)
        """)
  }

  private func inTransit() throws -> [String] {
    try query(
      """
      SELECT currency, CAST(sum(debit - credit) AS BIGINT) FROM money_month
      WHERE account = \(MoneyAccount.sharesInTransit) GROUP BY currency HAVING sum(debit) <> sum(credit)
      """
    ) { row -> String in
      let (currency, money): (String, Int64) = (row[0], row[1])
      return "Shares of \(currency) leave \(money) in transit."
    }
  }

  /// - Parameter positions: what an account must have with each party and programme, in rows to be added up.
  private func disagreements(_ account: MoneyAccount, with positions: SQL) throws -> [String] {
    try query(
      """
      SELECT party_id, asset_id, CAST(sum(booked) AS BIGINT), CAST(sum(money) AS BIGINT) FROM (
        SELECT party_id, asset_id, credit - debit AS booked, 0 AS money FROM money_month
        WHERE account = \(account)
        UNION ALL
        SELECT party_id, asset_id, 0 AS booked, money FROM (\(positions)) AS found
      ) AS held GROUP BY party_id, asset_id HAVING sum(booked) <> sum(money)
      ORDER BY party_id, asset_id LIMIT 10
      """
    ) { row -> String in
      let (party, asset, booked, money): (Int64, Int64, Int64, Int64) = (row[0], row[1], row[2], row[3])
      return "Account \(account.rawValue) has \(booked) with party \(party) in programme \(asset), "
        + "and clearing says \(money)."
    }
  }
}
