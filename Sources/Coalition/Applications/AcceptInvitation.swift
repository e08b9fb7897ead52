package import Ledger
internal import Storage

/// An invitation that can be used.
package struct OwnerInvitation: Sendable, Hashable {
  package let merchant: Names
  /// Whom it was sent to.
  package let name: String
  package let endsAt: Instant
}

extension Coalition {
  /// What an invitation is for.
  /// - Throws: `ApplicationRefusal.invitationInvalid`, `.tooMany`.
  package func invitation(_ code: String, from address: String) async throws -> OwnerInvitation {
    try await countAsking("look", address, atMost: Self.applicationLooksPerHour)
    let hash = invitationHash(code)
    let now = clock.now()
    return try await database.read { tx in
      let open = try tx.openInvitation(hash, at: now)
      let merchant = try tx.requireMerchant(open.merchant)
      return OwnerInvitation(merchant: merchant.names, name: open.name, endsAt: open.endsAt)
    }
  }

  /// Makes the owner's access with the invitation's code, once; the name is the applicant's.
  /// - Throws: `ApplicationRefusal.invitationInvalid`, `.tooMany`, `AccessRefusal.loginInvalid`,
  ///   `.passwordTooWeak`, `.userExists`.
  package func acceptInvitation(
    _ code: String, login: String, password: String, from address: String
  ) async throws -> OperatorUser {
    try await countAsking("look", address, atMost: Self.applicationLooksPerHour)
    let login = login.lowercased()
    guard login.isCode(of: 3...64) else { throw AccessRefusal.loginInvalid }
    let hash = invitationHash(code)
    let now = clock.now()
    // Asked first: hashing a password is dear, and not for strangers to make us do.
    _ = try await database.read { try $0.openInvitation(hash, at: now) }
    let secret = try await passwordHash(password, login: login)
    let id: OperatorID = ids.next()
    do {
      return try await database.write { tx in
        let open = try tx.openInvitation(hash, at: now)
        let owner = OperatorUser(
          id: id, login: login, name: open.name, roles: .merchantOwner, status: .active,
          merchant: open.merchant, stores: nil, number: nil, createdAt: now)
        try tx.insert(owner, passwordHash: secret)
        try tx.execute("UPDATE merchant_invitation SET user_id = \(id) WHERE id = \(open.id)")
        try append(
          Change(action: "user.invited", subject: "user/\(id.rawValue)", after: owner.summary),
          by: .applicant(from: address), in: tx)
        return owner
      }
    } catch let error as DatabaseError where error.isUniqueViolation { throw AccessRefusal.userExists }
  }

  /// Sends the owner a new invitation; those before end. Gives the code, to be handed over where no mail
  /// goes.
  /// - Throws: `AccessRefusal`, `ApplicationRefusal.notFound`, `.notOpen` where there is no merchant yet,
  ///   `.invitationInvalid` where the owner has come in.
  package func renewInvitation(of id: ApplicationID, by principal: Principal) async throws -> String {
    try principal.requireOperator([.writeMerchants, .users])
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    let invitation: InvitationID = ids.next()
    let letter: LetterID = ids.next()
    try await database.write { tx in
      let application = try tx.requireApplication(id)
      guard let merchant = application.merchant else {
        throw ApplicationRefusal.notOpen(application.state)
      }
      if try tx.hasOwner(id) { throw ApplicationRefusal.invitationInvalid }
      try tx.execute(
        "UPDATE merchant_invitation SET ends_at = \(now) WHERE application_id = \(id) AND ends_at > \(now)")
      try invite(invitation, letter, .invited, to: merchant, of: id, at: now, in: tx)
      try append(
        Change(action: "application.invite", subject: "application/\(id.rawValue)"), by: principal.actor,
        in: tx)
    }
    return invitationCode(invitation)
  }

  /// Whether the owner has come in by an invitation.
  package func hasOwner(_ id: ApplicationID, by principal: Principal) async throws -> Bool {
    try principal.requireOperator(.readMerchants)
    return try await database.read { try $0.hasOwner(id) }
  }
}

private struct OpenInvitation {
  let id: InvitationID
  let merchant: MerchantID
  let name: String
  let endsAt: Instant
}

extension Storage.Transaction {
  /// - Throws: `ApplicationRefusal.invitationInvalid`.
  fileprivate func openInvitation(_ hash: [UInt8], at now: Instant) throws -> OpenInvitation {
    let found = try queryFirst(
      """
      SELECT merchant_invitation.id, merchant_invitation.merchant_id, merchant_application.contact,
        merchant_invitation.ends_at
      FROM merchant_invitation
      JOIN merchant_application ON merchant_application.id = merchant_invitation.application_id
      WHERE code_hash = \(hash) AND ends_at > \(now) AND user_id IS NULL
      """
    ) { OpenInvitation(id: $0[0], merchant: $0[1], name: $0[2], endsAt: $0[3]) }
    guard let found, try merchant(found.merchant)?.status != .closed else {
      throw ApplicationRefusal.invitationInvalid
    }
    return found
  }

  fileprivate func hasOwner(_ application: ApplicationID) throws -> Bool {
    let used = try queryFirst(
      """
      SELECT count(*) FROM merchant_invitation WHERE application_id = \(application) AND user_id IS NOT NULL
      """
    ) { $0[0] as Int }
    return used ?? 0 > 0
  }
}
