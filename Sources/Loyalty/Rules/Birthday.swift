/// A birthday (生日): month and day, without the year, which nobody needs to know.
package struct Birthday: Hashable, Sendable {
  /// 1…12.
  package let month: Int
  /// 1…31; 29 February is one.
  package let day: Int

  /// Nil for a day that no year has.
  package init?(month: Int, day: Int) {
    // 2000 was a leap year.
    guard CivilDate(year: 2000, month: month, day: day) != nil else { return nil }
    (self.month, self.day) = (month, day)
  }

  /// As `02-29`.
  package var text: String {
    (month < 10 ? "0\(month)" : "\(month)") + (day < 10 ? "-0\(day)" : "-\(day)")
  }

  /// All that are celebrated on a date: its own, and on 28 February of a common year those of the 29th.
  package static func celebrated(on date: CivilDate) -> [Birthday] {
    (date.day...31).compactMap { Birthday(month: date.month, day: $0) }.filter { $0.isOn(date) }
  }

  /// Whether it is celebrated on the date: one of 29 February on 28 February of a common year, so that it
  /// never leaves its month.
  package func isOn(_ date: CivilDate) -> Bool {
    guard date.month == month else { return false }
    return date.day == min(day, CivilDate.length(ofMonth: month, year: date.year))
  }
}

/// When a rule for birthdays counts.
package enum BirthdaySpan: String, CaseIterable, Codable, Sendable {
  case day, month
}

/// Where a purchase is a member's first.
package enum FirstPurchase: String, CaseIterable, Codable, Sendable {
  /// With this merchant, in the programme.
  case merchant
  /// With any merchant of the programme.
  case program
}
