package import Ledger
internal import Storage

/// What a member wrote to the operator or a merchant (反馈), with the answers.
package struct Feedback: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Waits for an answer.
    case open
    case answered
    /// Done with; the member may still write, which opens it again.
    case closed
  }

  package enum Author: String, CaseIterable, Sendable, SQLScalar {
    case member, staff
  }

  package struct Entry: Sendable, Hashable {
    package let author: Author
    /// Who of the staff; only staff is told.
    package let by: OperatorID
    package let text: String
    package let at: Instant
  }

  package let id: FeedbackID
  package let member: MemberID
  /// To whom; nil for the operator.
  package let merchant: MerchantID?
  package let state: State
  /// Whether an answer waits to be read.
  package let isUnread: Bool
  package let createdAt: Instant
  package let updatedAt: Instant
  /// How it begins, for lists.
  package let beginning: String
  /// In order; empty in lists.
  package var entries: [Entry] = []
}

/// Why a feedback was not taken. A closed list.
package enum FeedbackRefusal: Error, Sendable, Hashable {
  case notFound
  /// 1…2,000 characters, not all blank.
  case textInvalid
  case merchantNotFound
  /// Ten new ones a day, and a hundred entries each.
  case tooMany
}

extension Feedback {
  static let perDay = 10
  static let entriesAtMost = 100
  static let characters = 2_000

  static let select: SQL = """
    SELECT feedback.id, feedback.member_id, feedback.merchant_id, feedback.state, feedback.is_unread,
      feedback.created_at, feedback.updated_at, first.body
    FROM feedback JOIN feedback_entry AS first ON first.feedback_id = feedback.id AND first.place = 1 
    """

  init(_ row: borrowing Row) {
    let body: String = row[7]
    self.init(
      id: row[0], member: row[1], merchant: row[2], state: row[3], isUnread: row[4], createdAt: row[5],
      updatedAt: row[6], beginning: String(body.prefix(60)))
  }

  /// The text as it is kept: without blanks around it, with line breaks and no other control characters.
  /// - Throws: `FeedbackRefusal.textInvalid`.
  static func checked(_ text: String) throws(FeedbackRefusal) -> String {
    var kept = text.replacing("\r\n", with: "\n")
    while kept.first?.isWhitespace == true { kept.removeFirst() }
    while kept.last?.isWhitespace == true { kept.removeLast() }
    let isPlain = kept.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) }
    guard !kept.isEmpty, isPlain, kept.unicodeScalars.count <= characters else { throw .textInvalid }
    return kept
  }
}

extension Storage.Transaction {
  func feedback(_ condition: SQL) throws -> Feedback? {
    guard var found = try queryFirst(Feedback.select + "WHERE " + condition, { Feedback($0) }) else {
      return nil
    }
    found.entries = try query(
      """
      SELECT author, coalesce(operator_id, 0), body, at FROM feedback_entry
      WHERE feedback_id = \(found.id) ORDER BY place
      """
    ) { Feedback.Entry(author: $0[0], by: $0[1], text: $0[2], at: $0[3]) }
    return found
  }

  /// - Throws: `FeedbackRefusal.tooMany`.
  func addEntry(
    to feedback: FeedbackID, _ text: String, by author: Feedback.Author, _ person: OperatorID?,
    at now: Instant
  ) throws {
    let last = try queryFirst("SELECT max(place) FROM feedback_entry WHERE feedback_id = \(feedback)") {
      $0[0] as Int?
    }
    let place = ((last ?? nil) ?? 0) + 1
    guard place <= Feedback.entriesAtMost else { throw FeedbackRefusal.tooMany }
    try execute(
      """
      INSERT INTO feedback_entry (feedback_id, place, author, operator_id, body, at)
      VALUES (\(feedback), \(place), \(author), \(person), \(text), \(now))
      """)
  }
}
