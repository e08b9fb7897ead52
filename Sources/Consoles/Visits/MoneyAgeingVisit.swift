import Coalition
import Hummingbird
import Ledger

extension OperatorConsole {
  /// What merchants owe and are owed today.
  func moneyAgeing(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let page = MoneyAgeingPage(currencies: await visit.loaded { try await aged(visit) })
      return faces.page(page.render(visit.visit))
    }
  }

  private static let debtorsOnPage = 50

  private func aged(_ visit: SignedInVisit) async throws -> [MoneyAgeingPage.Currency] {
    let found = try await coalition.agedPositions(limit: 100_000, by: visit.principal)
    var merchants: Set<MerchantID> = []
    let parts = found.totals.map { total in
      let own = found.merchants.filter { $0.currency == total.currency }
      let owing = own.filter { $0.owed > 0 }
      let owed = own.filter { $0.due > 0 }.sorted { ($1.due, $0.merchant) < ($0.due, $1.merchant) }
      for one in owing.prefix(Self.debtorsOnPage) { merchants.insert(one.merchant) }
      for one in owed.prefix(Self.debtorsOnPage) { merchants.insert(one.merchant) }
      return (total: total, owing: owing, owed: owed)
    }
    let naming = try await visit.issuers(merchants.sorted(), coalition)
    return parts.map { part in
      MoneyAgeingPage.Currency(
        currency: part.total.currency,
        receivable: rows(part.owing, naming, \.receivable, \.stoppedReceivable),
        payable: rows(part.owed, naming, \.payable, \.stoppedPayable),
        owed: part.total.receivable.byAge, due: part.total.payable.byAge)
    }
  }

  private func rows(
    _ positions: [AgedPosition], _ naming: Naming, _ money: (AgedPosition) -> [DueAge: Int64],
    _ stopped: (AgedPosition) -> Int64
  ) -> [MoneyAgeingPage.Row] {
    let rest = positions.dropFirst(Self.debtorsOnPage)
    let shown = positions.prefix(Self.debtorsOnPage).map {
      MoneyAgeingPage.Row(
        merchant: naming.issuer($0.merchant), id: coalition.publicIDs.text($0.merchant),
        money: money($0).byAge, stopped: stopped($0))
    }
    if rest.isEmpty { return shown }
    let sums = rest.reduce(into: [DueAge: Int64]()) { $0.merge(money($1), uniquingKeysWith: +) }
    return shown + [
      MoneyAgeingPage.Row(
        merchant: naming.words.moneyRest(count: naming.words.number(Int64(rest.count))), id: nil,
        money: sums.byAge, stopped: rest.reduce(0) { $0 + stopped($1) })
    ]
  }
}

extension [DueAge: Int64] {
  fileprivate var byAge: [Int64] { DueAge.allCases.map { self[$0] ?? 0 } }
}
