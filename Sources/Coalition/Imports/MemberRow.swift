package import Ledger
package import Loyalty

/// A row of the members' CSV, read and checked (docs/guide/import.md).
package struct MemberRow: Sendable, Hashable {
  package static let header = ["number", "phone", "email", "name", "language", "card", "joined", "lots"]
  /// The most lots of a row.
  package static let mostLots = 100

  /// The member's number at the system that is left.
  package let number: String
  /// In their one written form; nil where the row has none.
  package let phone: String?
  package let email: String?
  package let card: String?
  /// May be empty.
  package let name: String
  package let language: Language
  /// When they became a member there; nil for now.
  package let joined: CivilDate?
  package let lots: [OpeningLot]

  /// - Parameter countryCode: of phone numbers that have none.
  /// - Throws: ``MemberRowFault`` with the first column that is wrong.
  package init(_ row: CSVReader.Row, countryCode: String) throws(MemberRowFault) {
    func fault(_ column: String, _ code: MemberRowFault.Code, _ detail: String = "") -> MemberRowFault {
      MemberRowFault(line: row.line, column: column, code, String(detail.prefix(100)))
    }
    let fields = row.fields
    guard fields.count == Self.header.count else { throw fault("", .fieldCount, String(fields.count)) }
    guard fields[0].isCode(of: 1...64) else { throw fault("number", .notACode) }
    number = fields[0]
    func contact(_ place: Int, _ form: (String) -> String?) throws(MemberRowFault) -> String? {
      if fields[place].isEmpty { return nil }
      guard let written = form(fields[place]) else { throw fault(Self.header[place], .notAContact) }
      return written
    }
    phone = try contact(1) { ContactForm.phone($0, countryCode: countryCode) }
    email = try contact(2, ContactForm.email)
    guard fields[3].isEmpty || fields[3].isName else { throw fault("name", .notAName) }
    name = fields[3]
    guard let language = fields[4].isEmpty ? .hans : Language(rawValue: fields[4]) else {
      throw fault("language", .notALanguage, fields[4])
    }
    self.language = language
    card = try contact(5, ContactForm.card)
    if fields[6].isEmpty {
      joined = nil
    } else {
      guard let date = CivilDate(fields[6]), date >= Self.earliest else {
        throw fault("joined", .notADate, fields[6])
      }
      joined = date
    }
    let texts = fields[7].isEmpty ? [] : fields[7].split(separator: ";", omittingEmptySubsequences: false)
    let lots = texts.map { OpeningLot(String($0)) }
    guard lots.count <= Self.mostLots, lots.allSatisfy({ $0 != nil }) else {
      throw fault("lots", .lotsForm)
    }
    self.lots = lots.compactMap(\.self)
  }

  /// Before it no moment can be kept (`Instant` begins in 1970, in whatever zone).
  private static let earliest = CivilDate(year: 1970, month: 1, day: 2) ?? .first
}

/// Points that a member brings along.
package struct OpeningLot: Sendable, Hashable {
  package let points: Points
  /// The last day on which they are good, in the operator's zone; nil for what the programme gives today.
  package let lastDay: CivilDate?
  package let origin: Origin

  /// `1200`, `1200@2027-06-30`, or `1200@2027-06-30@purchased`: points in the smallest unit, the last day,
  /// and how they came into the world. Nil for another form.
  init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard 1...3 ~= parts.count, parts[0].allSatisfy(\.isASCII), let units = Int64(parts[0]), units > 0,
      units <= Points.maximumPerCommand.units, !parts[0].hasPrefix("+")
    else { return nil }
    points = Points(units)
    if parts.count > 1, !parts[1].isEmpty {
      guard let date = CivilDate(String(parts[1])) else { return nil }
      lastDay = date
    } else {
      lastDay = nil
    }
    switch parts.count > 2 ? parts[2] : "awarded" {
    case "awarded": origin = .awarded
    case "purchased": origin = .purchased
    default: return nil
    }
  }
}

/// What is wrong with a row of members; the column is empty when the whole row is.
package struct MemberRowFault: Error, Sendable, Hashable {
  /// Why. A closed list; raw values are public.
  package enum Code: String, CaseIterable, Sendable {
    /// Not as many fields as columns; the detail is how many.
    case fieldCount = "field_count"
    case notACode = "not_a_code"
    case notAContact = "not_a_contact"
    case notAName = "not_a_name"
    case notALanguage = "not_a_language"
    case notADate = "not_a_date"
    case lotsForm = "lots_form"
    /// The last day of a lot is past.
    case lotEnded = "lot_ended"
    /// Somebody else has it: another row of the file, or a member who is there.
    case taken
    /// The member's lots are in already, and were others.
    case lotsDiffer = "lots_differ"
    /// The member is no longer one.
    case memberClosed = "member_closed"
    /// By the books; the detail is their refusal.
    case declined
  }

  package let line: Int
  package let column: String
  package let code: Code
  package let detail: String

  package init(line: Int, column: String, _ code: Code, _ detail: String = "") {
    self.line = line
    self.column = column
    self.code = code
    self.detail = detail
  }

  /// In the words of the command line.
  package var reason: String {
    switch code {
    case .fieldCount: "\(detail) fields, must be \(MemberRow.header.count)"
    case .notACode: "1 to 64 letters, digits and signs without blanks only"
    case .notAContact: "not a number or address of this kind"
    case .notAName: "at most 100 characters, none of them for control"
    case .notALanguage: "must be zh-Hans, zh-Hant or en, is \(detail)"
    case .notADate: "not a date like 2019-02-28 of 1970 or later: \(detail)"
    case .lotsForm:
      "must be points, or points@last day, or points@last day@purchased, separated by semicolons, at most "
        + String(MemberRow.mostLots)
    case .lotEnded: "the last day of these points is past: \(detail)"
    case .taken: "somebody else has it already"
    case .lotsDiffer: "this member's lots are in already, and were others"
    case .memberClosed: "the member has been closed"
    case .declined: "declined: \(detail)"
    }
  }
}
