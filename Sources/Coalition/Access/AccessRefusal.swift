package import Ledger

/// Why a caller was turned away. A closed list.
package enum AccessRefusal: Error, Sendable, Hashable {
  /// No valid key or session.
  case notAuthenticated
  /// The key is right but must sign its requests.
  case signatureRequired
  /// The caller's scopes lack this one.
  case scopeMissing(Scope)
  /// The operation is the operator's alone.
  case operatorOnly
  case keyNotFound
  case userNotFound
  /// A login is 3…64 printable ASCII characters without blanks.
  case loginInvalid
  /// A name is 1…100 characters, not all blank.
  case nameInvalid
  /// The login is taken.
  case userExists
  /// The password is too short or too common.
  case passwordTooWeak
  /// Too many failures for the account or the address; another try is possible after so many seconds.
  case signInDelayed(seconds: Int64)
  /// More was to be granted than the grantor or the kind of key may have.
  case scopesTooWide
  /// The named merchant, store or terminal does not belong together or to the caller.
  case wrongOwner
}

extension Principal {
  /// - Throws: `AccessRefusal.scopeMissing`.
  package func require(_ scope: Scope) throws(AccessRefusal) {
    guard scopes.contains(scope) else { throw .scopeMissing(scope.subtracting(scopes)) }
  }

  /// For what is the operator's alone.
  /// - Throws: `AccessRefusal.operatorOnly` or `.scopeMissing`.
  package func requireOperator(_ scope: Scope) throws(AccessRefusal) {
    guard kind == .platform, merchant == nil else { throw .operatorOnly }
    try require(scope)
  }

  /// Whether data of this merchant may be shown to the caller.
  package func sees(_ merchant: MerchantID) -> Bool {
    self.merchant == nil || self.merchant == merchant
  }
}
