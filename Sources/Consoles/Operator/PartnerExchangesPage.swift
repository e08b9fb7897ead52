/// What is certain of an exchange with a partner; raw values are stored.
enum ShownPartnerState: String, CaseIterable, Sendable {
  case begun, held, unknown, accepted, declined, confirming, done, refused

  func name(_ words: Words) -> String {
    switch self {
    case .begun: words.partnerStateBegun
    case .held: words.partnerStateHeld
    case .unknown: words.partnerStateUnknown
    case .accepted: words.partnerStateAccepted
    case .declined: words.partnerStateDeclined
    case .confirming: words.partnerStateConfirming
    case .done: words.partnerStateDone
    case .refused: words.partnerStateRefused
    }
  }

  func badge(_ words: Words) -> Node {
    switch self {
    case .done: Consoles.badge(name(words), .good)
    case .refused: Consoles.badge(name(words), .quiet)
    case .unknown: Consoles.badge(name(words), .bad)
    case .begun, .held, .accepted, .declined, .confirming: Consoles.badge(name(words), .warn)
    }
  }
}

/// A line of the list of exchanges with partners.
struct PartnerExchangeRow: Sendable {
  let id: String
  let partner: String
  let member: String
  let memberLink: String
  let isOut: Bool
  let points: ShownPoints
  let program: String
  let theirPoints: ShownPoints
  let state: ShownPartnerState
  let at: ShownTime

  func way(_ words: Words) -> String { isOut ? words.partnerOut : words.partnerIn }
}

/// Exchanges with partners, newest first.
struct PartnerExchangesPage: ConsolePage {
  static let filters = ["state", "partner"]

  let query: ListQuery
  let exchanges: Loaded<Batch<PartnerExchangeRow>>
  let partners: [(value: String, name: String)]

  var place: MenuPlace { .partners }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.partnerExchanges }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .partnerExchanges, query: query, batch: exchanges, heading: heading(words),
      introduction: words.partnerExchangesIntro,
      filters: [
        FilterField(
          "state", words.commonState,
          .choice(ShownPartnerState.allCases.map { ($0.rawValue, $0.name(words)) })),
        FilterField("partner", words.partnerOne, .choice(partners)),
      ],
      columns: [
        Column(words.partnerOne), Column(words.commonState), Column(words.commonMember),
        Column(words.commonPoints, .number), Column(words.partnerTheirs, .number),
        Column(words.commonTime, .number),
      ], firstUse: emptyState(.quiet, words.partnerExchangesNone, words.partnerExchangesNoneText) {}
    ) { row in
      [
        twoLines(
          Node { a(.href(Link.partnerExchanges.appending(row.id))) { row.partner } }, row.way(words)),
        row.state.badge(words), Node { a(.href(.member(row.memberLink))) { row.member } },
        twoLines(.text(words.points(row.points)), row.program), .text(words.points(row.theirPoints)),
        moment(row.at, words),
      ]
    }.node(visit)
  }
}

/// One exchange with a partner: what is certain, what was asked, and another try.
struct PartnerExchangePage: ConsolePage {
  struct Attempt: Sendable {
    let at: ShownTime
    let status: String
    let milliseconds: Int64
    let outcome: String
  }

  let row: PartnerExchangeRow
  let account: String
  let reference: String
  let reason: String
  let transaction: String?
  let tries: Int64
  let nextTryAt: ShownTime?
  let attempts: [Attempt]
  let mayRetry: Bool
  var fault: String?

  var place: MenuPlace { .partners }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.partnerExchange }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    func given(_ text: String) -> Node { .text(text.isEmpty ? words.commonNone : text) }
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { words.points(row.points) + " " + row.program }
          copyable(row.id, words)
        }
      }
      card(words.partnerExchange) {
        facts([
          (words.partnerOne, .text(row.partner)), (words.partnerDirection, .text(row.way(words))),
          (words.commonMember, a(.href(.member(row.memberLink))) { row.member }),
          (words.partnerTheirs, .text(words.points(row.theirPoints))), (words.partnerAccount, given(account)),
          (words.partnerReference, given(reference)), (words.partnerReason, given(reason)),
          (
            words.commonTransaction,
            transaction.map { id in a(.href(.transaction(id))) { id } } ?? .text(words.commonNone)
          ),
          (words.commonTime, moment(row.at, words)), (words.partnerTries, .text(words.number(tries))),
          (words.partnerNextTry, nextTryAt.map { moment($0, words) } ?? .text(words.commonNone)),
        ])
      }
      card(words.partnerAttempts) { attemptList(words) }
      if mayRetry {
        card(words.partnerRetry, words.partnerRetryNote) {
          deskForm(Link.partnerExchanges.appending(row.id).appending("retry"), words.partnerRetry, visit)
        }
      }
    }
  }

  private func attemptList(_ words: Words) -> Node {
    if attempts.isEmpty { return p(.class("none")) { words.partnerAttemptsNone } }
    return DataTable(
      name: words.partnerAttempts,
      columns: [
        Column(words.commonTime), Column(words.partnerAttemptAnswer), Column("HTTP", .number),
        Column(words.partnerAttemptTook, .number),
      ],
      rows: attempts.map { attempt in
        [
          moment(attempt.at, words), .text(attempt.outcome), .text(attempt.status),
          .text(words.number(attempt.milliseconds) + " ms"),
        ]
      }
    ).node
  }
}
