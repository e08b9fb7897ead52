import Ledger
import Loyalty
import Testing

@Suite struct BirthdayTests {
  @Test(arguments: [
    (2, 29, "2028-02-29", true), (2, 29, "2028-02-28", false), (2, 29, "2027-02-28", true),
    (2, 29, "2027-03-01", false), (2, 29, "2100-02-28", true), (2, 28, "2027-02-28", true),
    (12, 31, "2027-12-31", true), (1, 31, "2027-02-28", false),
  ])
  func `one of 29 February is celebrated on the 28th of a common year`(
    month: Int, day: Int, date: String, isOn: Bool
  ) throws {
    let birthday = try #require(Birthday(month: month, day: day))
    #expect(birthday.isOn(try #require(CivilDate(date))) == isOn)
  }

  @Test func `every birthday is celebrated once a year`() throws {
    for year in [2027, 2028] {
      let first = try #require(CivilDate(year: year, month: 1, day: 1))
      for month in 1...12 {
        for day in 1...CivilDate.length(ofMonth: month, year: 2028) {
          let birthday = try #require(Birthday(month: month, day: day))
          let days = (0..<(CivilDate.isLeap(year) ? 366 : 365)).map { first.adding(days: $0) }
          #expect(days.filter { birthday.isOn($0) }.count == 1, "\(birthday.text)")
        }
      }
    }
  }

  @Test func `what no year has is no birthday`() {
    for (month, day) in [(2, 30), (4, 31), (0, 1), (13, 1), (1, 0), (1, 32), (-2, 5)] {
      #expect(Birthday(month: month, day: day) == nil)
    }
  }
}
