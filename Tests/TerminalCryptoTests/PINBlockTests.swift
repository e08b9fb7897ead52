import TerminalCrypto
import Testing

@Suite struct `PIN blocks` {
  static let pinKey = "807A23AD32B36D457AE91FDF927570EA"

  /// vfwz/iso8583-parser PinUtil.
  @Test(arguments: [
    ("123456", "123456789012345678", "061253DFFEDCBA98"), ("123456", "1234567890123456", "0612713176FEDCBA"),
  ])
  func `format 0 of published pairs`(pin: String, card: String, block: String) throws {
    let clear = try PINBlock.clear(PIN(pin), cardNumber: Array(card.utf8))
    #expect(Hex.text(clear) == block)
    #expect(try PINBlock.pin(ofClear: clear, cardNumber: Array(card.utf8)).secretText == pin)
  }

  @Test func `enciphered under the published PIN key`() throws {
    let key = try TerminalKey(Hex.bytes(Self.pinKey), .tripleDES)
    let card = Array("123456789012345678".utf8)
    let block = try PINBlock.encrypted(PIN("123456"), cardNumber: card, under: key)
    #expect(Hex.text(block) == "A2BCBE65CB54B0E7")
    #expect(try PINBlock.decrypted(block, cardNumber: card, under: key).secretText == "123456")
  }

  @Test func `the wider block of SM4`() throws {
    // blog csdn M_Kerry 104625499
    let key = try TerminalKey(Hex.bytes("F351D490994603795C6EBEE8FAEBB481"), .sm4)
    let card = Array("6230606601007726888".utf8)
    let pin = try PIN("123654")
    #expect(
      try Hex.text(PINBlock.clear(pin, cardNumber: card, size: 16)) == "06123654FFFFFFFFFFFF99FEFF88D977")
    let block = try PINBlock.encrypted(pin, cardNumber: card, under: key)
    #expect(Hex.text(block) == "CD01D6AD8F0A484C52A9364A0595AD60")
    #expect(try PINBlock.decrypted(block, cardNumber: card, under: key).secretText == "123654")
  }

  @Test func `without a card number nothing is mixed in`() throws {
    #expect(try Hex.text(PINBlock.clear(PIN("1234"), cardNumber: nil)) == "041234FFFFFFFFFF")
  }

  @Test(arguments: [
    "161253DFFEDCBA98", "031253DFFEDCBA98", "0D1253DFFEDCBA98", "06A253DFFEDCBA98", "061253DFFEDCBA99",
  ])
  func `a block that holds no PIN is refused`(hex: String) {
    #expect(throws: PINError.badBlock) {
      try PINBlock.pin(ofClear: Hex.bytes(hex), cardNumber: Array("123456789012345678".utf8))
    }
  }

  @Test func `what is no PIN, card number or block is refused by name`() throws {
    #expect(throws: PINError.badLength) { try PIN("123") }
    #expect(throws: PINError.badLength) { try PIN("1234567890123") }
    #expect(throws: PINError.badDigit) { try PIN("12x4") }
    #expect(throws: PINError.badCardNumber) {
      try PINBlock.clear(PIN("1234"), cardNumber: Array("12 4".utf8))
    }
    let key = try TerminalKey(Hex.bytes(Self.pinKey), .tripleDES)
    #expect(throws: PINError.badBlockSize) {
      try PINBlock.decrypted([1, 2, 3], cardNumber: nil, under: key)
    }
  }

  @Test func `a PIN shows itself nowhere`() throws {
    let pin = try PIN("90210")
    var dumped = ""
    dump(pin, to: &dumped)
    for shown in ["\(pin)", String(reflecting: pin), dumped] {
      #expect(!shown.contains("90210") && !shown.contains("9, 0, 2"))
    }
  }
}
