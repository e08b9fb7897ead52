/// A merchant's settlement terms: in force, coming and past; for the operator also a form that looks at what
/// others would have done, and proposes them.
struct SettlementTermsPage: ConsolePage {
  enum Standing: Sendable { case now, coming, past }

  struct Version: Sendable {
    let program: String
    let number: Int64
    let from: ShownDay
    let standing: Standing
    /// Part by part, in plain words.
    let lines: [(name: String, text: String)]
    /// The proposal that set it.
    let approval: String
  }

  /// What the points of a programme are paid for with.
  struct Funding: Sendable {
    let program: String
    /// Part by part, in plain words.
    let lines: [(name: String, text: String)]
    let isLow: Bool
  }

  /// What a look at other terms found.
  struct Preview: Sendable {
    struct Line: Sendable {
      let name: String
      let settled: ShownMoney
      let proposed: ShownMoney
      let difference: ShownMoney
    }

    let note: String
    /// The parts of the net in their order, the net last.
    let lines: [Line]
    /// What no kept line can tell of; nil where they tell everything.
    let untold: String?
  }

  let merchant: String
  /// The merchant's public id; empty in its own console.
  let id: String
  let versions: [Version]
  var fundings: [Funding] = []
  var programs: [(value: String, name: String)] = []
  /// As typed, by field; what was refused stays typed.
  var typed: [String: String] = [:]
  var mayPropose = false
  var preview: Preview?
  var fault: String?

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.financeTerms }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), merchant + " \u{00B7} " + words.financeTermsIntro)
      faultNotice(fault)
      if let preview { shown(preview, words) }
      if versions.isEmpty {
        emptyState(.quiet, words.financeTermsNone, words.financeTermsNoneText) {}
      }
      for funding in fundings { funding.card(words) }
      p(.class("more")) {
        a(.href(visit.desk == nil ? .issuingFunding(id) : .deskBlocks)) {
          visit.desk == nil ? words.fundingTitle : words.blockTitle
        }
      }
      group(.now, words.financeTermsNow, visit)
      group(.coming, words.financeTermsComing, visit)
      if mayPropose { card(words.financeTermsPropose, words.financeTermsNote) { entry(visit) } }
      group(.past, words.financeTermsPast, visit)
    }
  }

  @Nodes private func group(_ standing: Standing, _ title: String, _ visit: Visit) -> [Node] {
    let words = visit.words
    for version in versions where version.standing == standing {
      let name = title + " \u{00B7} " + version.program
      card(name, words.financeVersion(day: version.from.text, number: words.number(version.number))) {
        facts(version.lines.map { ($0.name, Node.text($0.text)) })
        if visit.desk == nil {
          p(.class("more")) {
            a(
              .href(.approval(version.approval)),
              .aria(.label, words.financeDecision + " " + words.number(version.number))
            ) { words.financeDecision }
          }
        }
      }
    }
  }

  private func shown(_ preview: Preview, _ words: Words) -> Node {
    card(words.financePreview, preview.note, id: "preview") {
      DataTable(
        name: words.financePreview,
        columns: [
          Column(words.financePart), Column(words.financeWas, .number),
          Column(words.financeWouldBe, .number), Column(words.financeDifference, .number),
        ],
        rows: preview.lines.dropLast().map { cells($0, words) },
        total: preview.lines.last.map { cells($0, words) }
      ).node
      if let untold = preview.untold { div(.class("notice warn"), .role("note")) { p { untold } } }
    }
  }

  private func cells(_ line: Preview.Line, _ words: Words) -> [Node] {
    [
      .text(line.name), owed(line.settled, words), owed(line.proposed, words), owed(line.difference, words),
    ]
  }
}
