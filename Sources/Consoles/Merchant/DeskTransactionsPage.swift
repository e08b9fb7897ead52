/// The list of a merchant's transactions, newest first.
struct DeskTransactionsPage: DeskPage {
  static let filters = ["q", "kind", "state", "from", "to", "member", "terminal"]

  let query: ListQuery
  let transactions: Loaded<Batch<TransactionRow>>

  var desk: DeskPlace { .transactions }

  func heading(_ words: Words) -> String { words.menuTransactions }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let kinds: [ShownKind] = [.earn, .spend, .refund, .void, .reversal, .topup, .award, .hold, .capture]
    return Listing(
      base: .deskTransactions, query: query, batch: transactions, heading: heading(words),
      introduction: words.deskTransactionsIntro, export: .deskTransactionsExport,
      filters: [
        FilterField("q", words.listSearch, .text(placeholder: words.transactionsSearchHint)),
        FilterField("kind", words.commonKind, .choice(kinds.map { ($0.rawValue, $0.name(words)) })),
        FilterField(
          "state", words.commonState,
          .choice([(ShownProgress.booked.rawValue, ShownProgress.booked.name(words))])),
        FilterField("member", words.commonMember, .text(placeholder: words.deskMemberHint)),
        FilterField("terminal", words.commonTerminal, .text(placeholder: words.deskTerminalHint)),
        FilterField("from", words.commonFrom, .day), FilterField("to", words.commonTo, .day),
      ],
      columns: DeskTransactionsPage.columns(words),
      firstUse: emptyState(.quiet, words.deskNoSales, words.deskNoSalesText) {
        a(.class("button"), .href(.desk)) { words.menuDashboard }
      },
      cells: { DeskTransactionsPage.cells($0, words) }
    ).node(visit)
  }

  static func columns(_ words: Words) -> [Column] {
    [
      Column(words.commonTransaction), Column(words.commonMember), Column(words.commonStore),
      Column(words.commonAmount, .number), Column(words.commonPoints, .number), Column(words.commonState),
    ]
  }

  static func cells(_ row: TransactionRow, _ words: Words) -> [Node] {
    [
      twoLines(
        a(.href(.deskTransaction(row.id))) { row.kind.name(words) },
        words.time(row.at) + " \u{00B7} " + row.channel.name(words)),
      .text(row.memberName ?? words.commonNone), .text(row.storeName ?? words.commonNone),
      .text(row.amount.map(words.money) ?? words.commonNone), movement(row.points, words),
      row.progress.badge(words),
    ]
  }
}
