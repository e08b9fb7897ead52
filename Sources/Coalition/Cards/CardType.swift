internal import Ledger
internal import Loyalty
internal import Storage

/// A kind of cards that may be made (卡种): their numbers, how long they live, who may use them.
package struct CardType: Sendable, Hashable {
  package let id: CardTypeID
  package let code: String
  package let version: Int
  package let names: Names
  package let kind: Card.Kind
  /// What every number begins with.
  package let prefix: String
  /// With prefix and check digit, 16…19.
  package let numberLength: Int
  /// To the end of the month that many months on; 0 for ever.
  package let validityMonths: Int
  /// Whether a card may be used that nobody holds by name.
  package let isBearer: Bool
  /// Whether points leave by the card with a proof only, however few.
  package let needsPIN: Bool
  /// Whether new cards may be made.
  package let isOpen: Bool
  package let approval: ApprovalID
}

extension CardType {
  static let select: SQL = """
    SELECT id, code, version, name_hans, name_hant, name_en, kind, prefix, number_length, validity_months,
      is_bearer, needs_pin, is_open, approval_id FROM card_type 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], code: row[1], version: row[2], names: Names(hans: row[3], hant: row[4], en: row[5]),
      kind: row[6], prefix: row[7], numberLength: row[8], validityMonths: row[9], isBearer: row[10],
      needsPIN: row[11], isOpen: row[12], approval: row[13])
  }

  /// How many digits chance draws: all but the prefix and the check digit.
  var serialDigits: Int { numberLength - prefix.utf8.count - 1 }
}

extension Storage.Transaction {
  func cardType(_ id: CardTypeID) throws -> CardType? {
    try queryFirst(CardType.select + "WHERE id = \(id)") { CardType($0) }
  }

  /// - Throws: `MemberRefusal.cardTypeNotFound`, also where no new cards are made of it.
  func openCardType(_ id: CardTypeID) throws -> CardType {
    guard let type = try cardType(id), type.isOpen else { throw MemberRefusal.cardTypeNotFound }
    return type
  }
}

extension Coalition {
  /// Every kind of cards, by code.
  /// - Throws: `AccessRefusal`.
  package func cardTypes(by principal: Principal) async throws -> [CardType] {
    try principal.require(.readMembers)
    return try await database.read { tx in
      try tx.query(CardType.select + "ORDER BY code LIMIT 1000") { CardType($0) }
    }
  }

  /// - Throws: `AccessRefusal`, `MemberRefusal.cardTypeNotFound`.
  package func cardType(_ id: CardTypeID, by principal: Principal) async throws -> CardType {
    try principal.require(.readMembers)
    guard let type = try await database.read({ try $0.cardType(id) }) else {
      throw MemberRefusal.cardTypeNotFound
    }
    return type
  }

  /// A number that chance drew, with its check digit: numbers in a row would tell whoever holds one card
  /// which others there are.
  func newCardNumber(of type: CardType? = nil) -> String {
    let prefix = type?.prefix ?? CardType.platformPrefix
    let length = type?.serialDigits ?? 11
    let bound = (0..<length).reduce(UInt64(1)) { bound, _ in bound * 10 }
    let digits = String(ids.number(below: bound))
    let payload = prefix + String(repeating: "0", count: length - digits.utf8.count) + digits
    return payload + String(Luhn.checkDigit(for: payload))
  }

  /// When a card that is made now runs out.
  func expiry(of type: CardType?, madeAt now: Instant) -> Instant? {
    guard let type, type.validityMonths > 0 else { return nil }
    let today = CivilDate(daysSince1970: settings.calendar.date(of: now))
    let last = today.adding(months: type.validityMonths).endOfMonth
    return settings.calendar.end(ofDate: last.daysSince1970)
  }
}

extension CardType {
  /// The range of cards without a type: 8800, eleven digits, a check digit.
  static let platformPrefix = "8800"
}
