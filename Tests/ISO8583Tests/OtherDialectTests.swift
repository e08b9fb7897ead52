import ISO8583
import Testing

/// The vectors are jPOS's own test values (jpos/src/test/resources/org/jpos/iso/packagers,
/// ISO87B-Field64.bin, ISO87BPackager.bin, ISO87APackager.bin) and one of moov-io/iso8583 (message_test.go).
@Suite struct `Other dialects by their tables` {
  static let stated: [Int: String] = [
    2: "1234567890123456789", 3: "000000", 4: "000000000100", 5: "000000000200", 6: "000000000300",
    7: "0611191024", 8: "12345678", 9: "12345678", 10: "12345678", 11: "000001", 12: "010203", 13: "0611",
    14: "1001", 15: "0112", 16: "0112", 17: "0611", 18: "1234", 19: "858", 20: "032", 21: "400", 22: "000",
    23: "001", 24: "003", 25: "00", 26: "01", 27: "1", 28: "000000100", 29: "000000200", 30: "000000300",
    31: "000000400", 32: "123456", 33: "654321", 34: "ABCDEFGHIJKLMNOPQRSTUVWXYZ01",
    36: "THE QUICK BROWN FOX JUMPED OVER THE LAZY DOG", 37: "123456789ABC", 38: "123456", 39: "00",
    40: "ABC", 41: "0001ABCD", 42: "123456789012345", 43: "JPOS CARD ACCEPTOR / WWW.JPOS.ORG       ",
    44: "jPOSjPOSjPOSjPOSjPOSjPOS", 45: "JPOSJPOSJPOSJPOSJPOSJPOS", 46: "ADDITIONAL DATA - ISO",
    47: "ADDITIONAL DATA - NATIONAL", 48: "ADDITIONAL DATA - PRIVATE", 49: "032", 50: "032", 51: "032",
    52: "0001020304050607", 53: "1234567890123456", 54: "000000001000000000002000", 55: "ABCD", 56: "EFGH",
    57: "IJKL", 58: "MNOP", 59: "QRST", 60: "UVWX", 61: "YZ01", 62: "A002", 63: "ABCDDCBA",
    64: "CAFEBABECAFEBABE",
  ]

  /// Fields 2 to 64 of the packed vector; its second form has field 90 behind them.
  static let packedFields = """
    1912345678901234567890000000000000000100000000000200000000000300061119102412345678123456781234\
    567800000101020306111001011201120611123408580032040000000001000300010130000001003000000200300000\
    030030000004000612345606654321284142434445464748494A4B4C4D4E4F505152535455565758595A303137123456\
    7890123456D123456789012345678900004454484520515549434B2042524F574E20464F58204A554D504544204F5645\
    5220544845204C415A5920444F47313233343536373839414243313233343536303041424330303031414243443132\
    333435363738393031323334354A504F532043415244204143434550544F52202F205757572E4A504F532E4F52472020\
    2020202020246A504F536A504F536A504F536A504F536A504F536A504F53244A504F534A504F534A504F534A504F534A\
    504F534A504F5300214144444954494F4E414C2044415441202D2049534F00264144444954494F4E414C204441544120\
    2D204E4154494F4E414C00254144444954494F4E414C2044415441202D20505249564154453033323033323033320001\
    0203040506071234567890123456002430303030303030303130303030303030303030303230303000044142434400\
    04454647480004494A4B4C00044D4E4F500004515253540004555657580004595A303100044130303200084142434444\
    434241CAFEBABECAFEBABE
    """

  @Test func `jPOS ISO87B, packed and filled on the left`() throws {
    let wire = Hex.bytes("08007FFFFFFFFFFFFFFF" + Self.packedFields)
    let frame = try Profile.iso87B.decode(wire)
    for (number, content) in Self.stated {
      #expect(frame.message.shown(number, in: .iso87B) == content, "field \(number)")
    }
    #expect(frame.message.text(35) == "1234567890123456D12345678901234567890")
    #expect(try Profile.iso87B.encode(frame) == wire)
  }

  @Test func `a second bitmap is read where it is allowed and refused where not`() throws {
    let wire = Hex.bytes(
      "0800FFFFFFFFFFFFFFFF0000004000000000" + Self.packedFields + String(repeating: "00", count: 21))
    let frame = try Profile.iso87B.decode(wire)
    #expect(frame.message.text(90) == String(repeating: "0", count: 42))
    #expect(frame.message.fields == Array(2...64) + [90])
    #expect(try Profile.iso87B.encode(frame) == wire)

    var strict = Profile.unionPay
    strict.tpduMode = .none
    strict.headerLength = 0
    #expect(throws: MessageError(.bitmap, .secondaryBitmap)) { try strict.decode(wire) }
    #expect(throws: MessageError(.bitmap, .secondaryBitmap)) { try strict.encode(frame) }
    // Found by the fuzzer: a second bitmap without a field.
    #expect(throws: MessageError(.bitmap, .badContent)) {
      try Profile.iso87B.decode(Hex.bytes("0800" + "8000000000000000" + "0000000000000000"))
    }
  }

  @Test func `jPOS ISO87A, all characters`() throws {
    let text = """
      0800FFFFFFFFFFFFFFFF000000400000000019123456789012345678900000000000000010000000000020000000000\
      0300061119102412345678123456781234567800000101020306111001011201120611123485803240000000100300011\
      000000100000000200000000300000000400061234560665432128ABCDEFGHIJKLMNOPQRSTUVWXYZ0137123456789012\
      3456=12345678901234567890044THE QUICK BROWN FOX JUMPED OVER THE LAZY DOG123456789ABC12345600ABC00\
      01ABCD123456789012345JPOS CARD ACCEPTOR / WWW.JPOS.ORG       24jPOSjPOSjPOSjPOSjPOSjPOS24JPOSJPOS\
      JPOSJPOSJPOSJPOS021ADDITIONAL DATA - ISO026ADDITIONAL DATA - NATIONAL025ADDITIONAL DATA - PRIVATE\
      03203203200010203040506071234567890123456024000000001000000000002000004ABCD004EFGH004IJKL004MNOP\
      004QRST004UVWX004YZ01004A002008ABCDDCBACAFEBABECAFEBABE00000000000000000000000000000000000000000\
      0
      """
    let wire = Array(text.utf8)
    let frame = try Profile.iso87A.decode(wire)
    for (number, content) in Self.stated {
      #expect(frame.message.shown(number, in: .iso87A) == content, "field \(number)")
    }
    #expect(frame.message.text(35) == "1234567890123456=12345678901234567890")
    #expect(try Profile.iso87A.encode(frame) == wire)
  }

  @Test func `moov's message of three fields in characters`() throws {
    let wire = Array("01007000000000000000164242424242424242123456000000000100".utf8)
    let frame = try Profile.iso87A.decode(wire)
    #expect(frame.message.type == .authorization)
    #expect(frame.message.fields == [2, 3, 4])
    #expect(frame.message.text(2) == "4242424242424242")
    #expect(frame.message.text(3) == "123456")
    #expect(frame.message.text(4) == "000000000100")
    #expect(try Profile.iso87A.encode(frame) == wire)
  }
}
