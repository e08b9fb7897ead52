/// How old a programme's open points are, and how much of them history expects to be used: what an estimate
/// of use is set by.
struct OutlookPage: ConsolePage {
  /// Of one issuer, or of all others together.
  struct Aged: Sendable {
    let name: String
    /// Whose expected use it leads to, in an address.
    let issuer: String?
    /// By class of age, the youngest first.
    let points: [Int64]
  }

  /// Points that end in one month.
  struct Use: Sendable {
    let end: String
    let issued: Int64
    /// In basis points, as all shares are.
    let used: Int64
    /// Nil without points that ended before.
    let then: Int64?
    let finally: Int64?
    let expected: Int64?
  }

  let program: String
  let programs: [(value: String, name: String)]
  let decimals: Int
  /// Months at which a class of age begins.
  let bounds: [Int]
  let ages: Loaded<[Aged]>
  let uses: Loaded<[Use]>
  /// The last whole month, `2026-03`.
  let through: String
  /// Whose points the expected use is of; nil for all together.
  var issuer: String?
  /// Months of end that the page has no room for.
  var laterEnds: Int64 = 0
  var isComplete = true

  var place: MenuPlace { .liability }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.outlookTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.outlookIntro)
      choice(words)
      if !isComplete { div(.class("notice bad"), .role("status")) { p { words.liabilityIncomplete } } }
      card(words.outlookAges, words.outlookAgesNote) { ages.node(visit) { ageTable($0, words) } }
      card(words.outlookUse, issuer ?? words.outlookAllIssuers) {
        p(.class("hint")) { words.outlookUseNote(month: through) }
        uses.node(visit) { useTable($0, words) }
        if laterEnds > 0 { p(.class("hint")) { words.liabilityRest(count: words.number(laterEnds)) } }
      }
      p(.class("more")) {
        if issuer != nil { a(.href(link())) { words.outlookAllIssuers } }
        a(.href(Link.liability.query([("program", program)]))) { words.liabilityTitle }
      }
    }
  }

  private func link(issuer: String? = nil) -> Link {
    Link.outlook.query([("program", program)] + (issuer.map { [("issuer", $0)] } ?? []))
  }

  private func choice(_ words: Words) -> Node {
    Node {
      if programs.count > 1 {
        form(
          .class("filters"), .method(.get), .action(.outlook), .role("search"),
          .aria(.label, words.listFilter)
        ) {
          deskChoice("program", words.commonProgram, programs, program)
          div(.class("filter-end")) { button(.class("button")) { words.listApply } }
        }
      }
    }
  }

  private func points(_ units: Int64, _ words: Words) -> Node {
    .text(words.points(ShownPoints(units, decimals: decimals)))
  }

  /// `3–5 months`; the first class has no beginning, the last no end.
  private func name(_ age: Int, _ words: Words) -> String {
    func text(_ number: Int) -> String { words.number(Int64(number)) }
    if age == 0 { return words.outlookYounger(months: text(bounds[0])) }
    if age == bounds.count { return words.outlookOlder(months: text(bounds[age - 1])) }
    return words.outlookBetween(first: text(bounds[age - 1]), last: text(bounds[age] - 1))
  }

  private func ageTable(_ rows: [Aged], _ words: Words) -> Node {
    if rows.isEmpty { return emptyState(.quiet, words.liabilityNone, words.liabilityNoneText) {} }
    func cells(_ parts: [Int64]) -> [Node] { (parts + [parts.reduce(0, +)]).map { points($0, words) } }
    let whole = (0...bounds.count).map { age in rows.reduce(0) { $0 + $1.points[age] } }
    return DataTable(
      name: words.outlookAges,
      columns: [Column(words.liabilityIssuer)]
        + (0...bounds.count).map { Column(name($0, words), .number) }
        + [Column(words.financeTogether, .number)],
      rows: rows.map { row in
        let named = row.issuer.map { one in a(.href(link(issuer: one))) { row.name } }
        return [named ?? .text(row.name)] + cells(row.points)
      },
      total: [.text(words.financeTogether)] + cells(whole)
    ).node
  }

  private func useTable(_ rows: [Use], _ words: Words) -> Node {
    if rows.isEmpty { return p(.class("hint")) { words.outlookUseNone } }
    func percent(_ share: Int64?) -> Node {
      .text(share.map { Digits.decimal($0, decimals: 2) + " %" } ?? words.commonNone)
    }
    return DataTable(
      name: words.outlookUse,
      columns: [
        Column(words.liabilityEnd), Column(words.liabilityIssued, .number),
        Column(words.outlookSoFar, .number), Column(words.outlookThen, .number),
        Column(words.outlookFinally, .number), Column(words.outlookExpected, .number),
      ],
      rows: rows.map { row in
        [
          .text(row.end), points(row.issued, words), percent(row.used), percent(row.then),
          percent(row.finally), percent(row.expected),
        ]
      }
    ).node
  }
}
