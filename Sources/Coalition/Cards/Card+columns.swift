package import Ledger
internal import Storage

extension Card {
  static let select: SQL = """
    SELECT id, number, member_id, kind, status, merchant_id, replaced_by, type_id, batch_id, expires_at,
      is_stolen, ending FROM card 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], number: row[1], member: row[2], kind: row[3], status: row[4], issuedBy: row[5],
      replacedBy: row[6], type: row[7], batch: row[8], expiresAt: row[9], isStolen: row[10], ending: row[11])
  }

  /// Whether its time is over, whether or not a job has noted it.
  package func isExpired(at now: Instant) -> Bool {
    switch status {
    case .issued, .active, .lost: expiresAt.map { $0 <= now } ?? false
    case .closed: ending == .expired
    case .replaced: false
    }
  }

  /// - Throws: `MemberRefusal`, for each state its own.
  func requireActive(at now: Instant) throws(MemberRefusal) {
    switch status {
    case .active: if isExpired(at: now) { throw .cardExpired }
    case .lost: throw isStolen ? .cardStolen : .cardLost
    case .issued: throw .cardNotActivated
    case .replaced: throw .cardReplaced
    case .closed: throw ending == .expired ? .cardExpired : .cardInactive
    }
  }

  /// Why something that needs another state is refused.
  func refusal(at now: Instant) -> MemberRefusal {
    do { try requireActive(at: now) } catch { return error }
    return .cardInactive
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
      INSERT INTO card (id, number, member_id, kind, status, merchant_id, type_id, expires_at, created_at,
        updated_at)
      VALUES (\(card.id), \(card.number), \(card.member), \(card.kind), \(card.status), \(card.issuedBy),
        \(card.type), \(card.expiresAt), \(now), \(now))
      """)
  }

  /// Binds a card that nobody holds yet to a new member.
  func bindCard(_ number: String, to member: MemberID, at now: Instant) throws {
    guard let card = try card(number: number) else { throw MemberRefusal.cardNotFound }
    guard card.status == .issued else {
      throw card.member == nil ? card.refusal(at: now) : MemberRefusal.memberExists(.card)
    }
    if card.isExpired(at: now) { throw MemberRefusal.cardExpired }
    try execute(
      "UPDATE card SET member_id = \(member), status = 'active', updated_at = \(now) WHERE id = \(card.id)")
  }

  /// Whether the member stands for whoever holds a card, and is known by nothing else.
  func isBearer(_ member: MemberID) throws -> Bool {
    let found = try queryFirst(
      "SELECT is_bearer FROM member WHERE id = \(member) AND status <> 'closed'"
    ) { $0[0] as Bool }
    return found ?? false
  }

  /// A member record for whoever holds a card.
  func insertBearer(_ id: MemberID, codeNumber: Int64, merchant: MerchantID?, at now: Instant) throws {
    try execute(
      """
      INSERT INTO member (id, status, code_number, merchant_id, created_at, updated_at, is_bearer)
      VALUES (\(id), 'active', \(codeNumber), \(merchant), \(now), \(now), 1)
      """)
  }
}
