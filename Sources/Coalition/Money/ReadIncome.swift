package import Ledger
internal import Storage

/// What an account of income or cost had in a month, in the smallest unit: income above none, cost below.
package struct MonthlyIncome: Sendable, Hashable {
  package let account: MoneyAccount
  /// ISO 4217.
  package let currency: String
  package let month: EndMonth
  package let money: Int64
}

/// What an account of income or cost had with a party over a period.
package struct PartyIncome: Sendable, Hashable {
  /// None for the operator itself.
  package let party: MerchantID
  package let account: MoneyAccount
  package let currency: String
  package let money: Int64
}

extension Coalition {
  /// The most months that are asked for at once.
  package static let mostIncomeMonths = 36

  /// The operator's income and cost by account and month (product.md E5); what never was anything is left
  /// out.
  /// - Parameter party: of this merchant alone; nil for all.
  /// - Throws: `AccessRefusal`.
  package func monthlyIncome(
    over months: ClosedRange<EndMonth>, of party: MerchantID? = nil, by principal: Principal
  ) async throws -> [MonthlyIncome] {
    try principal.requireOperator(.reports)
    let (first, last) = (months.lowerBound.number, months.upperBound.number)
    return try await database.read { tx in
      var condition: SQL = """
        account IN (\(MoneyAccount.ofResult)) AND month BETWEEN \(first) AND \(last)
        """
      if let party { condition += " AND party_id = \(party)" }
      return try tx.query(
        """
        SELECT account, currency, month, CAST(sum(credit - debit) AS BIGINT) FROM money_month
        WHERE \(condition) GROUP BY account, currency, month ORDER BY currency, account, month
        """
      ) {
        MonthlyIncome(account: $0[0], currency: $0[1], month: EndMonth(number: $0[2]), money: $0[3])
      }
    }
  }

  /// Income and cost by party over months: of those parties of which the operator had most, most first.
  /// - Parameter currency: ISO 4217.
  /// - Returns: what each of them had by account, and how many parties there are.
  /// - Throws: `AccessRefusal`.
  package func partyIncome(
    over months: ClosedRange<EndMonth>, in currency: String, limit: Int = 50, by principal: Principal
  ) async throws -> (lines: [PartyIncome], parties: Int) {
    try principal.requireOperator(.reports)
    let condition: SQL = """
      account IN (\(MoneyAccount.ofResult)) AND month BETWEEN \(months.lowerBound.number)
        AND \(months.upperBound.number) AND currency = \(currency)
      """
    let limit = min(max(limit, 1), 100_000)
    return try await database.read { tx in
      let count = try tx.queryFirst(
        "SELECT count(*) FROM (SELECT DISTINCT party_id FROM money_month WHERE \(condition)) AS parties"
      ) { $0[0] as Int64 }
      let parties = try tx.query(
        """
        SELECT party_id FROM money_month WHERE \(condition) GROUP BY party_id
        ORDER BY sum(credit - debit) DESC, party_id LIMIT \(limit)
        """
      ) { $0[0] as MerchantID }
      let lines = try tx.query(
        """
        SELECT party_id, account, CAST(sum(credit - debit) AS BIGINT) FROM money_month
        WHERE \(condition) AND party_id IN (\(parties)) GROUP BY party_id, account
        """
      ) { PartyIncome(party: $0[0], account: $0[1], currency: currency, money: $0[2]) }
      let places = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0) })
      return (
        lines.sorted {
          (places[$0.party] ?? 0, $0.account.rawValue) < (places[$1.party] ?? 0, $1.account.rawValue)
        }, Int(count ?? 0)
      )
    }
  }
}

extension MoneyAccount {
  /// The accounts of income and cost.
  package static var ofResult: [MoneyAccount] {
    allCases.filter { $0.kind == .income || $0.kind == .cost }
  }
}
