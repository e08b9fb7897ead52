import Ledger
import Loyalty
import Testing

@testable import Consoles

struct `Fees by kind as a form writes them` {
  private static func read(_ text: String) throws -> [KindFee]? {
    try KindFee.typed(text, places: 2, decimals: 0, try Faked.visit(.english).words)
  }

  @Test func `are read by their names, in any order of their parts, and come back as they were`() throws {
    let fees = try #require(
      try Self.read("earn pos 0.05 0.6% >=0.10 <=5.00\n\n  SPEND * 7/100\nrefund API <=1 0\n"))
    #expect(
      fees == [
        KindFee(.earn, on: .pos, TransactionFee(fixed: 5, share: 60, minimum: 10, maximum: 500)),
        KindFee(.spend, TransactionFee(byPoints: PointPrice(700, perPoints: 100))),
        KindFee(.refund, on: .api, TransactionFee(maximum: 100)),
      ])
    let words = try Faked.visit(.english).words
    let lines = fees.map { $0.line(places: 2, decimals: 0, words) }
    #expect(try Self.read(lines.joined(separator: "\n")) == fees)
    #expect(try Self.read(" \n ") == nil)
  }

  @Test(arguments: [
    "earn pos", "walk pos 1", "earn moon 1", "earn pos 1 2", "earn pos 101%", "earn pos 1/0",
    "earn pos >=2 <=1",
    "earn pos -1", "earn pos 0.001", "earn pos 1\nearn pos 2",
  ])
  func `are refused where they say nothing that can be meant`(text: String) {
    #expect(throws: TermsFormFault.self) { try Self.read(text) }
  }

  @Test func `are refused past the most lines`() {
    let kinds = KindFee.Kind.allCases.flatMap { kind in
      ["pos", "api", "seat", "mall"].map { "\(kind.rawValue) \($0) 1" }
    }
    #expect(throws: TermsFormFault.self) { try Self.read(kinds.joined(separator: "\n")) }
  }
}
