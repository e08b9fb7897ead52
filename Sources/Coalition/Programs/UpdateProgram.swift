package import Ledger
internal import Storage

extension Coalition {
  /// Changes names, status, worth, policies and validity; code, decimals, currency and owner stay.
  ///
  /// Validity rules count for points earned from now on. Where the rules want two people, nobody but the
  /// platform itself does it alone: others propose a change.
  /// - Throws: `AccessRefusal`, `ProgramRefusal`, `ApprovalRefusal.approvalRequired`.
  package func updateProgram(
    _ asset: AssetID, by principal: Principal, _ change: @escaping @Sendable (inout Program) -> Void
  ) async throws -> Program {
    try principal.requireOperator(.writePrograms)
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    defer { directoryCache.forgetAll() }
    return try await database.write { tx in
      guard let old = try tx.program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
      try requireNoSecondPerson(for: .program, by: principal, in: tx)
      try tx.beginVersions(of: asset)
      guard try tx.versions(of: asset, limit: 1).allSatisfy({ $0.appliedAt != nil }) else {
        throw ProgramRefusal.changedMeanwhile
      }
      var new = old
      change(&new)
      new.updatedAt = now
      guard new.worth.money.currency == old.worth.money.currency else { throw ProgramRefusal.invalid(.worth) }
      try Program.check(
        names: new.names, worth: new.worth, policies: new.policies, validity: new.validity,
        after: old.validity, isHosted: new.merchant != nil)
      try tx.update(new)
      if new.validity != old.validity { try tx.setValidity(of: asset, merchant: 0, new.validity) }
      if new.policies.services != old.policies.services {
        try tx.setServices(of: asset, new.policies.services)
      }
      try tx.insertVersion(
        of: asset, ProgramSettings(new), from: now, applied: now, by: principal.actor, nil, at: now)
      try append(
        Change(
          action: "program.update", subject: "program/\(asset.rawValue)", before: old.summary,
          after: new.summary),
        by: principal.actor, in: tx)
      return new
    }
  }
}

extension Storage.Transaction {
  /// Writes all of a programme but its validity, which lies in rows of its own.
  func update(_ program: Program) throws {
    let policies = program.policies
    try execute(
      """
      UPDATE program SET name_hans = \(program.names.hans), name_hant = \(program.names.hant),
        name_en = \(program.names.en), status = \(program.status), worth_points = \(program.worth.points),
        worth_minor_units = \(program.worth.money.minorUnits),
        refund_extension_days = \(policies.refundExtensionDays), is_debt_allowed = \(policies.isDebtAllowed),
        transfer_minimum = \(policies.transfer.minimum),
        transfer_fee_basis_points = \(policies.transfer.feeBasisPoints),
        transfer_fee_mode = \(policies.transfer.feeMode.column),
        transfer_daily_limit = \(policies.transfer.dailyLimit),
        transfer_cooling_days = \(policies.transfer.coolingDays),
        transfer_receivers_per_day = \(policies.transfer.receiversPerDay),
        transfer_senders_per_day = \(policies.transfer.sendersPerDay),
        spend_limit = \(policies.spendLimit.perTransaction), spend_daily_limit =
          \(policies.spendLimit.perDay),
        proof_free_points = \(policies.proofFreePoints), pool_people = \(policies.pools.people),
        pool_companies = \(policies.pools.allowsCompanies), updated_at = \(program.updatedAt)
      WHERE asset_id = \(program.asset)
      """)
  }
}
