import Foundation
import Testing

@testable import Consoles

@Suite struct WordsTests {
  private func words(_ language: Language) throws -> Words {
    try Catalogue().words(language, zone: Faked.zone)
  }

  @Test(
    arguments: [
      (nil, "zh-TW", Language.traditionalChinese), (nil, "zh-HK", .traditionalChinese),
      (nil, "zh-MO", .traditionalChinese),
      (nil, "zh-CN", .simplifiedChinese), (nil, "zh-SG", .simplifiedChinese), (nil, "zh", .simplifiedChinese),
      (nil, "zh-Hant", .traditionalChinese), (nil, "yue", .traditionalChinese),
      (nil, "fr-FR", .simplifiedChinese),
      (nil, "en-AU", .english), (nil, nil, .simplifiedChinese), (nil, "", .simplifiedChinese),
      (nil, "fr-FR, en;q=0.7, zh-TW;q=0.9", .traditionalChinese), (nil, "zh-TW;q=0, en;q=0.1", .english),
      (nil, "en;q=junk, zh-TW", .traditionalChinese), (nil, "*, \u{0}\u{0},;;;==", .simplifiedChinese),
      (nil, "zh-CN;q=0.5, en;q=0.51", .english), ("en", "zh-TW", .english),
      ("xx", "zh-TW", .traditionalChinese),
    ] as [(String?, String?, Language)])
  func `the person's choice counts, then the browser's, by script`(
    _ chosen: String?, _ header: String?, _ language: Language
  ) {
    #expect(Language.negotiated(chosen: chosen, acceptLanguage: header) == language)
  }

  @Test func `English knows one and many, Chinese does not ask`() throws {
    #expect(try words(.english).listShown(count: 1) == "1 row on this page")
    #expect(try words(.english).listShown(count: 1_200) == "1,200 rows on this page")
    #expect(try words(.english).programDays(count: 0) == "0 days")
    let plural = try Message("{n, plural, one {one} other {# of {what}}}")
    #expect(plural.text(["n": .count(1), "what": .text("x")], language: .simplifiedChinese) == "1 of x")
    #expect(plural.text(["n": .count(1), "what": .text("x")], language: .english) == "one")
  }

  @Test(arguments: [
    ("{", Message.Fault.emptyPlaceholder), ("{}", .emptyPlaceholder), ("{a", .unbalancedBraces),
    ("a}", .unbalancedBraces),
    ("{n, plural, one{x}}", .pluralWithoutOther), ("{n, select, other{x}}", .unknownForm("select")),
    ("{n, plural, few{x} other{y}}", .unknownForm("few")), ("{n, plural, other{x}", .unbalancedBraces),
  ])
  func `a text that is written wrong is refused`(_ source: String, _ fault: Message.Fault) {
    #expect(throws: fault) { try Message(source) }
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
      (Int64.max, "9,223,372,036,854,775,807"),
      (Int64.min, "-9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func `points are grouped in threes`(_ value: Int64, _ text: String) throws {
    #expect(try words(.english).points(ShownPoints(value)) == text)
  }

  @Test(
    arguments: [
      (12_850, 2, "128.50"), (5, 2, "0.05"), (-5, 2, "-0.05"), (1_234_567, 3, "1,234.567"), (0, 2, "0.00"),
    ] as [(Int64, Int, String)])
  func `decimals are cut from the smallest units`(_ units: Int64, _ decimals: Int, _ text: String) {
    #expect(Digits.decimal(units, decimals: decimals) == text)
  }

  @Test(arguments: [
    ("CNY", "CNY\u{A0}1,234.56"), ("TWD", "TWD\u{A0}1,234.56"), ("JPY", "JPY\u{A0}123,456"),
    ("KWD", "KWD\u{A0}123.456"),
  ])
  func `money carries its code and its own decimals`(_ currency: String, _ text: String) throws {
    #expect(try words(.traditionalChinese).money(ShownMoney(123_456, currency)) == text)
  }

  @Test func `times are the operator's, in one form everywhere`() throws {
    let time = ShownTime(1_795_305_600_000_000)
    for language in Language.allCases { #expect(try words(language).time(time) == "2026-11-22 08:00") }
    #expect(try words(.english).machineTime(time) == "2026-11-22T00:00:00Z")
    #expect(try words(.english).time(ShownTime(-1)) == "1970-01-01 07:59")
    #expect(try words(.english).day(ShownTime(951_782_400_000_000)) == "2000-02-29")
    #expect(try words(.english).exactTime(ShownTime(59_999_999)) == "1970-01-01 08:00:59")
  }

  @Test func `axes count in myriads in Chinese and in thousands in English`() throws {
    let hans = try words(.simplifiedChinese)
    let english = try words(.english)
    #expect(english.compact(9_999) == "9,999")
    #expect(english.compact(12_000_000) == "12M")
    #expect(english.compact(1_250_000) == "1.25M")
    #expect(english.compact(500_000) == "500K")
    #expect(hans.compact(12_350_000) == hans.numberLarge(number: "1,235"))
    #expect(hans.compact(250_000_000) == hans.numberHuge(number: "2.5"))
  }

  @Test func `movements say their sign`() throws {
    #expect(try words(.english).movement(ShownPoints(1_000)) == "+1,000")
    #expect(try words(.english).movement(ShownPoints(-1_000)) == "-1,000")
    #expect(try words(.english).movement(ShownPoints(0)) == "0")
  }
}
