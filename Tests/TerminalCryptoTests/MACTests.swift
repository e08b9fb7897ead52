import Testing

@testable import TerminalCrypto

@Suite struct `Message authentication codes` {
  /// blog youkuaiyun.com/zhu244912654/article/details/80005341: the bytes before field 64.
  static let message = Hex.bytes(
    """
    0200302004C020C0981100000000000000005100183402100006324392260009942820D131210112008439\
    3136363838303134303030303030303030303030303031313536ACF46E73838A82F92600000000000000000822000001
    """)

  static func mac(_ hex: String, _ cipher: Cipher, _ algorithm: MACAlgorithm) throws -> MACKey {
    try MACKey(TerminalKey(Hex.bytes(hex), cipher), algorithm)
  }

  /// The first two rows are published or computed from published keys; the others come from two
  /// implementations.
  @Test(arguments: [
    ("C24A8FB57AA20123", Cipher.des, MACAlgorithm.unionPayECB, "8A9E91B88D839AC5"),
    ("C24A8FB57AA20123", .des, .x99, "756FED7EEB9F572C"),
    ("0123456789ABCDEFFEDCBA9876543210", .tripleDES, .unionPayECB, "84C8B24124A71EAF"),
    ("0123456789ABCDEFFEDCBA9876543210", .tripleDES, .x919, "D2E1D279C4F95777"),
    ("0123456789ABCDEFFEDCBA9876543210", .sm4, .sm4, "D0656CDC7A9D002263671B6D8DF5DACA"),
  ])
  func `each algorithm gives its known code`(
    key: String, cipher: Cipher, algorithm: MACAlgorithm, code: String
  ) throws {
    let mac = try Self.mac(key, cipher, algorithm)
    #expect(Hex.text(mac.code(of: Self.message)) == code)
    let field64 = mac.field64(for: Self.message)
    #expect(String(decoding: field64, as: UTF8.self) == String(code.prefix(8)))
    #expect(mac.verifies(field64, for: Self.message))
  }

  @Test func `a changed bit in message or code is found`() throws {
    let mac = try Self.mac("C24A8FB57AA20123", .des, .unionPayECB)
    let field64 = mac.field64(for: Self.message)
    for index in Self.message.indices {
      var changed = Self.message
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(!mac.verifies(field64, for: changed))
    }
    for index in field64.indices {
      var changed = field64
      changed[index] ^= 1
      #expect(!mac.verifies(changed, for: Self.message))
    }
    #expect(!mac.verifies(Array(field64.dropLast()), for: Self.message))
    #expect(!mac.verifies([], for: Self.message))
  }

  @Test func `the raw form is the code's first eight bytes`() throws {
    let key = try TerminalKey(Hex.bytes("0123456789ABCDEFFEDCBA9876543210"), .sm4)
    let mac = try MACKey(key, .sm4, form: .raw)
    #expect(Hex.text(mac.field64(for: Self.message)) == "D0656CDC7A9D0022")
  }

  @Test func `an empty message has a code too`() throws {
    let key = try TerminalKey(Hex.bytes("C24A8FB57AA20123"), .des)
    let zeros = try key.encrypt([UInt8](repeating: 0, count: 8))
    #expect(try MACKey(key, .x99).code(of: []) == zeros)
  }

  @Test(arguments: [
    (Cipher.tripleDES, MACAlgorithm.x99), (.des, .x919), (.sm4, .unionPayECB), (.des, .sm4),
  ])
  func `a key of another cipher is refused`(cipher: Cipher, algorithm: MACAlgorithm) throws {
    let key = try TerminalKey([UInt8](repeating: 1, count: cipher.keySizes.min() ?? 0), cipher)
    #expect(throws: TerminalKeyError.unfitForMAC(algorithm)) { try MACKey(key, algorithm) }
  }
}
