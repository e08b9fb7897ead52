internal import Crypto
internal import Foundation
internal import Ledger
internal import Storage

/// What a partner states when it sends its customer to us: which account of its own the visitor is signed in
/// to. Good for ten minutes and once.
package struct HandOver: Sendable, Hashable {
  /// What names the fields in an address.
  package static let fields = ["partner", "account", "time", "nonce", "sign"]
  /// How old a statement may be: time to sign in here and be proven.
  static let lifeSeconds: Int64 = 600
  /// How far a partner's clock may be ahead of ours.
  static let skewSeconds: Int64 = 60

  let partner: String
  let account: String
  /// Seconds since 1970.
  let time: String
  let nonce: String
  let sign: String

  /// Nil where a field is missing or could be nothing that was signed.
  package init?(_ fields: [String: String]) {
    guard let partner = fields["partner"], partner.isCode(of: 1...64),
      let account = fields["account"], account.isCode(of: 1...64),
      let time = fields["time"], 1...12 ~= time.utf8.count, time.isDigits,
      let nonce = fields["nonce"], nonce.isCode(of: 16...64),
      let sign = fields["sign"], sign.utf8.count == 43
    else { return nil }
    (self.partner, self.account, self.time, self.nonce, self.sign) = (partner, account, time, nonce, sign)
  }

  /// As a form carries it on.
  package var parameters: [(name: String, value: String)] {
    [("partner", partner), ("account", account), ("time", time), ("nonce", nonce), ("sign", sign)]
  }

  /// The signature in base64url without padding (RFC 4648, 5): HMAC-SHA256 over five lines with the secret's
  /// ASCII bytes as the key. No field has a line break, and what we sign with the same secret begins with a
  /// number of ours, so that none of it is ever a statement.
  static func signature(
    partner: String, account: String, time: String, nonce: String, secret: String
  ) -> String {
    let text = ["tongbao-hand-over-1", partner, account, time, nonce].joined(separator: "\n")
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8)))
    return Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// Whether one of the secrets signed it; takes as long for a nearly right signature as for any other.
  func isSigned(by secrets: [String]) -> Bool {
    secrets.reduce(false) { found, secret in
      let right = Self.signature(
        partner: partner, account: account, time: time, nonce: nonce, secret: secret)
      return Array(right.utf8).matches(Array(sign.utf8)) || found
    }
  }

  func requireFresh(at now: Instant) throws(LinkRefusal) {
    guard let seconds = Int64(time) else { throw .handOverInvalid }
    let made = Instant(microseconds: seconds * Instant.microsecondsPerSecond)
    guard made <= now.adding(seconds: Self.skewSeconds), now < made.adding(seconds: Self.lifeSeconds) else {
      throw .handOverEnded
    }
  }
}

extension Coalition {
  /// Whose account a statement is about, for the member to agree to; uses nothing up.
  /// - Throws: ``LinkRefusal``.
  package func offeredLink(
    _ handOver: HandOver, by me: MemberPrincipal
  ) async throws -> (partner: Partner, account: String) {
    let partner = try await admitted(handOver)
    let (used, taken) = try await database.read { tx in
      (
        try tx.link(.handOver, handOver.nonce, of: partner.id) != nil,
        try tx.linkedAccount(handOver.account, of: partner.id)
      )
    }
    if used { throw LinkRefusal.handOverUsed }
    if let taken, taken.member != me.member { throw LinkRefusal.accountTaken }
    return (partner, handOver.account)
  }

  /// Links the account that a partner states to be the visitor's, once for a statement; the same form sent
  /// twice links once.
  /// - Throws: ``LinkRefusal``, `AccessRefusal.confirmationNeeded`, `MemberRefusal`.
  package func linkAccount(_ handOver: HandOver, by me: MemberPrincipal) async throws -> LinkedAccount {
    let partner = try await admitted(handOver)
    try me.moving.requireConfirmed(at: clock.now())
    let new = NewLink(
      id: ids.next(), partner: partner.id, account: handOver.account, way: .handOver, proof: handOver.nonce)
    return try await link(new, by: me)
  }

  /// Who stated it. Its number is looked at first and its signature before anything of what it says.
  private func admitted(_ handOver: HandOver) async throws -> Partner {
    guard let id: PartnerID = publicIDs.id(handOver.partner) else { throw LinkRefusal.handOverInvalid }
    let partner = try await database.read { try $0.linkingPartner(id) }
    guard handOver.isSigned(by: try await secrets(of: partner)) else { throw LinkRefusal.handOverInvalid }
    try handOver.requireFresh(at: clock.now())
    return partner
  }
}
