internal import Foundation
package import Ledger
package import Loyalty
internal import Storage

/// One version of a ladder with its words (会员等级方案).
package struct TierLadder: Sendable, Hashable {
  package let asset: AssetID
  /// The same through all versions.
  package let number: UInt32
  package let version: UInt32
  package let names: Names
  package let definition: TierDefinition
  package let inForce: Range<Instant>
  /// The decision that made it.
  package let approval: ApprovalID

  package var ladder: Ladder { definition.ladder }

  /// A level's name; nil on level 0 and where this version has no such level.
  package func name(of level: Int) -> Names? {
    definition.texts.indices.contains(level - 1) ? definition.texts[level - 1].names : nil
  }
}

/// A ladder's rule and what its levels are called.
package struct TierDefinition: Sendable, Hashable, Codable {
  /// What members read of a level.
  package struct Text: Sendable, Hashable, Codable {
    package let hans: String
    package let hant: String
    package let english: String
    /// Further benefits in words; each may be empty.
    package let noteHans: String
    package let noteHant: String
    package let noteEnglish: String

    package init(_ names: Names, note: Names = Names("")) {
      (hans, hant, english) = (names.hans, names.hant, names.en)
      (noteHans, noteHant, noteEnglish) = (note.hans, note.hant, note.en)
    }

    package var names: Names { Names(hans: hans, hant: hant, en: english) }
    package var note: Names { Names(hans: noteHans, hant: noteHant, en: noteEnglish) }

    /// Whether each language has a name, and no text is too long.
    package var isPossible: Bool {
      names.all.allSatisfy { 1...40 ~= $0.unicodeScalars.count }
        && note.all.allSatisfy { $0.unicodeScalars.count <= 200 }
    }
  }

  package let ladder: Ladder
  /// One for each level.
  package let texts: [Text]

  package init(_ ladder: Ladder, _ texts: [Text]) {
    self.ladder = ladder
    self.texts = texts
  }

  var isPossible: Bool {
    guard texts.allSatisfy(\.isPossible), texts.count == ladder.levels.count else { return false }
    // Which field is at fault was said when it was typed.
    return (try? ladder.check()) != nil
  }

  func column() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension TierLadder {
  static let select: SQL = """
    SELECT asset_id, number, version, name_hans, name_hant, name_en, definition, in_force_from,
      in_force_until, approval_id FROM tier_ladder 
    """

  init(_ row: borrowing Row) throws {
    let text: String = row[6]
    self.init(
      asset: row[0], number: UInt32(row[1] as Int64), version: UInt32(row[2] as Int64),
      names: Names(hans: row[3], hant: row[4], en: row[5]),
      definition: try JSONDecoder().decode(TierDefinition.self, from: Data(text.utf8)),
      inForce: (row[7])..<(row[8]), approval: row[9])
  }
}

extension Storage.Transaction {
  /// The ladders of these programmes that are in force at the moment, by programme and number.
  func ladders(of assets: Set<AssetID>, at now: Instant) throws -> [TierLadder] {
    if assets.isEmpty { return [] }
    return try query(
      TierLadder.select
        + """
        WHERE asset_id IN (\(assets.sorted())) AND in_force_from <= \(now) AND in_force_until > \(now)
        ORDER BY asset_id, number
        """
    ) { try TierLadder($0) }
  }

  func lastLadder(_ number: UInt32, of asset: AssetID) throws -> TierLadder? {
    try queryFirst(
      TierLadder.select
        + "WHERE asset_id = \(asset) AND number = \(Int64(number)) ORDER BY version DESC LIMIT 1"
    ) { try TierLadder($0) }
  }
}

extension Coalition {
  /// The ladders of a programme: those in force or to come, or all versions of one, the newest first.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func ladders(
    of asset: AssetID, number: UInt32? = nil, by principal: Principal
  ) async throws -> [TierLadder] {
    try principal.requireOperator(.readPrograms)
    let now = clock.now()
    return try await database.read { tx in
      guard try tx.program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
      guard let number else {
        return try tx.query(
          TierLadder.select
            + "WHERE asset_id = \(asset) AND in_force_until > \(now) ORDER BY number, version"
        ) { try TierLadder($0) }
      }
      return try tx.query(
        TierLadder.select
          + "WHERE asset_id = \(asset) AND number = \(Int64(number)) ORDER BY version DESC"
      ) { try TierLadder($0) }
    }
  }
}
