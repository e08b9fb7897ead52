internal import Ledger
internal import Storage

// What a merge moves beside points, so that it can be given back (decision 0056).
extension Storage.Transaction {
  /// Notes what a merge is about to move, by number.
  func keepBelongings(of member: Member, into: MemberID, by approval: ApprovalID, at now: Instant) throws {
    let from = member.id
    try execute(
      """
      INSERT INTO member_merge (member_id, survivor_id, merged_by, merged_at, status)
      VALUES (\(from), \(into), \(approval), \(now), \(member.status))
      """)
    func keep(_ columns: SQL) throws {
      try execute(
        "INSERT INTO merged_belonging (member_id, kind, number, merchant_id, provider) SELECT " + columns)
    }
    try keep(
      """
      member_id, kind, created_at, merchant_id, provider FROM member_identity
      WHERE member_id = \(from) AND NOT EXISTS (
        SELECT 1 FROM member_identity AS own WHERE own.member_id = \(into)
          AND own.kind = member_identity.kind AND own.merchant_id = member_identity.merchant_id
          AND own.provider = member_identity.provider)
      """)
    try keep("member_id, 'card', id, 0, '' FROM card WHERE member_id = \(from)")
    try keep(
      """
      member_id, 'tag', tag_id, merchant_id, '' FROM member_tag WHERE member_id = \(from)
        AND tag_id NOT IN (SELECT tag_id FROM member_tag WHERE member_id = \(into))
      """)
    try keep("member_id, 'linked', id, 0, '' FROM linked_account WHERE member_id = \(from)")
    try keep(
      """
      member_id, 'birthday', updated_at, 0, '' FROM member_birthday WHERE member_id = \(from)
        AND NOT EXISTS (SELECT 1 FROM member_birthday AS own WHERE own.member_id = \(into))
      """)
    try keep("member_id, 'order', id, 0, '' FROM points_order WHERE member_id = \(from)")
    try keep("receiver_id, 'gift', id, 0, '' FROM points_order WHERE receiver_id = \(from)")
    try keep(
      """
      member_id, 'place', id, 0, '' FROM pool_person WHERE member_id = \(from)
        AND status IN ('invited', 'in', 'leaving') AND pool_id NOT IN (
          SELECT pool_id FROM pool_person WHERE member_id = \(into)
            AND status IN ('invited', 'in', 'leaving'))
      """)
    try keep("merged_into, 'record', id, 0, '' FROM member WHERE merged_into = \(from)")
  }

  /// Gives to the new record what the merge moved and the survivor still has, and what did not move.
  /// - Parameter recordsOfBefore: who was merged into the old record before merges were noted.
  func giveBackBelongings(
    of old: MemberID, from survivor: MemberID, to record: MemberID, mergedAt: Instant,
    recordsOfBefore: [MemberID], at now: Instant
  ) throws {
    func kept(_ kind: String) -> SQL {
      "(SELECT number FROM merged_belonging WHERE member_id = \(old) AND kind = \(kind))"
    }
    for table in ["member_identity", "member_birthday", "message_preference"] {
      try execute("UPDATE \(identifier: table) SET member_id = \(record) WHERE member_id = \(old)")
    }
    try execute(
      """
      UPDATE first_purchase SET member_id = \(record)
      WHERE asset_id IN (SELECT asset_id FROM program) AND member_id = \(old)
      """)
    try execute(
      """
      UPDATE member_identity SET member_id = \(record) WHERE member_id = \(survivor) AND EXISTS (
        SELECT 1 FROM merged_belonging AS kept WHERE kept.member_id = \(old)
          AND kept.kind = member_identity.kind AND kept.number = member_identity.created_at
          AND kept.merchant_id = member_identity.merchant_id AND kept.provider = member_identity.provider)
      """)
    try execute(
      """
      UPDATE member_birthday SET member_id = \(record)
      WHERE member_id = \(survivor) AND updated_at IN \(kept("birthday"))
        AND NOT EXISTS (SELECT 1 FROM member_birthday AS own WHERE own.member_id = \(record))
      """)
    try execute(
      """
      UPDATE card SET member_id = \(record), updated_at = \(now)
      WHERE member_id = \(survivor) AND id IN (
        WITH RECURSIVE theirs (id) AS (
          SELECT number FROM merged_belonging WHERE member_id = \(old) AND kind = 'card'
          UNION SELECT card.replaced_by FROM card JOIN theirs ON card.id = theirs.id
          WHERE card.replaced_by IS NOT NULL)
        SELECT id FROM theirs)
      """)
    for (table, column, kind) in [
      ("member_tag", "tag_id", "tag"), ("linked_account", "id", "linked"), ("pool_person", "id", "place"),
    ] {
      try execute(
        """
        UPDATE \(identifier: table) SET member_id = \(record)
        WHERE member_id = \(survivor) AND \(identifier: column) IN \(kept(kind))
        """)
    }
    // What was paid for since gave its points to the survivor.
    for (column, kind) in [("member_id", "order"), ("receiver_id", "gift")] {
      try execute(
        """
        UPDATE points_order SET \(identifier: column) = \(record)
        WHERE \(identifier: column) = \(survivor) AND id IN \(kept(kind))
          AND (paid_at IS NULL OR paid_at < \(mergedAt))
        """)
    }
    try execute(
      """
      UPDATE member SET merged_into = \(record)
      WHERE id = \(old)
        OR merged_into = \(survivor) AND (id IN \(kept("record")) OR id IN (\(recordsOfBefore)))
      """)
  }
}
