package import Ledger
internal import Storage

/// What the operator or a merchant sorts members by, by hand (标签).
package struct Tag: Sendable, Hashable {
  package let id: TagID
  /// Whose it is; none for the operator's.
  package let merchant: MerchantID
  /// Unique among its owner's: 1…32 characters, without a slash.
  package let name: String
  /// It is set on nobody any more; who has it keeps it.
  package let isRetired: Bool
  package let createdAt: Instant
}

/// Why nothing was done with a tag. A closed list.
package enum TagRefusal: Error, Sendable, Hashable {
  /// No such tag, or another owner's.
  case tagNotFound
  /// Not 1…32 characters, or with a slash or a line break.
  case nameInvalid
  /// The owner has a tag of that name.
  case tagExists
  case tagRetired
  /// The owner has ``Tag/mostOfOwner`` tags, or the member ``Tag/mostOfMember`` of the owner's.
  case tooManyTags
}

extension Tag {
  /// The most that one owner has.
  package static let mostOfOwner = 1_000
  /// The most of one owner's that a member has.
  package static let mostOfMember = 500

  static let select: SQL = "SELECT id, merchant_id, name, is_retired, created_at FROM tag "

  init(_ row: borrowing Row) {
    self.init(id: row[0], merchant: row[1], name: row[2], isRetired: row[3], createdAt: row[4])
  }

  /// A slash would part it from its merchant's code where both are written together.
  static func isName(_ text: String) -> Bool { text.isPlain(1...32) && !text.contains("/") }
}

extension Principal {
  /// Whether ``Coalition/setTag(_:_:of:by:)`` is open to the caller.
  package var mayTag: Bool {
    scopes.contains([.writeMembers, .writeMerchants])
  }

  /// Whether ``Coalition/createTag(_:by:)`` is.
  package var mayDefineTags: Bool { mayTag && stores == nil }

  /// Whose tags the caller works with.
  var tagOwner: MerchantID { merchant ?? .none }

  /// Tags bring points: whoever stands at a till or on the telephone sets none.
  /// - Throws: `AccessRefusal`.
  package func requireTagging() throws(AccessRefusal) {
    try require([.writeMembers, .writeMerchants])
  }
}

extension Storage.Transaction {
  /// - Throws: ``TagRefusal/tagNotFound``.
  func tag(_ id: TagID, of owner: MerchantID) throws -> Tag {
    let found = try queryFirst(Tag.select + "WHERE id = \(id) AND merchant_id = \(owner)") { Tag($0) }
    guard let found else { throw TagRefusal.tagNotFound }
    return found
  }

  /// The operator's and the merchant's tags that members have.
  func tags(of members: [MemberID], at merchant: MerchantID) throws -> [MemberID: Set<TagID>] {
    let rows = try query(
      """
      SELECT member_id, tag_id FROM member_tag
      WHERE member_id IN (\(members)) AND merchant_id IN (0, \(merchant))
      """
    ) { ($0[0] as MemberID, $0[1] as TagID) }
    return rows.reduce(into: [:]) { $0[$1.0, default: []].insert($1.1) }
  }

  /// Gives the tags of a member who is closed to the one who takes over.
  func moveTags(of from: MemberID, to into: MemberID) throws {
    try execute(
      """
      INSERT INTO member_tag (member_id, merchant_id, tag_id, set_at)
      SELECT \(into), merchant_id, tag_id, set_at FROM member_tag WHERE member_id = \(from)
      ON CONFLICT (member_id, merchant_id, tag_id) DO NOTHING
      """)
    try execute("DELETE FROM member_tag WHERE member_id = \(from)")
  }
}
