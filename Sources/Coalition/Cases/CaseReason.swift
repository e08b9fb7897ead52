package import Ledger
internal import Storage

/// Why a case was opened: a code, and what it is about. Consoles make words of it in the reader's language.
package struct CaseReason: Sendable, Hashable {
  /// Raw values are stored and public.
  package enum Code: String, CaseIterable, Sendable {
    /// The case's kind says it all.
    case unsaid = ""
    case reversedLate = "reversed_late"
    case postedLate = "posted_late"
    case cardDiffers = "card_differs"
    case reversalAmount = "reversal_amount"
    /// Details of these four, behind their own, where a till told a discount: price and what came off it, in
    /// the smallest unit.
    case adviceTooOld = "advice_too_old"
    case adviceLimit = "advice_limit"
    case traceUsedTwice = "trace_used_twice"
    /// Details: what refused it, as `member_frozen`.
    case refused
    /// Details: day, number of the file on the day, line; then what is wrong with it, where that is known.
    case dayFileLine = "day_file_line"
    /// Details: day, number of the file on the day.
    case dayFileNoLine = "day_file_no_line"
    /// Details: file, line, currency; then the amount in its smallest unit, where no side of the case has it.
    case bankLine = "bank_line"
    /// Details: words of whoever opened it.
    case said

    /// How many details stand before a discount; nil where none can.
    fileprivate var ownDetails: Int? {
      switch self {
      case .adviceTooOld, .adviceLimit, .traceUsedTwice: 0
      case .refused: 1
      case .unsaid, .reversedLate, .postedLate, .cardDiffers, .reversalAmount, .dayFileLine, .dayFileNoLine,
        .bankLine, .said:
        nil
      }
    }
  }

  package let code: Code
  /// No blanks in any but the last; at most 300 characters together.
  package let details: [String]

  init(_ code: Code, _ details: String...) { self.init(code, details) }

  private init(_ code: Code, _ details: [String]) {
    self.code = code
    self.details = details
  }

  /// Nil for a code of a newer version, or none.
  init?(code: String, details: String) {
    guard let code = Code(rawValue: code) else { return nil }
    self.code = code
    if details.isEmpty {
      self.details = []
    } else if code == .said {
      self.details = [details]
    } else {
      self.details = details.split(separator: " ", maxSplits: 3).map(String.init)
    }
  }

  package static let unsaid = CaseReason(.unsaid)

  package static func said(_ words: String) -> CaseReason {
    words.isEmpty ? unsaid : CaseReason(.said, words.beginning(300))
  }

  /// Also what a till told of a discount, for whoever books by hand what did not post.
  func telling(_ discount: DiscountClaim?) -> CaseReason {
    guard let discount, code.ownDetails == details.count else { return self }
    return CaseReason(code, details + [String(discount.gross), String(discount.off)])
  }

  /// Price and what came off it, of an advice that told both.
  package var discount: DiscountClaim? {
    guard let own = code.ownDetails, details.count == own + 2, let gross = Int64(details[own]),
      let off = Int64(details[own + 1])
    else { return nil }
    return DiscountClaim(gross: gross, off: off)
  }

  /// By the name of what refused it, without what it carries.
  static func refused(_ error: any Error) -> CaseReason {
    CaseReason(.refused, Self.name(of: error).snakeCase)
  }

  private static func name(of error: any Error) -> String {
    if case OrderRefusal.declined(let decline) = error { return "\(decline.refusal)" }
    return String("\(error)".prefix { $0 != "(" }.prefix(80))
  }

  var detailText: String { details.filter { !$0.isEmpty }.joined(separator: " ").beginning(300) }
}

extension Refusal {
  /// As reasons of cases name it.
  package var reasonName: String { "\(self)".snakeCase }
}

extension String {
  /// `memberFrozen` as `member_frozen`.
  fileprivate var snakeCase: String {
    reduce(into: "") { text, character in
      text += character.isUppercase ? "_\(character.lowercased())" : String(character)
    }
  }
}
