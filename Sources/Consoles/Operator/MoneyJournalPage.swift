/// The journal of money, the newest entry first, line by line; each entry leads to what it was made from.
struct MoneyJournalPage: ConsolePage {
  /// A line of an entry.
  struct Line: Sendable {
    let entry: Int64
    /// Of an entry's first line alone.
    let head: Head?
    let account: ShownAccount
    let money: ShownMoney
    let isDebit: Bool
  }

  struct Head: Sendable {
    let day: ShownDay
    /// Where it is another day.
    let valueDay: ShownDay?
    let kind: String
    let party: String
    let program: String
    /// The settlement's public id.
    let settlement: String?
    let note: String
  }

  static let filters = ["from", "to", "kind", "account", "merchant", "settlement"]

  let query: ListQuery
  let kinds: [(value: String, name: String)]
  let accounts: [ShownAccount]
  let lines: Loaded<Batch<Line>>

  var place: MenuPlace { .money }

  func heading(_ words: Words) -> String { words.moneyJournal }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      Listing(
        base: .moneyJournal, query: query, batch: lines, heading: heading(words),
        introduction: words.moneyJournalIntro, lead: moneyTabs(.moneyJournal, words),
        export: .moneyExport,
        filters: [
          FilterField("from", words.moneyFrom, .day), FilterField("to", words.moneyTo, .day),
          FilterField("kind", words.moneyWhat, .choice(kinds)),
          FilterField("account", words.moneyAccount, .choice(accounts.map { (String($0.code), $0.text) })),
          FilterField("merchant", words.commonMerchant, .text(placeholder: words.financeMerchantHint)),
          FilterField("settlement", words.moneySettlement, .text(placeholder: "stl_")),
        ],
        columns: [
          Column(words.moneyEntry), Column(words.commonDay), Column(words.moneyWhat),
          Column(words.moneyAccount), Column(words.moneyDebit, .number), Column(words.moneyCredit, .number),
        ], firstUse: emptyState(.quiet, words.moneyNoEntries, words.moneyNoEntriesText) {}
      ) { line in
        [
          .text(String(line.entry)), day(line.head, words), what(line.head, words),
          .text(line.account.text), line.isDebit ? .text(words.money(line.money)) : .nothing,
          line.isDebit ? .nothing : .text(words.money(line.money)),
        ]
      }.node(visit)
      p(.class("more")) { a(.href(query.first.link(on: .moneyWorkbook))) { words.moneyXlsx } }
    }
  }

  private func day(_ head: Head?, _ words: Words) -> Node {
    guard let head else { return .nothing }
    guard let value = head.valueDay else { return .text(head.day.text) }
    return twoLines(.text(head.day.text), words.moneyValueDay(day: value.text))
  }

  private func what(_ head: Head?, _ words: Words) -> Node {
    guard let head else { return .nothing }
    let about = [head.party, head.program, head.note].filter { !$0.isEmpty }.joined(separator: " \u{00B7} ")
    guard let settlement = head.settlement else { return twoLines(.text(head.kind), about) }
    return twoLines(a(.href(Link.settlements.appending(settlement))) { head.kind }, about)
  }
}
