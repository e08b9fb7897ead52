/// Where the pages of webhooks lie in a console.
struct WebhookLinks: Sendable {
  let list: Link
  let deliveries: Link

  static let operators = WebhookLinks(list: .webhooks, deliveries: .webhookDeliveries)
  static let desk = WebhookLinks(list: .deskWebhooks, deliveries: .deskWebhookDeliveries)

  func webhook(_ id: String) -> Link { list.appending(id) }
  func delivery(_ id: String) -> Link { deliveries.appending(id) }
  func deliveries(of id: String) -> Link { deliveries.query([("webhook", id)]) }
}

/// A webhook as pages show it.
struct ShownWebhook: Sendable {
  enum Standing: Sendable { case active, failing, paused, disabled }

  let id: String
  let url: String
  let note: String
  /// Types by name; empty for all.
  let kinds: [String]
  let standing: Standing
  let failure: String
  let failingSince: ShownTime?
  let deliveredAt: ShownTime?
  let earlierUntil: ShownTime?
  let createdAt: ShownTime

  func badge(_ words: Words) -> Node {
    switch standing {
    case .active: Consoles.badge(words.webhookActive, .good)
    case .failing: Consoles.badge(words.webhookFailing, .bad)
    case .paused: Consoles.badge(words.webhookPaused, .quiet)
    case .disabled: Consoles.badge(words.webhookDisabled, .bad)
    }
  }

  func events(_ words: Words) -> String {
    kinds.isEmpty ? words.webhookAll : kinds.joined(separator: ", ")
  }
}

/// The fields of a webhook, to add one or to change one.
func webhookFields(_ shown: ShownWebhook?, kinds: [String], _ words: Words) -> Node {
  Node {
    deskField("url", words.webhookUrl, shown?.url ?? "", type: "url", length: 500)
    deskField("note", words.webhookNote, shown?.note ?? "", isRequired: false)
    details(shown?.kinds.isEmpty == false ? [.open] : []) {
      summary { words.webhookEvents }
      fieldset {
        legend { words.webhookEventsHint }
        div(.class("checks")) {
          for kind in kinds {
            label(.class("check")) {
              input(
                [.type("checkbox"), .name("kind_" + kind), .value("1")]
                  + (shown?.kinds.contains(kind) == true ? [.checked] : []))
              code { kind }
            }
          }
        }
      }
    }
  }
}

/// A secret of a webhook, this once.
struct WebhookSecretPage: ConsolePage {
  let links: WebhookLinks
  let id: String
  let url: String
  let secret: String
  var earlierUntil: ShownTime?

  var place: MenuPlace { .webhooks }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.webhookSecret }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.webhookSecretOnce)
      card(url) {
        facts(
          [(words.webhookSecret, copyable(secret, words))]
            + (earlierUntil.map { [(words.webhookEarlierUntil, moment($0, words))] } ?? []))
      }
      p { a(.href(links.webhook(id))) { words.webhookOpen } }
    }
  }
}
