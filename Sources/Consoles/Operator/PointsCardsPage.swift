/// Where a batch of points cards stands; raw values are stored.
enum ShownBatchState: String, CaseIterable, Sendable {
  case making, ready, frozen, voiding, voided, expiring, expired

  func badge(_ words: Words) -> Node {
    switch self {
    case .making: Consoles.badge(words.batchMaking, .warn)
    case .ready: Consoles.badge(words.batchReady, .good)
    case .frozen: Consoles.badge(words.batchFrozen, .bad)
    case .voiding: Consoles.badge(words.batchVoiding, .warn)
    case .voided: Consoles.badge(words.batchVoided, .quiet)
    case .expiring: Consoles.badge(words.batchExpiring, .warn)
    case .expired: Consoles.badge(words.batchExpired, .quiet)
    }
  }
}

/// Batches of points cards: what stands on them, what became of them, and a form for a new one.
struct PointsCardsPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let program: String
    let purpose: String
    let issuer: String
    let points: ShownPoints
    let count: Int64
    let sold: Int64
    let redeemed: Int64
    let outstanding: ShownPoints
    let validUntil: ShownTime
    let state: ShownBatchState
  }

  /// That somebody guesses at codes.
  struct Alarm: Sendable {
    let subject: String
    let failures: Int64
    let at: ShownTime
  }

  let query: ListQuery
  let batches: Loaded<Batch<Row>>
  let alarms: [Alarm]
  let programs: [(value: String, name: String)]
  /// Whether the viewer may propose one.
  let mayPropose: Bool
  var typed: [String: String] = [:]
  var fault: String?

  static let fields = [
    "program", "points", "count", "purpose", "merchant", "buyer", "until", "reason",
  ]

  var place: MenuPlace { .pointsCards }

  func heading(_ words: Words) -> String { words.batchTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      if !alarms.isEmpty { alarmCard(words) }
      Listing(
        base: .pointsCards, query: query, batch: batches, heading: heading(words),
        introduction: words.batchIntro, filters: [],
        columns: [
          Column(words.batchOne), Column(words.commonState), Column(words.batchEach, .number),
          Column(words.batchCount, .number), Column(words.batchSold, .number),
          Column(words.batchRedeemed, .number), Column(words.batchOutstanding, .number),
          Column(words.batchValidUntil, .number),
        ], firstUse: emptyState(.quiet, words.batchNone, words.batchNoneText) {}
      ) { row in
        [
          twoLines(
            Node { a(.href(Link.pointsCards.appending(row.id))) { row.program } },
            "\(row.purpose) \u{00B7} \(row.issuer)"),
          row.state.badge(words), .text(words.points(row.points)), .text(words.number(row.count)),
          .text(words.number(row.sold)), .text(words.number(row.redeemed)),
          .text(words.points(row.outstanding)), moment(row.validUntil, words),
        ]
      }.node(visit)
      if mayPropose { card(words.batchNew, words.batchNewNote) { proposing(visit) } }
    }
  }

  private func alarmCard(_ words: Words) -> Node {
    card(words.batchAlarms, words.batchAlarmsNote) {
      DataTable(
        name: words.batchAlarms,
        columns: [
          Column(words.batchAlarmWho), Column(words.batchAlarmFailures, .number),
          Column(words.commonTime, .number),
        ],
        rows: alarms.map { [.text($0.subject), .text(words.number($0.failures)), moment($0.at, words)] }
      ).node
    }
  }

  private func proposing(_ visit: Visit) -> Node {
    let words = visit.words
    return deskForm(.pointsCards, words.batchPropose, visit) {
      deskChoice("program", words.commonProgram, programs, typed["program"] ?? "")
      deskField("points", words.batchEach, typed["points"] ?? "", length: 20)
      deskField("count", words.batchCount, typed["count"] ?? "", type: "number", length: 6)
      deskChoice(
        "purpose", words.batchPurpose,
        [
          ("sale", words.batchPurposeSale), ("gift", words.batchPurposeGift),
          ("campaign", words.batchPurposeCampaign),
        ], typed["purpose"] ?? "")
      deskField("merchant", words.batchIssuer, typed["merchant"] ?? "", isRequired: false, length: 32)
      deskField("buyer", words.batchBuyer, typed["buyer"] ?? "", isRequired: false)
      deskField("until", words.batchLastDay, typed["until"] ?? "", type: "date", length: 10)
      deskField("reason", words.approvalReason, typed["reason"] ?? "", length: 200)
    }
  }
}
