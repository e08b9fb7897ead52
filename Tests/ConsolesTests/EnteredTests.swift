import Testing

@testable import Consoles

@Suite struct EnteredTests {
  @Test(
    arguments: [
      ("0", 2, 0), ("1", 2, 100), ("1,280.5", 2, 128_050), ("-0.01", 2, -1), ("+5", 0, 5),
      ("12 000", 0, 12_000),
      ("1.000", 3, 1_000), ("92233720368547758.07", 2, .max),
    ] as [(String, Int, Int64)])
  func `a number is read in its smallest unit`(_ text: String, _ decimals: Int, _ units: Int64) {
    #expect(Entered.decimal(text, decimals: decimals) == units)
  }

  @Test(
    arguments: [
      ("", 2), ("-", 2), (".", 2), ("1.", 2), (".5", 2), ("1.005", 2), ("1.0", 0), ("1e3", 2), ("--1", 2),
      ("1.2.3", 2), ("0x1", 0), ("\u{0661}", 0), ("92233720368547758.08", 2), ("NaN", 0),
    ] as [(String, Int)])
  func `what is no number, or more exact than can be, is none`(_ text: String, _ decimals: Int) {
    #expect(Entered.decimal(text, decimals: decimals) == nil)
  }

  @Test func `bytes are read from hexadecimal digits in groups or not`() {
    #expect(Entered.bytes(hex: "01 aB\u{20}fF") == [0x01, 0xAB, 0xFF])
    #expect(Entered.bytes(hex: "") == [])
    for text in ["0", "0g", "0x01", "\u{FF10}1", "01-02"] { #expect(Entered.bytes(hex: text) == nil) }
  }
}
