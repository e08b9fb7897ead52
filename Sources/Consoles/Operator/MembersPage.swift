/// A line of the list of members; name and phone are masked as the viewer's rights ask.
struct MemberRow: Sendable {
  let id: String
  let name: String
  let phone: String
  let standing: ShownStanding
  let available: ShownPoints
  let worth: ShownMoney
  let joinedAt: ShownTime
}

/// The list of members.
struct MembersPage: ConsolePage {
  static let filters = ["q", "state", "from", "to"]
  static let sorts = ["joined"]

  let query: ListQuery
  let members: Loaded<Batch<MemberRow>>

  var place: MenuPlace { .members }

  func heading(_ words: Words) -> String { words.menuMembers }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      listing(visit)
      p(.class("more")) { a(.href(query.first.link(on: .membersExportAsking))) { words.membersExportFull } }
      p(.class("more")) { a(.href(.tags)) { words.tagTitle } }
    }
  }

  private func listing(_ visit: Visit) -> Node {
    let words = visit.words
    let standings: [ShownStanding] = [.active, .frozen, .closed]
    return Listing(
      base: .members, query: query, batch: members, heading: heading(words),
      introduction: words.membersIntro, export: .membersExport,
      filters: [
        FilterField("q", words.listSearch, .text(placeholder: words.membersSearchHint)),
        FilterField("state", words.commonState, .choice(standings.map { ($0.rawValue, $0.name(words)) })),
        FilterField("from", words.membersJoinedFrom, .day),
        FilterField("to", words.membersJoinedTo, .day),
      ],
      columns: [
        Column(words.commonMember), Column(words.commonPhone),
        Column(words.commonAvailable, .number), Column(words.commonState),
        Column(words.commonJoined, .number, sort: "joined"),
      ],
      firstUse: emptyState(.quiet, words.membersEmptyTitle, words.membersEmptyText) {
        a(.class("button"), .href(.developers)) { words.membersEmptyAction }
      },
      cells: { row in
        [
          twoLines(a(.href(.member(row.id))) { row.name }, row.id),
          .text(row.phone),
          twoLines(.text(words.points(row.available)), words.money(row.worth)),
          row.standing.badge(words), .text(words.day(row.joinedAt)),
        ]
      }
    ).node(visit)
  }
}
