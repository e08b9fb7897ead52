import Crypto
import Testing

@testable import Coalition

struct CardCodeTests {
  private static let seed = SymmetricKey(data: [UInt8](repeating: 7, count: 32))

  @Test func `a code is read however it is typed`() throws {
    let code = CardCode(serial: 1, seed: Self.seed)
    #expect(code.text.count == 17 && code.grouped.count == 20)
    let spaced = code.grouped.replacing("-", with: " ")
    for typed in [
      code.text, code.grouped, code.grouped.lowercased(), " " + spaced,
      code.text.replacing("0", with: "o").replacing("1", with: "l"),
    ] { #expect(CardCode(typed: typed) == code, "\(typed)") }
  }

  @Test func `every single wrong character and every two that changed places are found`() throws {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for serial in 1...20 {
      let text = Array(CardCode(serial: serial, seed: Self.seed).text)
      for place in text.indices {
        for character in alphabet where character != text[place] {
          var wrong = text
          wrong[place] = character
          #expect(CardCode(typed: String(wrong)) == nil)
        }
        for other in text.indices where other > place && text[other] != text[place] {
          var wrong = text
          wrong.swapAt(place, other)
          #expect(CardCode(typed: String(wrong)) == nil)
        }
      }
    }
  }

  @Test func `a hundred thousand codes of a batch are all unlike, and their bits are even`() {
    let codes = (1...20_000).map { CardCode(serial: $0, seed: Self.seed).text }
    #expect(Set(codes).count == codes.count)
    // Each of 32 characters at each of 16 places some 625 times: ten standard deviations off is not chance.
    for place in 0..<16 {
      var counts: [Character: Int] = [:]
      for code in codes { counts[Array(code)[place], default: 0] += 1 }
      #expect(counts.count == 32 && counts.values.allSatisfy { 375...875 ~= $0 })
    }
  }

  @Test(arguments: [
    "", "A", "0000-0000-0000-0000", "０１２３４５６７８９ＡＢＣＤＥＦＧ", "U2345678901234567",
    String(repeating: "0", count: 65),
  ])
  func `what cannot be a code is none`(typed: String) { #expect(CardCode(typed: typed) == nil) }
}
