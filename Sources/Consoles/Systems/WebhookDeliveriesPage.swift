/// How far a delivery is.
enum ShownDeliveryState: String, CaseIterable, Sendable {
  case waiting, delivered, failed, cancelled

  func name(_ words: Words) -> String {
    switch self {
    case .waiting: words.webhookWaiting
    case .delivered: words.webhookTaken
    case .failed: words.webhookFailed
    case .cancelled: words.webhookCancelled
    }
  }

  func badge(_ words: Words) -> Node {
    switch self {
    case .waiting: Consoles.badge(name(words), .warn)
    case .delivered: Consoles.badge(name(words), .good)
    case .failed: Consoles.badge(name(words), .bad)
    case .cancelled: Consoles.badge(name(words), .quiet)
    }
  }
}

/// A delivery as lists and its own page show it.
struct ShownWebhookDelivery: Sendable {
  let id: String
  let kind: String
  let url: String
  let state: ShownDeliveryState
  let attempts: Int64
  /// Of HTTP; nil before the first try, 0 where no answer came.
  let status: Int?
  let milliseconds: Int64?
  let failure: String
  let nextTry: ShownTime?
  let createdAt: ShownTime

  func answer(_ words: Words) -> String {
    guard let status else { return words.commonNone }
    let code = status == 0 ? words.webhookNoAnswer : String(status)
    return milliseconds.map { code + " \u{00B7} " + words.number($0) + " ms" } ?? code
  }
}

/// What was sent, what became of it, and what waits.
struct WebhookDeliveriesPage: ConsolePage {
  static let filters = ["webhook", "state", "type", "from", "to"]

  let links: WebhookLinks
  let query: ListQuery
  let rows: Loaded<Batch<ShownWebhookDelivery>>
  /// The owner's webhooks, to choose among.
  let webhooks: [(value: String, name: String)]
  let kinds: [String]
  let mayChange: Bool

  var place: MenuPlace { .webhooks }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.webhookDeliveries }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      Listing(
        base: links.deliveries, query: query, batch: rows, heading: heading(words),
        introduction: words.webhookDeliveriesIntro,
        filters: [
          FilterField("webhook", words.webhookOne, .choice(webhooks)),
          FilterField(
            "state", words.commonState,
            .choice(ShownDeliveryState.allCases.map { ($0.rawValue, $0.name(words)) })),
          FilterField("type", words.webhookType, .choice(kinds.map { ($0, $0) })),
          FilterField("from", words.auditFrom, .day), FilterField("to", words.auditTo, .day),
        ],
        columns: [
          Column(words.webhookType), Column(words.commonState), Column(words.webhookAnswer),
          Column(words.webhookAttempts, .number), Column(words.commonTime, .number),
        ],
        firstUse: emptyState(.quiet, words.webhookNoDeliveries, words.webhookNoDeliveriesText) {}
      ) { row in
        [
          twoLines(a(.href(links.delivery(row.id))) { row.kind }, row.url),
          row.nextTry.map {
            twoLines(row.state.badge(words), words.webhookNext(time: words.time($0)))
          } ?? row.state.badge(words),
          row.failure.isEmpty ? .text(row.answer(words)) : twoLines(.text(row.answer(words)), row.failure),
          .text(words.number(row.attempts)), moment(row.createdAt, words),
        ]
      }.node(visit)
      resending(visit)
    }
  }

  @Nodes private func resending(_ visit: Visit) -> [Node] {
    if mayChange, case .loaded(let batch) = rows, !batch.rows.isEmpty {
      card(visit.words.webhookResendAll, visit.words.webhookResendNote) {
        deskForm(
          links.deliveries.appending("resend"), visit.words.webhookResendAll, isMain: false, visit
        ) {
          for (name, value) in query.filters.sorted(by: { $0.key < $1.key }) {
            input(.type("hidden"), .name(name), .value(value))
          }
        }
      }
    }
  }
}

/// One delivery: every try, and what it says.
struct WebhookDeliveryPage: ConsolePage {
  struct Attempt: Sendable {
    let number: Int64
    let at: ShownTime
    let status: Int
    let milliseconds: Int64
    let failure: String
  }

  let links: WebhookLinks
  let delivery: ShownWebhookDelivery
  let webhookID: String
  let messageID: String
  let body: String
  let attempts: [Attempt]
  let mayChange: Bool

  var place: MenuPlace { .webhooks }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { delivery.kind }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words))
      card(words.webhookDelivery) {
        facts(
          [
            (words.commonState, delivery.state.badge(words)),
            (words.webhookUrl, a(.href(links.webhook(webhookID))) { delivery.url }),
            ("webhook-id", copyable(messageID, words)),
            (words.commonTime, moment(delivery.createdAt, words)),
          ] + (delivery.nextTry.map { [(words.webhookNextTry, moment($0, words))] } ?? []))
        if mayChange, delivery.state != .waiting {
          deskForm(links.delivery(delivery.id).appending("resend"), words.webhookResend, visit)
        }
      }
      card(words.webhookAttempts) {
        if attempts.isEmpty {
          p(.class("none")) { words.webhookNoAttempts }
        } else {
          DataTable(
            name: words.webhookAttempts,
            columns: [
              Column("#"), Column(words.webhookAnswer), Column(words.webhookFailure),
              Column(words.commonTime, .number),
            ], rows: attempts.map { row($0, words) }
          ).node
        }
      }
      card(words.webhookBody, words.webhookBodyNote) {
        div(.class("code")) { pre(.tabindex(0)) { code { body } } }
      }
    }
  }

  private func row(_ attempt: Attempt, _ words: Words) -> [Node] {
    let answer = attempt.status == 0 ? words.webhookNoAnswer : String(attempt.status)
    return [
      .text(words.number(attempt.number)),
      .text(answer + " \u{00B7} " + words.number(attempt.milliseconds) + " ms"),
      .text(attempt.failure.isEmpty ? words.commonNone : attempt.failure),
      .text(words.exactTime(attempt.at)),
    ]
  }
}
