import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension WebhookFace {
  func deliveries(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      try visit.principal.require(.events)
      let query = ListQuery(parsing: asked.query.items, filters: WebhookDeliveriesPage.filters, sorts: [])
      let webhooks = try await coalition.webhooks(by: visit.principal)
      let rows = await visit.loaded { try await self.rows(query, visit) }
      let page = WebhookDeliveriesPage(
        links: links, query: query, rows: rows,
        webhooks: webhooks.map { (coalition.publicIDs.text($0.id), $0.note.isEmpty ? $0.url : $0.note) },
        kinds: Event.Kind.allCases.map(\.rawValue) + [WebhookDelivery.testKind],
        mayChange: visit.principal.scopes.contains(.keys))
      return faces.page(page.render(visit.visit))
    }
  }

  func delivery(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      do {
        let file = try await coalition.webhookDelivery(try deliveryID(asked), by: visit.principal)
        let page = WebhookDeliveryPage(
          links: links, delivery: ShownWebhookDelivery(file.delivery, coalition),
          webhookID: coalition.publicIDs.text(file.delivery.webhook), messageID: file.messageID,
          body: file.body,
          attempts: file.attempts.map {
            .init(
              number: Int64($0.number), at: ShownTime($0.at), status: $0.status,
              milliseconds: Int64($0.milliseconds), failure: $0.failure)
          }, mayChange: visit.principal.scopes.contains(.keys))
        return faces.page(page.render(visit.visit))
      } catch WebhookRefusal.deliveryNotFound { throw HTTPError(.notFound) }
    }
  }

  func resendOne(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, _ in
      do {
        try await coalition.resendWebhooks(
          WebhookDeliveryQuery(), only: try deliveryID(asked), by: visit.principal)
      } catch WebhookRefusal.deliveryNotFound { throw HTTPError(.notFound) }
      return faces.redirect(to: links.delivery(asked.id))
    }
  }

  /// Sends again what the list's filters leave.
  func resendMatching(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      let query = ListQuery(parsing: form.items, filters: WebhookDeliveriesPage.filters, sorts: [])
      guard let wanted = wanted(query) else { throw HTTPError(.notFound) }
      try await coalition.resendWebhooks(wanted, by: visit.principal)
      return faces.redirect(to: query.link(on: links.deliveries))
    }
  }

  private func deliveryID(_ asked: Asked) throws -> WebhookDeliveryID {
    guard let id: WebhookDeliveryID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  /// Nil where the address names a webhook that is none.
  private func wanted(_ query: ListQuery) -> WebhookDeliveryQuery? {
    let calendar = coalition.settings.calendar
    var wanted = WebhookDeliveryQuery()
    if !query["webhook"].isEmpty {
      guard let id: WebhookID = coalition.publicIDs.id(query["webhook"]) else { return nil }
      wanted.webhook = id
    }
    wanted.state = WebhookDelivery.State(rawValue: query["state"])
    wanted.kind = query["type"].isEmpty ? nil : query["type"]
    wanted.from = CivilDate(query["from"]).map { calendar.start(ofDate: $0.daysSince1970) }
    wanted.until = CivilDate(query["to"]).map { calendar.end(ofDate: $0.daysSince1970) }
    return wanted
  }

  private func rows(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<ShownWebhookDelivery> {
    guard let wanted = wanted(query) else { return Batch([]) }
    let after: WebhookDeliveryID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.webhookDeliveries(
      wanted, PageRequest(limit: query.limit, after: after), by: visit.principal)
    let rows = page.items.map { ShownWebhookDelivery($0, coalition) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }
}

extension ShownWebhookDelivery {
  init(_ delivery: WebhookDelivery, _ coalition: Coalition) {
    self.init(
      id: coalition.publicIDs.text(delivery.id), kind: delivery.kind, url: delivery.url,
      state: ShownDeliveryState(rawValue: delivery.state.rawValue) ?? .waiting,
      attempts: Int64(delivery.attempts), status: delivery.last?.status,
      milliseconds: delivery.last.map { Int64($0.milliseconds) }, failure: delivery.last?.failure ?? "",
      nextTry: delivery.state == .waiting ? ShownTime(delivery.nextTryAt) : nil,
      createdAt: ShownTime(delivery.createdAt))
  }
}
