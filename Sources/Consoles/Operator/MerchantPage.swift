import Coalition

/// One merchant as the operator sees it: how it stands first, then what it does and who it is.
struct MerchantPage: ConsolePage {
  struct Term: Sendable {
    let program: String
    let role: String
    /// Nil where nothing is given.
    let rate: String?
    let limit: String
  }

  struct Version: Sendable {
    let term: Term
    let number: String
    let by: String
    let at: ShownTime
  }

  /// A line of one of the short lists: what it is, what tells it apart, and how it stands.
  struct Line: Sendable {
    let name: String
    let small: String
    let more: String
    let isOn: Bool
    var link: Link?
  }

  /// As the form shows it; what was typed and refused stays typed.
  struct Profile: Sendable {
    var category = ""
    var legalName = ""
    var registration = ""
    var contact = ""
    var phone = ""
    var email = ""
  }

  /// What the form for terms offers and begins with.
  struct TermsForm: Sendable {
    var programs: [(value: String, name: String)] = []
    var program = ""
    var isIssuing = true
    var isAccepting = true
    var points = "1"
    var per = "1.00"
    var rounding = "down"
    var limit = ""
    var reason = ""
  }

  /// What the viewer may do.
  struct Rights: Sendable {
    var changes = false
    var proposesTerms = false
  }

  let id: String
  let code: String
  let names: [String]
  let standing: ShownStanding
  let reason: String
  let joinedAt: ShownTime
  var profile: Profile
  let figures: Loaded<DeskHomePage.Figures>
  let terms: Loaded<[Term]>
  let history: Loaded<[Version]>
  let stores: Loaded<[Line]>
  let staff: Loaded<[Line]>
  let terminals: Loaded<[Line]>
  let keys: Loaded<[Line]>
  let audit: Loaded<[AuditRow]>
  var termsForm: TermsForm
  var rights = Rights()
  var fault: String?

  var place: MenuPlace { .merchants }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { names.first ?? code }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          standing.badge(words)
          h1 { heading(words) }
          copyable(id, words)
        }
      }
      faultNotice(fault)
      div(.class("split")) {
        div {
          card(words.merchantStanding, id: "standing") { standingCard(visit) }
          card(words.merchantToday) { today(visit) }
          card(words.merchantTerms, words.merchantTermsNote, id: "terms") {
            termsCard(visit)
            p(.class("more")) { a(.href(.settlementTerms(id))) { words.financeTerms } }
            p(.class("more")) { a(.href(.issuingFunding(id))) { words.fundingTitle } }
          }
          lists(visit)
          card(words.auditTitle) { audit.node(visit) { auditTable($0, words) } }
        }
        aside { profileCard(visit) }
      }
    }
  }

  private func today(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      figures.node(visit) { figures in
        tiles {
          tile(words.deskGiven, words.points(figures.given))
          tile(words.deskTaken, words.points(figures.taken))
          tile(words.deskReturned, words.points(figures.returned))
          tile(words.deskReclaimed, words.points(figures.reclaimed))
          tile(words.menuTransactions, words.number(figures.transactions))
        }
      }
      p(.class("more")) { a(.href(.transactions(at: id))) { words.merchantAllTransactions } }
    }
  }

  @Nodes private func lists(_ visit: Visit) -> [Node] {
    let words = visit.words
    list(words.deskStores, stores, words.merchantStoresNone, visit)
    list(words.deskStaff, staff, words.merchantStaffNone, visit)
    list(words.menuTerminals, terminals, words.merchantTerminalsNone, visit)
    list(words.deskKeys, keys, words.merchantKeysNone, more: words.approvalScopes, visit)
  }

  private func list(
    _ name: String, _ lines: Loaded<[Line]>, _ none: String, more: String? = nil, _ visit: Visit
  ) -> Node {
    let words = visit.words
    return card(name, words.merchantFirstRows) {
      lines.node(visit) { lines in
        if lines.isEmpty { return p(.class("none")) { none } }
        return DataTable(
          name: name, columns: [Column(name), Column(more ?? words.commonKind), Column(words.commonState)],
          rows: lines.map { line in
            [
              twoLines(line.link.map { to in a(.href(to)) { line.name } } ?? .text(line.name), line.small),
              .text(line.more),
              line.isOn ? badge(words.deskActive, .good) : badge(words.deskDisabled, .quiet),
            ]
          }
        ).node
      }
    }
  }

  private func auditTable(_ rows: [AuditRow], _ words: Words) -> Node {
    if rows.isEmpty { return p(.class("none")) { words.merchantAuditNone } }
    return DataTable(
      name: words.auditTitle,
      columns: [
        Column(words.auditAction), Column(words.auditWho), Column(words.auditChange),
        Column(words.commonTime, .number),
      ],
      rows: rows.map { row in
        [
          Consoles.code { row.action }, .text(row.who),
          .text([row.before, row.after].filter { !$0.isEmpty }.joined(separator: " \u{2192} ")),
          .text(words.exactTime(row.at)),
        ]
      }
    ).node
  }
}

extension MerchantCategory {
  func name(_ words: Words) -> String {
    switch self {
    case .food: words.categoryFood
    case .grocery: words.categoryGrocery
    case .retail: words.categoryRetail
    case .fashion: words.categoryFashion
    case .beauty: words.categoryBeauty
    case .health: words.categoryHealth
    case .leisure: words.categoryLeisure
    case .travel: words.categoryTravel
    case .education: words.categoryEducation
    case .services: words.categoryServices
    case .online: words.categoryOnline
    case .other: words.categoryOther
    }
  }

  static func choices(_ words: Words) -> [(value: String, name: String)] {
    allCases.map { ($0.rawValue, $0.name(words)) }
  }
}
