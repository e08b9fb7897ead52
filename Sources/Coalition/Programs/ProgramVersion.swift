internal import Foundation
package import Ledger
internal import Storage

/// A state that a programme has, had or will have.
package struct ProgramVersion: Sendable, Hashable {
  package let asset: AssetID
  /// From 1, without gaps.
  package let number: Int
  package let effectiveAt: Instant
  /// Nil while its moment has not come.
  package let appliedAt: Instant?
  package let createdAt: Instant
  package let actor: Actor.Kind
  /// The person or the key.
  package let by: Int64
  /// What two people decided; nil where the platform itself did it.
  package let approval: ApprovalID?
  package let settings: ProgramSettings
}

extension Coalition {
  /// Every version of a programme, newest first, at most 200; empty for one that was never changed and is
  /// older than versions are.
  /// - Throws: `AccessRefusal`.
  package func versions(of asset: AssetID, by principal: Principal) async throws -> [ProgramVersion] {
    try principal.requireOperator(.readPrograms)
    return try await database.read { tx in try tx.versions(of: asset, limit: 200) }
  }

  /// What a proposed change is made upon, for those who decide about it.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func settings(
    before proposal: ProgramProposal, by principal: Principal
  ) async throws -> ProgramSettings {
    try principal.requireToSeeApprovals()
    let asset = AssetID(proposal.asset)
    return try await database.read { tx in
      let base = try tx.queryFirst(
        ProgramVersion.select + "WHERE asset_id = \(asset) AND number = \(proposal.base)"
      ) { try ProgramVersion($0) }
      if let base { return base.settings }
      guard let program = try tx.program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
      return ProgramSettings(program)
    }
  }

  /// Puts versions into force whose moment has come, in their order; gives how many.
  package func applyDueVersions() async throws -> Int {
    let now = clock.now()
    let isDue = try await database.read { tx in
      try tx.queryFirst(
        "SELECT 1 FROM program_version WHERE applied_at IS NULL AND effective_at <= \(now) LIMIT 1"
      ) { $0[0] as Int } != nil
    }
    guard isDue else { return 0 }
    defer { directoryCache.forgetAll() }
    return try await database.write { tx in try applyDueVersions(at: now, in: tx) }
  }

  private func applyDueVersions(at now: Instant, in tx: any Storage.Transaction) throws -> Int {
    let due = try tx.query(
      ProgramVersion.select
        + """
        WHERE applied_at IS NULL AND effective_at <= \(now)
        ORDER BY effective_at, asset_id, number LIMIT 100
        """
    ) { try ProgramVersion($0) }
    for version in due {
      guard let old = try tx.program("asset_id = \(version.asset)"),
        var new = version.settings.applied(to: old)
      else { continue }
      new.updatedAt = now
      try tx.update(new)
      if new.validity != old.validity { try tx.setValidity(of: new.asset, merchant: 0, new.validity) }
      if new.policies.services != old.policies.services {
        try tx.setServices(of: new.asset, new.policies.services)
      }
      try tx.execute(
        """
        UPDATE program_version SET applied_at = \(now)
        WHERE asset_id = \(version.asset) AND number = \(version.number)
        """)
      try append(
        Change(
          action: "program.update", subject: "program/\(version.asset.rawValue)", before: old.summary,
          after: "version \(version.number) \(new.summary)"),
        by: Actor(kind: version.actor, id: version.by, answerable: 0, origin: "version"), in: tx)
    }
    return due.count
  }

  /// Makes the version that two people decided on, and puts it into force if its moment has come; again after
  /// a crash, with the same result.
  func executeProgram(_ approval: Approval, _ proposal: ProgramProposal) async throws -> ExecutionOutcome {
    let now = clock.now()
    let asset = AssetID(proposal.asset)
    defer { directoryCache.forgetAll() }
    do {
      return try await database.write { tx in
        let name = publicIDs.text(asset)
        let made = try tx.queryFirst("SELECT 1 FROM program_version WHERE approval_id = \(approval.id)") {
          $0[0] as Int
        }
        if made != nil { return .succeeded(name) }
        // Taking the row first puts two who change it in a row, on both engines.
        try tx.execute("UPDATE program SET updated_at = updated_at WHERE asset_id = \(asset)")
        try tx.check(proposal, at: now)
        let actor = approval.author
        try tx.beginVersions(of: asset)
        let from = max(now, Instant(microseconds: proposal.effectiveAt))
        try tx.insertVersion(
          of: asset, proposal.settings, from: from, applied: nil, by: actor, approval.id, at: now)
        _ = try applyDueVersions(at: now, in: tx)
        return .succeeded(name)
      }
    } catch let refusal as ProgramRefusal { return .failed("\(refusal)") }
  }
}

extension ProgramVersion {
  static let select: SQL = """
    SELECT asset_id, number, effective_at, applied_at, created_at, actor_kind, actor_id, approval_id, settings
    FROM program_version 
    """

  init(_ row: borrowing Row) throws {
    let settings: String = row[8]
    self.init(
      asset: row[0], number: row[1], effectiveAt: row[2], appliedAt: row[3], createdAt: row[4],
      actor: Actor.Kind(rawValue: row[5]) ?? .system, by: row[6], approval: row[7],
      settings: try JSONDecoder().decode(ProgramSettings.self, from: Data(settings.utf8)))
  }
}

extension Storage.Transaction {
  func versions(of asset: AssetID, limit: Int) throws -> [ProgramVersion] {
    try query(
      ProgramVersion.select + "WHERE asset_id = \(asset) ORDER BY number DESC LIMIT \(limit)"
    ) { try ProgramVersion($0) }
  }

  /// Whether the change can be made upon what there is.
  /// - Throws: `ProgramRefusal`.
  func check(_ proposal: ProgramProposal, at now: Instant) throws {
    let asset = AssetID(proposal.asset)
    guard let program = try program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
    let last = try versions(of: asset, limit: 1).first
    guard proposal.base == last?.number ?? 0 else { throw ProgramRefusal.changedMeanwhile }
    guard proposal.settings != last?.settings ?? ProgramSettings(program) else {
      throw ProgramRefusal.nothingChanged
    }
    guard let new = proposal.settings.applied(to: program) else { throw ProgramRefusal.invalid(.validity) }
    try Program.check(
      names: new.names, worth: new.worth, policies: new.policies, validity: new.validity,
      after: (last?.settings.applied(to: program) ?? program).validity, isHosted: new.merchant != nil)
    let from = max(now, Instant(microseconds: proposal.effectiveAt))
    guard from >= last?.effectiveAt ?? .distantPast, from <= now.adding(seconds: 400 * 86_400) else {
      throw ProgramRefusal.invalid(.effectiveAt)
    }
  }

  /// Writes down what a programme was before its first version, where it is older than versions are.
  func beginVersions(of asset: AssetID) throws {
    guard try versions(of: asset, limit: 1).isEmpty, let program = try program("asset_id = \(asset)") else {
      return
    }
    try insertVersion(
      of: asset, ProgramSettings(program), from: program.createdAt, applied: program.createdAt, by: .system,
      nil, at: program.createdAt)
  }

  func insertVersion(
    of asset: AssetID, _ settings: ProgramSettings, from: Instant, applied: Instant?, by actor: Actor,
    _ approval: ApprovalID?, at now: Instant
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(settings), as: UTF8.self)
    let number = (try versions(of: asset, limit: 1).first?.number ?? 0) + 1
    try execute(
      """
      INSERT INTO program_version (asset_id, number, effective_at, applied_at, created_at, actor_kind,
        actor_id, approval_id, settings)
      VALUES (\(asset), \(number), \(from), \(applied), \(now), \(actor.kind.rawValue), \(actor.id),
        \(approval), \(text))
      """)
  }
}
