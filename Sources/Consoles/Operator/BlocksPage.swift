/// Where an order of a block stands; raw values are stored.
enum ShownBlockState: String, CaseIterable, Sendable {
  case waiting, noted, paid, lapsed

  /// - Parameter isDesk: in a merchant's console: how many of the operator's people have looked is theirs.
  func name(_ words: Words, isDesk: Bool = false) -> String {
    switch self {
    case .waiting: words.buyStateWaiting
    case .noted: isDesk ? words.blockStateChecking : words.buyStateNoted
    case .paid: words.blockStatePaid
    case .lapsed: words.blockStateLapsed
    }
  }

  func badge(_ words: Words, isDesk: Bool = false) -> Node {
    let tone: Tone =
      switch self {
      case .waiting, .noted: .warn
      case .paid: .good
      case .lapsed: .quiet
      }
    return Consoles.badge(name(words, isDesk: isDesk), tone)
  }
}

/// An order of a block as lists show it.
struct BlockRow: Sendable {
  let id: String
  let merchant: String
  let program: String
  let points: ShownPoints
  let price: ShownMoney
  let state: ShownBlockState
  /// The place in which it is used, once it is paid.
  let number: Int64?
  let createdAt: ShownTime
}

/// Blocks that merchants buy before they give points: where little is left, and every order.
struct BlocksPage: ConsolePage {
  /// A merchant with little left in a programme.
  struct Low: Sendable {
    let merchantID: String
    let merchant: String
    let program: String
    let mode: String
    let left: ShownPoints
  }

  static let filters = ["state", "merchant"]
  /// How many merchants with little left are shown.
  static let lowShown: Int64 = 50

  let query: ListQuery
  let low: Loaded<[Low]>
  let blocks: Loaded<Batch<BlockRow>>

  var place: MenuPlace { .pointsBlocks }

  func heading(_ words: Words) -> String { words.blockTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .pointsBlocks, query: query, batch: blocks, heading: heading(words),
      introduction: words.blockIntro, lead: low.node(visit) { lowTable($0, words) },
      filters: [
        FilterField(
          "state", words.commonState,
          .choice(ShownBlockState.allCases.map { ($0.rawValue, $0.name(words)) })),
        FilterField("merchant", words.commonMerchant, .text(placeholder: words.blockMerchantCode)),
      ],
      columns: [
        Column(words.commonMerchant), Column(words.commonState), Column(words.commonPoints, .number),
        Column(words.buyPrice, .number), Column(words.commonTime, .number),
      ], firstUse: emptyState(.quiet, words.blockNone, words.blockNoneText) {}
    ) { row in
      [
        twoLines(a(.href(Link.pointsBlocks.appending(row.id))) { row.merchant }, row.program),
        row.state.badge(words), .text(words.points(row.points)), .text(words.money(row.price)),
        moment(row.createdAt, words),
      ]
    }.node(visit)
  }

  private func lowTable(_ rows: [Low], _ words: Words) -> Node {
    if rows.isEmpty { return .nothing }
    return card(words.fundingLowMerchants, words.fundingLowMerchantsNote(count: Self.lowShown)) {
      DataTable(
        name: words.fundingLowMerchants,
        columns: [
          Column(words.commonMerchant), Column(words.fundingMode), Column(words.fundingLeft, .number),
        ],
        rows: rows.map { row in
          [
            twoLines(a(.href(.issuingFunding(row.merchantID))) { row.merchant }, row.program),
            .text(row.mode), .text(words.points(row.left)),
          ]
        }
      ).node
    }
  }
}

/// One order of a block: for the operator with what finance may note of it, for its merchant with how to pay.
struct BlockPage: ConsolePage {
  let row: BlockRow
  let merchantID: String
  let terms: Int64
  let payUntil: ShownTime
  let paidAt: ShownTime?
  /// What is merely noted is shown to nobody else, who would only repeat it.
  var payment: String?
  /// Whether the viewer is the one who said that it is paid.
  var isOwnNote = false
  var maySettle = false
  var typed = ""
  var typedMoney = ""
  var fault: String?

  var place: MenuPlace { .pointsBlocks }
  var isBelowPlace: Bool { true }
  private var link: Link { .pointsBlocks.appending(row.id) }

  func heading(_ words: Words) -> String { words.blockOrder }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let isDesk = visit.desk != nil
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words, isDesk: isDesk)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      if isDesk, row.state == .waiting { transfer(words) }
      card(words.blockOrder, words.blockTerms(number: words.number(terms))) {
        facts(lines(words, isDesk: isDesk))
      }
      if !isDesk, maySettle { acts(visit) }
      p(.class("more")) { a(.href(isDesk ? .deskBlocks : .pointsBlocks)) { words.blockTitle } }
    }
  }

  private func transfer(_ words: Words) -> Node {
    card(words.blockTransfer, words.blockTransferText) {
      facts([
        (words.blockTransferSum, .text(words.money(row.price))),
        (words.blockTransferReference, copyable(row.id, words)),
        (words.buyPayUntil, moment(payUntil, words)),
      ])
    }
  }

  private func lines(_ words: Words, isDesk: Bool) -> [(name: String, value: Node)] {
    var lines: [(name: String, value: Node)] = []
    if !isDesk {
      lines.append((words.commonMerchant, a(.href(.issuingFunding(merchantID))) { row.merchant }))
    }
    lines += [
      (words.commonProgram, .text(row.program)), (words.commonPoints, .text(words.points(row.points))),
      (words.buyPrice, .text(words.money(row.price))), (words.buyOrderedAt, moment(row.createdAt, words)),
      (words.buyPayUntil, moment(payUntil, words)),
    ]
    if let paidAt { lines.append((words.buyPaidAt, moment(paidAt, words))) }
    if let payment { lines.append((words.buyPayment, .text(payment))) }
    if let number = row.number {
      lines.append((words.blockPlace, .text(words.blockPlaceNumber(number: words.number(number)))))
    }
    return lines
  }

  @Nodes private func acts(_ visit: Visit) -> [Node] {
    let words = visit.words
    if row.state == .waiting || row.state == .noted && !isOwnNote {
      card(words.buyPayAct, row.state == .noted ? words.blockSecondNote : words.blockPayNote) {
        deskForm(link.appending("pay"), words.buyPayAct, visit) {
          deskField("payment", words.buyPayment, typed, length: 64)
          deskField("amount", words.buyAmount(currency: row.price.currency), typedMoney, length: 20)
        }
      }
    }
    if row.state == .noted {
      card(words.buyDropAct, isOwnNote ? words.buyOwnNote : words.buyDropNote) {
        deskForm(link.appending("drop"), words.buyDropAct, isMain: false, visit)
      }
    }
  }
}
