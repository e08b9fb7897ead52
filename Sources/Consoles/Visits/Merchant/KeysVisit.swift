import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MerchantDesk {
  func keys(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownKeys(asked, visit) }
  }

  /// The answer holds the secret, so it is this page and no redirect.
  func makeKey(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let scopes = open(to: visit).filter { form["scope_" + $0.name] == "1" }
        .reduce(into: Scope()) { $0.insert($1.scope) }
      let draft = APIKeyDraft(String((form["name"] ?? "").prefix(100)), for: visit.merchant, scopes: scopes)
      do {
        let made = try await coalition.createAPIKey(draft, by: visit.principal)
        let page = DeskSecretPage(
          name: made.key.name, keyID: coalition.publicIDs.text(made.key.id), secret: made.secret)
        return faces.page(page.render(visit.visit.visit))
      } catch AccessRefusal.nameInvalid {
        return try await shownKeys(asked, visit, fault: visit.words.deskNameInvalid)
      } catch AccessRefusal.scopesTooWide {
        return try await shownKeys(asked, visit, fault: visit.words.deskScopesMissing)
      }
    }
  }

  func makeSigningSecret(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        let key: APIKeyID = try id(asked, Identified.APIKey.self)
        let made = try await coalition.createSigningSecret(for: key, by: visit.principal)
        let page = DeskSecretPage(
          name: visit.words.deskNewSigning, keyID: asked.id, secret: made.secret,
          earlierUntil: made.earlierUntil.map { ShownTime($0) })
        return faces.page(page.render(visit.visit.visit))
      } catch AccessRefusal.keyNotFound { throw HTTPError(.notFound) }
    }
  }

  func revokeKey(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        _ = try await coalition.revokeAPIKey(try id(asked, Identified.APIKey.self), by: visit.principal)
      } catch AccessRefusal.keyNotFound { throw HTTPError(.notFound) }
      return faces.redirect(to: .deskKeys)
    }
  }

  /// What a merchant's key may do and the viewer may give.
  private func open(to visit: DeskVisit) -> [(name: String, scope: Scope)] {
    Scope.named.filter {
      Scope.merchantMost.contains($0.scope) && visit.principal.scopes.contains($0.scope)
    }
  }

  private func shownKeys(_ asked: Asked, _ visit: DeskVisit, fault: String? = nil) async throws -> Response {
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let after: APIKeyID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let found = try await coalition.apiKeys(
      of: visit.merchant, PageRequest(limit: query.limit, after: after), by: visit.principal)
    let rows = found.items.map { key in
      DeskKeysPage.Row(
        id: coalition.publicIDs.text(key.id), name: key.name, prefix: key.prefix, scopes: key.scopes.names,
        createdAt: ShownTime(key.createdAt), usedAt: key.usedAt.map { ShownTime($0) },
        isRevoked: key.revokedAt != nil)
    }
    var page = DeskKeysPage(
      query: query, keys: .loaded(Batch(rows, next: found.hasMore ? rows.last?.id : nil)),
      scopes: open(to: visit).map(\.name))
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .conflict)
  }
}
