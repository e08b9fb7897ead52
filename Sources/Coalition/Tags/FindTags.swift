package import Ledger
internal import Storage

/// A tag on a member.
package struct MemberTag: Sendable, Hashable {
  package let tag: Tag
  package let setAt: Instant
}

extension Coalition {
  /// The caller's own tags, by name; the operator may read a merchant's.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func tags(of merchant: MerchantID? = nil, by principal: Principal) async throws -> [Tag] {
    try principal.require(.readMembers)
    let owner = merchant ?? principal.tagOwner
    guard !owner.isGiven || principal.sees(owner) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { tx in
      // Each owner has a thousand at most.
      try tx.query(Tag.select + "WHERE merchant_id = \(owner) ORDER BY name") { Tag($0) }
    }
  }

  /// What a member is tagged with, the operator's own first: a merchant is told of its own tags on its own
  /// members, the operator of all.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func tags(of member: MemberID, by principal: Principal) async throws -> [MemberTag] {
    try principal.require(.readMembers)
    if let merchant = principal.merchant { _ = try await guest(member, of: merchant, by: principal) }
    let own: SQL = principal.merchant.map { " AND member_tag.merchant_id = \($0)" } ?? ""
    return try await database.read { tx in
      _ = try tx.requireHolder(member)
      return try tx.query(
        """
        SELECT tag.id, tag.merchant_id, tag.name, tag.is_retired, tag.created_at, member_tag.set_at
        FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
        WHERE member_tag.member_id = \(member)
        """ + own + " ORDER BY member_tag.merchant_id, tag.name"
      ) { MemberTag(tag: Tag($0), setAt: $0[5]) }
    }
  }
}
