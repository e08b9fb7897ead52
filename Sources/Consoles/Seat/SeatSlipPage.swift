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
  /// What was taken off before the money was paid.
  var discount: SeatDiscount?
  let balance: ShownPoints?
  let lots: [SeatLot]
  let at: ShownTime
  let takenOfflineAt: ShownTime?
  /// It was printed before.
  let isAgain: Bool
  /// Where the member finds the entry on the site, whole, for the code on their copy.
  let address: String
  let width: SlipWidth

  var here: SeatHere? { place }
  var frame: DocumentFrame { width.frame }

  func heading(_ words: Words) -> String { words.seatSlip }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let page = Link.seatSlip.query([("key", key)])
    return .group([
      h1(.class("unseen")) { words.seatSlip },
      .group(slips(words).map { $0.node }),
      slipActions(page, Link.seatSlipFile.query([("key", key)]), width, words),
    ])
  }

  /// The merchant's copy, then the member's.
  func slips(_ words: Words) -> [Slip] {
    [(words.seatSlipMerchant, true), (words.seatSlipMember, false)].map { name, isMerchants in
      var lines: [SlipLine] = [
        .head(place.merchant, isStrong: true), .head(place.store + " \u{00B7} " + place.terminal),
        .head(isAgain ? name + " \u{00B7} " + words.seatSlipAgain : name), .kind(kind.name(words)),
        .figure(words.movement(points)), .facts(factRows(words)),
      ]
      if !lots.isEmpty { lines.append(.list(words.seatSlipLots, lots.map { $0.text(words) })) }
      lines.append(isMerchants ? .signature(words.seatMemberSignature) : .code(address, words.seatSlipCode))
      return Slip(lines: lines)
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
    if let discount { rows += discount.rows(words) }
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
      slip(words).node,
      slipActions(.seatHandover(id), .seatHandoverFile(id), width, words),
    ])
  }

  func slip(_ words: Words) -> Slip {
    var lines: [SlipLine] = [
      .head(place.merchant, isStrong: true), .head(place.store + " \u{00B7} " + place.terminal),
      .kind(words.seatHandover), .facts(factRows(words)),
    ]
    for total in totals {
      lines += [
        .kind(total.kind.name(words)),
        .facts(
          [
            (words.commonProgram, total.program), (words.seatHandoverCount, words.number(total.count)),
            (words.seatUnitPoints, words.movement(total.points)),
          ] + (total.money.map { [(words.seatAmount, words.money($0))] } ?? [])),
      ]
    }
    lines.append(.signature(words.seatHandoverSignature))
    return Slip(lines: lines)
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

private func slipActions(_ page: Link, _ file: Link, _ width: SlipWidth, _ words: Words) -> Node {
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
    a(.id("escpos"), .class("button plain"), .href(file.adding([("width", width.rawValue)]))) {
      words.seatSlipFile
    }
  }
}
