package import Ledger
package import Loyalty
internal import Storage

/// Where a member stands on one ladder, with what they need to go up or to stay.
package struct MemberTier: Sendable, Hashable {
  package let ladder: TierLadder
  package let standing: TierStanding
  /// On which day the level was reached or fallen to; nil on a level nobody noted yet.
  package let since: CivilDate?
}

/// A rise or fall with its words.
package struct NamedTierChange: Sendable, Hashable {
  package let change: TierChange
  package let ladder: Names
  /// Nil on level 0, and where the version that moved the member has no such level.
  package let from: Names?
  package let to: Names?
}

/// A level that a member stands on, as a till shows it.
package struct LevelName: Sendable, Hashable {
  package let asset: AssetID
  package let ladder: Names
  package let level: Names
}

extension Coalition {
  /// The member's standing on every ladder in force, as of now.
  /// - Throws: `AccessRefusal`.
  package func tiers(of member: MemberID, by principal: Principal) async throws -> [MemberTier] {
    try principal.requireOperator(.readMembers)
    _ = try await database.read { try $0.requireHolder(member) }
    return try await tiers(of: member)
  }

  /// One's own.
  package func tiers(by me: MemberPrincipal) async throws -> [MemberTier] { try await tiers(of: me.member) }

  private func tiers(of member: MemberID) async throws -> [MemberTier] {
    let now = clock.now()
    let today = CivilDate(settings.calendar.businessDay(of: now))
    return try await database.read { tx in
      let ladders = try tx.query(
        TierLadder.select
          + "WHERE in_force_from <= \(now) AND in_force_until > \(now) ORDER BY asset_id, number LIMIT 100"
      ) { try TierLadder($0) }
      let since = try tx.query(
        "SELECT asset_id, number, since FROM tier_standing WHERE member_id = \(member)"
      ) { (asset: $0[0] as AssetID, number: $0[1] as Int64, since: $0[2] as Int) }
      return try ladders.map { ladder in
        let days = try tx.qualifyingDays(
          of: [member], ladder.asset, from: ladder.ladder.earliestDay(for: today), through: today)
        let noted = since.first { $0.asset == ladder.asset && $0.number == Int64(ladder.number) }
        return MemberTier(
          ladder: ladder, standing: ladder.ladder.standing(days[member] ?? QualifyingDays(), on: today),
          since: noted.map { CivilDate(daysSince1970: $0.since) })
      }
    }
  }

  /// A member's rises and falls, the newest first, at most 100.
  /// - Throws: `AccessRefusal`.
  package func tierChanges(of member: MemberID, by principal: Principal) async throws -> [TierChange] {
    try principal.requireOperator(.readMembers)
    return try await database.read { try $0.tierChanges(of: member) }
  }

  /// The same with what ladders and levels were called when it happened.
  /// - Throws: `AccessRefusal`.
  package func tierHistory(of member: MemberID, by principal: Principal) async throws -> [NamedTierChange] {
    try principal.requireOperator(.readMembers)
    return try await tierHistory(of: member)
  }

  /// One's own.
  package func tierHistory(by me: MemberPrincipal) async throws -> [NamedTierChange] {
    try await tierHistory(of: me.member)
  }

  private func tierHistory(of member: MemberID) async throws -> [NamedTierChange] {
    try await database.read { tx in try tx.named(try tx.tierChanges(of: member)) }
  }

  /// What a member's levels are called, of the programmes that whoever asks takes part in; none where the
  /// member stands on no level. It says nothing of what was counted, which others may have sold.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func levelNames(of member: MemberID, by principal: Principal) async throws -> [LevelName] {
    try principal.require(.readMembers)
    let now = clock.now()
    let today = settings.calendar.businessDay(of: now)
    return try await database.read { tx in
      _ = try tx.requireHolder(member)
      let assets = try principal.merchant.map { Set(try tx.terms(merchant: $0).map(\.asset)) }
      let ladders = try tx.query(
        TierLadder.select
          + "WHERE in_force_from <= \(now) AND in_force_until > \(now) ORDER BY asset_id, number LIMIT 100"
      ) { try TierLadder($0) }.filter { assets?.contains($0.asset) ?? true }
      var names: [LevelName] = []
      for (asset, ladders) in Dictionary(grouping: ladders, by: \.asset).sorted(by: { $0.key < $1.key }) {
        let levels = try tx.levels(of: [member], in: asset, ladders, on: today)[member] ?? []
        for (ladder, level) in zip(ladders, levels) {
          guard let name = ladder.name(of: level.place.level) else { continue }
          names.append(LevelName(asset: asset, ladder: ladder.names, level: name))
        }
      }
      return names
    }
  }

  /// How many members stand on each level of a ladder from 1 up, as noted.
  /// - Throws: `AccessRefusal`.
  package func tierCounts(
    of asset: AssetID, _ number: UInt32, by principal: Principal
  ) async throws -> [Int: Int] {
    try principal.requireOperator(.readPrograms)
    return try await database.read { tx in
      let rows = try tx.query(
        """
        SELECT level, count(*) FROM tier_standing
        WHERE asset_id = \(asset) AND number = \(Int64(number)) AND level > 0 GROUP BY level
        """
      ) { ($0[0] as Int, $0[1] as Int) }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }

  /// How many members would stand on each level of a ladder today or on another day, 0 those of whom
  /// something counts and who reach none. Reads what counts page by page and changes nothing of it.
  /// - Throws: `AccessRefusal`.
  package func previewTiers(
    _ ladder: Ladder, of asset: AssetID, on day: CivilDate? = nil, by principal: Principal
  ) async throws -> [Int: Int] {
    try principal.requireOperator(.readPrograms)
    try await projectTiers()
    let today = day ?? CivilDate(settings.calendar.businessDay(of: clock.now()))
    let first = ladder.earliestDay(for: today)
    var counts: [Int: Int] = [:]
    var last = MemberID(0)
    while true {
      try Task.checkCancellation()
      let after = last
      let days = try await database.read { tx in
        let members = try tx.query(
          """
          SELECT DISTINCT member_id FROM qualifying_day
          WHERE asset_id = \(asset) AND member_id > \(after) ORDER BY member_id LIMIT \(Self.placedAtOnce)
          """
        ) { $0[0] as MemberID }
        guard let end = members.last else { return (MemberID.none, [MemberID: QualifyingDays]()) }
        return (end, try tx.qualifyingDays(of: members, asset, from: first, through: today))
      }
      guard days.0.isGiven else { return counts }
      for member in days.1.values { counts[ladder.standing(member, on: today).level, default: 0] += 1 }
      last = days.0
    }
  }
}

extension Storage.Transaction {
  fileprivate func tierChanges(of member: MemberID) throws -> [TierChange] {
    try query(TierChange.select + "WHERE member_id = \(member) ORDER BY id DESC LIMIT 100") { TierChange($0) }
  }

  fileprivate func named(_ changes: [TierChange]) throws -> [NamedTierChange] {
    if changes.isEmpty { return [] }
    // Versions of a programme's ladders are few: two people decide on each.
    let ladders = try query(
      TierLadder.select + "WHERE asset_id IN (\(Set(changes.map(\.asset)).sorted()))"
    ) { try TierLadder($0) }
    return changes.compactMap { change in
      let ladder = ladders.first {
        $0.asset == change.asset && $0.number == change.ladder && $0.version == change.version
      }
      guard let ladder else { return nil }
      return NamedTierChange(
        change: change, ladder: ladder.names, from: ladder.name(of: change.from),
        to: ladder.name(of: change.to))
    }
  }
}
