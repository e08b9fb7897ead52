import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

/// The pages of webhooks: the same in both consoles, each person's with their own.
struct WebhookFace: Sendable {
  let faces: Faces
  let coalition: Coalition
  let door: StaffDoor
  let links: WebhookLinks

  /// - Parameter face: the console's first part of every path.
  func routes(under face: String) -> [FaceRoute] {
    func path(_ rest: String) -> RouterPath { RouterPath(face + "/" + rest) }
    return [
      (.get, path("webhooks"), list), (.post, path("webhooks"), add),
      (.get, path("webhooks/:id"), show), (.post, path("webhooks/:id/change"), change),
      (.post, path("webhooks/:id/test"), test), (.post, path("webhooks/:id/rotate"), rotate),
      (.post, path("webhooks/:id/pause"), pause), (.post, path("webhooks/:id/resume"), resume),
      (.post, path("webhooks/:id/remove"), remove),
      (.get, path("webhook-deliveries"), deliveries),
      (.post, path("webhook-deliveries/resend"), resendMatching),
      (.get, path("webhook-deliveries/:id"), delivery),
      (.post, path("webhook-deliveries/:id/resend"), resendOne),
    ]
  }

  private static let kinds = Event.Kind.allCases.map(\.rawValue)

  func list(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      try visit.principal.require(.events)
      return try await shown(visit)
    }
  }

  /// The answer holds the secret, so it is this page and no redirect.
  func add(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      do {
        let made = try await coalition.createWebhook(WebhookDraft(form), by: visit.principal)
        return secret(made, visit)
      } catch let refusal as WebhookRefusal {
        return try await shown(visit, fault: refusal.text(visit.words))
      }
    }
  }

  func show(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in try await shown(try id(asked), visit) }
  }

  func change(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, visit, form in
      _ = try await coalition.changeWebhook(id, to: WebhookDraft(form), by: visit.principal)
      return faces.redirect(to: links.webhook(asked.id))
    }
  }

  func test(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, visit, _ in
      let delivery = try await coalition.testWebhook(id, by: visit.principal)
      return faces.redirect(to: links.delivery(coalition.publicIDs.text(delivery)))
    }
  }

  func rotate(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, visit, form in
      let overlap = form["overlap"].flatMap { Int64($0) } ?? 86_400
      return secret(
        try await coalition.rotateWebhookSecret(id, overlapSeconds: overlap, by: visit.principal), visit)
    }
  }

  func pause(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, visit, _ in
      try await coalition.pauseWebhook(id, by: visit.principal)
      return faces.redirect(to: links.webhook(asked.id))
    }
  }

  func resume(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, visit, _ in
      try await coalition.resumeWebhook(id, by: visit.principal)
      return faces.redirect(to: links.webhook(asked.id))
    }
  }

  func remove(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, visit, _ in
      try await coalition.removeWebhook(id, by: visit.principal)
      return faces.redirect(to: links.list)
    }
  }

  private func id(_ asked: Asked) throws -> WebhookID {
    guard let id: WebhookID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func act(
    _ asked: Asked, _ body: (WebhookID, SignedInVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      let id = try id(asked)
      do {
        return try await body(id, visit, form)
      } catch WebhookRefusal.webhookNotFound {
        throw HTTPError(.notFound)
      } catch let refusal as WebhookRefusal {
        return try await shown(id, visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func secret(_ made: NewWebhookSecret, _ visit: SignedInVisit) -> Response {
    let page = WebhookSecretPage(
      links: links, id: coalition.publicIDs.text(made.webhook.id), url: made.webhook.url,
      secret: made.secret, earlierUntil: made.webhook.earlierSecretUntil.map { ShownTime($0) })
    return faces.page(page.render(visit.visit))
  }

  private func shown(_ visit: SignedInVisit, fault: String? = nil) async throws -> Response {
    let found = await visit.loaded {
      Batch(try await coalition.webhooks(by: visit.principal).map { ShownWebhook($0, coalition) })
    }
    var page = WebhooksPage(
      links: links, webhooks: found, kinds: Self.kinds, mayChange: visit.principal.scopes.contains(.keys))
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func shown(
    _ id: WebhookID, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    do {
      let webhook = try await coalition.webhook(id, by: visit.principal)
      var page = WebhookPage(
        links: links, webhook: ShownWebhook(webhook, coalition), kinds: Self.kinds,
        mayChange: visit.principal.scopes.contains(.keys))
      page.fault = fault
      return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
    } catch WebhookRefusal.webhookNotFound { throw HTTPError(.notFound) }
  }
}

extension WebhookDraft {
  fileprivate init(_ form: FormFields) {
    self.init(
      url: (form["url"] ?? "").trimmed, note: (form["note"] ?? "").trimmed,
      kinds: Event.Kind.allCases.filter { form["kind_" + $0.rawValue] == "1" })
  }
}

extension ShownWebhook {
  init(_ webhook: Webhook, _ coalition: Coalition) {
    let standing: Standing =
      switch webhook.state {
      case .active: webhook.failingSince == nil ? .active : .failing
      case .paused: .paused
      case .disabled, .removed: .disabled
      }
    let isOverlapping = webhook.earlierSecretUntil.map { $0 > coalition.clock.now() } ?? false
    self.init(
      id: coalition.publicIDs.text(webhook.id), url: webhook.url, note: webhook.note,
      kinds: webhook.kinds.map(\.rawValue), standing: standing, failure: webhook.failure,
      failingSince: webhook.failingSince.map { ShownTime($0) },
      deliveredAt: webhook.deliveredAt.map { ShownTime($0) },
      earlierUntil: isOverlapping ? webhook.earlierSecretUntil.map { ShownTime($0) } : nil,
      createdAt: ShownTime(webhook.createdAt))
  }
}

extension WebhookRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .webhookNotFound, .deliveryNotFound: words.webhookMissing
    case .addressInvalid(.malformed): words.webhookBadAddress
    case .addressInvalid(.notHTTPS): words.webhookBadScheme
    case .addressInvalid(.notPublic): words.webhookBadHost
    case .noteInvalid: words.webhookBadNote
    case .tooMany(let limit): words.webhookTooMany(limit: words.number(Int64(limit)))
    case .notActive: words.webhookNotActive
    }
  }
}
