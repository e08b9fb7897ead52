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
    let condition = search.condition(countryCode: settings.countryCode)
    let order: SQL = search.isOldestFirst ? "member.id" : "member.id DESC"
    return try await database.read { tx in
      let found = try tx.query(
        Member.select + "WHERE \(condition) ORDER BY " + order + " LIMIT \(limit + 1)"
      ) { Member($0) }
      return Page(found, limit: limit)
    }
  }
}

extension MemberSearch {
  fileprivate func condition(countryCode: String) -> SQL {
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
      let found: SQL = "member.id IN (" + candidates(countryCode: countryCode, byNumbers: true) + ")"
      conditions.append(others.isEmpty ? found : "(" + found + " OR member.id IN (\(others.sorted())))")
    }
    return conditions.joined(separator: " AND ")
  }

  /// Each way to be found uses an index of its own.
  /// - Parameter byNumbers: also by the member's number and by any merchant's own number of its member, which
  ///   are nobody's business but the operator's.
  func candidates(countryCode: String, byNumbers: Bool = false) -> SQL {
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
