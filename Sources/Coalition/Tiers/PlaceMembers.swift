internal import Ledger
internal import Loyalty
internal import Storage

/// A standing as its table keeps it.
struct KeptStanding: Hashable {
  var level = 0
  var since = 0
  var fallsOn = 0
  var fallsTo = 0
  var nextLook = KeptStanding.never
  var warnedFor = 0
  var warnedDays = 0

  static let never = Int(Int32.max)
}

extension Coalition {
  /// Places members on the ladders of their programmes by what counts now: who reached a level rises in the
  /// commit of what reached it, whose purchase came back falls in the commit of that.
  func place(_ touched: [WalletKey: TierChange.Reason], in tx: any Storage.Transaction) throws {
    guard !touched.isEmpty else { return }
    let now = clock.now()
    let ladders = try tx.ladders(of: Set(touched.keys.map(\.asset)), at: now)
    for ladder in ladders {
      var members: [MemberID: TierChange.Reason] = [:]
      for (key, reason) in touched where key.asset == ladder.asset { members[key.member] = reason }
      let sorted = members.keys.sorted()
      for start in stride(from: 0, to: sorted.count, by: Self.placedAtOnce) {
        let page = Array(sorted[start..<min(start + Self.placedAtOnce, sorted.count)])
        try place(page, on: ladder, at: now, in: tx) { [members] in members[$0] ?? .purchase }
      }
    }
  }

  static let placedAtOnce = 500

  /// Reads what counts for these members in one statement, and writes what changed.
  func place(
    _ members: [MemberID], on ladder: TierLadder, at now: Instant, in tx: any Storage.Transaction,
    because reason: (MemberID) -> TierChange.Reason
  ) throws {
    let today = CivilDate(settings.calendar.businessDay(of: now))
    let days = try tx.qualifyingDays(
      of: members, ladder.asset, from: ladder.ladder.earliestDay(for: today), through: today)
    let kept = try tx.standings(of: members, on: ladder)
    var drafts: [MessageDraft] = []
    for member in members {
      let standing = ladder.ladder.standing(days[member] ?? QualifyingDays(), on: today)
      let old = kept[member] ?? KeptStanding()
      let (new, notices) = old.follow(standing, on: today)
      drafts += notices.map { $0.draft(to: member, of: ladder, standing, settings.calendar) }
      if new == old { continue }
      try tx.set(new, of: member, on: ladder)
      if new.level != old.level {
        try record(
          TierChange(
            member: member, asset: ladder.asset, ladder: ladder.number, version: ladder.version,
            from: old.level, to: new.level, day: today, reason: reason(member), at: now), in: tx)
      }
    }
    try make(drafts, in: tx)
  }

  private func record(_ change: TierChange, in tx: any Storage.Transaction) throws {
    let id = ids.next(Identified.Request.self)
    try tx.execute(
      """
      INSERT INTO tier_change
        (id, member_id, asset_id, number, version, from_level, to_level, day, reason, at)
      VALUES (\(id), \(change.member), \(change.asset), \(Int64(change.ladder)), \(Int64(change.version)),
        \(change.from), \(change.to), \(change.day.daysSince1970), \(change.reason), \(change.at))
      """)
  }
}

/// What a standing tells its member.
enum TierNotice: Hashable {
  case up, down
  /// Going down in so many days at the most.
  case ahead(Int)

  fileprivate func draft(
    to member: MemberID, of ladder: TierLadder, _ standing: TierStanding, _ calendar: BusinessCalendar
  ) -> MessageDraft {
    let kind: MessageKind =
      switch self {
      case .up: .tierUp
      case .down: .tierDown
      case .ahead: .tierAhead
      }
    var draft = MessageDraft(kind, to: member)
    draft.asset = ladder.asset
    draft.detail = ladder.levelReference(standing.level)
    if case .ahead = self, let falls = standing.fallsOn {
      draft.about = calendar.start(of: falls.businessDay)
    }
    return draft
  }
}

extension TierLadder {
  /// How a message names a level: the programme, the ladder, its version and the level.
  func levelReference(_ level: Int) -> String { "\(asset.rawValue) \(number) \(version) \(level)" }
}

extension KeptStanding {
  /// What it becomes, and what is told.
  fileprivate func follow(
    _ standing: TierStanding, on today: CivilDate
  ) -> (new: KeptStanding, notices: [TierNotice]) {
    var new = self
    var notices: [TierNotice] = []
    let day = today.daysSince1970
    if standing.level != level {
      notices.append(standing.level > level ? .up : .down)
      (new.level, new.since) = (standing.level, day)
    }
    new.fallsOn = standing.fallsOn?.daysSince1970 ?? 0
    new.fallsTo = standing.fallsTo
    if new.warnedFor != new.fallsOn { (new.warnedFor, new.warnedDays) = (new.fallsOn, 0) }
    new.nextLook = Self.never
    if new.fallsOn > 0 {
      let left = new.fallsOn - day
      // A level that was to last no longer than that from its first day on is not warned of at once.
      let stages = [30, 7].filter { new.fallsOn - new.since > $0 }
      if let due = stages.last(where: { left <= $0 }), new.warnedDays == 0 || due < new.warnedDays {
        notices.append(.ahead(due))
        new.warnedDays = due
      }
      new.nextLook = stages.map { new.fallsOn - $0 }.first { $0 > day } ?? new.fallsOn
    }
    return (new, notices)
  }
}

extension Storage.Transaction {
  func qualifyingDays(
    of members: [MemberID], _ asset: AssetID, from first: CivilDate, through last: CivilDate
  ) throws -> [MemberID: QualifyingDays] {
    let rows = try query(
      """
      SELECT member_id, day, points, spend, visits FROM qualifying_day
      WHERE asset_id = \(asset) AND member_id IN (\(members)) AND day >= \(first.daysSince1970)
        AND day <= \(last.daysSince1970)
      """
    ) { row in
      (
        row[0] as MemberID, CivilDate(daysSince1970: row[1]),
        QualifyingSums(points: row[2], spend: row[3], visits: row[4])
      )
    }
    return Dictionary(grouping: rows) { $0.0 }.mapValues { QualifyingDays($0.map { ($0.1, $0.2) }) }
  }

  fileprivate func standings(of members: [MemberID], on ladder: TierLadder) throws -> [MemberID: KeptStanding]
  {
    let rows = try query(
      """
      SELECT member_id, level, since, falls_on, falls_to, next_look, warned_for, warned_days
      FROM tier_standing WHERE asset_id = \(ladder.asset) AND number = \(Int64(ladder.number))
        AND member_id IN (\(members))
      """
    ) { row in
      (
        row[0] as MemberID,
        KeptStanding(
          level: row[1], since: row[2], fallsOn: row[3], fallsTo: row[4], nextLook: row[5],
          warnedFor: row[6], warnedDays: row[7])
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  fileprivate func set(_ standing: KeptStanding, of member: MemberID, on ladder: TierLadder) throws {
    try execute(
      """
      INSERT INTO tier_standing (asset_id, number, member_id, level, since, falls_on, falls_to, next_look,
        warned_for, warned_days)
      VALUES (\(ladder.asset), \(Int64(ladder.number)), \(member), \(standing.level), \(standing.since),
        \(standing.fallsOn), \(standing.fallsTo), \(standing.nextLook), \(standing.warnedFor),
        \(standing.warnedDays))
      ON CONFLICT (asset_id, number, member_id) DO UPDATE SET level = excluded.level,
        since = excluded.since, falls_on = excluded.falls_on, falls_to = excluded.falls_to,
        next_look = excluded.next_look, warned_for = excluded.warned_for, warned_days = excluded.warned_days
      """)
  }
}
