import ISO8583
import Testing

@Suite struct `What stands inside fields` {
  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Seen in published frames; the last has digits behind the named parts.
  @Test(arguments: [
    "22000002", "00000001001", "220000010005", "2200000100050", "22000000000600", "22000015000501",
    "22000001000601065", "2200000100060104812",
  ])
  func `field 60 of every length seen comes back`(text: String) throws {
    let field = try Field60(Self.bytes(text))
    #expect(String(decoding: field.encoded, as: UTF8.self) == text)
  }

  @Test func `field 60 of a points purchase`() throws {
    let field = try Field60(Self.bytes("22000123000501065"))
    #expect(
      field
        == Field60(
          kind: 22, batch: 123, networkCode: 0, readCapability: 5, chipCondition: 0, partialApproval: 1,
          accountType: 65))
    #expect(field.takesPartialApproval)
    #expect(throws: MessageError(.field(60), .short(needed: 3, left: 2))) {
      try Field60(Self.bytes("2200000100"))
    }
    #expect(throws: MessageError(.field(60), .short(needed: 2, left: 0))) { try Field60([]) }
    #expect(throws: MessageError(.field(60), .badDigit)) { try Field60(Self.bytes("2200000x")) }
  }

  @Test func `field 61 of a void and of a refund`() throws {
    let original = try Field61(Self.bytes("0000010000420615"))
    #expect(original == Field61(batch: 1, trace: 42, date: 615))
    #expect(String(decoding: original.encoded, as: UTF8.self) == "0000010000420615")
    let long = "000001000042061501" + "00012345678"
    #expect(try String(decoding: Field61(Self.bytes(long)).encoded, as: UTF8.self) == long)
    #expect(throws: MessageError(.field(61), .short(needed: 6, left: 2))) {
      try Field61(Self.bytes("00000100"))
    }
  }

  @Test func `field 22 of a scanned code`() throws {
    let field = try Field22(Self.bytes("032"))
    #expect(field.method == .barcode && field.pin == Field22.PINInput.none)
    #expect(field.encoded == Self.bytes("032"))
    #expect(Field22(.chip, .possible).encoded == Self.bytes("051"))
    #expect(try Field22(Self.bytes("449")).method == nil)
  }

  @Test func `settlement totals in 62 digits`() throws {
    let text = "0000000123450020000000010000010" + "0000000000000000000000000000000"
    let totals = try SettlementTotals(Self.bytes(text))
    #expect(totals.domestic.debitAmount == 12_345 && totals.domestic.debitCount == 2)
    #expect(totals.domestic.creditAmount == 1_000 && totals.domestic.creditCount == 1)
    #expect(totals.domestic.result == nil)
    #expect(totals.encoded == Self.bytes(text))
    var answer = totals
    answer.domestic.result = .unbalanced
    #expect(String(decoding: answer.encoded, as: UTF8.self).dropFirst(30).first == "2")
    #expect(throws: MessageError(.field(48), .short(needed: 1, left: 0))) {
      try SettlementTotals(Self.bytes(String(text.dropLast())))
    }
  }

  @Test func `eight uploaded transactions and no ninth`() throws {
    let items = (1...8).map { number in
      UploadItems.Item(trace: number, cardNumber: Self.bytes("6226090000008388"), amount: 100 * number)
    }
    let field = UploadItems(items)
    #expect(field.encoded.count == 322)
    #expect(try UploadItems(field.encoded) == field)
    #expect(items[0].significantCardNumber == Self.bytes("6226090000008388"))
    #expect(throws: MessageError(.field(48), .badContent)) { try UploadItems(Self.bytes("09")) }
    #expect(try UploadEnd(Self.bytes("0012")).count == 12)
    #expect(UploadEnd(count: 12).encoded == Self.bytes("0012"))
  }

  @Test func `a balance of points, owned or owed`() throws {
    let field = Field54([.points(1_234), .points(-50)])
    #expect(String(decoding: field.encoded, as: UTF8.self) == "6502156C0000000012346502156D000000000050")
    #expect(try Field54(field.encoded) == field)
    #expect(throws: MessageError(.field(54), .badContent)) { try Field54(Self.bytes("6502156X000000001234")) }
    #expect(throws: MessageError(.field(54), .badContent)) { try Field54(Self.bytes("6502156D000000000000")) }
  }

  @Test(arguments: KeyBlocks.Layout.allCases)
  func `working keys of every layout come back`(layout: KeyBlocks.Layout) throws {
    let bytes = (0..<layout.rawValue).map { UInt8($0) }
    let blocks = try KeyBlocks(bytes)
    #expect(blocks.encoded == bytes)
    #expect((blocks.trackKey != nil) == (layout == .doubleWithTrackKey || layout == .tripleWithTrackKey))
  }

  @Test func `the published key blocks have a single MAC key`() throws {
    // code456.com/article/3026509
    let bytes = Hex.bytes(
      "6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA")
    let blocks = try KeyBlocks(bytes)
    #expect(Hex.text(blocks.pinKey.key) == "6701EAD6A9AD51E51AA406E2C27FCFA9")
    #expect(Hex.text(blocks.pinKey.checkValue) == "8D0A74B8")
    #expect(Hex.text(blocks.macKeyWithoutFilling) == "B651F9E9BACE9AE1")
    #expect(Hex.text(blocks.macKey.checkValue) == "AB7153CA")
    let built = KeyBlocks(
      .double, pinKey: blocks.pinKey,
      macKey: KeyBlocks.Block(key: blocks.macKeyWithoutFilling, checkValue: blocks.macKey.checkValue))
    #expect(built.encoded == bytes)
    #expect(throws: MessageError(.field(62), .badContent)) { try KeyBlocks(bytes.dropLast()) }
  }

  @Test func `a goods code of 60 bytes`() throws {
    let code = try #require(GoodsCode(code: "TEA-250G"))
    #expect(code.encoded.count == 60)
    #expect(try GoodsCode(code.encoded) == code)
    #expect(try GoodsCode([UInt8](repeating: 0x20, count: 60)).text == "")
    #expect(GoodsCode(code: String(repeating: "x", count: 31)) == nil)
    #expect(GoodsCode(code: "ends with space ") == nil)
    #expect(throws: MessageError(.field(62), .badText)) { try GoodsCode([UInt8](repeating: 0x41, count: 60)) }
  }

  @Test func `points taken and cash to pay`() throws {
    let result = PointsResult(points: 1_200, cash: 3_450)
    #expect(String(decoding: result.encoded, as: UTF8.self) == "0000001200000000003450")
    #expect(try PointsResult(result.encoded) == result)
    #expect(try PointsResult(result.encoded + [1, 2]).rest == [1, 2])
  }

  @Test func `tags of two bytes, and lengths in their shortest form only`() throws {
    let code = TaggedValues([
      .init(TaggedValues.Tag.scannedCode, Self.bytes("901234567890123456")),
      .init(TaggedValues.Tag.goods, [UInt8](repeating: 7, count: 300)), .init(0x9A, [1]),
    ])
    #expect(try TaggedValues(code.encoded, field: 62) == code)
    #expect(code[TaggedValues.Tag.scannedCode] == Self.bytes("901234567890123456"))
    #expect(Hex.text(code.encoded.prefix(3)) == "5F0112")
    for (hex, rule) in [
      ("9A8101FF", MessageError.Rule.badLength), ("9A80", .badLength), ("9A02FF", .short(needed: 2, left: 1)),
      ("1F", .short(needed: 1, left: 0)), ("00", .badContent), ("9A820001FF", .badLength),
    ] {
      #expect(throws: MessageError(.field(62), rule)) { try TaggedValues(Hex.bytes(hex), field: 62) }
    }
  }

  @Test func `chip data of a published message reads and comes back`() throws {
    let published = try #require(PublishedFrame.all.first { $0.name == "wearapay-0210" }?.fields[55])
    let values = try TaggedValues(Hex.bytes(published), field: 55)
    #expect(values[0x9F02] == Hex.bytes("000000005588"))
    #expect(Hex.text(values.encoded) == published)
  }
}
