/// One settlement: what it comes to and from what, how far it is, and what the viewer may do about it.
struct SettlementPage: ConsolePage {
  struct Correction: Sendable {
    let day: ShownDay
    let amount: ShownMoney
    let reason: String
  }

  /// What the viewer may do now.
  struct Choice: Sendable {
    var reviews = false
    var approves = false
    /// Looked it through, and so may not approve it.
    var isReviewer = false
    var pays = false
    var holds = false
    var reopens = false
    var corrects = false
    var disputes = false
  }

  let row: SettlementRow
  /// The parts of the net in their order, the net last.
  let figures: [(name: String, money: ShownMoney)]
  let points: (given: ShownPoints, taken: ShownPoints)
  let carried: ShownMoney
  /// The bank's reference and day; nil until it is paid.
  let payment: (reference: String, day: String)?
  let steps: [TimelineStep]
  let days: [SettlementSum]
  let stores: [SettlementSum]
  let total: SettlementSum
  let corrections: [Correction]
  /// The merchant's public id; the operator's console leads to its terms.
  let merchantID: String
  let choice: Choice
  /// Of the form that proposes a correction.
  let key: String
  let today: String
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.period }

  static func link(_ id: String, _ visit: Visit) -> Link {
    (visit.desk == nil ? Link.settlements : .deskSettlements).appending(id)
  }

  /// Whether the lines and corrections are what the settlement says.
  private var addsUp: Bool {
    total.net.minorUnits + corrections.reduce(0) { $0 + $1.amount.minorUnits } == row.net.minorUnits
      && total.lines == row.lines
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          // Who pays stands beside it: a sign as well would say it twice.
          h1 { words.money(ShownMoney(abs(row.net.minorUnits), row.net.currency)) }
          p { row.direction(words) + " \u{00B7} " + row.merchant + " \u{00B7} " + row.period }
          copyable(row.id, words)
        }
      }
      div(.class("split")) {
        div {
          card(words.financeFigures) { figureTable(words) }
          card(words.financeByDay, words.financeUnit(currency: row.net.currency)) {
            sumTable(words.commonDay, days, total: total, hasFiles: true, words)
            p(.class("hint")) { words.financeTraceNote }
            addsUp
              ? p(.class("hint")) { words.financeAddsUp }
              : div(.class("notice bad"), .role("alert")) { p { words.financeDiffers } }
          }
          if stores.count > 1 {
            card(words.financeByStore, words.financeUnit(currency: row.net.currency)) {
              sumTable(words.commonStore, stores, total: nil, hasFiles: true, words)
            }
          }
          if !corrections.isEmpty { card(words.financeCorrections) { correctionTable(words) } }
        }
        aside {
          card(words.financeAbout) { facts(about(visit)) }
          card(words.financeFiles, words.financeFilesNote) { files(visit) }
          acts(visit)
          card(words.financeSteps) { timeline(steps, words) }
        }
      }
    }
  }

  private func figureTable(_ words: Words) -> Node {
    DataTable(
      name: words.financeFigures,
      columns: [Column(words.financePart), Column(words.settlementAmount, .number)],
      rows: figures.dropLast().map { [.text($0.name), owed($0.money, words)] },
      total: figures.last.map { [.text($0.name), owed($0.money, words)] }, isNarrow: true
    ).node
  }

  private func about(_ visit: Visit) -> [(name: String, value: Node)] {
    let words = visit.words
    var lines: [(name: String, value: Node)] = [
      (words.commonProgram, .text(row.program)), (words.financeGiven, .text(words.points(points.given))),
      (words.financeTaken, .text(words.points(points.taken))), (words.settlementDue, .text(row.due.text)),
      (words.financeCarried, .text(words.money(carried))),
    ]
    if let payment {
      lines.append((words.financeReference, .text(payment.reference)))
      lines.append((words.financePaidOn, .text(payment.day)))
    }
    let terms: Link = visit.desk == nil ? .settlementTerms(merchantID) : .deskTerms
    lines.append((words.financeTerms, Node { a(.href(terms)) { words.financeTermsLook } }))
    return lines
  }

  private func files(_ visit: Visit) -> Node {
    let (words, link) = (visit.words, SettlementPage.link(row.id, visit))
    return ul(.class("plain-list")) {
      li { a(.href(link.appending("lines"))) { words.financeAllLines } }
      li { a(.href(link.appending("statement.csv"))) { words.financeCsv } }
      li { a(.href(link.appending("statement.xlsx"))) { words.financeXlsx } }
      li { a(.href(link.appending("print"))) { words.financePrint } }
      if visit.desk == nil {
        li { a(.href(Link.moneyJournal.query([("settlement", row.id)]))) { words.moneyJournal } }
      }
    }
  }

  private func correctionTable(_ words: Words) -> Node {
    DataTable(
      name: words.financeCorrections,
      columns: [
        Column(words.commonDay), Column(words.commonReason), Column(words.settlementAmount, .number),
      ],
      rows: corrections.map { [.text($0.day.text), .text($0.reason), owed($0.amount, words)] }
    ).node
  }
}
