package import Ledger
internal import Storage

/// Which members a console's list shows, and in which order.
package struct MemberSearch: Sendable, Hashable {
  /// A whole e-mail address, card number, member number or number of a merchant's own, or the beginning of a
  /// phone number or name.
  package var text: String = ""
  /// Members that belong to what was typed in another way, as by a receipt's number.
  package var others: Set<MemberID> = []
  package var status: Member.Status?
  package var createdFrom: Instant?
  package var createdBefore: Instant?
  package var isOldestFirst = false
  /// The last member of the page before.
  package var after: MemberID?
  /// 1…1,000.
  package var limit = 20

  package init() {}
}

extension Coalition {
  /// Members that a console looks for.
  /// - Throws: `AccessRefusal`.
  package func members(_ search: MemberSearch, by principal: Principal) async throws -> Page<Member> {
    try principal.requireOperator(.readMembers)
    let limit = min(max(search.limit, 1), 1_000)
    let countryCode = settings.countryCode
    let order: SQL = search.isOldestFirst ? "member.id" : "member.id DESC"
    return try await database.read { tx in
      let condition = try search.condition(countryCode: countryCode, in: tx)
      let found = try tx.query(
        Member.select + "WHERE \(condition) ORDER BY " + order + " LIMIT \(limit + 1)"
      ) { Member($0) }
      return Page(found, limit: limit)
    }
  }
}

extension MemberSearch {
  fileprivate func condition(countryCode: String, in tx: any Storage.Transaction) throws -> SQL {
    var conditions: [SQL] = []
    if isOldestFirst {
      conditions.append("member.id > \(after?.rawValue ?? 0)")
    } else {
      conditions.append("member.id < \(after?.rawValue ?? .max)")
    }
    if let status { conditions.append("member.status = \(status)") }
    if let createdFrom {
      // The bound on the key ends the scan where older members begin.
      conditions.append(
        "member.id >= \(IDSource.lowest(at: createdFrom)) AND member.created_at >= \(createdFrom)")
    }
    if let createdBefore { conditions.append("member.created_at < \(createdBefore)") }
    if !text.isEmpty {
      let found = try fits("member.id", countryCode: countryCode, byNumbers: true, in: tx).condition
      conditions.append(others.isEmpty ? found : "(" + found + " OR member.id IN (\(others.sorted())))")
    }
    return conditions.joined(separator: " AND ")
  }

  /// Up to so many who fit are listed first; where more do, as to the first digits of a number, whoever walks
  /// the members in their order soon has a page of them, and a list of all would hold up everybody.
  private static let few = 2_000

  /// That the member in a column is found by the text, as fits how many there are; where they are few, a
  /// look-up begins with them and not with a list's order.
  func fits(
    _ member: SQL, countryCode: String, byNumbers: Bool = false, in tx: any Storage.Transaction
  ) throws -> (condition: SQL, areFew: Bool) {
    if let beginning = beginning(countryCode: countryCode) {
      let count = try tx.queryFirst(
        "SELECT count(*) FROM (SELECT 1 AS one FROM " + beginning + " LIMIT \(Self.few + 1)) AS fitting"
      ) { $0[0] as Int }
      if let count, count > Self.few {
        return ("EXISTS (SELECT 1 FROM " + beginning + " AND member_id = " + member + ")", areFew: false)
      }
    }
    return (
      member + " IN (" + candidates(countryCode: countryCode, byNumbers: byNumbers) + ")", areFew: true
    )
  }

  /// The rows in which a number or name begins with the text; nil where it is a whole address or card.
  private func beginning(countryCode: String) -> SQL? {
    let digits = text.filter { !" -+".contains($0) }
    if text.contains("@") || digits.isDigits && digits.utf8.count >= 12 && !text.hasPrefix("+") { return nil }
    guard digits.isDigits else {
      return "member_profile WHERE name >= \(text) AND name < \(text.afterAllBeginningSo)"
    }
    let phone = text.hasPrefix("+") ? "+" + digits : "+" + countryCode + digits
    return """
      member_identity WHERE kind = 'phone' AND merchant_id = 0 AND provider = '' AND value >= \(phone)
        AND value < \(phone.afterAllBeginningSo)
      """
  }

  /// Each way to be found uses an index of its own.
  /// - Parameter byNumbers: also by the member's number and by any merchant's own number of its member, which
  ///   are nobody's business but the operator's.
  private func candidates(countryCode: String, byNumbers: Bool) -> SQL {
    if text.contains("@") {
      let email = ContactForm.email(text) ?? text
      return """
        SELECT member_id FROM member_identity
        WHERE kind = 'email' AND merchant_id = 0 AND provider = '' AND value = \(email)
        """
    }
    let digits = text.filter { !" -+".contains($0) }
    var found: SQL =
      "SELECT member_id FROM member_profile WHERE name >= \(text) AND name < \(text.afterAllBeginningSo)"
    if digits.isDigits {
      let phone = text.hasPrefix("+") ? "+" + digits : "+" + countryCode + digits
      found = """
        SELECT member_id FROM member_identity
        WHERE kind = 'phone' AND merchant_id = 0 AND provider = '' AND value >= \(phone)
          AND value < \(phone.afterAllBeginningSo)
        UNION SELECT member_id FROM card WHERE number = \(digits) AND member_id IS NOT NULL
        """
    }
    guard byNumbers else { return found }
    found += """
       UNION SELECT member_id FROM member_identity
      WHERE kind = 'own' AND merchant_id IN (SELECT id FROM merchant) AND provider = '' AND value = \(text)
      """
    if digits.utf8.count == 9, let number = Int64(digits) {
      found += " UNION SELECT id FROM member WHERE code_number = \(number)"
    }
    return found
  }
}

extension String {
  /// Above every text that begins with this one, by code point.
  fileprivate var afterAllBeginningSo: String { self + "\u{10FFFF}" }
}
