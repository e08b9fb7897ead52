import Coalition
import HTTPAPI
import Ledger

struct CreateKeyErrand: Errand {
  static let name = "key create"

  var keyName: String
  var merchant: String?
  var scopes: [String]?
  var isLoginProof: Bool
  var pointsPerDay: Int64?

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    var owner: MerchantID?
    if let merchant { owner = try await platform.coalition.merchant(code: merchant, by: .system).id }
    var draft = try APIKeyDraft(keyName, for: owner, scopeNames: scopes)
    draft.isLoginProof = isLoginProof
    draft.pointsPerDay = pointsPerDay.map { Points($0) }
    let made = try await platform.coalition.createAPIKey(draft, by: .system)
    return ["id": .string(platform.coalition.publicIDs.text(made.key.id)), "secret": .string(made.secret)]
  }
}

struct ListKeysErrand: Errand {
  static let name = "key list"

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    var keys: [JSON] = []
    var after: APIKeyID?
    while true {
      let page = try await platform.coalition.apiKeys(PageRequest(limit: 200, after: after), by: .system)
      keys += page.items.map { json($0, platform) }
      after = page.items.last?.id
      if !page.hasMore { return ["keys": .array(keys)] }
    }
  }

  private func json(_ key: APIKey, _ platform: Platform) -> JSON {
    [
      "id": .string(platform.coalition.publicIDs.text(key.id)), "prefix": .string(key.prefix),
      "kind": .string(key.kind.rawValue), "name": .string(key.name),
      "merchant": key.merchant.map { .string(platform.coalition.publicIDs.text($0)) } ?? .null,
      "scopes": .array(key.scopes.names.map { .string($0) }), "revoked": .bool(key.revokedAt != nil),
    ]
  }
}

struct RevokeKeyErrand: Errand {
  static let name = "key revoke"

  var id: String

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let key = try platform.key(id)
    let revoked = try await platform.coalition.revokeAPIKey(key, by: .system)
    return ["prefix": .string(revoked.prefix)]
  }
}

struct SignKeyErrand: Errand {
  static let name = "key sign"

  var id: String
  var overlapDays: Int
  var isSignedOnly: Bool

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let key = try platform.key(id)
    let made = try await platform.coalition.createSigningSecret(
      for: key, overlapSeconds: Int64(overlapDays) * 86_400, by: .system)
    if isSignedOnly { _ = try await platform.coalition.setSignedOnly(true, forKey: key, by: .system) }
    return [
      "id": .string(id), "secret": .string(made.secret), "signed_only": .bool(isSignedOnly),
      "earlier_until": made.earlierUntil.map { .string(rfc3339(microseconds: $0.microseconds)) } ?? .null,
    ]
  }
}

extension Platform {
  /// - Throws: `SettingsFault` for what is no key's id.
  fileprivate func key(_ id: String) throws -> APIKeyID {
    guard let key: APIKeyID = coalition.publicIDs.id(id) else {
      throw SettingsFault("id", "\(id) is no key's id; see: tongbao key list")
    }
    return key
  }
}
