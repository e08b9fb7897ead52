import Coalition
import ISO8583
import Ledger
import TerminalCrypto
import Testing

/// A terminal as far as a test needs one: it knows its keys, its batch and its next trace number.
struct Till {
  let id: TerminalID
  let acceptor: String
  let number: String
  let masterKey: [UInt8]
  let mac: POSTerminal.MAC
  var trace = 0
  var batch = 1
  var pinKey: TerminalKey?
  var macKey: MACKey?

  init(id: TerminalID, acceptor: String, number: String, masterKey: [UInt8], mac: POSTerminal.MAC) {
    self.id = id
    self.acceptor = acceptor
    self.number = number
    self.masterKey = masterKey
    self.mac = mac
  }

  var profile: Profile { mac == .sm4 ? .unionPaySM4 : .unionPay }

  mutating func message(_ type: MessageType, kind: Int, networkCode: Int? = nil) -> Message {
    trace += 1
    var message = Message(type)
    message.set(11, Int64(trace).digits(6))
    message.set(41, number)
    message.set(42, acceptor)
    message[60] = Field60(kind: kind, batch: batch, networkCode: networkCode).encoded
    return message
  }

  /// A trade without its member.
  mutating func trade(_ kind: TillKind, _ fen: Int, isPartialAllowed: Bool = false) -> Message {
    let (type, code): (MessageType, String) =
      switch kind {
      case .balance, .discountQuote: (.financial, "310000")
      case .hold: (.authorization, "030000")
      case .holdCancel: (.authorization, "200000")
      case .completion, .spend, .draw: (.financial, "000000")
      case .spendVoid, .earnVoid, .topUpVoid: (.financial, "200000")
      case .spendRefund, .earnRefund: (.financialAdvice, "200000")
      case .earn: (.financialAdvice, "210000")
      case .topUp: (.financial, "210000")
      }
    var message = message(type, kind: Int(kind.rawValue))
    message.set(3, code)
    if kind != .balance { message.set(4, Int64(fen).digits(12)) }
    message.set(22, "012")
    message.set(25, "65")
    message.set(49, "156")
    message[60] =
      Field60(
        kind: Int(kind.rawValue), batch: batch, networkCode: 0, readCapability: 5, chipCondition: 0,
        partialApproval: isPartialAllowed ? 1 : 0, accountType: 65
      ).encoded
    return message
  }

  /// A spend with a card and its PIN.
  mutating func spend(_ fen: Int, card: String, pin: String, isPartialAllowed: Bool = false) throws -> Message
  {
    try proven(trade(.spend, fen, isPartialAllowed: isPartialAllowed), card, pin)
  }

  func proven(_ trade: Message, _ card: String, _ pin: String) throws -> Message {
    var message = trade
    message.set(2, card)
    message.set(22, "011")
    message.set(26, "12")
    message[52] = try PINBlock.encrypted(PIN(pin), cardNumber: Array(card.utf8), under: try #require(pinKey))
    message.set(53, "2600000000000000")
    return message
  }

  /// Names what a void, refund, completion or cancellation is about.
  mutating func following(
    _ kind: TillKind, _ fen: Int, _ original: Message, rrn: String? = nil
  ) throws -> Message {
    var message = trade(kind, fen)
    let trace = try #require(original.text(11).flatMap { Int($0) })
    let batch = try Field60(try #require(original[60])).batch
    message[61] = Field61(batch: batch, trace: trace).encoded
    if let rrn { message.set(37, rrn) }
    return message
  }

  /// The reversal of a message: its trace and batch, without anything secret.
  func reversal(of original: Message, reason: String = "98") -> Message {
    var message = Message(.reversal)
    for field in [2, 3, 4, 11, 22, 25, 41, 42, 49, 60, 61] { message[field] = original[field] }
    message.set(39, reason)
    return message
  }

  mutating func signIn() -> Message {
    var message = message(.network, kind: 0, networkCode: mac == .sm4 ? 5 : 3)
    message.set(62, "Sequence No16TEST00000001")
    message.set(63, "01 ")
    return message
  }

  /// Takes the keys and the batch of a sign-in's answer.
  mutating func take(_ reply: Message) throws {
    let blocks = try KeyBlocks(try #require(reply[62]))
    let cipher: Cipher = mac == .sm4 ? .sm4 : .tripleDES
    let master = try TerminalKey(masterKey, cipher)
    pinKey = try master.unwrap(blocks.pinKey.key, as: cipher, checkValue: blocks.pinKey.checkValue)
    let bytes = blocks.macKeyWithoutFilling
    let key = try master.unwrap(
      bytes, as: mac == .sm4 ? .sm4 : bytes.count == 8 ? .des : .tripleDES,
      checkValue: blocks.macKey.checkValue)
    macKey = try MACKey(key, try #require(MACAlgorithm(mac)))
    batch = try Field60(try #require(reply[60])).batch
  }

  func frame(_ message: Message, sealed: Bool = true) throws -> [UInt8] {
    let frame = Frame(
      tpdu: TPDU(id: 0x60, destination: 3, source: 0), header: .unionPay, message: message)
    guard sealed, let macKey else { return try profile.encode(frame) }
    return try profile.encode(frame) { macKey.field64(for: $0) }
  }
}

extension MACAlgorithm {
  init?(_ mac: POSTerminal.MAC) {
    switch mac {
    case .unionPayECB: self = .unionPayECB
    case .x99: self = .x99
    case .x919: self = .x919
    case .sm4: self = .sm4
    }
  }
}
