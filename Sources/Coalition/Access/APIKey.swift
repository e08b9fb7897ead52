package import Ledger
internal import Storage

/// A program's way in; its secret is shown once and kept only as a hash.
package struct APIKey: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case platform = "operator"
    case merchant, terminal
  }

  package let id: APIKeyID
  /// The beginning of the secret, to tell keys apart: `tb_live_4F9K`.
  package let prefix: String
  package let name: String
  package let kind: Kind
  package let environment: KeyEnvironment
  package let merchant: MerchantID?
  package let terminal: TerminalID?
  package let scopes: Scope
  /// A contract makes the key's own log-in count as proof that the member agrees.
  package let isLoginProof: Bool
  /// Only signed requests count; the bearer form opens nothing.
  package let isSignedOnly: Bool
  package let createdBy: Int64
  package let createdAt: Instant
  package let usedAt: Instant?
  package let expiresAt: Instant?
  package let revokedAt: Instant?
  /// 1…1,000,000; nil is the server's own measure.
  package let requestsPerMinute: Int?
  /// Of the operator's: what it may give in a day of one programme; nil is ``Coalition/pointsOfKeyPerDay``.
  package let pointsPerDay: Points?
}

/// Whether a key moves real points.
package enum KeyEnvironment: String, CaseIterable, Sendable, SQLScalar {
  case live, test
}
