/// A settlement's summary on paper: what it comes to, by day, its corrections, and room for two signatures.
struct SettlementPrintPage: ConsolePage {
  let row: SettlementRow
  let figures: [(name: String, money: ShownMoney)]
  let days: [SettlementSum]
  let total: SettlementSum
  let corrections: [SettlementPage.Correction]
  /// The ledger's chain when the last day was closed; nil where that is not known.
  let head: String?
  /// The day and the store that it is of alone.
  var cut: [String] = []

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.financeSummary }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(
        heading(words), ([row.merchant, row.program, row.period] + cut).joined(separator: " \u{00B7} "))
      div(.class("actions")) {
        button(.type("button"), .class("button"), .hidden, .data(.print, "")) { words.deskPrint }
        a(.href(SettlementPage.link(row.id, visit))) { words.financeBack }
      }
      card(words.financeFigures) {
        DataTable(
          name: words.financeFigures,
          columns: [Column(words.financePart), Column(words.settlementAmount, .number)],
          rows: figures.dropLast().map { [.text($0.name), owed($0.money, words)] },
          total: figures.last.map { [.text($0.name), owed($0.money, words)] }, isNarrow: true
        ).node
        // Who pays by when is said of the whole.
        if cut.isEmpty {
          p { row.direction(words) + " \u{00B7} " + words.settlementDue + " " + row.due.text }
        }
      }
      card(words.financeByDay, words.financeUnit(currency: row.net.currency)) {
        sumTable(words.commonDay, days, total: total, words)
      }
      if !corrections.isEmpty {
        card(words.financeCorrections) {
          facts(corrections.map { ($0.day.text + " " + $0.reason, owed($0.amount, words)) })
        }
      }
      card(words.financeProof, words.financeProofNote) {
        facts(
          [(words.financeOne, Node { code { row.id } })]
            + (head.map { hash in [(words.financeHead, Node { code { hash } })] } ?? []))
      }
      card(words.financeSigned) {
        facts([
          (words.financeSignedOperator, .text("\u{00A0}")),
          (words.financeSignedMerchant, .text("\u{00A0}")),
        ])
      }
    }
  }
}
