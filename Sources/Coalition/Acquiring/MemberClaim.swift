package import Ledger

/// Who an order means. A phone or card number identifies; only a live code also proves that the member is there.
package enum MemberClaim: Sendable, Hashable {
  case id(MemberID)
  case phone(String)
  case card(String)
  case email(String)
  /// The merchant's own number for its member.
  case ownID(String)
  /// An account at another system.
  case externalID(String, provider: String)
  /// The live member code off the member's screen.
  case code(String)
}

/// What shows that the member agrees.
package enum MemberProof: Sendable, Hashable {
  case code(String)
  case pin(String)
  case oneTimeCode(String)
}

/// The programme an order means.
package enum ProgramClaim: Sendable, Hashable {
  /// The one universal programme.
  case universal
  case asset(AssetID)
  case code(String)
}

/// A merchant's store or terminal, by our number or by the merchant's own code.
package enum PlaceClaim<Kind>: Sendable, Hashable {
  case id(ID<Kind>)
  case code(String)
}
