package import Ledger

/// Why a caller was turned away. A closed list.
package enum AccessRefusal: Error, Sendable, Hashable {
  /// No valid key or session.
  case notAuthenticated
  /// The key is right, but its merchant is suspended: it opens nothing until that is lifted.
  case merchantSuspended
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
  /// Roles, stores and state of oneself are somebody else's to change.
  case ownAccess
  /// The person is above the caller: they may what the caller may not.
  case personAbove
  /// A number is 1…8 digits, a merchant's staff only, and one person's.
  case staffNumberInvalid
  case staffNumberTaken
  /// A PIN is six digits, neither all alike nor in a row.
  case pinTooSimple
  /// The code does not exist, was used or is too old: which of these is not said.
  case pairingCodeInvalid
  /// The browser is no seat, or no longer.
  case seatNotPaired
  /// The session waits for this before it opens anything.
  case signInIncomplete(SignInStep)
  /// A code of the second factor, or what was given in its place, is not right.
  case codeWrong
  case secondFactorExists
  case secondFactorMissing
  /// The person must prove to be there: they last did more than five minutes ago.
  case confirmationNeeded
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

  /// Whether the caller may work in this store, of a merchant that they see.
  package func sees(_ store: StoreID) -> Bool { stores?.contains(store) ?? true }

  /// Whether the caller may work in this store of this merchant.
  package func sees(_ merchant: MerchantID, _ store: StoreID) -> Bool { sees(merchant) && sees(store) }

  /// For what concerns a merchant as a whole, not some of its stores.
  /// - Throws: `AccessRefusal.wrongOwner`.
  package func requireAllStores() throws(AccessRefusal) {
    guard stores == nil else { throw .wrongOwner }
  }
}
