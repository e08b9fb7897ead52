internal import Ledger
internal import Loyalty
internal import Storage

extension Directory {
  /// Where a member stands in a programme, as rules ask; the standing is never from memory.
  mutating func levels(of member: MemberID, in asset: AssetID, on day: BusinessDay) throws -> [MemberLevel] {
    let ladders = try ladders(of: asset)
    return ladders.isEmpty
      ? [] : try snapshot.levels(of: [member], in: asset, ladders, on: day)[member] ?? []
  }
}

extension Storage.Transaction {
  /// Where members stand on these ladders, in one statement; who has no standing is on level 0.
  func levels(
    of members: [MemberID], in asset: AssetID, _ ladders: [TierLadder], on day: BusinessDay
  ) throws -> [MemberID: [MemberLevel]] {
    let today = Int64(day.daysSince1970)
    let rows = try query(
      """
      SELECT member_id, number, CASE WHEN falls_on > 0 AND falls_on <= \(today) THEN falls_to ELSE level END
      FROM tier_standing WHERE member_id IN (\(members)) AND asset_id = \(asset)
      """
    ) { (member: $0[0] as MemberID, number: $0[1] as Int64, level: $0[2] as Int) }
    var found: [MemberID: [MemberLevel]] = [:]
    let standings = Dictionary(grouping: rows, by: \.member)
    for member in members {
      found[member] = ladders.map { ladder in
        let level = standings[member]?.first { $0.number == Int64(ladder.number) }?.level ?? 0
        let levels = ladder.ladder.levels
        return MemberLevel(
          TierPlace(ladder: ladder.number, level: level),
          multiple: levels.indices.contains(level - 1) ? levels[level - 1].multiple : 100)
      }
    }
    return found
  }
}
