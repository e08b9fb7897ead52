/// The lines of a settlement, of one day or store where that is asked for: each leads to its transaction.
struct SettlementLinesPage: ConsolePage {
  struct Row: Sendable {
    let transaction: String
    let day: ShownDay
    let role: String
    let kind: String
    let channel: String
    let store: String
    let points: ShownPoints
    let sale: ShownMoney
    let price: ShownMoney
    let commission: ShownMoney
    let fee: ShownMoney
    let net: ShownMoney
    /// With whom a share is; nil of what is none.
    let counterparty: String?
    /// The transaction that it undoes.
    let reverses: String?
  }

  static let filters = ["day", "store"]

  let id: String
  let period: String
  /// Of all its money.
  let currency: String
  let query: ListQuery
  let stores: [(value: String, name: String)]
  let lines: Loaded<Batch<Row>>

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.financeLinesOf(period: period) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let settlement = SettlementPage.link(id, visit)
    let isDesk = visit.desk != nil
    return Node {
      Listing(
        base: settlement.appending("lines"), query: query, batch: lines, heading: heading(words),
        introduction: words.financeTraceNote + " " + words.financeUnit(currency: currency),
        filters: [
          FilterField("day", words.commonDay, .day),
          FilterField("store", words.commonStore, .choice(stores)),
        ],
        columns: [
          Column(words.commonTransaction), Column(words.commonStore), Column(words.commonPoints, .number),
          Column(words.financeSale, .number), Column(words.financePoints, .number),
          Column(words.settlementCommission, .number), Column(words.financeFees, .number),
          Column(words.financeNet, .number),
        ], firstUse: emptyState(.quiet, words.financeLinesNone, words.financeLinesNoneText) {}
      ) { row in
        let link: Link = isDesk ? .deskTransaction(row.transaction) : .transaction(row.transaction)
        return [
          twoLines(
            a(.href(link)) { row.role + " \u{00B7} " + row.kind }, row.day.text + " \u{00B7} " + row.channel),
          row.counterparty.map { twoLines(.text(row.store), $0) } ?? .text(row.store),
          .text(words.points(row.points)), .text(row.sale.digits),
          owed(short: row.price), owed(short: row.commission), owed(short: row.fee), owed(short: row.net),
        ]
      }.node(visit)
      p(.class("more")) { a(.href(settlement)) { words.financeBack } }
    }
  }
}
