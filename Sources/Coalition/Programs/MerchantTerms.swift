package import Ledger
internal import Storage

extension Coalition {
  /// Sets what a merchant may do in a programme and what a purchase there earns; replaces earlier terms.
  /// - Throws: `AccessRefusal`, `ProgramRefusal`, `MerchantRefusal.merchantNotFound`,
  ///   `ApprovalRefusal.approvalRequired` where the rules want a second person.
  package func setTerms(_ terms: MerchantTerms, by principal: Principal) async throws {
    try principal.requireOperator(.writePrograms)
    try principal.requireConfirmed(at: clock.now())
    try terms.check()
    let now = clock.now()
    defer { directoryCache.forgetAll() }
    try await database.write { tx in
      try requireNoSecondPerson(for: .terms, by: principal, in: tx)
      try write(terms, by: principal.actor, at: now, in: tx)
    }
  }

  /// Sets terms that two people decided on; again after a crash, with the same result.
  func executeTerms(_ approval: Approval, _ proposal: TermsProposal) async throws -> ExecutionOutcome {
    guard let terms = proposal.terms else { return .failed("wrong_operation") }
    let now = clock.now()
    defer { directoryCache.forgetAll() }
    do {
      try await database.write { tx in try write(terms, by: approval.author, at: now, in: tx) }
      return .succeeded(publicIDs.text(terms.merchant))
    } catch let refusal as MerchantRefusal {
      return .failed("\(refusal)")
    } catch let refusal as ProgramRefusal {
      return .failed("\(refusal)")
    }
  }

  func write(
    _ terms: MerchantTerms, by actor: Actor, at now: Instant, in tx: any Storage.Transaction
  ) throws {
    try tx.requireMerchant(terms.merchant)
    guard try tx.program("asset_id = \(terms.asset)") != nil else { throw ProgramRefusal.programNotFound }
    let old = try tx.terms(merchant: terms.merchant, asset: terms.asset)
    try terms.check(after: old)
    try tx.execute(
      """
      INSERT INTO merchant_program (merchant_id, asset_id, is_issuing, is_accepting, earn_points,
        earn_minor_units, rounding, issuing_limit, updated_at)
      VALUES (\(terms.merchant), \(terms.asset), \(terms.isIssuing), \(terms.isAccepting),
        \(terms.earning.points), \(terms.earning.perMinorUnits), \(terms.earning.rounding),
        \(terms.issuingLimit), \(now))
      ON CONFLICT (merchant_id, asset_id) DO UPDATE SET is_issuing = excluded.is_issuing,
        is_accepting = excluded.is_accepting, earn_points = excluded.earn_points,
        earn_minor_units = excluded.earn_minor_units, rounding = excluded.rounding,
        issuing_limit = excluded.issuing_limit, updated_at = excluded.updated_at
      """)
    try tx.setValidity(of: terms.asset, merchant: terms.merchant.rawValue, terms.validity)
    try tx.keepVersion(of: terms, by: actor, at: now)
    try append(
      Change(
        action: "terms.set", subject: "merchant/\(terms.merchant.rawValue)", before: old?.summary ?? "",
        after: terms.summary),
      by: actor, in: tx)
  }

  /// A merchant's terms in a programme; nil when there are none.
  package func terms(of merchant: MerchantID, in asset: AssetID) async throws -> MerchantTerms? {
    try await database.read { try $0.terms(merchant: merchant, asset: asset) }
  }

  /// A merchant's terms in every programme it takes part in.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func terms(of merchant: MerchantID, by principal: Principal) async throws -> [MerchantTerms] {
    try principal.require(.readPrograms)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { try $0.terms(merchant: merchant) }
  }
}

extension MerchantTerms {
  func check() throws(ProgramRefusal) {
    guard 0...1_000_000_000 ~= earning.points.units, 1...1_000_000_000 ~= earning.perMinorUnits else {
      throw .invalid(.earning)
    }
    guard (issuingLimit ?? 0) >= 0 else { throw .invalid(.issuingLimit) }
    guard validity.values.allSatisfy(\.isInRange) else { throw .invalid(.validity) }
  }

  /// Whether these terms can come after those, or after none.
  func check(after before: MerchantTerms?) throws(ProgramRefusal) {
    try validity.check(after: before?.validity ?? [:])
  }

  /// Whether terms like these can be set at all.
  var isPossible: Bool { (try? check()) != nil }  // which field is at fault was said when it was typed

  /// As the audit log and the diff of a proposal show it.
  package var summary: String {
    "program/\(asset.rawValue) issuing=\(isIssuing) accepting=\(isAccepting) earn=\(earning.points.units):"
      + "\(earning.perMinorUnits) \(earning.rounding.rawValue) limit=\(issuingLimit.map { "\($0.units)" } ?? "none")"
  }
}

extension Storage.Transaction {
  func terms(merchant: MerchantID, asset: AssetID) throws -> MerchantTerms? {
    try terms("merchant_id = \(merchant) AND asset_id = \(asset)").first
  }

  func terms(merchant: MerchantID) throws -> [MerchantTerms] {
    try terms("merchant_id = \(merchant)")
  }

  /// Of several merchants, by merchant and programme.
  func terms(merchants: [MerchantID]) throws -> [MerchantTerms] {
    try terms("merchant_id IN (\(merchants))")
  }

  private func terms(_ condition: SQL) throws -> [MerchantTerms] {
    let found = try query(
      """
      SELECT merchant_id, asset_id, is_issuing, is_accepting, earn_points, earn_minor_units, rounding,
        issuing_limit, (
          SELECT ceiling FROM issuing_funding f
          WHERE f.merchant_id = merchant_program.merchant_id AND f.asset_id = merchant_program.asset_id)
      FROM merchant_program WHERE \(condition) ORDER BY merchant_id, asset_id
      """
    ) { row in
      var terms = MerchantTerms(
        merchant: row[0], asset: row[1], isIssuing: row[2], isAccepting: row[3],
        earning: EarnTerms(row[4], perMinorUnits: row[5], rounding: row[6]), issuingLimit: row[7])
      terms.ceiling = row[8]
      return terms
    }
    if found.isEmpty { return [] }
    let validity = try validity(of: found.map(\.asset), merchants: found.map(\.merchant.rawValue))
    return found.map { terms in
      var terms = terms
      terms.validity = validity[terms.asset]?[terms.merchant.rawValue] ?? [:]
      return terms
    }
  }
}

extension Coalition {
  /// Terms of merchants in a programme, by merchant, after a cursor.
  /// - Throws: `AccessRefusal`.
  package func terms(
    in asset: AssetID, _ page: PageRequest<Identified.Merchant> = PageRequest(), by principal: Principal
  ) async throws -> Page<MerchantTerms> {
    try principal.requireOperator([.readPrograms, .readMerchants])
    let after = page.after ?? .none
    return try await database.read { tx in
      let merchants = try tx.query(
        """
        SELECT merchant_id FROM merchant_program WHERE asset_id = \(asset) AND merchant_id > \(after)
        ORDER BY merchant_id LIMIT \(page.limit + 1)
        """
      ) { $0[0] as MerchantID }
      let terms = try tx.terms(merchants: merchants).filter { $0.asset == asset }
      return Page(terms, limit: page.limit)
    }
  }
}
