import Ledger
import Loyalty
import Testing

struct `Civil dates` {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("2024-02-29", 19_782), ("2026-11-22", 20_779), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func `are days since 1970 and back`(text: String, days: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.daysSince1970 == days)
    #expect(CivilDate(daysSince1970: days) == date)
    #expect(date.description == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-4-01", "0000-01-01", "",
    "2024-01-01 ", "+024-01-01", "2024/01/01",
  ])
  func `that do not exist are refused`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: [
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"), ("2026-12-31", 2, "2027-02-28"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -1, "2025-12-15"), ("2026-05-31", 0, "2026-05-31"),
  ])
  func `clamp to the end of a shorter month`(from: String, months: Int, to: String) throws {
    let date = try #require(CivilDate(from))
    #expect(date.adding(months: months) == CivilDate(to))
  }

  @Test func `stay within their years whatever is added`() {
    #expect(CivilDate.last.adding(months: .max) == .last)
    #expect(CivilDate.first.adding(months: .min) == .first)
    #expect(CivilDate.last.adding(days: .max) == .last)
    #expect(CivilDate.first.adding(days: .min) == .first)
  }

  @Test func `agree with a calendar that counts day by day`() throws {
    var (year, month, day) = (1890, 1, 1)
    let start = try #require(CivilDate(year: 1890, month: 1, day: 1)).daysSince1970
    for number in start..<(start + 110_000) {
      let date = CivilDate(daysSince1970: number)
      guard date.year == year, date.month == month, date.day == day, date.daysSince1970 == number else {
        Issue.record("\(number) is not \(date)")
        return
      }
      day += 1
      if day > [31, CivilDate.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] {
        (day, month) = (1, month + 1)
      }
      if month > 12 { (month, year) = (1, year + 1) }
    }
  }
}
