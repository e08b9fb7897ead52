/// A line of a list of transactions.
struct TransactionRow: Sendable {
  let id: String
  let at: ShownTime
  let kind: ShownKind
  let channel: ShownChannel
  let progress: ShownProgress
  /// Signed, from the member's side.
  let points: ShownPoints
  /// What was bought, where something was.
  let amount: ShownMoney?
  /// Masked as the viewer's rights ask.
  let memberName: String?
  let merchantName: String?
  let storeName: String?
}

/// The list of transactions, newest first.
struct TransactionsPage: ConsolePage {
  static let filters = ["q", "kind", "state", "from", "to", "merchant", "member", "terminal"]

  let query: ListQuery
  let transactions: Loaded<Batch<TransactionRow>>

  var place: MenuPlace { .transactions }

  func heading(_ words: Words) -> String { words.menuTransactions }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .transactions, query: query, batch: transactions, heading: heading(words),
      introduction: words.transactionsIntro, export: .transactionsExport,
      filters: [
        FilterField("q", words.listSearch, .text(placeholder: words.transactionsSearchHint)),
        FilterField(
          "kind", words.commonKind, .choice(ShownKind.allCases.map { ($0.rawValue, $0.name(words)) })),
        FilterField(
          "state", words.commonState,
          .choice([(ShownProgress.booked.rawValue, ShownProgress.booked.name(words))])),
        FilterField("merchant", words.commonMerchant, .text(placeholder: words.transactionsMerchantHint)),
        FilterField("member", words.commonMember, .text(placeholder: words.transactionsMemberHint)),
        FilterField("terminal", words.commonTerminal, .text(placeholder: words.transactionsTerminalHint)),
        FilterField("from", words.commonFrom, .day),
        FilterField("to", words.commonTo, .day),
      ],
      columns: TransactionsPage.columns(words),
      firstUse: emptyState(.quiet, words.transactionsEmptyTitle, words.transactionsEmptyText) {
        a(.class("button"), .href(.developers)) { words.transactionsEmptyAction }
      },
      cells: { TransactionsPage.cells($0, words) }
    ).node(visit)
  }

  static func columns(_ words: Words) -> [Column] {
    [
      Column(words.commonTransaction),
      Column(words.commonMember),
      Column(words.commonMerchant),
      Column(words.commonAmount, .number),
      Column(words.commonPoints, .number),
      Column(words.commonState),
    ]
  }

  static func cells(_ row: TransactionRow, _ words: Words) -> [Node] {
    [
      twoLines(
        a(.href(.transaction(row.id))) { row.kind.name(words) },
        words.time(row.at) + " \u{00B7} " + row.channel.name(words)),
      .text(row.memberName ?? words.commonNone),
      row.storeName.map { twoLines(.text(row.merchantName ?? words.commonNone), $0) }
        ?? .text(row.merchantName ?? words.commonNone),
      .text(row.amount.map(words.money) ?? words.commonNone),
      movement(row.points, words),
      row.progress.badge(words),
    ]
  }
}
