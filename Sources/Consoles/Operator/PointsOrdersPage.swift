/// Where an order of points stands; raw values are stored.
enum ShownOrderState: String, CaseIterable, Sendable {
  case waiting, noted, paid, credited, declined, lapsed, returning, returned

  func name(_ words: Words) -> String {
    switch self {
    case .waiting: words.buyStateWaiting
    case .noted: words.buyStateNoted
    case .paid: words.buyStatePaid
    case .credited: words.buyStateCredited
    case .declined: words.buyStateDeclined
    case .lapsed: words.buyStateLapsed
    case .returning: words.buyStateReturning
    case .returned: words.buyStateReturned
    }
  }

  /// What goes on by itself; nil where nothing does.
  func following(_ words: Words) -> String? {
    switch self {
    case .paid: words.buyPaidText
    case .returning: words.buyReturningText
    case .waiting, .noted, .credited, .declined, .lapsed, .returned: nil
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .waiting, .noted, .paid, .returning: .warn
      case .credited: .good
      case .declined: .bad
      case .lapsed, .returned: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// An order of points as lists show it.
struct PointsOrderRow: Sendable {
  let id: String
  let member: String
  let memberName: String
  let program: String
  let points: ShownPoints
  let price: ShownMoney
  let state: ShownOrderState
  /// Whether its money is to go back and has not yet.
  let owesMoney: Bool
  /// Who gets the points; nil: who buys.
  let receiver: Receiver?
  /// What the buyer wrote to them.
  let words: String
  let createdAt: ShownTime

  struct Receiver: Sendable {
    let id: String
    let name: String
  }
}

/// Points that members buy: what was paid this month, what is to go back, and every order.
struct PointsOrdersPage: ConsolePage {
  /// Of one programme, this month.
  struct Sales: Sendable {
    let program: String
    let orders: Int64
    let points: ShownPoints
    let paid: ShownMoney
    let repaid: ShownMoney
    let owed: ShownMoney
  }

  static let filters = ["state"]

  let query: ListQuery
  let sales: Loaded<[Sales]>
  let orders: Loaded<Batch<PointsOrderRow>>

  var place: MenuPlace { .pointsOrders }

  func heading(_ words: Words) -> String { words.buyOrders }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      Listing(
        base: .pointsOrders, query: query, batch: orders, heading: heading(words),
        introduction: words.buyOrdersIntro,
        filters: [
          FilterField(
            "state", words.commonState,
            .choice(ShownOrderState.allCases.map { ($0.rawValue, $0.name(words)) }))
        ],
        columns: [
          Column(words.commonMember), Column(words.commonState), Column(words.commonPoints, .number),
          Column(words.buyPrice, .number), Column(words.commonTime, .number),
        ], firstUse: emptyState(.quiet, words.buyOrdersNone, words.buyOrdersNoneText) {}
      ) { row in
        [
          twoLines(
            Node { a(.href(Link.pointsOrders.appending(row.id))) { row.memberName } },
            row.receiver.map { words.buyFor(name: $0.name) + " \u{00B7} " + row.program } ?? row.program),
          Node {
            row.state.badge(words)
            if row.owesMoney { badge(words.buyOwes, .bad) }
          },
          .text(words.points(row.points)), .text(words.money(row.price)), moment(row.createdAt, words),
        ]
      }.node(visit)
      card(words.buySales, words.buySalesNote) {
        sales.node(visit) { sales in
          DataTable(
            name: words.buySales,
            columns: [
              Column(words.commonProgram), Column(words.buyCount, .number),
              Column(words.commonPoints, .number), Column(words.buyPaid, .number),
              Column(words.buyRepaid, .number), Column(words.buyOwed, .number),
            ],
            rows: sales.map { row in
              [
                .text(row.program), .text(words.number(row.orders)), .text(words.points(row.points)),
                .text(words.money(row.paid)), .text(words.money(row.repaid)), .text(words.money(row.owed)),
              ]
            }
          ).node
        }
      }
    }
  }
}

/// One order of points, and what finance may note of it now.
struct PointsOrderPage: ConsolePage {
  let row: PointsOrderRow
  let payUntil: ShownTime
  /// The last day of its points; nil for never.
  let end: ShownTime?
  let paidAt: ShownTime?
  /// What is merely noted is shown to nobody else, who would only repeat it.
  let payment: String?
  /// Whether the viewer is the one who said that it is paid.
  let isOwnNote: Bool
  let returnUntil: ShownTime?
  let repaidAt: ShownTime?
  let repayment: String?
  let transactions: [String]
  let maySettle: Bool
  var typed = ""
  var typedMoney = ""
  var fault: String?

  var place: MenuPlace { .pointsOrders }
  var isBelowPlace: Bool { true }
  private var link: Link { .pointsOrders.appending(row.id) }

  func heading(_ words: Words) -> String { words.buyOrder }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      card(words.buyOrder) {
        facts(lines(words))
        if let note = row.state.following(words) { p(.class("hint")) { note } }
      }
      if maySettle { acts(visit) }
      p(.class("more")) { a(.href(.pointsOrders)) { words.buyOrders } }
    }
  }

  private func lines(_ words: Words) -> [(name: String, value: Node)] {
    var lines: [(name: String, value: Node)] = [
      (words.commonMember, a(.href(.member(row.member))) { row.memberName })
    ]
    if let receiver = row.receiver {
      lines.append((words.buyReceiver, a(.href(.member(receiver.id))) { receiver.name }))
    }
    if !row.words.isEmpty { lines.append((words.buyMessage, .text(row.words))) }
    lines += [
      (words.commonProgram, .text(row.program)), (words.commonPoints, .text(words.points(row.points))),
      (words.buyPrice, .text(words.money(row.price))), (words.buyOrderedAt, moment(row.createdAt, words)),
      (words.buyPayUntil, moment(payUntil, words)),
      (words.reinstateNewEnd, .text(end.map(words.day) ?? words.commonNever)),
    ]
    if let paidAt { lines.append((words.buyPaidAt, moment(paidAt, words))) }
    if let payment { lines.append((words.buyPayment, .text(payment))) }
    if let returnUntil { lines.append((words.buyReturnUntil, moment(returnUntil, words))) }
    if let repaidAt { lines.append((words.buyRepaidAt, moment(repaidAt, words))) }
    if let repayment { lines.append((words.buyRepayment, .text(repayment))) }
    for transaction in transactions {
      lines.append((words.buyTransaction, a(.href(.transaction(transaction))) { transaction }))
    }
    return lines
  }

  @Nodes private func acts(_ visit: Visit) -> [Node] {
    let words = visit.words
    if row.state == .waiting || row.state == .noted && !isOwnNote {
      card(words.buyPayAct, row.state == .noted ? words.buySecondNote : words.buyPayNote) {
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
    if row.owesMoney {
      card(words.buyRepayAct, words.buyRepayNote) {
        deskForm(link.appending("repay"), words.buyRepayAct, visit) {
          deskField("repayment", words.buyRepayment, typed, length: 64)
        }
      }
    }
  }
}
