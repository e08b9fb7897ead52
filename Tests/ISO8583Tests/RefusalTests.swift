import ISO8583
import Testing

@Suite struct `What is no message is refused by place and rule` {
  /// Without TPDU and header, so that a row shows what matters.
  static let bare: Profile = {
    var profile = Profile.unionPay
    profile.tpduMode = .none
    profile.headerLength = 0
    return profile
  }()

  /// Message type and bitmap of a 0200 with one field.
  static func head(_ field: Int) -> String {
    Hex.text(
      [0x02, 0x00] + (0..<8).map { byte in (field - 1) / 8 == byte ? 0x80 >> UInt8((field - 1) % 8) : 0 })
  }

  static let faulty: [(hex: String, error: MessageError)] = [
    ("", MessageError(.messageType, .short(needed: 2, left: 0))),
    ("02", MessageError(.messageType, .short(needed: 2, left: 1))),
    ("02A0", MessageError(.messageType, .badDigit)),
    ("0200000000", MessageError(.bitmap, .short(needed: 8, left: 3))),
    ("02008000000000000000", MessageError(.bitmap, .secondaryBitmap)),
    (head(3), MessageError(.field(3), .short(needed: 3, left: 0))),
    (head(3) + "0000", MessageError(.field(3), .short(needed: 3, left: 2))),
    (head(3) + "00A000", MessageError(.field(3), .badDigit)),
    (head(3) + "00000000", MessageError(.end, .trailingBytes(1))),
    (
      head(2) + "20" + "00000000000000000000",
      MessageError(.field(2), .beyondMaximum(length: 20, maximum: 19))
    ),
    (head(2) + "1A", MessageError(.field(2), .badLength)),
    (head(2) + "041234FF", MessageError(.end, .trailingBytes(1))),
    (head(2) + "031235", MessageError(.field(2), .badPad)),
    (head(2) + "03123F", MessageError(.field(2), .badPad)),
    (head(23) + "1001", MessageError(.field(23), .badPad)),
    (head(22) + "0211", MessageError(.field(22), .badPad)),
    (head(41) + "4142434445464700", MessageError(.field(41), .badText)),
    (head(41) + "41424344454647B0", MessageError(.field(41), .badText)),
    (head(63) + "0004414243", MessageError(.field(63), .short(needed: 4, left: 3))),
    (head(63) + "1000", MessageError(.field(63), .beyondMaximum(length: 1000, maximum: 999))),
    (head(64) + "00", MessageError(.field(64), .short(needed: 8, left: 1))),
  ]

  @Test(arguments: faulty.indices)
  func `a faulty message`(row: Int) {
    let (hex, error) = Self.faulty[row]
    #expect(throws: error) { try Self.bare.decode(Hex.bytes(hex)) }
  }

  @Test func `a TPDU of another id and a missing one`() {
    #expect(throws: MessageError(.tpdu, .unknownTPDU(0x61))) {
      try Profile.unionPay.decode(Hex.bytes("6100030000603100310001" + Self.head(3) + "000000"))
    }
    #expect(throws: MessageError(.tpdu, .short(needed: 5, left: 2))) {
      try Profile.unionPay.decode([0x60, 0])
    }
    #expect(throws: MessageError(.header, .short(needed: 6, left: 2))) {
      try Profile.unionPay.decode([0x60, 0, 3, 0, 0, 0x60, 0x31])
    }
  }

  @Test func `a field that the profile lacks`() throws {
    var profile = Self.bare
    profile[47] = nil
    #expect(throws: MessageError(.field(47), .unknownField)) {
      try profile.decode(Hex.bytes(Self.head(47) + "0000"))
    }
    var message = Message(.financial)
    message[47] = []
    #expect(throws: MessageError(.field(47), .unknownField)) { try profile.encode(Frame(message: message)) }
  }

  @Test(arguments: [
    (3, "00000", MessageError(.field(3), .wrongLength(length: 5, fixed: 6))),
    (3, "00000x", MessageError(.field(3), .badDigit)),
    (2, "12345678901234567890", MessageError(.field(2), .beyondMaximum(length: 20, maximum: 19))),
    (35, "12=34", MessageError(.field(35), .badDigit)),
    (41, "short", MessageError(.field(41), .wrongLength(length: 5, fixed: 8))),
    (41, "1234567\n", MessageError(.field(41), .badText)),
  ])
  func `a content that does not fit is not written`(field: Int, content: String, error: MessageError) {
    var message = Message(.financial)
    message.set(field, content)
    #expect(throws: error) { try Self.bare.encode(Frame(message: message)) }
  }

  @Test func `a frame of another listener is not written`() {
    let message = Message(.network)
    #expect(throws: MessageError(.tpdu, .badHead)) { try Profile.unionPay.encode(Frame(message: message)) }
    #expect(throws: MessageError(.header, .badHead)) {
      try Profile.unionPay.encode(Frame(tpdu: TPDU(destination: 3, source: 0), message: message))
    }
    #expect(throws: MessageError(.messageType, .badDigit)) {
      try Self.bare.encode(Frame(message: Message(MessageType(0x02A0))))
    }
  }

  @Test func `an error says the place and the rule and no content`() {
    let error = MessageError(.field(62), .beyondMaximum(length: 3330, maximum: 999))
    #expect("\(error)" == "field 62: length 3330 is above the maximum of 999")
  }
}
