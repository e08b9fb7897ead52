/// One file of the bank: its accounts, how its lines came out, and what a person decides.
struct BankFilePage: ConsolePage {
  struct Statement: Sendable {
    let account: String
    let days: String
    let opening: ShownMoney?
    let closing: ShownMoney?
  }

  struct Line: Sendable {
    let number: Int
    let day: ShownDay
    /// Positive came in.
    let money: ShownMoney
    let counterparty: String
    let reference: String
    let result: ShownBankResult
    /// Its public name.
    let settlement: String?
    /// That of the block of points that it pays.
    var block: String?
    let caseID: String?
  }

  let row: BankFilesPage.Row
  let sha256: String
  let statements: [Statement]
  let counts: [(result: ShownBankResult, count: Int64)]
  let lines: Loaded<[Line]>
  /// The last line shown, where there are more.
  let next: Int?
  /// Whether only lines are shown that somebody has to look at.
  let isOfDifferences: Bool
  let mayDecide: Bool
  var typed: (line: String, settlement: String) = ("", "")
  var fault: String?

  var place: MenuPlace { .bankFiles }
  var isBelowPlace: Bool { true }
  private var link: Link { .bankFile(row.id) }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          BankFilesPage.state(row.isDone, words)
          h1 { row.name }
          copyable(row.id, words)
        }
      }
      if !row.isDone, mayDecide {
        card(words.bankCompareTitle, words.bankCompareNote) {
          deskForm(link.appending("compare"), words.bankCompare, visit)
        }
      }
      card(words.bankAccounts) { statementTable(words) }
      card(words.bankOutcome) {
        facts(counts.map { ($0.result.name(words), .text(words.number($0.count))) })
        p(.class("more")) {
          a(.href(link.query([("show", isOfDifferences ? "all" : "")]))) {
            isOfDifferences ? words.bankShowAll : words.bankShowDifferences
          }
        }
      }
      card(isOfDifferences ? words.bankDifferences : words.bankLines) {
        lines.node(visit) { lineTable($0, visit) }
      }
      if mayDecide, row.isDone { assigning(visit) }
      card(words.bankFile) {
        facts([
          (words.bankForm, .text(row.form)), (words.bankReceived, moment(row.receivedAt, words)),
          ("SHA-256", code { sha256 }),
        ])
        p(.class("more")) { a(.href(link.appending("file"))) { words.bankTake } }
      }
    }
  }

  private func statementTable(_ words: Words) -> Node {
    if statements.isEmpty { return p(.class("none")) { words.bankAccountsNone } }
    func money(_ money: ShownMoney?) -> Node { .text(money.map { words.money($0) } ?? words.commonNone) }
    return DataTable(
      name: words.bankAccounts,
      columns: [
        Column(words.bankAccount), Column(words.financePeriod), Column(words.bankOpening, .number),
        Column(words.bankClosing, .number),
      ],
      rows: statements.map { [.text($0.account), .text($0.days), money($0.opening), money($0.closing)] }
    ).node
  }

  private func lineTable(_ lines: [Line], _ visit: Visit) -> Node {
    let words = visit.words
    if lines.isEmpty { return p(.class("none")) { words.bankDifferencesNone } }
    return Node {
      DataTable(
        name: words.bankLines,
        columns: [
          Column(words.bankLine), Column(words.bankMoney, .number), Column(words.commonState),
          Column(words.financeOne), Column(words.casesCase),
        ],
        rows: lines.map { line in
          [
            twoLines(
              .text("\(line.number) \u{00B7} \(line.day.text)"),
              [line.counterparty, line.reference].filter { !$0.isEmpty }.joined(separator: " \u{00B7} ")),
            owed(line.money, words), line.result.badge(words), settlement(line, visit),
            line.caseID.map { id in a(.href(.caseFile(id))) { words.dayFilesToCase } }
              ?? .text(words.commonNone),
          ]
        }
      ).node
      if let next {
        p(.class("more")) {
          a(.href(link.query([("show", isOfDifferences ? "" : "all"), ("after", String(next))]))) {
            words.listNext
          }
        }
      }
    }
  }

  private func settlement(_ line: Line, _ visit: Visit) -> Node {
    let words = visit.words
    if let block = line.block { return a(.href(Link.pointsBlocks.appending(block))) { block } }
    guard let id = line.settlement else { return .text(words.commonNone) }
    return Node {
      a(.href(Link.settlements.appending(id))) { id }
      if line.result == .suggested, mayDecide {
        deskForm(
          link.appending("assign"), words.bankConfirm, isMain: false,
          name: words.bankConfirmLine(line: String(line.number)), visit
        ) {
          input(.type("hidden"), .name("line"), .value(String(line.number)))
          input(.type("hidden"), .name("settlement"), .value(id))
        }
      }
    }
  }

  private func assigning(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.bankAssignTitle, words.bankAssignNote) {
      deskForm(link.appending("assign"), words.bankAssign, isMain: false, visit) {
        deskField("line", words.bankLine, typed.line, length: 5)
        deskField("settlement", words.financeOne, typed.settlement, length: 32)
      }
    }
  }
}
