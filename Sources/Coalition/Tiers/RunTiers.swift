internal import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// Lets levels fall whose time is over, warns those whose time is near, and places everybody anew where a
  /// ladder changed.
  ///
  /// What is done is noted with it, so a run that was interrupted goes on, and one that is repeated finds
  /// nothing to do. It begins at the journal's end: nobody falls for a purchase that was not read yet.
  func runTiers(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    try await projectTiers()
    for step in [placeAnew, letFall] {
      while true {
        let count = try await step()
        if count == 0 { break }
        done += count
        guard try await keep(job.name, for: holder, at: 0, done: done) else {
          throw LostLease(name: job.name)
        }
      }
    }
    return done
  }

  /// A page of those on ladders that changed; how many.
  private func placeAnew() async throws -> Int {
    let now = clock.now()
    return try await database.write { tx in
      let unplaced = try tx.queryFirst(
        TierLadder.select
          + """
          WHERE placed >= 0 AND in_force_from <= \(now) AND in_force_until > \(now)
          ORDER BY in_force_from, asset_id, number LIMIT 1
          """
      ) { try TierLadder($0) }
      guard let ladder = unplaced else { return 0 }
      let isIt: SQL = """
        asset_id = \(ladder.asset) AND number = \(Int64(ladder.number)) AND version = \(Int64(ladder.version))
        """
      let placed = try tx.queryFirst("SELECT placed FROM tier_ladder WHERE " + isIt) { $0[0] as Int64 } ?? 0
      let members = try tx.placeable(on: ladder, after: MemberID(placed), limit: Self.placedAtOnce)
      try self.place(members, on: ladder, at: now, in: tx) { _ in .ladder }
      let next = members.count < Self.placedAtOnce ? -1 : members.last?.rawValue ?? -1
      try tx.execute("UPDATE tier_ladder SET placed = \(next) WHERE " + isIt)
      // A ladder without anybody is work done as well: the next page is the next ladder's.
      return max(members.count, 1)
    }
  }

  /// A page of those whose standing must be looked at today; how many.
  private func letFall() async throws -> Int {
    let now = clock.now()
    let today = CivilDate(settings.calendar.businessDay(of: now)).daysSince1970
    return try await database.write { tx in
      let due = try tx.query(
        """
        SELECT asset_id, number, member_id FROM tier_standing WHERE next_look <= \(today)
        ORDER BY next_look, asset_id, number, member_id LIMIT \(Self.placedAtOnce)
        """
      ) { (asset: $0[0] as AssetID, number: $0[1] as Int64, member: $0[2] as MemberID) }
      let ladders = try tx.ladders(of: Set(due.map(\.asset)), at: now)
      for ladder in ladders {
        let members = due.filter { $0.asset == ladder.asset && $0.number == Int64(ladder.number) }
          .map(\.member)
        if members.isEmpty { continue }
        try self.place(members.sorted(), on: ladder, at: now, in: tx) { _ in .period }
      }
      // A ladder that ended lets nobody fall.
      for row in due
      where !ladders.contains(where: { $0.asset == row.asset && Int64($0.number) == row.number }) {
        try tx.execute(
          """
          UPDATE tier_standing SET next_look = \(KeptStanding.never)
          WHERE asset_id = \(row.asset) AND number = \(row.number) AND member_id = \(row.member)
          """)
      }
      return due.count
    }
  }
}

extension Storage.Transaction {
  /// Those of whom something counts or who stand on the ladder, in order.
  fileprivate func placeable(
    on ladder: TierLadder, after member: MemberID, limit: Int
  ) throws -> [MemberID] {
    try query(
      """
      SELECT member_id FROM qualifying_day WHERE asset_id = \(ladder.asset) AND member_id > \(member)
      UNION
      SELECT member_id FROM tier_standing
      WHERE asset_id = \(ladder.asset) AND number = \(Int64(ladder.number)) AND member_id > \(member)
      ORDER BY member_id LIMIT \(limit)
      """
    ) { $0[0] }
  }
}
