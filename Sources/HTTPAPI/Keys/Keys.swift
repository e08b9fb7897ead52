import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listKeys: Operation {
    Operation(
      .get, "/v1/keys", "List API keys, newest first; never their secrets", id: "listKeys", needs: .keys,
      refusals: [.merchantNotFound, .wrongOwner], takes: .page(), .query("merchant", optional: .id("mch")),
      gives: .list(of: .key)
    ) { call, page, merchant in
      let coalition = call.services
      let merchant: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      if let merchant, !call.principal.sees(merchant) { throw Problem(.merchantNotFound) }
      let found = try await coalition.apiKeys(
        of: merchant, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var createKey: Operation {
    Operation(
      .post, "/v1/keys",
      "Make an API key; its secret is in this reply and nowhere else",
      id: "createKey", needs: .keys,
      refusals: [
        .merchantNotFound, .terminalNotFound, .wrongOwner, .scopesTooWide, .approvalRequired,
        .approvalNotFound, .alreadyDecided,
      ], status: 201,
      examples: Examples(request: ["name": "shop system", "kind": "merchant", "scopes": ["earn", "spend"]]),
      takes: .body("name", .text(1...100)), .body("kind", Schema<APIKey.Kind>.choice),
      .body("scopes", optional: .scopes), .body("merchant", optional: .id("mch")),
      .body("terminal", optional: .id("trm")), .body("login_is_proof", .boolean, default: false),
      .body("signed_only", .boolean, default: false),
      .body("expires_at", optional: .timestamp),
      .body("requests_per_minute", optional: .count(1...1_000_000)),
      .body("points_per_day", optional: .pointsOfDay),
      .body(
        "approval",
        optional: Schema<String>.id("apr").described("Of a key that needs two people: what was approved.")),
      gives: .newKey
    ) {
      call, name, kind, scopes, merchant, terminal, isLoginProof, isSignedOnly, expiresAt, requestsPerMinute,
      pointsPerDay, approval in
      let coalition = call.services
      let request = KeyRequest(
        name: name, kind: kind, scopes: scopes, merchant: merchant, terminal: terminal,
        isLoginProof: isLoginProof, isSignedOnly: isSignedOnly, expiresAt: expiresAt,
        requestsPerMinute: requestsPerMinute, pointsPerDay: pointsPerDay)
      return coalition.shown(
        try await coalition.createAPIKey(
          try request.draft(coalition, call.principal),
          permit: try approval.map { try coalition.id($0, otherwise: .approvalNotFound) }, by: call.principal)
      )
    }
  }

  static var proposeKey: Operation {
    Operation(
      .post, "/v1/keys/proposals", "Propose a key that needs two people; its author makes it once approved",
      id: "proposeKey", needs: .keys,
      refusals: [.merchantNotFound, .terminalNotFound, .wrongOwner, .operatorOnly], status: 201,
      examples: Examples(request: [
        "name": "back office", "kind": "operator", "scopes": ["members.write"], "reason": "new system",
      ]),
      takes: .body("name", .text(1...100)), .body("kind", Schema<APIKey.Kind>.choice),
      .body("scopes", optional: .scopes), .body("merchant", optional: .id("mch")),
      .body("terminal", optional: .id("trm")), .body("login_is_proof", .boolean, default: false),
      .body("signed_only", .boolean, default: false), .body("expires_at", optional: .timestamp),
      .body("requests_per_minute", optional: .count(1...1_000_000)),
      .body("points_per_day", optional: .pointsOfDay), .body("reason", .text(1...200)),
      gives: .approval
    ) {
      call, name, kind, scopes, merchant, terminal, isLoginProof, isSignedOnly, expiresAt, requestsPerMinute,
      pointsPerDay, reason in
      let coalition = call.services
      try call.principal.requireOperator(.keys)
      let request = KeyRequest(
        name: name, kind: kind, scopes: scopes, merchant: merchant, terminal: terminal,
        isLoginProof: isLoginProof, isSignedOnly: isSignedOnly, expiresAt: expiresAt,
        requestsPerMinute: requestsPerMinute, pointsPerDay: pointsPerDay)
      let draft = try request.draft(coalition, call.principal)
      return coalition.shown(
        try await coalition.propose(.key(KeyProposal(draft)), reason: reason, by: call.principal))
    }
  }

  static var revokeKey: Operation {
    Operation(
      .delete, "/v1/keys/{id}", "End a key for good; doing so again changes nothing", id: "revokeKey",
      needs: .keys, refusals: [.keyNotFound], takes: .path("id", .id("key")), gives: .key
    ) { call, id in
      let coalition = call.services
      let id: APIKeyID = try coalition.id(id, otherwise: .keyNotFound)
      return coalition.shown(try await coalition.revokeAPIKey(id, by: call.principal))
    }
  }
}

private struct KeyRequest {
  let name: String
  let kind: APIKey.Kind
  let scopes: Scope?
  let merchant: String?
  let terminal: String?
  let isLoginProof: Bool
  let isSignedOnly: Bool
  let expiresAt: Int64?
  let requestsPerMinute: Int?
  let pointsPerDay: Int64?

  func draft(_ coalition: Coalition, _ principal: Principal) throws -> APIKeyDraft {
    var draft: APIKeyDraft
    switch kind {
    case .platform:
      if principal.merchant != nil { throw AccessRefusal.wrongOwner }
      draft = APIKeyDraft(forOperator: name, scopes: scopes ?? principal.scopes)
    case .merchant: draft = APIKeyDraft(name, for: try owner(coalition, principal))
    case .terminal:
      guard let terminal else { throw Problem.fault(.required, at: "/terminal") }
      draft = APIKeyDraft(
        name, for: try coalition.id(terminal, otherwise: .terminalNotFound),
        of: try owner(coalition, principal))
    }
    draft.scopes = scopes ?? draft.scopes
    draft.isLoginProof = isLoginProof
    draft.isSignedOnly = isSignedOnly
    draft.requestsPerMinute = requestsPerMinute
    draft.pointsPerDay = pointsPerDay.map { Points($0) }
    draft.expiresAt = expiresAt.map { Instant(microseconds: $0) }
    return draft
  }

  /// The caller's own merchant, else the one that is named.
  private func owner(_ coalition: Coalition, _ principal: Principal) throws -> MerchantID {
    if let merchant {
      let id: MerchantID = try coalition.id(merchant, otherwise: .merchantNotFound)
      guard principal.sees(id) else { throw Problem(.merchantNotFound) }
      return id
    }
    guard let own = principal.merchant else { throw Problem.fault(.required, at: "/merchant") }
    return own
  }
}

extension Schema<Int64> {
  /// Of the operator's own keys alone.
  fileprivate static var pointsOfDay: Schema {
    points().described(
      "What a key of the operator's gives at most in a business day, of each programme; left out: 1,000,000.")
  }
}

extension Schema<Scope> {
  /// Scopes by their public names.
  fileprivate static var scopes: Schema {
    Schema<[String]>.array(of: .choice(Scope.named.map(\.name)), 1...Scope.named.count)
      .mapping { names throws(Faults) in
        guard let scope = Scope(names: names) else { throw Faults(.notAllowed, "") }
        return scope
      } from: {
        $0.names
      }
  }
}

extension Schema<Shown<APIKey>> {
  static var key: Schema {
    .reply(
      "Key",
      .constant("object", "key"),
      .always("id", .id("key")) { $0.text($0.id) },
      .always("prefix", Schema<String>.text(8...16).described("The beginning of the secret.")) { $0.prefix },
      .always("name", .text(1...100)) { $0.name },
      .always("kind", Schema<APIKey.Kind>.choice) { $0.kind },
      .always("environment", Schema<KeyEnvironment>.choice) { $0.environment },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.merchant) },
      .maybe("terminal", .id("trm")) { $0.text(given: $0.terminal) },
      .always("scopes", .scopes) { $0.scopes },
      .always("login_is_proof", .boolean) { $0.isLoginProof },
      .always("signed_only", .boolean) { $0.isSignedOnly },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .maybe(
        "requests_per_minute",
        Schema<Int>.count(1...1_000_000).described("Left out: the server's own measure.")
      ) { $0.requestsPerMinute },
      .maybe("points_per_day", .pointsOfDay) { $0.pointsPerDay?.units },
      .maybe("used_at", .timestamp) { $0.usedAt?.microseconds },
      .maybe("expires_at", .timestamp) { $0.expiresAt?.microseconds },
      .maybe("revoked_at", .timestamp) { $0.revokedAt?.microseconds })
  }
}

extension Schema<Shown<NewAPIKey>> {
  fileprivate static var newKey: Schema {
    .reply(
      "NewKey",
      .constant("object", "new_key"),
      .always("key", .key) { Shown<APIKey>(value: $0.value.key, ids: $0.ids) },
      .always("secret", Schema<String>.text(46...46).described("Shown once.")) { $0.secret })
  }
}
