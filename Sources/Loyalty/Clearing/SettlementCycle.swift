package import Ledger

/// On which business days a merchant's account is made up (结算周期).
package enum SettlementCycle: Hashable, Codable, Sendable {
  case daily
  case weekly(Weekday)
  /// On a day of the month, 1…31; the last of a month that is shorter.
  case monthly(Int)

  var isPossible: Bool {
    switch self {
    case .daily, .weekly: true
    case .monthly(let day): (1...31).contains(day)
    }
  }

  /// Whether an account ends with the day.
  package func ends(on day: BusinessDay) -> Bool {
    let date = CivilDate(day)
    switch self {
    case .daily: return true
    case .weekly(let weekday): return Weekday(of: date) == weekday
    case .monthly(let number):
      return date.day == min(number, CivilDate.length(ofMonth: date.month, year: date.year))
    }
  }
}
