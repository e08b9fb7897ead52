package import Ledger
internal import Storage

/// What shows that the member is there and agrees.
package enum MemberProof: Sendable, Hashable {
  /// The live code.
  case code(String)
  case pin(String)
  case oneTimeCode(String)
}

/// A member who was found, and whether their agreement was proven.
package struct IdentifiedMember: Sendable, Hashable {
  package let member: Member
  package let isProven: Bool
}

extension Coalition {
  /// Finds the member and checks the proof where one is given.
  ///
  /// Codes are used up for the request that its idempotency key names, so trying it again is safe. The
  /// contract of a merchant's key makes its own log-in proof.
  /// - Throws: `AccessRefusal`, `MemberRefusal`.
  package func identify(
    _ claim: MemberClaim, proof: MemberProof?, request: IdempotencyKey, by principal: Principal
  ) async throws -> IdentifiedMember {
    let member = try await member(claim, by: principal)
    switch proof {
    case nil:
      return IdentifiedMember(member: member, isProven: principal.isLoginProof)
    case .pin(let pin):
      try await verifyPIN(pin, of: member.id)
    case .oneTimeCode(let code):
      guard let contact = member.phone.map(MemberIdentity.phone) ?? member.email.map(MemberIdentity.email)
      else {
        throw MemberRefusal.codeExpired
      }
      try await verifyCode(code, from: contact, for: .proof, request: request)
    case .code(let code):
      guard try await memberCode(code).member.id == member.id else { throw MemberRefusal.codeExpired }
      _ = try await useMemberCode(code, for: request)
    }
    return IdentifiedMember(member: member, isProven: true)
  }

  /// As ``identify(_:proof:request:by:)`` for acts that take value: the member must be active, and proven
  /// above the programme's free amount.
  ///
  /// A live code given as the claim is used up here, since it proves at the same time.
  /// - Throws: `AccessRefusal`, `MemberRefusal`, among them `memberProofRequired`.
  package func requireProof(
    _ claim: MemberClaim, proof: MemberProof?, for points: Points, in program: Program,
    request: IdempotencyKey, by principal: Principal
  ) async throws -> Member {
    if case .code(let code) = claim, proof == nil {
      try principal.require(.readMembers)
      return try await useMemberCode(code, for: request)
    }
    let identified = try await identify(claim, proof: proof, request: request, by: principal)
    try identified.member.requireActive()
    guard identified.isProven || points <= program.policies.proofFreePoints else {
      throw MemberRefusal.memberProofRequired
    }
    return identified.member
  }
}
