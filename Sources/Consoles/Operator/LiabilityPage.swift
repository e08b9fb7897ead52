/// A programme's outstanding points over a month, and what issuers paid for them: what a month is closed
/// with.
struct LiabilityPage: ConsolePage {
  /// How the lines are put together; an issuer's own stand by month of end.
  enum Grouping: Sendable, Equatable {
    case issuers, ends
    case issuer(id: String, name: String)
  }

  /// Points of one issuer, or that end in one month.
  struct Line: Sendable {
    let name: String
    /// Whose lines it leads to, in an address.
    let issuer: String?
    let opening: Int64
    let issued: Int64
    let used: Int64
    let expired: Int64
    /// After they had run out.
    let broughtBack: Int64
    let other: Int64
    let closing: Int64
  }

  struct Revenue: Sendable {
    let name: String
    /// In basis points; nil where the line is put together of several.
    let use: Int64?
    let deferred: Int64
    let before: Int64
    let income: Int64
    let left: Int64
  }

  struct Estimate: Sendable {
    let issuer: String
    let from: String
    let use: Int64
    let reason: String
    let setAt: ShownTime
  }

  static let fields = ["program", "issuer", "use", "from", "reason"]

  /// `2026-03`.
  let month: String
  let earlier: String
  /// Nil where the next has not begun.
  let later: String?
  let program: String
  let programs: [(value: String, name: String)]
  let decimals: Int
  let currency: String
  let grouping: Grouping
  let lines: Loaded<[Line]>
  let revenue: Loaded<[Revenue]>
  let estimates: Loaded<[Estimate]>
  /// Whether the journal was read to its end.
  var isComplete = true
  /// What all closing points are worth today.
  var worth: ShownMoney?
  var mayEstimate = false
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .liability }

  func heading(_ words: Words) -> String { words.liabilityTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.liabilityIntro)
      choice(words)
      if !isComplete { div(.class("notice bad"), .role("status")) { p { words.liabilityIncomplete } } }
      tabs(words)
      card(words.liabilityPoints, month) { lines.node(visit) { pointTable($0, words) } }
      card(words.liabilityRevenue, words.financeUnit(currency: currency)) {
        p(.class("hint")) { words.liabilityRevenueNote }
        revenue.node(visit) { revenueTable($0, words) }
      }
      card(words.liabilityUse, words.liabilityUseNote) {
        estimates.node(visit) { estimateTable($0, words) }
        p(.class("more")) { a(.href(Link.outlook.query([("program", program)]))) { words.outlookTitle } }
        if mayEstimate { estimateForm(visit) }
      }
    }
  }

  private func choice(_ words: Words) -> Node {
    Node {
      if programs.count > 1 {
        form(
          .class("filters"), .method(.get), .action(.liability), .role("search"),
          .aria(.label, words.listFilter)
        ) {
          input(.type("hidden"), .name("month"), .value(month))
          deskChoice("program", words.commonProgram, programs, program)
          div(.class("filter-end")) { button(.class("button")) { words.listApply } }
        }
      }
      nav(.class("paging"), .aria(.label, words.financeMonth)) {
        span { month }
        span(.class("steps")) {
          step(earlier)
          if let later { step(later) }
        }
      }
    }
  }

  private func link(_ base: Link = .liability, month: String? = nil, by grouping: Grouping) -> Link {
    var query = [("program", program), ("month", month ?? self.month)]
    switch grouping {
    case .issuers: break
    case .ends: query.append(("by", "end"))
    case .issuer(let id, _): query.append(("issuer", id))
    }
    return base.query(query)
  }

  private func step(_ other: String) -> Node {
    a(.class("button plain"), .href(link(month: other, by: grouping))) { other }
  }

  private func tabs(_ words: Words) -> Node {
    var choices = [(Grouping.issuers, words.liabilityByIssuer), (.ends, words.liabilityByEnd)]
    if case .issuer(_, let name) = grouping { choices.append((grouping, name)) }
    return nav(.class("tabs"), .aria(.label, words.liabilityGrouping)) {
      for (choice, name) in choices {
        a(
          choice == grouping
            ? [.href(link(by: choice)), .aria(.current, "page")] : [.href(link(by: choice))]
        ) { name }
      }
    }
  }

  private func points(_ units: Int64, _ words: Words) -> Node {
    .text(words.points(ShownPoints(units, decimals: decimals)))
  }

  private func pointTable(_ lines: [Line], _ words: Words) -> Node {
    if lines.isEmpty { return emptyState(.quiet, words.liabilityNone, words.liabilityNoneText) {} }
    func cells(_ line: Line) -> [Node] {
      [
        line.opening, line.issued, line.used, line.expired, line.broughtBack, line.other, line.closing,
      ].map { points($0, words) }
    }
    func sum(_ part: (Line) -> Int64) -> Int64 { lines.reduce(0) { $0 + part($1) } }
    let total = Line(
      name: "", issuer: nil, opening: sum(\.opening), issued: sum(\.issued), used: sum(\.used),
      expired: sum(\.expired), broughtBack: sum(\.broughtBack), other: sum(\.other),
      closing: sum(\.closing))
    return Node {
      DataTable(
        name: words.liabilityPoints,
        columns: [
          Column(grouping == .issuers ? words.liabilityIssuer : words.liabilityEnd),
          Column(words.liabilityOpening, .number),
          Column(words.liabilityIssued, .number), Column(words.liabilityUsed, .number),
          Column(words.liabilityExpired, .number), Column(words.liabilityBroughtBack, .number),
          Column(words.liabilityOther, .number), Column(words.liabilityClosing, .number),
        ],
        rows: lines.map { [name($0.name, $0.issuer)] + cells($0) },
        total: [.text(words.financeTogether)] + cells(total)
      ).node
      if let worth { p(.class("hint")) { words.liabilityWorth(money: words.money(worth)) } }
      p { a(.href(link(.liabilityExport, by: .issuers))) { words.listExport } }
    }
  }

  private func name(_ name: String, _ issuer: String?) -> Node {
    guard let issuer else { return .text(name) }
    return a(.href(link(by: .issuer(id: issuer, name: name)))) { name }
  }

  private func revenueTable(_ lines: [Revenue], _ words: Words) -> Node {
    if lines.isEmpty { return p(.class("hint")) { words.liabilityRevenueNone } }
    func money(_ units: Int64) -> Node { .text(ShownMoney(units, currency).digits) }
    func sum(_ part: (Revenue) -> Int64) -> Node { money(lines.reduce(0) { $0 + part($1) }) }
    return DataTable(
      name: words.liabilityRevenue,
      columns: [
        Column(grouping == .issuers ? words.liabilityIssuer : words.liabilityEnd),
        Column(words.liabilityUse, .number),
        Column(words.liabilityDeferred, .number), Column(words.liabilityBefore, .number),
        Column(words.liabilityIncome, .number), Column(words.liabilityLeft, .number),
      ],
      rows: lines.map { line in
        [
          .text(line.name), .text(line.use.map(Self.percent) ?? words.commonNone), money(line.deferred),
          money(line.before), money(line.income), money(line.left),
        ]
      },
      total: [
        .text(words.financeTogether), .nothing, sum(\.deferred), sum(\.before), sum(\.income), sum(\.left),
      ]
    ).node
  }

  private static func percent(_ basisPoints: Int64) -> String {
    Digits.decimal(basisPoints, decimals: 2) + " %"
  }

  private func estimateTable(_ estimates: [Estimate], _ words: Words) -> Node {
    if estimates.isEmpty { return p(.class("hint")) { words.liabilityUseNone } }
    return DataTable(
      name: words.liabilityUse,
      columns: [
        Column(words.liabilityFrom), Column(words.liabilityIssuer), Column(words.liabilityUse, .number),
        Column(words.commonReason), Column(words.liabilitySetAt, .number),
      ],
      rows: estimates.map { estimate in
        [
          .text(estimate.from), .text(estimate.issuer), .text(Self.percent(estimate.use)),
          .text(estimate.reason), moment(estimate.setAt, words),
        ]
      }
    ).node
  }

  private func estimateForm(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.liability)) {
      formToken(visit)
      faultNotice(fault)
      input(.type("hidden"), .name("program"), .value(program))
      field("use", words.liabilityUseField, mode: "decimal")
      field("from", words.liabilityFromField, placeholder: "2026-04")
      field("issuer", words.liabilityIssuerField)
      field("reason", words.commonReason, length: 200)
      button(.class("button")) { words.liabilitySay }
    }
  }

  private func field(
    _ name: String, _ title: String, mode: String = "text", placeholder: String = "", length: Int = 32
  ) -> Node {
    div(.class("field")) {
      label(.for("e-" + name)) { title }
      input(
        .id("e-" + name), .name(name), .value(typed[name] ?? ""), Attribute("inputmode", mode),
        Attribute("placeholder", placeholder), Attribute("maxlength", String(length)),
        Attribute("autocomplete", "off"))
    }
  }
}
