import Coalition
import Ledger
import Loyalty

extension OperatorConsole {
  /// Lines of the journal of money for a general ledger, in the order of their entries. The columns and their
  /// order are fixed (docs/guide/books.md); names are for the eye, codes for machines.
  func moneySource(_ asked: Asked, _ visit: SignedInVisit) async throws -> ExportSource {
    try visit.principal.requireOperator(.reports)
    let query = ListQuery(parsing: asked.query.items, filters: MoneyJournalPage.filters, sorts: [])
    let question = try await moneyQuery(query, visit)
    let words = visit.words
    return ExportSource(
      list: "journal-lines",
      filter: MoneyJournalPage.filters.filter { !query[$0].isEmpty }.map { "\($0)=\(query[$0])" }
        .joined(separator: " "),
      header: BookedEntry.exportColumns
    ) { after in
      guard let question else { return Batch([]) }
      let found = try await coalition.moneyEntries(
        question, after: after.flatMap { MoneyEntry.Place($0) }, limit: 500, by: visit.principal)
      let naming = try await naming(found, visit)
      return Batch(
        found.flatMap { $0.exportRows(naming, words) },
        next: found.count == 500 ? found.last?.entry.place.text : nil)
    }
  }
}

extension BookedEntry {
  static let exportColumns = [
    "entry", "line", "day", "value_day", "kind", "account", "account_name", "debit", "credit", "currency",
    "party", "party_name", "program", "settlement", "note",
  ]

  fileprivate func exportRows(_ naming: Naming, _ words: Words) -> [[CSV.Cell]] {
    let places = ShownMoney(0, entry.currency).decimals
    let party =
      entry.party.isGiven && entry.party.rawValue > 0
      ? naming.publicIDs.text(entry.party)
      : entry.party == .pool ? "pool" : entry.party.isGiven ? "other" : ""
    return lines.enumerated().map { place, line in
      [
        .number(String(entry.id)), .number(String(place + 1)), .text(ShownDay(entry.day).text),
        .text(ShownDay(entry.valueDay).text), .text(entry.kind.name), .text(String(line.account.rawValue)),
        .text(line.account.name(words)), .decimal(line.debit, places: places),
        .decimal(line.credit, places: places), .text(entry.currency), .text(party),
        .text(naming.party(entry.party)), .text(naming.book.programs[entry.asset]?.code ?? ""),
        .text(settlement.map { naming.publicIDs.text($0) } ?? ""), .text(note),
      ]
    }
  }
}

extension ShownAccount {
  init(_ account: MoneyAccount, _ words: Words) {
    let kind =
      switch account.kind {
      case .asset: words.moneyClassAsset
      case .liability: words.moneyClassLiability
      case .transit: words.moneyClassTransit
      case .income: words.moneyClassIncome
      case .cost: words.moneyClassCost
      }
    self.init(code: account.rawValue, name: account.name(words), kind: kind, about: account.about(words))
  }
}
