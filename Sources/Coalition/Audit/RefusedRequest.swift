internal import Logging

/// A request that was refused for who asks or how it is made, as the log tells it: who, what, from where,
/// and no more about anybody (OWASP ASVS 5.0, 16.3.2 and 16.3.3).
package struct RefusedRequest: Sendable {
  /// One of few words, such as `forbidden` or `stale_form`.
  let reason: String
  /// Nil for somebody who is not known.
  let actor: Actor?
  /// What was asked for, without names and numbers of members.
  let what: String
  let address: String
  let requestID: String

  package init(_ reason: String, by actor: Actor?, of what: String, from address: String, requestID: String) {
    self.reason = reason
    self.actor = actor
    self.what = what
    self.address = address
    self.requestID = requestID
  }

  var who: String { actor.map { "\($0.kind.rawValue)/\($0.id)" } ?? "nobody" }
}

extension Coalition {
  /// Writes a refusal to the log; where the same caller was refused the same for the same reason within the
  /// minute, it is counted, and the next line says how many there were.
  package func note(_ refusal: RefusedRequest) {
    guard let line = refusals.admit(refusal, at: clock.now()) else { return }
    var metadata: Logger.Metadata = [
      "reason": "\(refusal.reason)", "who": "\(refusal.who)", "what": "\(refusal.what)",
      "address": "\(refusal.address)",
    ]
    if !refusal.requestID.isEmpty { metadata["request_id"] = "\(refusal.requestID)" }
    if line.before > 0 { metadata["before"] = "\(line.before)" }
    if line.unwritten > 0 { metadata["unwritten"] = "\(line.unwritten)" }
    logger.notice("a request was refused", metadata: metadata)
  }
}
