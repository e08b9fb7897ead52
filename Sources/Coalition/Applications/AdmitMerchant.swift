package import Ledger
internal import Storage

/// What an application is to become, to be decided on by another person.
package struct AdmissionProposal: Sendable, Hashable, Codable {
  package let application: Int64
  package let code: String
  package let nameHans: String
  package let nameHant: String
  package let nameEn: String
  package let category: String
  package let storeCode: String
  package let storeName: String
  package let asset: Int64
  package let isIssuing: Bool
  package let isAccepting: Bool
  package let earnPoints: Int64
  package let perMinorUnits: Int64
  package let rounding: String

  /// - Parameter terms: for whichever merchant; the application's takes its place.
  package init(
    _ application: ApplicationID, code: String, names: Names, category: MerchantCategory,
    storeCode: String = "S1", storeName: String, terms: MerchantTerms
  ) {
    self.application = application.rawValue
    self.code = code
    nameHans = names.hans
    nameHant = names.hant
    nameEn = names.en
    self.category = category.rawValue
    self.storeCode = storeCode
    self.storeName = storeName
    asset = terms.asset.rawValue
    isIssuing = terms.isIssuing
    isAccepting = terms.isAccepting
    earnPoints = terms.earning.points.units
    perMinorUnits = terms.earning.perMinorUnits
    rounding = terms.earning.rounding.rawValue
  }

  package var names: Names { Names(hans: nameHans, hant: nameHant, en: nameEn) }

  package func terms(of merchant: MerchantID) -> MerchantTerms {
    MerchantTerms(
      merchant: merchant, asset: AssetID(asset), isIssuing: isIssuing, isAccepting: isAccepting,
      earning: EarnTerms(
        Points(earnPoints), perMinorUnits: perMinorUnits,
        rounding: EarnTerms.Rounding(rawValue: rounding) ?? .down))
  }

  /// Whether a merchant like this can be made at all.
  var isPossible: Bool {
    code.isCode(of: 1...15) && names.areValid && storeCode.isCode(of: 1...32) && storeName.isName
      && MerchantCategory(rawValue: category) != nil && EarnTerms.Rounding(rawValue: rounding) != nil
      && terms(of: .none).isPossible
  }
}

extension Coalition {
  /// How long an invitation can be used, in seconds.
  static let invitationSeconds: Int64 = 14 * 86_400

  /// Proposes what an application is to become; another person decides.
  /// - Throws: `AccessRefusal`, `ApplicationRefusal`, `ApprovalRefusal`, `MerchantRefusal.codeTaken`,
  ///   `ProgramRefusal.programNotFound`.
  package func proposeAdmission(
    _ proposal: AdmissionProposal, reason: String, by principal: Principal
  ) async throws -> Approval {
    let approval = try self.proposal(of: .admit(proposal), reason: reason, by: principal)
    let id = ApplicationID(proposal.application)
    let now = clock.now()
    return try await database.write { tx in
      if try tx.hasProposal(try tx.openApplication(id), at: now) { throw ApplicationRefusal.proposalWaits }
      try insert(approval, in: tx)
      try tx.execute(
        """
        UPDATE merchant_application SET approval_id = \(approval.id), updated_at = \(now) WHERE id = \(id)
        """)
      return try tx.approval(approval.id) ?? approval
    }
  }

  /// Makes the merchant, its first store and terms, and its owner's invitation, all or nothing; again after a
  /// crash, with the same result.
  func executeAdmission(_ approval: Approval, _ proposal: AdmissionProposal) async throws -> ExecutionOutcome
  {
    let now = clock.now()
    let made = Merchant(
      id: ids.next(), code: proposal.code, names: proposal.names, status: .active, createdAt: now,
      updatedAt: now)
    let store: StoreID = ids.next()
    let invitation: InvitationID = ids.next()
    let letter: LetterID = ids.next()
    defer { directoryCache.forgetAll() }
    do {
      let merchant = try await database.write { tx in
        let application = try tx.requireApplication(ApplicationID(proposal.application))
        if let merchant = application.merchant, application.approval == approval.id { return merchant }
        guard application.state == .inReview else { throw ApplicationRefusal.notOpen(application.state) }
        try tx.insert(made)
        try tx.setProfile(application.profile(proposal), of: made.id, at: now)
        try tx.open(store, of: made.id, proposal, at: now)
        try write(proposal.terms(of: made.id), by: approval.author, at: now, in: tx)
        try tx.execute(
          """
          UPDATE merchant_application SET state = 'approved', merchant_id = \(made.id),
            approval_id = \(approval.id), updated_at = \(now) WHERE id = \(application.id)
          """)
        try invite(invitation, letter, .approved, to: made.id, of: application.id, at: now, in: tx)
        try append(
          Change(
            action: "merchant.admit", subject: "merchant/\(made.id.rawValue)",
            before: "application/\(application.id.rawValue)", after: made.summary), by: approval.author,
          in: tx)
        return made.id
      }
      return .succeeded(publicIDs.text(merchant))
    } catch ApplicationRefusal.notOpen(let state) {
      return .failed("application_\(state.rawValue)")
    } catch let refusal as ProgramRefusal {
      return .failed("\(refusal)")
    } catch let error as DatabaseError where error.isUniqueViolation { return .failed("code_taken") }
  }

  /// Writes down an invitation and the letter that brings it.
  func invite(
    _ invitation: InvitationID, _ letter: LetterID, _ kind: LetterKind, to merchant: MerchantID,
    of application: ApplicationID, at now: Instant, in tx: any Storage.Transaction
  ) throws {
    try tx.execute(
      """
      INSERT INTO merchant_invitation (id, merchant_id, application_id, code_hash, created_at, ends_at)
      VALUES (\(invitation), \(merchant), \(application),
        \(invitationHash(invitationCode(invitation))), \(now),
        \(now.adding(seconds: Self.invitationSeconds)))
      """)
    try tx.addLetter(letter, kind, of: application, invitation: invitation, at: now)
  }
}

extension MerchantApplication {
  fileprivate func profile(_ proposal: AdmissionProposal) -> MerchantProfile {
    var profile = draft.profile
    profile.category = MerchantCategory(rawValue: proposal.category) ?? profile.category
    return profile
  }
}

extension Storage.Transaction {
  fileprivate func open(
    _ store: StoreID, of merchant: MerchantID, _ proposal: AdmissionProposal, at now: Instant
  ) throws {
    try execute(
      """
      INSERT INTO store (id, merchant_id, code, name, status, created_at, updated_at)
      VALUES (\(store), \(merchant), \(proposal.storeCode), \(proposal.storeName), 'active', \(now), \(now))
      """)
  }

  /// What could not be carried out as things stand.
  func checkAdmission(_ proposal: AdmissionProposal) throws {
    let application = try openApplication(ApplicationID(proposal.application))
    guard application.state == .inReview, application.checks == .all else {
      throw ApplicationRefusal.notReviewed
    }
    guard try program("asset_id = \(AssetID(proposal.asset))") != nil else {
      throw ProgramRefusal.programNotFound
    }
    let holder = try queryFirst("SELECT id FROM merchant WHERE code = \(proposal.code)") {
      $0[0] as MerchantID
    }
    if holder != nil { throw MerchantRefusal.codeTaken }
  }
}
