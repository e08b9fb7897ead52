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
    let found = try await coalition.agedCurrencies(most: Self.debtorsOnPage, by: visit.principal)
    let merchants = Set(found.flatMap { $0.mostOwing + $0.mostOwed }.map(\.merchant))
    let naming = try await visit.issuers(merchants.sorted(), coalition)
    return found.map { one in
      let (owed, due) = (one.total.receivable.byAge, one.total.payable.byAge)
      return MoneyAgeingPage.Currency(
        currency: one.total.currency,
        receivable: rows(
          one.mostOwing.map { ($0.merchant, $0.receivable.byAge, $0.stoppedReceivable) }, of: one.owing,
          (owed, one.total.stoppedReceivable), naming),
        payable: rows(
          one.mostOwed.map { ($0.merchant, $0.payable.byAge, $0.stoppedPayable) }, of: one.owed,
          (due, one.total.stoppedPayable), naming),
        owed: owed, due: due)
    }
  }

  /// - Parameters:
  ///   - most: the merchants of whom it is most: who, by age, and what of it is stopped.
  ///   - count: how many there are.
  ///   - total: of all of them.
  private func rows(
    _ most: [(merchant: MerchantID, money: [Int64], stopped: Int64)], of count: Int64,
    _ total: (money: [Int64], stopped: Int64), _ naming: Naming
  ) -> [MoneyAgeingPage.Row] {
    let shown = most.map {
      MoneyAgeingPage.Row(
        merchant: naming.issuer($0.merchant), id: coalition.publicIDs.text($0.merchant), money: $0.money,
        stopped: $0.stopped)
    }
    let others = count - Int64(most.count)
    if others <= 0 { return shown }
    let money = total.money.indices.map { age in most.reduce(total.money[age]) { $0 - $1.money[age] } }
    return shown + [
      MoneyAgeingPage.Row(
        merchant: naming.words.moneyRest(count: naming.words.number(others)), id: nil, money: money,
        stopped: most.reduce(total.stopped) { $0 - $1.stopped })
    ]
  }
}

extension [DueAge: Int64] {
  fileprivate var byAge: [Int64] { DueAge.allCases.map { self[$0] ?? 0 } }
}
