/// What came of an entry: said across the whole page, in a word, a colour and a number.
struct SeatResultPage: SeatPage {
  enum Outcome: Sendable {
    case booked(points: ShownPoints, balance: ShownPoints?)
    case declined(reason: String, spendable: ShownPoints?)
    case refused
    case unknown
    case dropped
  }

  let place: SeatHere
  let key: String
  let kind: SeatKind
  let outcome: Outcome
  let member: String
  let money: ShownMoney?
  /// What was taken off before the money was paid.
  var discount: SeatDiscount?
  let receipt: String?
  let lots: [SeatLot]
  let at: ShownTime
  /// Looked at again, so it stays until somebody leaves it.
  var isShown = false

  var here: SeatHere? { place }

  var frame: DocumentFrame {
    var frame = DocumentFrame(face: "seat", styles: [.stylesheet, .seatStyle], scripts: [.seat])
    // Without script the browser asks again by itself, until it is known.
    if case .unknown = outcome { frame.refreshSeconds = 3 }
    return frame
  }

  func heading(_ words: Words) -> String {
    switch outcome {
    case .booked: words.seatResultDone
    case .declined, .refused: words.seatResultRefused
    case .unknown: words.seatResultUnknown
    case .dropped: words.seatStateDropped
    }
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      section(panelAttributes) {
        p(.class("kind")) { kind.name(words) }
        h1 { heading(words) }
        said(words)
      },
      facts(factRows(words)),
      actions(visit),
    ])
  }

  private var panelAttributes: [Attribute] {
    let (name, state): (StaticString, String) =
      switch outcome {
      case .booked: ("good", "booked")
      case .declined, .refused: ("bad", "refused")
      case .unknown: ("warn", "unknown")
      case .dropped: ("quiet-panel", "dropped")
      }
    return [
      .id("result"), .classes(["panel", name]), .role("status"), Attribute("data-state", state),
      Attribute("data-return", state == "booked" && !isShown ? "5" : "0"),
    ]
  }

  private func said(_ words: Words) -> Node {
    switch outcome {
    case .booked(let points, let balance):
      .group([
        p(.class("figure")) { words.movement(points) },
        balance.map { left in p { words.seatResultBalance(points: words.points(left)) } } ?? .nothing,
      ])
    case .declined(let reason, let spendable):
      .group([
        p { reason },
        spendable.map { left in p { words.seatResultShort(points: words.points(left)) } } ?? .nothing,
      ])
    case .refused: p { words.seatFormWrong }
    case .unknown: p { words.seatResultUnknownText }
    case .dropped: p { words.seatResultDropped }
    }
  }

  private func factRows(_ words: Words) -> [(name: String, value: Node)] {
    var rows: [(name: String, value: Node)] = [(words.commonTime, moment(at, words))]
    if !member.isEmpty { rows.append((words.seatMember, .text(member))) }
    if let discount { rows += discount.rows(words).map { ($0, .text($1)) } }
    if let money { rows.append((words.seatAmount, .text(words.money(money)))) }
    if let receipt { rows.append((words.seatSlipReceipt, Consoles.code { receipt })) }
    if !lots.isEmpty {
      rows.append((words.seatSlipLots, ul { for lot in lots { li { lot.text(words) } } }))
    }
    return rows
  }

  private func actions(_ visit: Visit) -> Node {
    let words = visit.words
    return div(.class("actions")) {
      switch outcome {
      case .unknown:
        a(.class("button"), .href(Link.seatResult.query([("key", key)])), .autofocus) { words.seatResultAsk }
        form(.method(.post), .action(.seatDrop)) {
          formToken(visit)
          input(.type("hidden"), .name("key"), .value(key))
          button(.class("button plain")) { words.seatResultDrop }
        }
      case .booked:
        a(.id("next"), .class("button"), .href(.seat), .autofocus) { keyed("Enter", words.seatResultNext) }
        form(.id("reprint"), .method(.post), .action(.seatSlip)) {
          formToken(visit)
          input(.type("hidden"), .name("key"), .value(key))
          button(.class("button plain")) { keyed("Alt+P", words.seatResultPrint) }
        }
      case .declined, .refused, .dropped:
        a(.id("next"), .class("button"), .href(.seat), .autofocus) { keyed("Enter", words.seatResultNext) }
      }
    }
  }
}

/// Points of a lot and their end.
struct SeatLot: Sendable {
  let points: ShownPoints
  /// Nil where they have none.
  let lastDay: ShownTime?

  func text(_ words: Words) -> String {
    lastDay.map { words.seatSlipUntil(day: words.day($0), points: words.movement(points)) }
      ?? words.seatSlipForever(points: words.movement(points))
  }
}
