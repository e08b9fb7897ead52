internal import Ledger
internal import Storage

extension Coalition {
  /// Checks a proof and uses it up, for this request only, which may be sent again.
  /// - Throws: `MemberRefusal`.
  func check(_ needed: Preparation.NeededProof, for request: IdempotencyKey) async throws {
    switch needed.proof {
    case .pin(let pin): try await verifyPIN(pin, of: needed.member)
    case .code(let code):
      guard try await memberCode(code).member.id == needed.member else { throw MemberRefusal.codeExpired }
      _ = try await useMemberCode(code, for: request)
    case .oneTimeCode(let code):
      let member = try await database.read { try $0.requireMember(needed.member) }
      let contact = member.phone.map(MemberIdentity.phone) ?? member.email.map(MemberIdentity.email)
      guard let contact else { throw MemberRefusal.codeExpired }
      try await verifyCode(code, from: contact, for: .proof, request: request)
    }
  }
}
