package import Ledger
internal import Storage

extension Coalition {
  /// Makes a tag of the caller's own: the operator's, or a merchant's for its members.
  /// - Throws: `AccessRefusal`, ``TagRefusal``.
  package func createTag(_ name: String, by principal: Principal) async throws -> Tag {
    try principal.requireTagging()
    try principal.requireAllStores()
    guard Tag.isName(name) else { throw TagRefusal.nameInvalid }
    let tag = Tag(
      id: ids.next(), merchant: principal.tagOwner, name: name, isRetired: false, createdAt: clock.now())
    do {
      return try await database.write { tx in
        let count = try tx.queryFirst("SELECT count(*) FROM tag WHERE merchant_id = \(tag.merchant)") {
          $0[0] as Int
        }
        guard count ?? 0 < Tag.mostOfOwner else { throw TagRefusal.tooManyTags }
        try tx.execute(
          """
          INSERT INTO tag (id, merchant_id, name, created_at)
          VALUES (\(tag.id), \(tag.merchant), \(tag.name), \(tag.createdAt))
          """)
        try append(
          Change(action: "tag.create", subject: "tag/\(tag.id.rawValue)", after: tag.name),
          by: principal.actor, in: tx)
        return tag
      }
    } catch let error as DatabaseError where error.isUniqueViolation { throw TagRefusal.tagExists }
  }

  /// Ends a tag, or takes that back: it is set on nobody any more, and who has it keeps it.
  /// - Throws: `AccessRefusal`, ``TagRefusal/tagNotFound``.
  package func retireTag(_ id: TagID, _ isRetired: Bool = true, by principal: Principal) async throws -> Tag {
    try principal.requireTagging()
    try principal.requireAllStores()
    return try await database.write { tx in
      let tag = try tx.tag(id, of: principal.tagOwner)
      if tag.isRetired == isRetired { return tag }
      try tx.execute("UPDATE tag SET is_retired = \(isRetired) WHERE id = \(id)")
      try append(
        Change(
          action: "tag.retire", subject: "tag/\(id.rawValue)", before: tag.isRetired ? "retired" : "in use",
          after: isRetired ? "retired" : "in use"),
        by: principal.actor, in: tx)
      return try tx.tag(id, of: principal.tagOwner)
    }
  }

  /// Sets a tag of the caller's on a member, or takes it off; again without effect.
  ///
  /// A merchant does so with members who were there or were taken in by it. The log names the tag, never what
  /// it is called, which may tell of the member.
  /// - Throws: `AccessRefusal`, ``TagRefusal``, `MemberRefusal.memberNotFound`, `.memberClosed`.
  package func setTag(
    _ id: TagID, _ isSet: Bool = true, of member: MemberID, by principal: Principal
  ) async throws {
    try principal.requireTagging()
    let owner = principal.tagOwner
    if owner.isGiven { _ = try await guest(member, of: owner, by: principal) }
    let now = clock.now()
    try await database.write { tx in
      // Taking the row first puts two who tag at once in a row, on both engines.
      try tx.execute("UPDATE member SET updated_at = updated_at WHERE id = \(member)")
      guard try tx.requireMember(member).status != .closed else { throw MemberRefusal.memberClosed }
      let tag = try tx.tag(id, of: owner)
      let changed: Int
      if isSet {
        let known = try tx.tags(of: member, ownedBy: owner)
        if known.contains(id) { return }
        if tag.isRetired { throw TagRefusal.tagRetired }
        guard known.count < Tag.mostOfMember else { throw TagRefusal.tooManyTags }
        changed = try tx.execute(
          """
          INSERT INTO member_tag (member_id, merchant_id, tag_id, set_at)
          VALUES (\(member), \(owner), \(id), \(now))
          """)
      } else {
        changed = try tx.execute(
          """
          DELETE FROM member_tag
          WHERE member_id = \(member) AND merchant_id = \(owner) AND tag_id = \(id)
          """)
      }
      if changed == 0 { return }
      try append(
        Change(
          action: isSet ? "member.tag" : "member.untag", subject: "member/\(member.rawValue)",
          after: "tag/\(id.rawValue)"),
        by: principal.actor, in: tx)
    }
  }
}

extension Storage.Transaction {
  fileprivate func tags(of member: MemberID, ownedBy owner: MerchantID) throws -> Set<TagID> {
    Set(
      try query(
        "SELECT tag_id FROM member_tag WHERE member_id = \(member) AND merchant_id = \(owner)"
      ) { $0[0] as TagID })
  }
}
