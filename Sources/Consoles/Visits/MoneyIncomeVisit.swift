import Coalition
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  /// A year's income by month and by merchant, the one that runs unless another is asked for.
  func moneyIncome(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let this = CivilDate(coalition.settings.calendar.businessDay(of: coalition.clock.now())).year
      let year = asked.query["year"].flatMap { Int($0) }.map { min(max($0, 1_971), 9_998) } ?? this
      let january = Int64((year - 1_970) * 12)
      let months = EndMonth(number: january)...EndMonth(number: january + 11)
      let merchant: MerchantID? = asked.query["merchant"].flatMap { coalition.publicIDs.id($0) }
      let all = try await coalition.monthlyIncome(over: months, of: merchant, by: visit.principal)
      let known = Set(try await coalition.programs(by: .system).map(\.worth.money.currency)).sorted()
      let currencies = known.isEmpty ? [""] : known
      let currency = asked.query["currency"].flatMap { currencies.contains($0) ? $0 : nil } ?? currencies[0]
      var page = MoneyIncomePage(
        year: year, hasLater: year < this, currency: currency, currencies: currencies,
        merchant: nil,
        shown: await visit.loaded {
          let months = all.filter { $0.currency == currency }
          return try await incomeYear(months, january, currency, of: merchant, visit)
        })
      if let merchant {
        let naming = try await visit.issuers([merchant], coalition)
        page.merchant = (coalition.publicIDs.text(merchant), naming.issuer(merchant))
      }
      return faces.page(page.render(visit.visit))
    }
  }

  private func incomeYear(
    _ months: [MonthlyIncome], _ january: Int64, _ currency: String, of merchant: MerchantID?,
    _ visit: SignedInVisit
  ) async throws -> MoneyIncomePage.Year {
    let kinds = IncomeKind.allCases.filter { kind in
      months.contains { kind.accounts.contains($0.account) && $0.money != 0 }
    }
    func row(_ name: String, _ money: (MoneyAccount) -> Int64) -> MoneyIncomePage.Row {
      MoneyIncomePage.Row(
        name: name, money: kinds.map { $0.accounts.reduce(0) { $0 + money($1) } })
    }
    let byMonth = (0..<12).map { index -> MoneyIncomePage.Row in
      let month = EndMonth(number: january + Int64(index))
      return row(month.text ?? "") { account in
        months.filter { $0.month == month && $0.account == account }.reduce(0) { $0 + $1.money }
      }
    }
    func sums(_ kind: MoneyAccount.Kind, _ sign: Int64) -> [Int64] {
      (0..<12).map { index in
        months.filter { $0.month.number == january + Int64(index) && $0.account.kind == kind }
          .reduce(0) { $0 + sign * $1.money }
      }
    }
    var year = MoneyIncomePage.Year(
      columns: kinds.map { $0.name(visit.words) }, months: byMonth, merchants: [],
      incomes: sums(.income, 1), costs: sums(.cost, -1))
    if merchant == nil, !kinds.isEmpty {
      year.merchants = try await incomeByMerchant(months, january, currency, visit, row)
    }
    return year
  }

  private static let merchantsOnPage = 20

  private func incomeByMerchant(
    _ months: [MonthlyIncome], _ january: Int64, _ currency: String, _ visit: SignedInVisit,
    _ row: (String, (MoneyAccount) -> Int64) -> MoneyIncomePage.Row
  ) async throws -> [MoneyIncomePage.Row] {
    let found = try await coalition.partyIncome(
      over: EndMonth(number: january)...EndMonth(number: january + 11), in: currency,
      limit: Self.merchantsOnPage, by: visit.principal)
    var parties: [MerchantID] = []
    for line in found.lines where parties.last != line.party { parties.append(line.party) }
    let naming = try await visit.issuers(parties.filter { $0.rawValue > 0 }, coalition)
    var rows = parties.map { party in
      var one = row(naming.party(party)) { account in
        found.lines.filter { $0.party == party && $0.account == account }.reduce(0) { $0 + $1.money }
      }
      if party.rawValue > 0 { one.merchant = coalition.publicIDs.text(party) }
      return one
    }
    if found.parties > parties.count {
      rows.append(
        row(visit.words.moneyRest(count: visit.words.number(Int64(found.parties - parties.count)))) {
          account in
          let all = months.filter { $0.account == account }.reduce(0) { $0 + $1.money }
          let shown = found.lines.filter { $0.account == account }.reduce(0) { $0 + $1.money }
          return all - shown
        })
    }
    return rows
  }
}

/// The columns of income: accounts that people read together.
private enum IncomeKind: CaseIterable {
  case pointsMargin, breakage, commission, givingFees, takingFees, referrals, exchange, campaigns, pool
  case agents, bankCharges, corrections, unclassified

  var accounts: [MoneyAccount] {
    switch self {
    case .pointsMargin: [.pointsUsed, .pointsPaidAsUsed, .pointsTaken]
    case .breakage: [.breakage]
    case .commission: [.commission]
    case .givingFees: [.givingFees]
    case .takingFees: [.takingFees]
    case .referrals: [.referrals]
    case .exchange: [.exchange]
    case .campaigns: [.campaigns]
    case .pool: [.poolContributions]
    case .agents: [.agents]
    case .bankCharges: [.bankCharges]
    case .corrections: [.corrections]
    case .unclassified: [.unclassified]
    }
  }

  func name(_ words: Words) -> String {
    self == .pointsMargin ? words.moneyPointsMargin : accounts[0].name(words)
  }
}
