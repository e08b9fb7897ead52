/// Members who were at this merchant, or were taken in by it.
struct DeskMembersPage: DeskPage {
  struct Row: Sendable {
    let id: String
    let name: String
    let phone: String
    let transactions: Int64
    let lastAt: ShownTime?
    let joinedAt: ShownTime
  }

  static let filters = ["q"]

  let query: ListQuery
  let members: Loaded<Batch<Row>>

  var desk: DeskPlace { .members }

  func heading(_ words: Words) -> String { words.menuMembers }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      listing(visit)
      p(.class("more")) { a(.href(.deskTags)) { words.tagTitle } }
    }
  }

  private func listing(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .deskMembers, query: query, batch: members, heading: heading(words),
      introduction: words.deskMembersIntro,
      filters: [FilterField("q", words.listSearch, .text(placeholder: words.membersSearchHint))],
      columns: [
        Column(words.commonMember), Column(words.commonPhone), Column(words.deskVisits, .number),
        Column(words.deskLastVisit, .number), Column(words.commonJoined, .number),
      ],
      firstUse: emptyState(.quiet, words.deskNoMembers, words.deskNoMembersText) {}
    ) { row in
      [
        twoLines(a(.href(.deskMember(row.id))) { row.name }, row.id), .text(row.phone),
        .text(words.number(row.transactions)),
        row.lastAt.map { moment($0, words) } ?? .text(words.commonNone), .text(words.day(row.joinedAt)),
      ]
    }.node(visit)
  }
}

/// One member: what happened here, and nothing of elsewhere.
struct DeskMemberPage: DeskPage {
  let row: DeskMembersPage.Row
  let standing: ShownStanding
  let transactions: Loaded<Batch<TransactionRow>>
  var tags: Loaded<MemberTags>?
  /// Why a tag was not set.
  var fault: String?

  var desk: DeskPlace { .members }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          standing.badge(words)
          h1 { row.name }
          copyable(row.id, words)
        }
      }
      faultNotice(fault)
      card(words.memberProfile) {
        facts([
          (words.commonPhone, .text(row.phone)), (words.deskVisits, .text(words.number(row.transactions))),
          (words.deskLastVisit, row.lastAt.map { moment($0, words) } ?? .text(words.commonNone)),
          (words.commonJoined, .text(words.day(row.joinedAt))),
        ])
      }
      if let tags { card(words.tagTitle, words.tagNote, id: "tags") { tags.node(visit) { $0.node(visit) } } }
      card(words.deskHappenedHere, words.deskHappenedHereNote) {
        transactions.node(visit) { batch in
          batch.rows.isEmpty
            ? p(.class("none")) { words.dashboardNoRecent }
            : DataTable(
              name: words.deskHappenedHere, columns: DeskTransactionsPage.columns(words),
              rows: batch.rows.map { DeskTransactionsPage.cells($0, words) }
            ).node
        }
        p(.class("more")) {
          a(.href(Link.deskTransactions.query([("member", row.id)]))) { words.dashboardAllTransactions }
        }
      }
    }
  }
}
