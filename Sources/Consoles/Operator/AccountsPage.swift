/// A line of the list of accounts.
struct AccountRow: Sendable {
  /// What names the account in an address; nil for all wallets together.
  let id: String?
  let name: String
  let kind: String
  let balance: ShownPoints
}

/// Every account of a programme with its balance, by class and size.
struct AccountsPage: ConsolePage {
  static let filters = ["program", "kind"]

  let query: ListQuery
  let programs: [(value: String, name: String)]
  let kinds: [(value: String, name: String)]
  let rows: Loaded<Batch<AccountRow>>

  var place: MenuPlace { .ledger }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.ledgerAccounts }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .accounts, query: query, batch: rows, heading: heading(words),
      introduction: words.ledgerAccountsIntro, export: .accountsExport,
      filters: [
        FilterField("program", words.commonProgram, .choice(programs)),
        FilterField("kind", words.commonKind, .choice(kinds)),
      ],
      columns: [
        Column(words.commonAccount), Column(words.commonKind), Column(words.ledgerBalanceNow, .number),
      ],
      firstUse: emptyState(.quiet, words.ledgerNoAccounts, words.ledgerNoAccountsText) {},
      cells: { row in
        [
          row.id.map { id in a(.href(.ledgerAccount(id))) { row.name } } ?? .text(row.name),
          .text(row.kind), movement(row.balance, words),
        ]
      }
    ).node(visit)
  }
}

/// One account: its balance, what moved day by day, and the postings behind it.
struct LedgerAccountPage: ConsolePage {
  struct Day: Sendable {
    let day: ShownDay
    let amount: ShownPoints
    let postings: Int64
    let after: ShownPoints
  }

  struct Row: Sendable {
    let id: String
    let kind: ShownKind
    let at: ShownTime
    let day: ShownDay
    let member: String?
    let amount: ShownPoints
  }

  let id: String
  let name: String
  let kind: String
  let program: String
  let balance: Loaded<ShownPoints>
  let days: Loaded<[Day]>
  let query: ListQuery
  let postings: Loaded<Batch<Row>>

  var place: MenuPlace { .ledger }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { name + " \u{00B7} " + kind }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), program)
      balance.node(visit) { balance in
        tiles { tile(words.ledgerBalanceNow, words.points(balance), isMain: true) }
      }
      card(words.ledgerPostings, words.ledgerPostingsNote, id: "postings") {
        postings.node(visit) { postingTable($0, words) }
      }
      card(words.ledgerDays, words.ledgerDaysNote, id: "days") {
        days.node(visit) { dayTable($0, words) }
      }
      p(.class("more")) { a(.href(.accounts)) { words.ledgerAllAccounts } }
    }
  }

  private func postingTable(_ batch: Batch<Row>, _ words: Words) -> Node {
    Node {
      if batch.rows.isEmpty {
        p(.class("none")) { batch.next == nil ? words.ledgerNoPostings : words.ledgerNoneHere }
      } else {
        DataTable(
          name: words.ledgerPostings,
          columns: [
            Column(words.commonTransaction), Column(words.commonMember), Column(words.commonDay, .number),
            Column(words.commonPoints, .number),
          ],
          rows: batch.rows.map { row in
            [
              twoLines(a(.href(.transaction(row.id))) { row.kind.name(words) }, words.exactTime(row.at)),
              .text(row.member ?? words.commonNone), .text(row.day.text), movement(row.amount, words),
            ]
          }
        ).node
        p(.class("more")) { a(.href(.ledgerAccountExport(id))) { words.listExport } }
      }
      nav(.class("paging"), .aria(.label, words.listPaging)) {
        span { words.listShown(count: Int64(batch.rows.count)) }
        span(.class("steps")) {
          if query.after != nil {
            a(.class("button plain"), .href(query.first.link(on: .ledgerAccount(id)))) { words.listFirst }
          }
          if let next = batch.next {
            a(.class("button plain"), .rel("next"), .href(query.next(next).link(on: .ledgerAccount(id)))) {
              words.ledgerOlder
            }
          }
        }
      }
    }
  }

  private func dayTable(_ days: [Day], _ words: Words) -> Node {
    if days.isEmpty { return p(.class("none")) { words.ledgerNoPostings } }
    return DataTable(
      name: words.ledgerDays,
      columns: [
        Column(words.commonDay), Column(words.ledgerCount, .number), Column(words.commonPoints, .number),
        Column(words.ledgerAfter, .number),
      ],
      rows: days.map { day in
        [
          a(.href(Link.ledger.query([("day", day.day.text)]))) { day.day.text },
          .text(words.number(day.postings)), movement(day.amount, words), .text(words.points(day.after)),
        ]
      }
    ).node
  }
}
