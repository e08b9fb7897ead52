/// The slip of an entry, once for the merchant and once for the member, on paper of 58 or 80 mm.
struct SeatSlipPage: SeatPage {
  let place: SeatHere
  let key: String
  let cashier: String
  let kind: SeatKind
  let receipt: String
  let original: String?
  let reference: String
  /// Masked.
  let member: String
  let program: String
  let points: ShownPoints
  let money: ShownMoney?
  let balance: ShownPoints?
  let lots: [SeatLot]
  let at: ShownTime
  let takenOfflineAt: ShownTime?
  /// It was printed before.
  let isAgain: Bool
  let width: SlipWidth

  var here: SeatHere? { place }
  var frame: DocumentFrame { width.frame }

  func heading(_ words: Words) -> String { words.seatSlip }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      h1(.class("unseen")) { words.seatSlip },
      copy(words.seatSlipMerchant, isMerchants: true, words),
      copy(words.seatSlipMember, isMerchants: false, words),
      slipActions(Link.seatSlip.query([("key", key)]), width, words),
    ])
  }

  private func copy(_ name: String, isMerchants: Bool, _ words: Words) -> Node {
    article(.class("slip")) {
      p(.class("slip-head")) { strong { place.merchant } }
      p(.class("slip-head")) { place.store + " \u{00B7} " + place.terminal }
      p(.class("slip-head")) { isAgain ? name + " \u{00B7} " + words.seatSlipAgain : name }
      p(.class("slip-kind")) { kind.name(words) }
      p(.class("slip-figure")) { words.movement(points) }
      slipFacts(factRows(words))
      if !lots.isEmpty {
        p { words.seatSlipLots }
        ul { for lot in lots { li { lot.text(words) } } }
      }
      if isMerchants { p(.class("sign")) { words.seatMemberSignature } }
    }
  }

  private func factRows(_ words: Words) -> [(String, String)] {
    var rows = [(words.seatSlipReceipt, receipt)]
    if let original { rows.append((words.seatSlipOriginal, original)) }
    if !reference.isEmpty { rows.append((words.seatSlipReference, reference)) }
    rows += [
      (words.commonTime, words.exactTime(at)), (words.seatSlipCashier, cashier), (words.seatMember, member),
      (words.commonProgram, program),
    ]
    if let money { rows.append((words.seatAmount, words.money(money))) }
    if let balance { rows.append((words.seatBalance, words.points(balance))) }
    if let takenOfflineAt {
      rows.append((words.seatOfflineTitle, words.seatSlipOffline(time: words.time(takenOfflineAt))))
    }
    return rows
  }
}

/// The totals of a shift, to hand over with the drawer.
struct SeatHandoverPage: SeatPage {
  struct Total: Sendable {
    let kind: SeatKind
    let program: String
    let count: Int64
    let points: ShownPoints
    let money: ShownMoney?
  }

  let place: SeatHere
  let id: String
  let cashier: String
  let openedAt: ShownTime
  let closedAt: ShownTime?
  let totals: [Total]
  let declined: Int64
  let dropped: Int64
  let width: SlipWidth

  var here: SeatHere? { place }
  var frame: DocumentFrame { width.frame }

  func heading(_ words: Words) -> String { words.seatHandover }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      h1(.class("unseen")) { words.seatHandover },
      article(.class("slip")) {
        p(.class("slip-head")) { strong { place.merchant } }
        p(.class("slip-head")) { place.store + " \u{00B7} " + place.terminal }
        p(.class("slip-kind")) { words.seatHandover }
        slipFacts(factRows(words))
        for total in totals { line(total, words) }
        p(.class("sign")) { words.seatHandoverSignature }
      },
      slipActions(.seatHandover(id), width, words),
    ])
  }

  private func factRows(_ words: Words) -> [(String, String)] {
    [
      (words.seatSlipReceipt, id), (words.seatSlipCashier, cashier),
      (words.seatHandoverOpened, words.exactTime(openedAt)),
      (words.seatHandoverClosed, closedAt.map { words.exactTime($0) } ?? words.seatHandoverRunning),
      (words.seatHandoverDeclined, words.number(declined)),
      (words.seatHandoverDropped, words.number(dropped)),
    ]
  }

  private func line(_ total: Total, _ words: Words) -> Node {
    .group([
      p(.class("slip-kind")) { total.kind.name(words) },
      slipFacts(
        [
          (words.commonProgram, total.program), (words.seatHandoverCount, words.number(total.count)),
          (words.seatUnitPoints, words.movement(total.points)),
        ] + (total.money.map { [(words.seatAmount, words.money($0))] } ?? [])),
    ])
  }
}

/// How wide the paper is; the raw value stands in addresses and in a cookie.
enum SlipWidth: String, CaseIterable, Sendable {
  case narrow = "58"
  case wide = "80"

  var frame: DocumentFrame {
    switch self {
    case .narrow:
      DocumentFrame(face: "seat paper narrow", styles: [.stylesheet, .seatStyle], scripts: [.seat])
    case .wide: DocumentFrame(face: "seat paper wide", styles: [.stylesheet, .seatStyle], scripts: [.seat])
    }
  }
}

private func slipFacts(_ rows: [(String, String)]) -> Node {
  dl(.class("slip-facts")) {
    for (name, value) in rows {
      div {
        dt { name }
        dd { value }
      }
    }
  }
}

private func slipActions(_ page: Link, _ width: SlipWidth, _ words: Words) -> Node {
  div(.class("actions unprinted")) {
    button(.id("print"), .type("button"), .class("button"), .hidden) { words.seatSlipPrint }
    a(.id("next"), .class("button plain"), .href(.seat), .autofocus) { keyed("Esc", words.seatSlipBack) }
    span(.class("hint")) { words.seatSlipWidth }
    for choice in SlipWidth.allCases {
      a(.href(page.adding([("width", choice.rawValue)])), .aria(.current, choice == width ? "true" : "false"))
      {
        choice.rawValue + " mm"
      }
    }
  }
}
