package import Ledger

/// One line of the audit log: who did what to what, and what it looked like before and after.
///
/// Personal data is masked before it comes here, since nothing of the log can be erased.
package struct AuditEntry: Sendable, Hashable {
  package let number: Int64
  package let at: Instant
  package let actorKind: String
  package let actor: Int64
  package let origin: String
  package let action: String
  package let subject: String
  package let before: String
  package let after: String
  package let hash: [UInt8]
}

/// What an operation changed, for the audit log.
struct Change {
  /// As `merchant.create`.
  let action: String
  /// As `merchant/8812`.
  let subject: String
  var before = ""
  var after = ""
}
