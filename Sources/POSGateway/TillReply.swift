internal import Coalition
internal import ISO8583
internal import Ledger
internal import Logging
internal import Loyalty
internal import TerminalCrypto
internal import TerminalText

/// An answer before it is written: the code, and what differs from the request's own fields.
struct TillReply: Sendable {
  var code: ResponseCode
  /// When it was booked; nil for now.
  var at: Instant?
  /// Field 60.2 where the host is in another batch.
  var batch: Int64?
  /// Contents by field number.
  var fields: [Int: [UInt8]] = [:]

  init(_ code: ResponseCode, at moment: Instant? = nil) {
    self.code = code
    at = moment
  }

  /// What every booked answer says: when, and under which numbers it can be found.
  mutating func take(_ receipt: Receipt, _ planted: PlantedTill = PlantedTill()) {
    at = receipt.transaction.at
    fields[37] = Array(RetrievalReference.text(receipt.transaction.id).utf8)
    fields[38] = Array(RetrievalReference.authorization(receipt.transaction.id).utf8)
    if let usable = receipt.usable {
      fields[54] = Field54.bytes(planted.has(.balancesAreOwed) ? -usable : usable)
    }
  }
}

/// How terminals call a transaction: its number in the ledger, so that it is found without any table.
enum RetrievalReference {
  /// Field 37: 12 digits.
  static func text(_ id: TransactionID) -> String { id.rawValue.digits(12) }

  /// Nil for what is no reference of ours.
  static func id(_ text: String) -> TransactionID? {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int64(text),
      number > 0
    else { return nil }
    return TransactionID(number)
  }

  /// Field 38: 6 characters, the number's last ones to the base 36.
  static func authorization(_ id: TransactionID) -> String {
    let text = String(id.rawValue % 2_176_782_336, radix: 36, uppercase: true)
    return String(repeating: "0", count: 6 - text.utf8.count) + text
  }
}

extension Field54 {
  /// A balance of points; more than the field can say is shown as the most.
  static func bytes(_ points: Points) -> [UInt8] {
    let shown = Swift.max(-999_999_999_999, Swift.min(999_999_999_999, points.units))
    return Field54([.points(Int(shown))]).encoded
  }
}

extension TillHost {
  /// Fields that an answer repeats from its request.
  private static let repeated = [2, 3, 4, 11, 14, 25, 41, 42, 49]

  /// Nil when it cannot be written, which is a mistake of ours: silence is better than half an answer.
  func written(_ reply: TillReply, to call: TillCall) -> [UInt8]? {
    let request = call.frame.message
    var message = Message(request.type.response)
    for field in Self.repeated { if let content = request[field] { message[field] = content } }
    stamp(&message, at: reply.at)
    message.set(37, "000000000000")
    message.set(39, reply.code.rawValue)
    if let kind = request[60] { message[60] = reply.batch.map { kind.replacingBatch($0) } ?? kind }
    if call.terminal.parameters.replyTexts, request.has(64), reply.fields[63] == nil {
      message[63] = Array("TB ".utf8) + GBK.bytes(reply.code.text)
    }
    for (field, content) in reply.fields { message[field] = content }
    return encoded(
      message, to: call.frame, call.profile, sealedBy: request[64].flatMap { call.access.macKey(like: $0) })
  }

  /// An answer to what could not be read, or to nobody we know.
  func refusal(_ code: ResponseCode, to head: Frame, in profile: Profile, _ access: POSAccess?) -> LinkAnswer
  {
    // Without a trace the terminal could not tell which message is meant.
    guard let trace = head.message[11] else { return .hangUp }
    var message = Message(head.message.type.response)
    message[11] = trace
    stamp(&message, at: nil)
    message.set(39, code.rawValue)
    message[41] = head.message[41]
    message[42] = head.message[42]
    let sealed = encoded(
      message, to: head, profile,
      sealedBy: head.message.type.isUnsealed ? nil : access?.macKey(like: head.message[64]))
    return sealed.map { .reply($0) } ?? .hangUp
  }

  private func stamp(_ message: inout Message, at moment: Instant?) {
    let calendar = coalition.settings.calendar
    let moment = moment ?? coalition.clock.now()
    let wall = calendar.zone.wallTime(at: moment)
    let seconds = wall.microsecondOfDay / Instant.microsecondsPerSecond
    message.set(
      12, (seconds / 3_600).digits(2) + (seconds / 60 % 60).digits(2) + (seconds % 60).digits(2))
    message.set(13, wall.date.monthAndDay)
    let day = calendar.businessDay(of: moment)
    message.set(15, CivilDate(daysSince1970: Int(day.daysSince1970)).monthAndDay)
  }

  private func encoded(
    _ message: Message, to request: Frame, _ profile: Profile, sealedBy key: MACKey?
  ) -> [UInt8]? {
    let frame = Frame(
      tpdu: profile.replyTPDU(to: request.tpdu), header: request.header, message: message)
    do {
      guard let key else { return try profile.encode(frame) }
      return try profile.encode(frame) { key.field64(for: $0) }
    } catch {
      logger.error("an answer cannot be written: \(error)")
      return nil
    }
  }
}

extension MessageType {
  var isUnsealed: Bool {
    self != .financial && self != .financialAdvice && self != .authorization && self != .reversal
  }
}

extension CivilDate {
  /// MMDD.
  fileprivate var monthAndDay: String { Int64(month).digits(2) + Int64(day).digits(2) }
}

extension [UInt8] {
  /// Field 60 with another batch in its digits 3 to 8.
  fileprivate func replacingBatch(_ batch: Int64) -> [UInt8] {
    guard count >= 8 else { return self }
    return self[0..<2] + Array(batch.digits(6).utf8) + self[8...]
  }
}
