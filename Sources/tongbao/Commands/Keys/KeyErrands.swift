import Coalition
import HTTPAPI
import Ledger

struct CreateKeyErrand: Errand {
  static let name = "key create"

  var keyName: String
  var merchant: String?
  var scopes: [String]?
  var isLoginProof: Bool

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    var owner: MerchantID?
    if let merchant { owner = try await platform.coalition.merchant(code: merchant, by: .system).id }
    var draft = try APIKeyDraft(keyName, for: owner, scopeNames: scopes)
    draft.isLoginProof = isLoginProof
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
    guard let key: APIKeyID = platform.coalition.publicIDs.id(id) else {
      throw SettingsFault("id", "\(id) is no key's id; see: tongbao key list")
    }
    let revoked = try await platform.coalition.revokeAPIKey(key, by: .system)
    return ["prefix": .string(revoked.prefix)]
  }
}
