import Testing

@testable import TerminalCrypto

@Suite struct `Working keys under a master key` {
  static func key(_ hex: String, _ cipher: Cipher) throws -> TerminalKey {
    try TerminalKey(Hex.bytes(hex), cipher)
  }

  @Test func `the published sign-in reply opens and its check values agree`() throws {
    // code456.com/article/3026509: PIK 16 + 4, MAK 8 + eight zeros + 4.
    let master = try Self.key("CA5D92598DCA48CE8A4C76361A9269E9", .tripleDES)
    let pinKey = try master.unwrap(
      Hex.bytes("6701EAD6A9AD51E51AA406E2C27FCFA9"), as: .tripleDES, checkValue: Hex.bytes("8D0A74B8"))
    #expect(Hex.text(pinKey.secretBytes) == "807A23AD32B36D457AE91FDF927570EA")
    let macKey = try master.unwrap(
      Hex.bytes("B651F9E9BACE9AE1"), as: .des, checkValue: Hex.bytes("AB7153CA"))
    #expect(Hex.text(macKey.secretBytes) == "5BB5C72CD00B7338")
    #expect(try Hex.text(pinKey.encrypt([UInt8](repeating: 0, count: 8))) == "8D0A74B8C5EF66C6")
    #expect(try Hex.text(macKey.encrypt([UInt8](repeating: 0, count: 8))) == "AB7153CA985B10C2")
    #expect(try Hex.text(master.wrap(pinKey)) == "6701EAD6A9AD51E51AA406E2C27FCFA9")
    #expect(try Hex.text(master.wrap(macKey)) == "B651F9E9BACE9AE1")
  }

  @Test func `another published master key opens its MAC key`() throws {
    let master = try Self.key("70F2A84CCBC2AE8625CBB0F2C22AB923", .tripleDES)
    let opened = try master.unwrap(Hex.bytes("96D605EA176B7E9E"), as: .des)
    #expect(Hex.text(opened.secretBytes) == "C24A8FB57AA20123")
  }

  @Test func `SM4 gives the standard's example and the published keys`() throws {
    let standard = try Self.key("0123456789ABCDEFFEDCBA9876543210", .sm4)
    #expect(try Hex.text(standard.encrypt(standard.secretBytes)) == "681EDF34D206965E86B3E94F536E4246")
    let master = try Self.key("1234567890ABCDEFABCDEF0987654321", .sm4)
    let opened = try master.unwrap(
      Hex.bytes("3D66234C49E4296FF9C78D8BACBD6A76"), as: .sm4, checkValue: Hex.bytes("861E83E3"))
    #expect(Hex.text(opened.secretBytes) == "F351D490994603795C6EBEE8FAEBB481")
    #expect(
      try Hex.text(opened.encrypt([UInt8](repeating: 0, count: 16)).prefix(8)) == "861E83E31FAEBF10")
    #expect(try Hex.text(master.wrap(opened)) == "3D66234C49E4296FF9C78D8BACBD6A76")
  }

  @Test func `a triple key of three parts uses all three, one of two its first again`() throws {
    let two = try Self.key("0123456789ABCDEFFEDCBA9876543210", .tripleDES)
    let three = try Self.key("0123456789ABCDEFFEDCBA98765432100123456789ABCDEF", .tripleDES)
    let other = try Self.key("0123456789ABCDEFFEDCBA98765432101111111111111111", .tripleDES)
    let block = Hex.bytes("0011223344556677")
    #expect(try two.encrypt(block) == three.encrypt(block))
    #expect(try two.encrypt(block) != other.encrypt(block))
    // All three parts the same: plain DES.
    let same = try Self.key(String(repeating: "5BB5C72CD00B7338", count: 3), .tripleDES)
    #expect(try same.encrypt(block) == Self.key("5BB5C72CD00B7338", .des).encrypt(block))
  }

  @Test func `a wrong check value, length or block is refused by name`() throws {
    let master = try Self.key("CA5D92598DCA48CE8A4C76361A9269E9", .tripleDES)
    #expect(throws: TerminalKeyError.wrongCheckValue) {
      try master.unwrap(Hex.bytes("B651F9E9BACE9AE1"), as: .des, checkValue: Hex.bytes("AB7153CB"))
    }
    #expect(throws: TerminalKeyError.wrongLength(cipher: .des, length: 16)) {
      try master.unwrap(Hex.bytes("6701EAD6A9AD51E51AA406E2C27FCFA9"), as: .des)
    }
    #expect(throws: TerminalKeyError.notWholeBlocks(cipher: .tripleDES, length: 7)) {
      try master.decrypt([UInt8](repeating: 0, count: 7))
    }
    #expect(throws: TerminalKeyError.notWholeBlocks(cipher: .tripleDES, length: 0)) { try master.encrypt([]) }
    #expect(throws: TerminalKeyError.wrongLength(cipher: .sm4, length: 24)) {
      try TerminalKey([UInt8](repeating: 0, count: 24), .sm4)
    }
  }

  @Test func `a key shows only its check value`() throws {
    let key = try Self.key("5BB5C72CD00B7338", .des)
    var dumped = ""
    dump(key, to: &dumped)
    for shown in ["\(key)", String(reflecting: key), dumped] {
      #expect(shown.contains("AB7153CA"))
      #expect(!shown.contains("5BB5C72C") && !shown.contains("91, 181"))
    }
  }
}
