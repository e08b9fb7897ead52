/// Where a pool stands.
enum ShownPoolState: String, CaseIterable, Sendable {
  case open, frozen, closing, closed

  func name(_ words: Words) -> String {
    switch self {
    case .open: words.poolStateOpen
    case .frozen: words.poolStateFrozen
    case .closing: words.poolStateClosing
    case .closed: words.poolStateClosed
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .open: .good
      case .frozen: .bad
      case .closing: .warn
      case .closed: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// A household or company as lists show it.
struct PoolRow: Sendable {
  let id: String
  let name: String
  let kind: String
  let program: String
  let people: Int64
  let state: ShownPoolState
  let createdAt: ShownTime
}

/// Every household and company that shares points.
struct PoolsPage: ConsolePage {
  let query: ListQuery
  let pools: Loaded<Batch<PoolRow>>

  var place: MenuPlace { .pools }

  func heading(_ words: Words) -> String { words.poolListTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      Listing(
        base: .pools, query: query, batch: pools, heading: heading(words), introduction: words.poolListIntro,
        filters: [],
        columns: [
          Column(words.poolName), Column(words.poolState), Column(words.poolCount, .number),
          Column(words.commonTime, .number),
        ], firstUse: emptyState(.quiet, words.poolListTitle, words.poolListNone) {}
      ) { row in
        [
          twoLines(
            Node { a(.href(Link.pools.appending(row.id))) { row.name } },
            row.kind + " \u{00B7} " + row.program),
          row.state.badge(words), .text(words.number(row.people)), moment(row.createdAt, words),
        ]
      }.node(visit)
    }
  }
}

/// One pool: its people, what moved, and stopping it.
struct PoolPage: ConsolePage {
  struct Person: Sendable {
    let member: String
    let name: String
    let role: String
    let state: String?
    let putIn: ShownPoints
    let today: ShownPoints
    let once: ShownPoints?
    let daily: ShownPoints?
  }

  struct Movement: Sendable {
    let transaction: String
    let at: ShownTime
    let sentence: String
    let by: String
    let points: ShownPoints
  }

  let row: PoolRow
  let account: String
  let spendable: ShownPoints
  let leaving: String
  let people: [Person]
  let moves: [Movement]
  let older: Link?
  let mayFreeze: Bool
  var fault: String?

  var place: MenuPlace { .pools }
  var isBelowPlace: Bool { true }
  private var link: Link { .pools.appending(row.id) }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      card(words.poolTitle) {
        facts([
          (words.poolKind, .text(row.kind)), (words.commonProgram, .text(row.program)),
          (words.poolLeft, .text(words.points(spendable))), (words.poolLeaving, .text(leaving)),
          (words.poolAccount, a(.href(.member(account))) { account }),
          (words.commonTime, moment(row.createdAt, words)),
        ])
      }
      card(words.poolPeople) { peopleTable(words) }
      card(words.poolMoves) { movesTable(words) }
      if mayFreeze { standing(visit) }
      p(.class("more")) { a(.href(.pools)) { words.poolListTitle } }
    }
  }

  private func peopleTable(_ words: Words) -> Node {
    func limit(_ points: ShownPoints?) -> Node { .text(points.map { words.points($0) } ?? words.commonNone) }
    return DataTable(
      name: words.poolPeople,
      columns: [
        Column(words.commonMember), Column(words.poolRole), Column(words.poolPutInDid, .number),
        Column(words.poolToday, .number), Column(words.poolOnce, .number), Column(words.poolDaily, .number),
      ],
      rows: people.map { person in
        [
          a(.href(.member(person.member))) { person.name },
          .text([person.role, person.state].compactMap { $0 }.joined(separator: " \u{00B7} ")),
          .text(words.points(person.putIn)), .text(words.points(person.today)), limit(person.once),
          limit(person.daily),
        ]
      }
    ).node
  }

  @Nodes private func movesTable(_ words: Words) -> [Node] {
    if moves.isEmpty {
      p(.class("none")) { words.poolNoMoves }
    } else {
      DataTable(
        name: words.poolMoves,
        columns: [
          Column(words.commonTime), Column(words.poolMoves), Column(words.poolBy),
          Column(words.commonPoints, .number),
        ],
        rows: moves.map { move in
          [
            moment(move.at, words), a(.href(.transaction(move.transaction))) { move.sentence },
            .text(move.by), movement(move.points, words),
          ]
        }
      ).node
    }
    if let older { p(.class("more")) { a(.href(older)) { words.listNext } } }
  }

  private func standing(_ visit: Visit) -> Node {
    let words = visit.words
    let isFrozen = row.state == .frozen
    let name = isFrozen ? words.poolUnfreeze : words.poolFreeze
    return card(name, words.poolFreezeNote) {
      deskForm(link.appending(isFrozen ? "unfreeze" : "freeze"), name, isMain: false, visit) {
        deskField("reason", words.memberReason, length: 200)
      }
    }
  }
}
