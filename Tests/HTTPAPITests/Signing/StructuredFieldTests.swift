import HTTPAPI
import Testing

@Suite struct StructuredFieldTests {
  private static let good: [(String, String)] = [
    ("", ""),
    ("a=1", "a=1"),
    (
      "sig1=(\"@method\"  \"@path\" );created=1618884473;keyid=\"k\"",
      "sig1=(\"@method\" \"@path\");created=1618884473;keyid=\"k\""
    ),
    ("sig1=:AQID:", "sig1=:AQID:"),
    ("a,b;x;y=?0", "a, b;x;y=?0"),
    ("a=?1", "a"),
    ("a=()", "a=()"),
    ("a=(\"q\\\"uo\\\\te\";req;key=\"sig\")", "a=(\"q\\\"uo\\\\te\";req;key=\"sig\")"),
    ("*x=*tok/en:1 ,\t y=-999999999999999", "*x=*tok/en:1, y=-999999999999999"),
  ]

  @Test(arguments: good) func `a good field is read and written in its one form`(
    _ written: String, _ canonical: String
  ) throws {
    let members = try StructuredFieldParser.dictionary(written.utf8)
    #expect(members.serialized == canonical)
    #expect(try StructuredFieldParser.dictionary(canonical.utf8) == members)
  }

  private static let bad: [(String, StructuredField.Malformed.Reason)] = [
    ("A=1", .badKey), ("a=", .unexpectedEnd), ("a=1.5", .badNumber), ("a=1234567890123456", .badNumber),
    ("a=-", .badNumber), ("a=(\"b\"", .unexpectedEnd), ("a=(\"b\"\"c\")", .unexpectedByte),
    ("a=\"b", .unexpectedEnd), ("a=\"\u{7F}\"", .badString), ("a=\"\\n\"", .badString),
    ("a=:A:", .badBytes), ("a=:AB==:", .badBytes), ("a=:AQID", .unexpectedEnd), ("a=?2", .unexpectedByte),
    ("a=1,a=2", .duplicateName), ("a;x;x", .duplicateName), ("a=1,", .unexpectedEnd),
    ("a=1 b=2", .trailingBytes), ("a=@1", .unexpectedByte), ("a,b,c,d,e", .tooMany),
    ("a;b;c;d;e;f;g;h;i;j", .tooMany), ("a=(1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1)", .tooMany),
    (String(repeating: "a", count: 4_097), .tooLong), ("a=(1\t1)", .unexpectedByte),
  ]

  @Test(arguments: bad) func `a bad field is refused for its reason`(
    _ written: String, _ reason: StructuredField.Malformed.Reason
  ) {
    do {
      let members = try StructuredFieldParser.dictionary(written.utf8)
      Issue.record("\(written) was read as \(members)")
    } catch { #expect(error.reason == reason, "\(written)") }
  }

  /// Seeded, so that a failure can be run again.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `any bytes end in a value or a reason, and what was read reads the same again`(seed: UInt64) throws {
    var chance = Chance(state: seed)
    let alphabet = Array("ab1=(),;:\"\\?*-.@ \t/+AQ~".utf8)
    let seeds = Self.good.map { Array($0.0.utf8) }
    var read = 0
    for round in 0..<50_000 {
      var bytes: [UInt8]
      if round % 3 == 0 {
        bytes = (0..<Int.random(in: 0...60, using: &chance)).map { _ in
          UInt8.random(in: 0...255, using: &chance)
        }
      } else if round % 3 == 1 {
        bytes = (0..<Int.random(in: 0...24, using: &chance)).map { _ in
          alphabet.randomElement(using: &chance)!
        }
      } else {
        bytes = seeds.randomElement(using: &chance)!  // neither list is empty
        for _ in 0...Int.random(in: 0...2, using: &chance) where !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
        }
      }
      guard let members = try? StructuredFieldParser.dictionary(bytes) else { continue }
      read += 1
      let text = members.serialized
      #expect(try StructuredFieldParser.dictionary(text.utf8) == members, "\(bytes)")
    }
    #expect(read > 1_000)
  }

  @Test func `base 64 is read in its one spelling`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      #expect(Base64.bytes(Base64.text(bytes).utf8) == bytes)
    }
    for text in ["A", "AB", "ABC", "A===", "====", "AB=C", "AB==", "ABC=", "A B=", "AA-_", "AA=A"] {
      let isRight = Base64.bytes(text.utf8).map(Base64.text) == text
      #expect(Base64.bytes(text.utf8) == nil || isRight, "\(text)")
    }
    #expect(Base64.bytes("AB==".utf8) == nil && Base64.bytes("ABC=".utf8) == nil)
  }
}
