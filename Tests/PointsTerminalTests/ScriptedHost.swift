import ISO8583
import PointsTerminal
import TerminalCrypto

/// The other end of a terminal, as a test wants it: reads what was sent and answers what the test says.
struct ScriptedHost {
  /// code456.com/article/3026509
  static let masterKey = "CA5D92598DCA48CE8A4C76361A9269E9"
  static let keyBlocks = Hex.bytes(
    "6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA")
  static let macKey = "5BB5C72CD00B7338"
  static let pinKey = "807A23AD32B36D457AE91FDF927570EA"
  static let card = "8800805765152274"

  let profile = Profile.unionPay
  let mac: MACKey
  let pin: TerminalKey

  init() throws {
    mac = try MACKey(TerminalKey(Hex.bytes(Self.macKey), .des), .unionPayECB)
    pin = try TerminalKey(Hex.bytes(Self.pinKey), .tripleDES)
  }

  static func settings() throws -> TerminalSettings {
    try TerminalSettings(
      terminal: "00100001", merchant: "898310054110001",
      masterKey: TerminalKey(Hex.bytes(masterKey), .tripleDES))
  }

  func request(_ exchange: Exchange) throws -> Message { try profile.decode(exchange.bytes).message }

  /// An answer with a code and whatever fields the test sets.
  func reply(
    to exchange: Exchange, _ code: String, isSealed: Bool = true, _ fill: (inout Message) -> Void = { _ in }
  ) throws -> [UInt8] {
    let request = try profile.decode(exchange.bytes)
    var message = Message(request.message.type.response)
    for field in [3, 4, 11, 41, 42, 60] { message[field] = request.message[field] }
    message.set(12, "101112")
    message.set(13, "0615")
    message.set(37, "000000004711")
    message.set(39, code)
    fill(&message)
    let frame = Frame(tpdu: request.tpdu?.swapped, header: request.header, message: message)
    guard isSealed else { return try profile.encode(frame) }
    return try profile.encode(frame) { mac.field64(for: $0) }
  }
}

extension Terminal {
  /// Sends to the host what the command makes, and takes the answer; nil is no answer.
  @discardableResult
  mutating func perform(
    _ command: TerminalCommand, _ answer: (Exchange) throws -> [UInt8]?
  ) throws -> Outcome {
    let made = try exchange(for: command, at: .noon)
    return try carry(made!, answer)
  }

  @discardableResult
  mutating func carry(_ exchange: Exchange, _ answer: (Exchange) throws -> [UInt8]?) throws -> Outcome {
    for event in exchange.before { apply(event) }
    let outcome = outcome(of: exchange, reply: try answer(exchange))
    for event in outcome.events { apply(event) }
    return outcome
  }
}

extension TerminalMoment {
  static let noon = TerminalMoment(date: 615, time: 120_000)
}

enum Hex {
  static func bytes(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
