/// What a key must be allowed for a call to go through, such as `transactions:write`.
package struct Scope: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
}

/// Who calls, as the key says.
package struct Principal: Sendable, Hashable {
  package enum Owner: Sendable, Hashable {
    case nobody
    case platform
    case merchant(String)
    case terminal(String, merchant: String)
  }

  /// The key's public id, never the key.
  package let keyID: String
  package let owner: Owner
  package let scopes: Set<Scope>
  /// True for keys of the sandbox, `tb_test_…`.
  package let isTest: Bool
  /// True where a contract makes the key's own log-in count as a member's proof.
  package let loginIsProof: Bool
  /// The key's own request limit, in place of the platform's.
  package let rateLimit: RateLimit?

  package init(
    keyID: String, owner: Owner, scopes: Set<Scope>, isTest: Bool = false, loginIsProof: Bool = false,
    rateLimit: RateLimit? = nil
  ) {
    self.keyID = keyID
    self.owner = owner
    self.scopes = scopes
    self.isTest = isTest
    self.loginIsProof = loginIsProof
    self.rateLimit = rateLimit
  }

  /// A caller without a key, for calls that need none.
  package static let anonymous = Principal(keyID: "", owner: .nobody, scopes: [])
}

/// So many requests in so many seconds, all at once if one likes.
package struct RateLimit: Sendable, Hashable {
  package let requests: Int
  package let windowSeconds: Int

  package init(requests: Int, windowSeconds: Int) {
    precondition(requests > 0 && windowSeconds > 0, "a rate limit must let something through")
    self.requests = requests
    self.windowSeconds = windowSeconds
  }
}
