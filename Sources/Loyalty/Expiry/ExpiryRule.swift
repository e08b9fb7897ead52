package import Ledger

/// Until when a credit can be used (有效期). The last day ends at midnight in the operator's zone.
package enum ExpiryRule: Hashable, Sendable {
  case never
  /// On a fixed date; a credit made later than that is usable to the end of its own day.
  case on(CivilDate)
  /// To the end of the Nth day after the credit's; 0 is the same day.
  case days(Int)
  /// To the same day of the month, N months after, or the month's last where it is shorter.
  case months(Int)
  /// To the end of the Nth month after the credit's; 0 is the month itself.
  case endOfMonth(after: Int)
  /// To the end of the Nth quarter after the credit's.
  case endOfQuarter(after: Int)
  /// To the end of the Nth year after the credit's.
  case endOfYear(after: Int)

  /// The most days, months, quarters or years that a rule may count.
  package static let longest = 36_525

  /// The last date on which a credit of this date can be used; nil for ever.
  package func lastDay(of earned: CivilDate) -> CivilDate? {
    switch self {
    case .never: nil
    case .on(let date): max(date, earned)
    case .days(let count): earned.adding(days: count)
    case .months(let count): earned.adding(months: count)
    case .endOfMonth(let count): earned.adding(months: count).endOfMonth
    case .endOfQuarter(let count): earned.adding(months: 3 * count).endOfQuarter
    case .endOfYear(let count): earned.adding(months: 12 * count).endOfYear
    }
  }

  /// The first moment at which a credit made at `moment` is no longer usable.
  package func expiry(ofCreditAt moment: Instant, in zone: Zone) -> Instant {
    lastDay(of: zone.date(at: moment)).map(zone.end(of:)) ?? .distantFuture
  }
}

/// Text as settings and tables keep it: `never`, `on 2027-12-31`, `days 30`, `months 12`, `end-of-month 12`,
/// `end-of-quarter 1`, `end-of-year 2`.
extension ExpiryRule: LosslessStringConvertible {
  package var description: String {
    switch self {
    case .never: "never"
    case .on(let date): "on \(date)"
    case .days(let count): "days \(count)"
    case .months(let count): "months \(count)"
    case .endOfMonth(let count): "end-of-month \(count)"
    case .endOfQuarter(let count): "end-of-quarter \(count)"
    case .endOfYear(let count): "end-of-year \(count)"
    }
  }

  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words == ["never"] { self = .never; return }
    guard words.count == 2 else { return nil }
    if words[0] == "on" {
      guard let date = CivilDate(String(words[1])) else { return nil }
      self = .on(date)
      return
    }
    guard let count = Int(words[1]), (0...ExpiryRule.longest).contains(count), String(count) == words[1]
    else {
      return nil
    }
    switch words[0] {
    case "days": self = .days(count)
    case "months": self = .months(count)
    case "end-of-month": self = .endOfMonth(after: count)
    case "end-of-quarter": self = .endOfQuarter(after: count)
    case "end-of-year": self = .endOfYear(after: count)
    default: return nil
    }
  }
}

/// From when a credit can be used (生效).
package enum EffectiveRule: Hashable, Sendable {
  case immediately
  /// From the beginning of the Nth day after the credit's.
  case afterDays(Int)
  /// When the merchant confirms, as after a return period.
  case onConfirmation

  /// The effective moment for the ledger, whose words for "at once" and "when confirmed" it uses.
  package func effect(ofCreditAt moment: Instant, in zone: Zone) -> Instant {
    switch self {
    case .immediately: .distantPast
    case .afterDays(let count): zone.start(of: zone.date(at: moment).adding(days: count))
    case .onConfirmation: .distantFuture
    }
  }
}

/// Text as settings and tables keep it: `immediately`, `days 7`, `on-confirmation`.
extension EffectiveRule: LosslessStringConvertible {
  package var description: String {
    switch self {
    case .immediately: "immediately"
    case .afterDays(let count): "days \(count)"
    case .onConfirmation: "on-confirmation"
    }
  }

  package init?(_ text: String) {
    switch text {
    case "immediately": self = .immediately
    case "on-confirmation": self = .onConfirmation
    default:
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 2, words[0] == "days", let count = Int(words[1]),
        (0...ExpiryRule.longest).contains(count), String(count) == words[1]
      else { return nil }
      self = .afterDays(count)
    }
  }
}
