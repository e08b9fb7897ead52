/// The addresses that events are sent to on their own.
struct WebhooksPage: ConsolePage {
  let links: WebhookLinks
  let webhooks: Loaded<Batch<ShownWebhook>>
  /// Every type of event, by name.
  let kinds: [String]
  let mayChange: Bool
  var fault: String?

  var place: MenuPlace { .webhooks }

  func heading(_ words: Words) -> String { words.webhookTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: links.list, query: ListQuery(), batch: webhooks, heading: heading(words),
        introduction: words.webhookIntro, filters: [],
        columns: [
          Column(words.webhookUrl), Column(words.webhookEvents), Column(words.commonState),
          Column(words.webhookDelivered, .number),
        ], firstUse: emptyState(.quiet, words.webhookNone, words.webhookNoneText) {}
      ) { row in
        [
          twoLines(a(.href(links.webhook(row.id))) { row.url }, row.note), .text(row.events(words)),
          row.failure.isEmpty ? row.badge(words) : twoLines(row.badge(words), row.failure),
          row.deliveredAt.map { moment($0, words) } ?? .text(words.webhookNever),
        ]
      }.node(visit)
      p(.class("more")) { a(.href(links.deliveries)) { words.webhookDeliveries } }
      if mayChange {
        card(words.webhookAdd, words.webhookAddNote, id: "add") {
          deskForm(links.list, words.webhookAdd, visit) { webhookFields(nil, kinds: kinds, words) }
        }
      }
    }
  }
}

/// One webhook: how it goes, and what can be done with it.
struct WebhookPage: ConsolePage {
  let links: WebhookLinks
  let webhook: ShownWebhook
  let kinds: [String]
  let mayChange: Bool
  var fault: String?

  var place: MenuPlace { .webhooks }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { webhook.note.isEmpty ? words.webhookOne : webhook.note }

  private var own: Link { links.webhook(webhook.id) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words))
      faultNotice(fault)
      card(words.webhookOne) {
        facts(details(words))
        p(.class("more")) { a(.href(links.deliveries(of: webhook.id))) { words.webhookDeliveries } }
      }
      if mayChange {
        card(words.webhookTest, words.webhookTestNote) {
          deskForm(own.appending("test"), words.webhookTest, visit)
        }
        card(words.webhookChange) {
          deskForm(own.appending("change"), words.staffSave, isMain: false, visit) {
            webhookFields(webhook, kinds: kinds, words)
          }
        }
        card(words.webhookRotate, words.webhookRotateNote) {
          deskForm(own.appending("rotate"), words.webhookRotate, isMain: false, visit) {
            deskChoice(
              "overlap", words.webhookOverlap,
              [
                ("86400", words.webhookOverlapDay), ("604800", words.webhookOverlapWeek),
                ("3600", words.webhookOverlapHour), ("0", words.webhookOverlapNone),
              ], "86400")
          }
        }
        card(words.webhookEnd, words.webhookEndNote) {
          if webhook.standing == .active || webhook.standing == .failing {
            deskForm(own.appending("pause"), words.webhookPause, isMain: false, visit)
          } else {
            deskForm(own.appending("resume"), words.webhookResume, visit)
          }
          finalForm(own.appending("remove"), words.webhookRemove, words.webhookRemoveNote, visit)
        }
      }
    }
  }

  private func details(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.commonState, webhook.badge(words)), (words.webhookUrl, copyable(webhook.url, words)),
      (words.webhookEvents, .text(webhook.events(words))),
      (words.webhookDelivered, webhook.deliveredAt.map { moment($0, words) } ?? .text(words.webhookNever)),
    ]
    if let since = webhook.failingSince {
      pairs.append((words.webhookFailingSince, moment(since, words)))
      pairs.append((words.webhookFailure, .text(webhook.failure)))
    }
    if let until = webhook.earlierUntil { pairs.append((words.webhookEarlierUntil, moment(until, words))) }
    pairs.append((words.webhookId, copyable(webhook.id, words)))
    return pairs
  }
}
