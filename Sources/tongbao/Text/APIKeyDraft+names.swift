import Coalition
import Ledger

// In a file without HTTPAPI, which has a Scope of its own.
extension APIKeyDraft {
  /// A merchant's key or, without a merchant, the operator's; scopes by their public names, nil for what is
  /// usual.
  /// - Throws: ``SettingsFault`` for a scope that is unknown.
  init(_ name: String, for merchant: MerchantID?, scopeNames: [String]?) throws(SettingsFault) {
    var scopes: Scope = merchant == nil ? .all : .merchantSystem
    if let scopeNames {
      guard let named = Scope(names: scopeNames) else {
        let known = Scope.named.map(\.name).joined(separator: ", ")
        throw SettingsFault("scopes", "one is unknown; there are: \(known)")
      }
      scopes = named
    }
    if let merchant {
      self.init(name, for: merchant, scopes: scopes)
    } else {
      self.init(forOperator: name, scopes: scopes)
    }
  }
}
