internal import Ledger
internal import Loyalty

/// How long points live. Ends are midnights of the operator's zone.
package enum Validity: Sendable, Hashable {
  /// To the end of this date, days since 1970.
  case fixedDate(Int)
  /// To the end of the Nth day after the day of earning, 0…36,500.
  case days(Int)
  /// To the same day of the Nth month after, or its last where it is shorter, 1…1,200.
  case exactMonths(Int)
  /// To the end of the Nth month after the month of earning, 0…1,200.
  ///
  /// It is stored, and named at interfaces, as `months`: it was the one rule of months there was.
  case endOfMonth(Int)
  /// To the end of the Nth quarter after the quarter of earning, 0…400.
  case endOfQuarter(Int)
  /// To the end of the Nth year after the year of earning, 0…100.
  case endOfYear(Int)
  case never
  /// Once meant to follow the member's activity, which no lot does: it is as ``endOfMonth(_:)``, 1…1,200.
  /// Not offered any more (decision 0057); who has it keeps it.
  case rolling(months: Int)

  /// The rule of the calendar behind it.
  var expiryRule: ExpiryRule {
    switch self {
    case .fixedDate(let date): .on(CivilDate(daysSince1970: date))
    case .days(let count): .days(count)
    case .exactMonths(let count): .months(count)
    case .endOfMonth(let count), .rolling(let count): .endOfMonth(after: count)
    case .endOfQuarter(let count): .endOfQuarter(after: count)
    case .endOfYear(let count): .endOfYear(after: count)
    case .never: .never
    }
  }

  var isInRange: Bool {
    switch self {
    case .fixedDate(let date): 0...100_000 ~= date
    case .days(let days): 0...36_500 ~= days
    case .exactMonths(let months), .rolling(let months): 1...1_200 ~= months
    case .endOfMonth(let months): 0...1_200 ~= months
    case .endOfQuarter(let quarters): 0...400 ~= quarters
    case .endOfYear(let years): 0...100 ~= years
    case .never: true
    }
  }

  fileprivate var isRolling: Bool { if case .rolling = self { true } else { false } }
}

/// As tables, versions and proposals keep it, and as interfaces name it.
extension Validity {
  package var rule: (name: String, value: Int) {
    switch self {
    case .fixedDate(let date): ("fixed_date", date)
    case .days(let days): ("days", days)
    case .exactMonths(let months): ("exact_months", months)
    case .endOfMonth(let months): ("months", months)
    case .endOfQuarter(let quarters): ("end_of_quarter", quarters)
    case .endOfYear(let years): ("end_of_year", years)
    case .never: ("never", 0)
    case .rolling(let months): ("rolling", months)
    }
  }

  init?(rule: String, value: Int) {
    switch rule {
    case "fixed_date": self = .fixedDate(value)
    case "days": self = .days(value)
    case "exact_months": self = .exactMonths(value)
    case "months": self = .endOfMonth(value)
    case "end_of_quarter": self = .endOfQuarter(value)
    case "end_of_year": self = .endOfYear(value)
    case "never": self = .never
    case "rolling": self = .rolling(months: value)
    default: return nil
    }
  }
}

extension [Origin: Validity] {
  /// Whether these rules can come after those.
  /// - Throws: `ProgramRefusal.invalid(.validity)`, `ProgramRefusal.rollingNotOffered`.
  func check(after before: [Origin: Validity]) throws(ProgramRefusal) {
    guard values.allSatisfy(\.isInRange) else { throw .invalid(.validity) }
    // What somebody has already stays, so that a change of something else is not refused for it.
    for (origin, rule) in self where rule.isRolling && before[origin] != rule { throw .rollingNotOffered }
  }
}
