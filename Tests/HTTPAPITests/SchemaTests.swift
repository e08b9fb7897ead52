import HTTPAPI
import Testing

@Suite struct SchemaTests {
  private func faults<Value>(_ schema: Schema<Value>, _ text: String) throws -> [String] {
    do {
      _ = try schema.decode(try JSON(parsing: Array(text.utf8)))
      return []
    } catch let faults as Faults {
      return faults.list.map { "\($0.pointer) \($0.code.rawValue)" }
    }
  }

  @Test(arguments: [
    (#"{"member":"mem_1","points":5}"#, []),
    (#"{"member":{"phone":"+8613800000000"},"points":5}"#, []),
    (#"{"member":{"card":"6222001234567890","proof":{"pin":"1234"}},"points":5}"#, []),
    (#"{}"#, ["/member required", "/points required"]),
    (
      #"{"member":"str_1","points":0,"x/y~":1}"#,
      ["/member bad_format", "/points too_small", "/x~1y~0 unknown_field"]
    ),
    (
      #"{"member":{"phone":"+86138","card":"1","proof":{"pin":"1a"}},"points":"5"}"#,
      ["/member/card too_short", "/member/proof/pin too_short", "/points wrong_type"]
    ),
    (#"{"member":{"phone":"13800000000","card":"62220012345"},"points":1}"#, ["/member one_of"]),
    (#"{"member":{},"points":1.0}"#, ["/member one_of", "/points wrong_type"]),
    (#"{"member":null,"points":99999999999999999999}"#, ["/member wrong_type", "/points too_large"]),
    (#"[]"#, [" wrong_type"]),
  ])
  func `an object lists all its faults`(text: String, expected: [String]) throws {
    #expect(try faults(.order, text) == expected)
  }

  @Test func `what is written reads back the same`() throws {
    let references: [MemberReference] = [
      .init(.id("mem_1")), .init(.id("mem_1"), proof: .pin("123456")), .init(.phone("13800000000")),
      .init(.card("6222001234567890"), proof: .oneTimeCode("004711")),
      .init(.code("A1B2C3"), proof: .code("A1B2C3")),
      .init(.email("a@b.cn")),
    ]
    for reference in references {
      let order = Basket(member: reference, points: 7)
      let json = Schema<Basket>.order.encode(order)
      #expect(try Schema<Basket>.order.decode(json) == order)
    }
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-01-31T08:00:00Z", 1_769_846_400_000_000),
    ("2026-01-31T16:00:00+08:00", 1_769_846_400_000_000), ("1969-12-31T23:59:59.999999Z", -1),
    ("2024-02-29T12:00:00.5z", 1_709_208_000_500_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
    ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
  ])
  func `moments are read exactly`(text: String, moment: Int64) {
    #expect(microseconds(rfc3339: text) == moment)
    #expect(microseconds(rfc3339: rfc3339(microseconds: moment)) == moment)
  }

  @Test(arguments: [
    "", "2026-01-31", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-31T24:00:00Z",
    "2026-01-31T08:00:60Z", "2026-01-31T08:00:00", "2026-01-31 08:00:00Z", "2026-01-31T08:00:00.Z",
    "0000-01-01T00:00:00Z", "2026-01-31T08:00:00+8:00", "2026-01-31T08:00:00Zx", "２026-01-31T08:00:00Z",
  ])
  func `what is not a moment is refused`(text: String) {
    #expect(microseconds(rfc3339: text) == nil)
  }

  @Test func `text is measured in scalars`() throws {
    #expect(try faults(.text(1...2), #""通宝""#) == [])
    #expect(try faults(.text(1...2), #""通宝人""#) == [" too_long"])
    #expect(try faults(.text(3...4), #""通宝""#) == [" too_short"])
    #expect(try faults(.text(1...9), #""a\u0000""#) == [" control_character"])
    #expect(try faults(.text(1...9, .email), #""a@b""#) == [" bad_format"])
  }

  @Test func `money names its value and currency`() throws {
    let money = Schema<[String]>.money(
      1...100, make: { $1 == "CNY" ? ["\($0)", $1] : nil }, parts: { _ in (1, "CNY") })
    #expect(try money.decode(["value": 5, "currency": "CNY"]) == ["5", "CNY"])
    let wrong = #"{"value":0,"currency":"cny"}"#
    #expect(try faults(money, wrong) == ["/value too_small", "/currency bad_format"])
    #expect(try faults(money, #"{"value":1,"currency":"XTS"}"#) == ["/currency not_allowed"])
  }

  @Test func `a tag chooses the object`() throws {
    let shapes = Schema<Basket>.tagged("type", [("spend", .order)], word: { _ in "spend" })
    let order = Basket(member: MemberReference(.id("mem_1")), points: 1)
    #expect(shapes.encode(order) == ["type": "spend", "member": "mem_1", "points": 1])
    #expect(try shapes.decode(shapes.encode(order)) == order)
    #expect(try faults(shapes, #"{"member":"mem_1"}"#) == ["/type required"])
    #expect(try faults(shapes, #"{"type":"earn"}"#) == ["/type not_allowed"])
    #expect(try faults(shapes, #"{"type":"spend"}"#) == ["/member required", "/points required"])
  }

  @Test(
    arguments: [
      (nil, ReplyLanguage.zhHans), ("en", .en),
      ("en-GB,en;q=0.9", .en), ("zh-TW", .zhHant), ("zh-CN,en;q=0.1", .zhHans),
      ("fr, zh-Hant-HK;q=0.5, en;q=0.4", .zhHant), ("en;q=0, *;q=0.1", .zhHans), ("de", .zhHans),
      (";;,q=;=,", .zhHans),
      ("en;q=0.3, zh-hk;q=0.301", .zhHant),
    ] as [(String?, ReplyLanguage)])
  func `the language is the best of ours`(header: String?, language: ReplyLanguage) {
    #expect(ReplyLanguage(accepting: header, otherwise: .zhHans) == language)
  }

  @Test func `every code has its own text in each language, with the same arguments`() {
    let wanted = { (text: String) in Set(["{0}", "{1}"].filter(text.contains)) }
    for language in ReplyLanguage.allCases {
      #expect(Set(ErrorCode.allCases.map { $0.text(in: language) }).count == ErrorCode.allCases.count)
      for code in ErrorCode.allCases {
        #expect(wanted(code.text(in: language)) == wanted(code.text(in: .en)), "\(code)")
      }
      for code in FaultCode.allCases {
        #expect(wanted(code.text(in: language)) == wanted(code.text(in: .en)), "\(code)")
      }
    }
    #expect(ErrorCode.allCases.allSatisfy { $0.rawValue.allSatisfy { $0 == "_" || $0.isLowercase } })
  }

  @Test(arguments: ErrorCode.allCases)
  func `a refusal says what is wrong and what can be done`(code: ErrorCode) {
    // Two clauses, in every language: the fault, and the rule or the way out.
    #expect(code.text(in: .en).contains { ";:".contains($0) }, "\(code)")
    #expect(code.text(in: .zhHans).contains { "，；：".contains($0) }, "\(code)")
    #expect(code.text(in: .zhHant).contains { "，；：".contains($0) }, "\(code)")
  }
}
