package import Ledger

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
