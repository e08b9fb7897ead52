package import Ledger
internal import Storage

/// A programme to be made.
package struct ProgramDraft: Sendable {
  /// 1…32 characters, unique.
  package var code: String
  package var names: Names
  package var worth: Worth
  /// For a hosted programme, the merchant's; nil for the universal one.
  package var merchant: MerchantID?
  package var decimals = 0
  package var policies = ProgramPolicies()
  /// Origins that are not named live 24 months.
  package var validity: [Origin: Validity] = [:]

  package init(code: String, names: Names, worth: Worth, merchant: MerchantID? = nil) {
    self.code = code
    self.names = names
    self.worth = worth
    self.merchant = merchant
  }
}

extension Coalition {
  /// Makes a programme; its asset is the next small number.
  ///
  /// Where the rules want two people for a change of a programme, one that a person makes is paused: nobody
  /// earns or uses its points until another has approved that it starts. What members may do for a price is
  /// not set by one person at all. The platform itself makes a programme as it will be.
  /// - Throws: `AccessRefusal`, `ProgramRefusal`, `ApprovalRefusal.approvalRequired`.
  package func createProgram(_ draft: ProgramDraft, by principal: Principal) async throws -> Program {
    try principal.requireOperator(.writePrograms)
    try principal.requireConfirmed(at: clock.now())
    try draft.check()
    let now = clock.now()
    var validity = Dictionary(uniqueKeysWithValues: Origin.allCases.map { ($0, Validity.endOfMonth(24)) })
    validity.merge(draft.validity) { _, given in given }
    let rules = validity
    do {
      return try await database.write { tx in
        let needsTwo = try needsSecondPerson(for: .program, by: principal, in: tx)
        if needsTwo, !draft.policies.services.isEmpty || draft.policies.pools.people > 0 {
          throw ApprovalRefusal.approvalRequired(.program)
        }
        let last = try tx.queryFirst("SELECT max(asset_id) FROM program") { $0[0] as Int64? } ?? nil
        let number = (last ?? 0) + 1
        guard number <= 32_767 else { throw ProgramRefusal.tooManyPrograms }
        let program = Program(
          asset: AssetID(number), code: draft.code, merchant: draft.merchant, names: draft.names,
          status: needsTwo ? .paused : .active, decimals: draft.decimals, worth: draft.worth,
          policies: draft.policies,
          validity: rules, createdAt: now, updatedAt: now)
        if let merchant = draft.merchant { try tx.requireMerchant(merchant) }
        try tx.insert(program)
        try tx.setValidity(of: program.asset, merchant: 0, rules)
        try tx.setServices(of: program.asset, program.policies.services)
        try tx.insertVersion(
          of: program.asset, ProgramSettings(program), from: now, applied: now, by: principal.actor, nil,
          at: now)
        try append(
          Change(action: "program.create", subject: "program/\(number)", after: program.summary),
          by: principal.actor, in: tx)
        return program
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw ProgramRefusal.programExists
    }
  }
}

extension ProgramDraft {
  fileprivate func check() throws(ProgramRefusal) {
    guard code.isCode(of: 1...32) else { throw .invalid(.code) }
    guard 0...6 ~= decimals else { throw .invalid(.decimals) }
    try Program.check(
      names: names, worth: worth, policies: policies, validity: validity, after: [:],
      isHosted: merchant != nil)
  }
}

extension Program {
  static func check(
    names: Names, worth: Worth, policies: ProgramPolicies, validity: [Origin: Validity],
    after before: [Origin: Validity], isHosted: Bool
  ) throws(ProgramRefusal) {
    guard names.areValid else { throw .invalid(.names) }
    let range: ClosedRange<Int64> = 1...1_000_000_000_000
    guard range ~= worth.points.units, range ~= worth.money.minorUnits, worth.money.currency.isCurrency else {
      throw .invalid(.worth)
    }
    guard 0...3_660 ~= policies.refundExtensionDays else { throw .invalid(.refundExtensionDays) }
    let transfer = policies.transfer
    guard transfer.minimum >= 1, 0...10_000 ~= transfer.feeBasisPoints, (transfer.dailyLimit ?? 0) >= 0,
      0...366 ~= transfer.coolingDays, 1...1_000 ~= transfer.receiversPerDay ?? 1,
      1...1_000 ~= transfer.sendersPerDay ?? 1
    else { throw .invalid(.transfer) }
    guard (policies.spendLimit.perTransaction ?? 0) >= 0, (policies.spendLimit.perDay ?? 0) >= 0 else {
      throw .invalid(.spendLimit)
    }
    guard policies.proofFreePoints >= 0 else { throw .invalid(.proofFreePoints) }
    guard policies.pools.isInRange else { throw .invalid(.pools) }
    try validity.check(after: before)
    try ServiceTerms.check(policies.services, in: worth.money.currency, isHosted: isHosted)
  }

  /// What the audit log remembers of a programme.
  var summary: String {
    "\(code) \(status.rawValue) worth=\(worth.points.units):\(worth.money.minorUnits) \(worth.money.currency) "
      + "extension=\(policies.refundExtensionDays)d debt=\(policies.isDebtAllowed) "
      + "transfer=\(policies.transfer.minimum.units)/\(policies.transfer.feeBasisPoints)bp "
      + "cooling=\(policies.transfer.coolingDays)d reach=\(policies.transfer.receiversPerDay ?? 0)"
      + "/\(policies.transfer.sendersPerDay ?? 0) "
      + "proof_free=\(policies.proofFreePoints.units) validity="
      + validity.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.column):\($0.value.rule.name):\($0.value.rule.value)" }.joined(separator: ",")
      + (policies.pools.people > 0
        ? " pools=\(policies.pools.people)\(policies.pools.allowsCompanies ? "+companies" : "")" : "")
      + policies.services.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { " \($0.key.rawValue)=\($0.value.summary)" }.joined()
  }
}

extension Storage.Transaction {
  fileprivate func insert(_ program: Program) throws {
    let policies = program.policies
    try execute(
      """
      INSERT INTO program (asset_id, code, kind, merchant_id, name_hans, name_hant, name_en, status,
        decimals, currency,
        worth_points, worth_minor_units, refund_extension_days, is_debt_allowed, transfer_minimum,
        transfer_fee_basis_points, transfer_fee_mode, transfer_daily_limit, spend_limit, spend_daily_limit,
        proof_free_points, created_at, updated_at, transfer_cooling_days, transfer_receivers_per_day,
        transfer_senders_per_day, pool_people, pool_companies)
      VALUES (\(program.asset), \(program.code), \(program.merchant == nil ? "universal" : "hosted"),
        \(program.merchant), \(program.names.hans), \(program.names.hant), \(program.names.en),
          \(program.status),
        \(program.decimals), \(program.worth.money.currency), \(program.worth.points),
        \(program.worth.money.minorUnits), \(policies.refundExtensionDays), \(policies.isDebtAllowed),
        \(policies.transfer.minimum), \(policies.transfer.feeBasisPoints),
          \(policies.transfer.feeMode.column),
        \(policies.transfer.dailyLimit), \(policies.spendLimit.perTransaction), \(policies.spendLimit.perDay),
        \(policies.proofFreePoints), \(program.createdAt), \(program.updatedAt),
        \(policies.transfer.coolingDays), \(policies.transfer.receiversPerDay),
        \(policies.transfer.sendersPerDay), \(policies.pools.people), \(policies.pools.allowsCompanies))
      """)
  }
}
