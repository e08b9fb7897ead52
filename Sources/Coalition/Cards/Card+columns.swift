internal import Ledger
internal import Storage

extension Card {
  static let select: SQL = """
    SELECT id, number, member_id, kind, status, merchant_id, replaced_by FROM card 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], number: row[1], member: row[2], kind: row[3], status: row[4], issuedBy: row[5],
      replacedBy: row[6])
  }

  /// - Throws: `MemberRefusal.cardLost` or `.cardInactive`.
  func requireActive() throws(MemberRefusal) {
    switch status {
    case .active: return
    case .lost: throw .cardLost
    case .issued, .replaced, .closed: throw .cardInactive
    }
  }
}

extension Storage.Transaction {
  func card(number: String) throws -> Card? {
    try queryFirst(Card.select + "WHERE number = \(number)") { Card($0) }
  }

  func card(_ id: CardID) throws -> Card? {
    try queryFirst(Card.select + "WHERE id = \(id)") { Card($0) }
  }

  func insert(_ card: Card, at now: Instant) throws {
    try execute(
      """
      INSERT INTO card (id, number, member_id, kind, status, merchant_id, created_at, updated_at)
      VALUES (\(card.id), \(card.number), \(card.member), \(card.kind), \(card.status), \(card.issuedBy),
        \(now), \(now))
      """)
  }

  func bindCard(_ number: String, to member: MemberID, at now: Instant) throws {
    guard let card = try card(number: number) else { throw MemberRefusal.cardNotFound }
    guard card.status == .issued else {
      throw card.member == nil ? MemberRefusal.cardInactive : MemberRefusal.memberExists(.card)
    }
    try execute(
      "UPDATE card SET member_id = \(member), status = 'active', updated_at = \(now) WHERE id = \(card.id)")
  }
}
