import HTTPAPI
import Testing

@Suite struct JSONTests {
  @Test(
    arguments: [
      ("0", JSON.integer(0)), ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .decimal("9223372036854775808")),
      ("-9223372036854775809", .decimal("-9223372036854775809")), ("1.50", .decimal("1.50")),
      ("1e3", .decimal("1e3")), ("-2.5E-7", .decimal("-2.5E-7")), (" true\n", .bool(true)),
      ("[1, [], {}]", [1, [], .object(JSON.Members())]), (#""a\u0041\ud83d\ude00\n""#, "aA😀\n"),
      (#"{"b": 1, "a": null}"#, ["b": 1, "a": nil]), ("\"通宝\"", "通宝"),
    ] as [(String, JSON)])
  func `good text is read exactly`(text: String, value: JSON) throws {
    #expect(try JSON(parsing: Array(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", JSONFault.Reason.empty, 0), ("  ", .empty, 2), ("{bad", .unexpectedByte, 1),
    ("{", .unexpectedEnd, 1),
    ("[1,]", .unexpectedByte, 3), ("01", .badNumber, 0), ("-", .badNumber, 1), ("1.", .badNumber, 2),
    ("1e", .badNumber, 2), ("+1", .unexpectedByte, 0), ("nul", .unexpectedEnd, 3),
    ("truE", .unexpectedByte, 3),
    ("1 2", .trailingBytes, 2), ("\"a", .unexpectedEnd, 2), ("\"\u{1}\"", .controlCharacter, 1),
    (#""\x""#, .badEscape, 2), (#""\ud800""#, .badEscape, 3), (#""\ud800\u0041""#, .badEscape, 3),
    (#""\udc00""#, .badEscape, 3), (#"{"a":1,"a":2}"#, .duplicateName, 7),
    (#"{"a":1,"\u0061":2}"#, .duplicateName, 7), (#"{"a" 1}"#, .unexpectedByte, 5),
    (#"{a:1}"#, .unexpectedByte, 1), ("NaN", .unexpectedByte, 0),
  ])
  func `bad text is refused at its place`(text: String, reason: JSONFault.Reason, position: Int) {
    #expect(throws: JSONFault(reason: reason, position: position)) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test func `text that is not UTF-8 is refused`() {
    #expect(throws: JSONFault(reason: .badText, position: 1)) { try JSON(parsing: [0x22, 0xC3, 0x28, 0x22]) }
  }

  @Test func `nesting ends at the limit`() throws {
    let deep = { (depth: Int) in
      [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
    }
    _ = try JSON(parsing: deep(32))
    #expect(throws: JSONFault(reason: .tooDeep, position: 32)) { try JSON(parsing: deep(33)) }
    #expect(throws: JSONFault.self) { try JSON(parsing: deep(100_000)) }
  }

  @Test func `a name that comes again in a large object is found`() throws {
    let members = (0..<40).map { "\"n\($0)\":\($0)" }
    let good = try JSON(parsing: Array(("{" + members.joined(separator: ",") + "}").utf8))
    #expect(good["n39"] == 39)
    for name in [0, 15, 16, 17, 39] {
      let bad = "{" + (members + ["\"n\(name)\":0"]).joined(separator: ",") + "}"
      #expect(throws: JSONFault.self) { try JSON(parsing: Array(bad.utf8)) }
    }
  }

  @Test func `canonical text does not depend on order or blanks`() throws {
    let one = try JSON(parsing: Array(#"{"b":[1,{"y":2,"x":"\u00e9"}],"a":"/"}"#.utf8))
    let two = try JSON(parsing: Array("{ \"a\" : \"\\/\", \"b\" : [ 1, {\"x\":\"é\",\"y\":2} ] }".utf8))
    #expect(one.canonicalBytes == two.canonicalBytes)
    #expect(one.bytes != two.bytes)
  }

  @Test func `written text reads back, and damaged text never crashes the reader`() throws {
    var random = SplitMix(state: 20_260_131)
    let seeds = [
      #"{"member":{"card":"6222001234567890","proof":{"pin":"123456"}},"note":"\u901a\ud83d\ude00"}"#,
      #"[1,-2.5e10,true,false,null,"",{"a":{"b":[[]]}}]"#,
    ].map { Array($0.utf8) }
    var taken = 0
    for round in 0..<20_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        }
      }
      guard let value = try? JSON(parsing: bytes) else { continue }  // refusing is fine, crashing is not
      taken += 1
      #expect(try JSON(parsing: value.bytes) == value)
      #expect(try JSON(parsing: value.canonicalBytes).canonicalBytes == value.canonicalBytes)
    }
    #expect(taken > 500)
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
