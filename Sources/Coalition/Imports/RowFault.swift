package import Ledger
internal import Loyalty

/// What is wrong with a row of an import; the column is empty when the whole row is.
package struct RowFault: Error, Hashable, CustomStringConvertible {
  /// Why. A closed list, kept by its raw value; pages put it into words.
  package enum Code: String, CaseIterable, Sendable {
    /// Not as many fields as columns; the details are how many, and how many there must be.
    case fieldCount = "field_count"
    /// Empty, or longer than may be; the details are the most bytes, and how many it has.
    case length
    /// The detail is what stands there.
    case notATime = "not_a_time"
    /// The detail is what stands there.
    case notAnAmount = "not_an_amount"
    case linesForm = "lines_form"
    /// The details are what the lines sum to, and the amount.
    case linesSum = "lines_sum"
    /// The column has blanks or other signs that no code has.
    case notACode = "not_a_code"
    /// The receipt is in already, with other content.
    case receiptDiffers = "receipt_differs"
    case timeOutOfRange = "time_out_of_range"
    case tooManyPoints = "too_many_points"
    /// By the books; the detail is their refusal.
    case declined
    case memberClosed = "member_closed"
    // Of members, as ``MemberRowFault/Code`` has them.
    case notAContact = "not_a_contact"
    case notAName = "not_a_name"
    case notALanguage = "not_a_language"
    case notADate = "not_a_date"
    case lotsForm = "lots_form"
    case lotEnded = "lot_ended"
    case taken
    case lotsDiffer = "lots_differ"
    /// None of these. The detail is for the log and the command line alone.
    case unforeseen
  }

  package let line: Int
  package let column: String
  package let code: Code
  /// As the code says; fewer where an earlier version kept it.
  package let details: [String]

  package init(line: Int, column: String, _ code: Code, _ details: [String] = []) {
    self.line = line
    self.column = column
    self.code = code
    self.details = details
  }

  /// One of the details, empty where it is missing.
  package func detail(_ place: Int = 0) -> String { details.indices.contains(place) ? details[place] : "" }

  package var description: String { "line \(line)" + (column.isEmpty ? "" : ", \(column)") + ": \(reason)" }

  /// In the words of the command line.
  package var reason: String {
    switch code {
    case .fieldCount: "\(detail()) fields, must be \(wantedFields)"
    case .length: "must be 1 to \(detail()) bytes, is \(detail(1))"
    case .notATime: "not a time: \(detail())"
    case .notAnAmount: "not a whole number in the smallest unit: \(detail())"
    case .linesForm: "must be category:amount, separated by semicolons, at most \(PurchaseItem.most)"
    case .linesSum: "they sum to \(detail()), the amount is \(detail(1))"
    case .notACode: "letters, digits and signs without blanks only"
    case .receiptDiffers: "this receipt of this store is in already, with other content"
    case .timeOutOfRange: "the time is in the future, or before 1970"
    case .tooManyPoints: "the amount earns more points than one purchase may"
    case .declined: "declined: \(Self.snakeCase(detail()))"
    case .memberClosed: "the member has been closed"
    case .notAContact, .notAName, .notALanguage, .notADate, .lotsForm, .lotEnded, .taken, .lotsDiffer:
      MemberRowFault.Code(rawValue: code.rawValue).map {
        MemberRowFault(line: line, column: column, $0, detail()).reason
      } ?? code.rawValue
    case .unforeseen: detail()
    }
  }

  /// How many fields a row must have; an earlier version kept those of purchases only.
  package var wantedFields: String { detail(1).isEmpty ? String(PurchaseRow.header.count) : detail(1) }

  /// As the interface names refusals.
  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}

extension RowFault {
  /// What is wrong with a row of members.
  init(_ fault: MemberRowFault) {
    var details = fault.detail.isEmpty ? [] : [fault.detail]
    if fault.code == .fieldCount { details.append(String(MemberRow.header.count)) }
    self.init(
      line: fault.line, column: fault.column, Code(rawValue: fault.code.rawValue) ?? .unforeseen, details)
  }

  /// Why a row that could be read was refused.
  package init(refusing row: CSVReader.Row, _ error: any Error) {
    let (column, code, details): (String, Code, [String]) =
      switch error {
      case OrderRefusal.idempotencyMismatch: ("", .receiptDiffers, [])
      case OrderRefusal.occurredAtOutOfRange: ("time", .timeOutOfRange, [])
      case OrderRefusal.amountOutOfRange: ("amount", .tooManyPoints, [])
      case OrderRefusal.declined(let decline): ("", .declined, ["\(decline.refusal)"])
      case MemberRefusal.memberNotFound: ("member", .memberClosed, [])
      case MemberRefusal.invalid: ("member", .notACode, [])
      case MerchantRefusal.invalid: ("store", .notACode, [])
      case OrderRefusal.textOutOfRange: ("receipt", .notACode, [])
      default: ("", .unforeseen, ["\(error)"])
      }
    self.init(line: row.line, column: column, code, details)
  }

  /// The refusal of the books behind ``Code/declined``.
  package var refusal: Refusal? {
    code == .declined ? Refusal.allCases.first { "\($0)" == detail() } : nil
  }
}
