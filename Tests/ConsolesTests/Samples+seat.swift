@testable import Consoles

extension Sample {
  static let seats: [Sample] = [
    Sample(seat: "seat-pair", SeatPairPage(isWrong: true)),
    Sample(seat: "seat-sign-in", SeatSignInPage(place: .faked, login: "101", refusal: .wrong)),
    Sample(seat: "seat-locked", SeatSignInPage(place: .faked, hasEnded: true)),
    Sample(seat: "seat-shift", SeatShiftPage(place: .faked)),
    Sample(seat: "seat-till", SeatTillPage.faked()),
    Sample(seat: "seat-till-first", SeatTillPage.faked(isFirst: true)),
    Sample(seat: "seat-till-offer", SeatTillPage.fakedOffer),
    Sample(seat: "seat-booked", SeatResultPage.faked(.booked(points: .init(128), balance: .init(5_128)))),
    Sample(
      seat: "seat-declined",
      SeatResultPage.faked(.declined(reason: "Not enough points", spendable: ShownPoints(300)))),
    Sample(seat: "seat-refused", SeatResultPage.faked(.refused)),
    Sample(seat: "seat-unknown", SeatResultPage.faked(.unknown)),
    Sample(seat: "seat-dropped", SeatResultPage.faked(.dropped)),
    Sample(
      seat: "seat-void",
      SeatVoidPage(place: .faked, key: "key", last: .faked(1), receipt: "txn_1", fault: "No such transaction")
    ),
    Sample(seat: "seat-void-none", SeatVoidPage(place: .faked, key: "key", last: nil, receipt: "")),
    Sample(
      seat: "seat-refund",
      SeatRefundPage(
        place: .faked, key: "key", currency: "CNY", receipt: "txn_<1>", fault: "More than is left")),
    Sample(seat: "seat-close", SeatClosePage(place: .faked, totals: SeatHandoverPage.faked(.wide).totals)),
    Sample(seat: "seat-slip-58", SeatSlipPage.faked(.narrow)),
    Sample(seat: "seat-slip-80-again", SeatSlipPage.faked(.wide, isAgain: true)),
    Sample(seat: "seat-handover", SeatHandoverPage.faked(.narrow)),
    Sample(seat: "seat-cards", SeatCardsPage.faked()),
    Sample(seat: "seat-cards-found", SeatCardsPage.faked(rows: 3, fault: "The <proof> is wrong")),
    Sample(seat: "seat-cards-none", SeatCardsPage.faked(rows: 0)),
    Sample(seat: "seat-card", SeatCardPage.faked([.bind, .pin, .replace, .lost])),
    Sample(seat: "seat-card-issued", SeatCardPage.faked([.activate], isBearer: false)),
    Sample(seat: "seat-card-lost", SeatCardPage.faked([.release, .replace], isBearer: false)),
    Sample(seat: "seat-card-replaced", SeatCardPage.faked([], replacedBy: "crd_2")),
    Sample(seat: "seat-keys", SeatKeysPage()),
    Sample(seat: "seat-offline", SeatOfflinePage(limits: .faked)),
  ]
}

extension SeatHere {
  static let faked = SeatHere(
    seat: "trm_01K9ZQ4T7M3V8X2C", merchant: "Harbour <Coffee>", store: "Pier 3", terminal: "W101",
    shiftSince: Faked.ago(minutes: 200))
}

extension SeatLimits {
  static let faked = SeatLimits(one: 200_000, all: 2_000_000, count: 100, seconds: 86_400, currency: "CNY")
}

extension SeatEntryRow {
  static func faked(_ place: Int64) -> SeatEntryRow {
    let states: [SeatState] = [.booked, .booked, .declined, .sent, .refused, .dropped]
    let kinds: [SeatKind] = [.earn, .spend, .topup, .card, .refund, .void]
    return SeatEntryRow(
      key: "key-\(place)", place: place, kind: kinds[Int(place) % kinds.count],
      state: states[Int(place) % states.count], member: "L* +86******8000",
      points: ShownPoints(place % 2 == 0 ? -120 : 128), money: ShownMoney(12_850, "CNY"),
      at: Faked.ago(minutes: 100 - place))
  }
}

extension SeatTillPage {
  static func faked(isFirst: Bool = false) -> SeatTillPage {
    var page = SeatTillPage(
      place: .faked, key: "key-of-form",
      programs: isFirst ? [("universal", "Points")] : [("universal", "Points"), ("beans", "Beans & more")],
      limits: .faked, recent: isFirst ? [] : (1...10).reversed().map { .faked($0) })
    if isFirst { return page }
    page.chosen = Chosen(
      id: "mem_1", name: "L* +86******8000",
      balances: [
        SeatBalance(program: "Points", points: ShownPoints(5_000), worth: ShownMoney(1_000, "CNY"))
      ], levels: [("Club", "Gold <b>")])
    page.draft = Draft(member: "<13800138000>", kind: .spend, amount: "12.50", isInPoints: true)
    page.fault = "A spend needs proof"
    page.note = "A code is on its way"
    return page
  }
}

extension SeatCardsPage {
  static func faked(rows: Int? = nil, fault: String? = nil) -> SeatCardsPage {
    var page = SeatCardsPage(
      place: .faked, key: "key-of-form",
      types: [(id: "", name: "Member card"), (id: "cty_1", name: "Gift <card>")])
    if let rows {
      page.owner = "L* +86******8000"
      page.rows = (0..<rows).map { index in
        SeatCardsPage.Row(
          id: "crd_\(index)", number: "6600********123\(index)", kind: "Gift card",
          standing: "reported <lost>")
      }
    }
    (page.sought, page.member, page.fault) = ("<13800138000>", "<138>", fault)
    page.note = rows == 0 ? "A code is on its way" : nil
    return page
  }
}

extension SeatCardPage {
  static func faked(
    _ acts: [Act], isBearer: Bool = true, replacedBy: String? = nil
  ) -> SeatCardPage {
    var page = SeatCardPage(
      place: .faked, key: "key-of-form", id: "crd_1", number: "6600011234567890", kind: "Gift <card>",
      standing: "active", until: isBearer ? "2029-03-31" : nil, holder: isBearer ? nil : "L* +86******8000",
      isBearer: isBearer, hasPIN: !isBearer, replacedBy: replacedBy, acts: acts)
    (page.member, page.isSentByCode) = ("<138>", !isBearer)
    page.fault = isBearer ? "The <code> is wrong" : nil
    page.note = isBearer ? nil : "The card is active"
    return page
  }
}

extension SeatResultPage {
  static func faked(_ outcome: Outcome) -> SeatResultPage {
    SeatResultPage(
      place: .faked, key: "key-1", kind: .earn, outcome: outcome, member: "L* +86******8000",
      money: ShownMoney(12_850, "CNY"), receipt: "txn_01K9ZQ4T7M3V8X2C5B6N",
      lots: [
        SeatLot(points: ShownPoints(100), lastDay: Faked.ago(days: -365)),
        SeatLot(points: ShownPoints(28), lastDay: nil),
      ], at: Faked.now)
  }
}

extension SeatSlipPage {
  /// Of a points card that was put in whole.
  static func fakedCard(_ width: SlipWidth) -> SeatSlipPage {
    SeatSlipPage(
      place: .faked, key: "key-2", cashier: "Wu Yan", kind: .card, receipt: "txn_01K9ZQ4T7M3V8X2C5B6P",
      original: nil, reference: "", member: "L* +86******8000", program: "Points",
      points: ShownPoints(700), money: nil, balance: ShownPoints(5_828),
      lots: [SeatLot(points: ShownPoints(700), lastDay: Faked.ago(days: -365))], at: Faked.now,
      takenOfflineAt: nil, isAgain: false,
      address: "https://points.example/member/entries/txn_01K9ZQ4T7M3V8X2C5B6P", width: width)
  }

  static func faked(
    _ width: SlipWidth, isAgain: Bool = false, discount: SeatDiscount? = nil
  ) -> SeatSlipPage {
    SeatSlipPage(
      place: .faked, key: "key-1", cashier: "Wu Yan", kind: isAgain ? .refund : .earn,
      receipt: "txn_01K9ZQ4T7M3V8X2C5B6N", original: isAgain ? "txn_01K9ZQ4T7M3V8X2C5B6M" : nil,
      reference: "R-77", member: "L* +86******8000", program: "Points",
      points: ShownPoints(isAgain ? -28 : 128), money: ShownMoney(12_850, "CNY"), discount: discount,
      balance: ShownPoints(5_128),
      lots: isAgain
        ? []
        : [
          SeatLot(points: ShownPoints(100), lastDay: Faked.ago(days: -365)),
          SeatLot(points: ShownPoints(28), lastDay: nil),
        ],
      at: Faked.now, takenOfflineAt: isAgain ? Faked.ago(minutes: 30) : nil, isAgain: isAgain,
      address: "https://points.example/member/entries/txn_01K9ZQ4T7M3V8X2C5B6N", width: width)
  }
}

extension SeatDiscount {
  static let faked = SeatDiscount(gross: ShownMoney(15_118, "CNY"), off: ShownMoney(2_268, "CNY"))
}

extension SeatTillPage {
  /// Before the money of a member with a discount is taken.
  static var fakedOffer: SeatTillPage {
    var page = SeatTillPage.faked(isFirst: true)
    page.chosen = SeatTillPage.faked().chosen
    page.draft = Draft(kind: .earn, amount: "151.18")
    page.offer = SeatOffer(
      discount: .faked, net: ShownMoney(12_850, "CNY"), rule: "15 % for <gold>", quoted: "15118-2268")
    return page
  }
}

extension SeatHandoverPage {
  static func faked(_ width: SlipWidth) -> SeatHandoverPage {
    SeatHandoverPage(
      place: .faked, id: "sft_01K9ZQ4T7M3V", cashier: "Wu Yan", openedAt: Faked.ago(minutes: 480),
      closedAt: Faked.now,
      totals: [
        Total(
          kind: .earn, program: "Points", count: 31, points: ShownPoints(4_105),
          money: ShownMoney(410_512, "CNY")),
        Total(kind: .spend, program: "Points", count: 2, points: ShownPoints(-900), money: nil),
      ], declined: 1, dropped: 0, width: width)
  }
}
