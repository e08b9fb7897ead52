package import Ledger
internal import Storage

/// A new ladder, a new version of one, or the end of one, to be decided on.
package struct LadderProposal: Sendable, Hashable, Codable {
  package let asset: Int64
  /// The ladder that is changed or ended; 0 for a new one.
  package let number: UInt32
  package let nameHans: String
  package let nameHant: String
  package let nameEnglish: String
  /// Nil to end the ladder.
  package let definition: TierDefinition?
  /// Never earlier than the decision; nil for its moment.
  package let from: Instant?

  /// - Parameter definition: nil to end the ladder.
  package init(
    _ definition: TierDefinition?, number: UInt32 = 0, named names: Names, of asset: AssetID,
    from: Instant? = nil
  ) {
    self.asset = asset.rawValue
    self.number = number
    (nameHans, nameHant, nameEnglish) = (names.hans, names.hant, names.en)
    self.definition = definition
    self.from = from
  }

  package var names: Names { Names(hans: nameHans, hant: nameHant, en: nameEnglish) }

  var isPossible: Bool {
    guard names.all.allSatisfy({ 1...100 ~= $0.unicodeScalars.count }), number <= Self.mostLadders else {
      return false
    }
    return definition?.isPossible ?? (number >= 1)
  }

  static let mostLadders: UInt32 = 1_000_000
}

extension Storage.Transaction {
  /// Refuses early what could not be carried out as things stand.
  func check(_ proposal: LadderProposal) throws {
    let asset = AssetID(proposal.asset)
    guard try program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
    if proposal.number > 0, try lastLadder(proposal.number, of: asset) == nil {
      throw ProgramRefusal.ladderNotFound
    }
  }
}

extension Coalition {
  /// Sets or ends a ladder that two people decided on; again after a crash, with the same result.
  ///
  /// A version in force ends when the next begins. The jobs place everybody anew from then on.
  func executeLadder(_ approval: Approval, _ proposal: LadderProposal) async throws -> ExecutionOutcome {
    let now = clock.now()
    let asset = AssetID(proposal.asset)
    defer { directoryCache.forgetAll() }
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT number FROM tier_ladder WHERE approval_id = \(approval.id)") {
        $0[0] as Int64
      }
      if made != nil { return .succeeded("") }
      let from = max(proposal.from ?? now, now)
      let old = proposal.number == 0 ? nil : try tx.lastLadder(proposal.number, of: asset)
      if proposal.number > 0, old == nil { return .failed("ladder_not_found") }
      let number = try old.map { Int64($0.number) } ?? tx.nextLadder(of: asset)
      try tx.execute(
        """
        UPDATE tier_ladder
        SET in_force_until = CASE WHEN in_force_from < \(from) THEN \(from) ELSE in_force_from END
        WHERE asset_id = \(asset) AND number = \(number) AND in_force_until > \(from)
        """)
      if let definition = proposal.definition {
        try tx.execute(
          """
          INSERT INTO tier_ladder (asset_id, number, version, name_hans, name_hant, name_en, definition,
            in_force_from, in_force_until, approval_id, placed)
          VALUES (\(asset), \(number), \(Int64(old?.version ?? 0) + 1), \(proposal.nameHans),
            \(proposal.nameHant), \(proposal.nameEnglish), \(try definition.column()), \(from),
            \(Instant.distantFuture), \(approval.id), 0)
          """)
      }
      try append(
        Change(
          action: proposal.definition == nil ? "tier_ladder.end" : "tier_ladder.set",
          subject: "tier_ladder/\(asset.rawValue)/\(number)",
          before: try old?.definition.column() ?? "", after: try proposal.definition?.column() ?? "ended"),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }
}

extension Storage.Transaction {
  /// Numbers are never given twice: rules name ladders by them.
  fileprivate func nextLadder(of asset: AssetID) throws -> Int64 {
    let last = try queryFirst("SELECT max(number) FROM tier_ladder WHERE asset_id = \(asset)") {
      $0[0] as Int64?
    }
    return ((last ?? nil) ?? 0) + 1
  }
}
