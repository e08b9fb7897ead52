internal import Ledger
internal import Storage

/// How a member shows that it is they who ask for something that cannot be taken back.
package enum OwnProof: Sendable, Hashable {
  case pin(String)
  case password(String)
  /// A code that was sent to their number for this.
  case code(String)
}

extension Coalition {
  /// Proves on a device that it is the member who asks; good for five minutes on this device (ASVS 5.0,
  /// 7.5.3). Where it was proven a moment ago, as by the same form sent twice, nothing is looked at.
  /// - Returns: the member, proven.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `MemberRefusal.pinNotSet`, `.pinWrong`, `.pinLocked`.
  package func proveMyself(
    _ proof: OwnProof, from place: EntryPlace, by me: MemberPrincipal
  ) async throws -> MemberPrincipal {
    try await proofTurns.one(about: me.session) {
      let now = clock.now()
      let known = try await database.read { tx in
        try tx.queryFirst("SELECT proven_at FROM member_session WHERE id = \(me.session)") {
          MemberPrincipal(me.member, session: me.session, provenAt: $0[0])
        }
      }
      guard let known else { throw MemberAccessRefusal.notAuthenticated }
      if known.isProven(at: now) { return known }
      try await judge(proof, from: place, by: me)
      try await database.write { tx in
        try tx.execute("UPDATE member_session SET proven_at = \(now) WHERE id = \(me.session)")
      }
      return MemberPrincipal(me.member, session: me.session, provenAt: now)
    }
  }

  /// Sends the code that proves it to the member's number.
  /// - Throws: `MemberAccessRefusal.codeTooSoon`, `.phoneInvalid`.
  package func requestProofCode(by me: MemberPrincipal) async throws {
    let member = try await database.read { try $0.requireMember(me.member) }
    try await sendCode(to: try await ownPhone(me), for: .proof, language: member.language)
  }

  private func judge(_ proof: OwnProof, from place: EntryPlace, by me: MemberPrincipal) async throws {
    switch proof {
    case .pin(let pin): try await verifyPIN(pin, of: me.member)
    case .code(let code):
      try await requireCode(code, of: try await ownPhone(me), for: .proof, from: place)
    case .password(let password):
      let number = try await ownPhone(me)
      let stored = try await database.read { tx in
        try tx.queryFirst("SELECT password_hash FROM member_password WHERE member_id = \(me.member)") {
          $0[0] as String
        }
      }
      let isRight: Void? = try await judging(entrySubjects(number, place), in: .members, from: place.address)
      {
        let hash = stored ?? Password.decoy
        return await passwordGate.run { Password.verify(password, hash) } && stored != nil ? () : nil
      }
      if isRight == nil { throw MemberAccessRefusal.wrong }
    }
  }
}
