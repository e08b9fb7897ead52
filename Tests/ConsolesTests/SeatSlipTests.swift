import Foundation
import Testing

@testable import Consoles

/// Slips are kept whole, since what is printed cannot be mended.
@Suite struct SeatSlipTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test(arguments: SlipWidth.allCases, Language.allCases)
  func `a slip and its reprint are those of the golden file`(
    _ width: SlipWidth, _ language: Language
  ) throws {
    for isAgain in [false, true] {
      let page = SeatSlipPage.faked(width, isAgain: isAgain)
      let name = "slip-\(width.rawValue)-\(language.rawValue)\(isAgain ? "-again" : "").html"
      try Self.compare(page.render(try Faked.visit(language)), with: name)
    }
  }

  @Test(arguments: SlipWidth.allCases, Language.allCases)
  func `a points card's slip is that of the golden file`(_ width: SlipWidth, _ language: Language) throws {
    try Self.compare(
      SeatSlipPage.fakedCard(width).render(try Faked.visit(language)),
      with: "slip-\(width.rawValue)-\(language.rawValue)-card.html")
  }

  @Test(arguments: SlipWidth.allCases, Language.allCases)
  func `a slip says what a member's discount took off`(_ width: SlipWidth, _ language: Language) throws {
    let page = SeatSlipPage.faked(width, discount: .faked)
    try Self.compare(
      page.render(try Faked.visit(language)),
      with: "slip-\(width.rawValue)-\(language.rawValue)-discount.html")
  }

  @Test(arguments: Language.allCases)
  func `the handover slip is that of the golden file`(_ language: Language) throws {
    let page = SeatHandoverPage.faked(.narrow)
    try Self.compare(page.render(try Faked.visit(language)), with: "handover-\(language.rawValue).html")
  }

  @Test func `no slip shows a whole phone number, and a reprint says that it is one`() throws {
    let words = try Faked.visit(.simplifiedChinese).words
    let first = String(
      decoding: SeatSlipPage.faked(.wide).render(try Faked.visit(.simplifiedChinese)), as: UTF8.self)
    let again = String(
      decoding: SeatSlipPage.faked(.wide, isAgain: true).render(try Faked.visit(.simplifiedChinese)),
      as: UTF8.self)
    #expect(!first.contains(words.seatSlipAgain) && again.contains(words.seatSlipAgain))
    let naming = SeatNaming([], words)
    #expect(naming.member(name: "Li Ming", phone: "+8613800138000") == "L****** +86*******8000")
  }

  /// Without the hashes in the names of assets, which are no part of a slip.
  private static func compare(_ bytes: [UInt8], with name: String) throws {
    let text = String(decoding: bytes, as: UTF8.self).replacing(/\.[0-9a-f]{16}\./, with: ".") + "\n"
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name)")
  }
}
