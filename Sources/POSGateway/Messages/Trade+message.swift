internal import Coalition
internal import ISO8583
internal import Ledger
internal import Loyalty

extension Trade {
  /// Reads a trade out of its fields.
  /// - Throws: ``TillRefusal``.
  init(
    _ message: Message, _ head: TillRequest.Head, at now: Instant, in calendar: BusinessCalendar
  ) throws(TillRefusal) {
    kind = try TillKind(message, head.field60)
    trace = head.trace
    batch = head.batch
    isPartialAllowed = head.field60.takesPartialApproval
    program = head.field60.accountType == 48 ? .own : .universal
    let amount = try message.number(4)
    self.amount = amount ?? 0
    pointsCard = try Self.pointsCard(of: message, kind)
    if pointsCard != nil {
      // What is on the card is put in, whatever anybody says that it is.
      guard self.amount == 0 else { throw TillRefusal(.invalidAmount, field: 4) }
    } else if kind != .balance, kind != .holdCancel, kind != .draw, !kind.isVoid {
      // A void's is compared with the original's, which is none for a points card.
      guard let amount else { throw TillRefusal(.formatError, field: 4) }
      guard amount > 0 else { throw TillRefusal(.invalidAmount, field: 4) }
    }
    if let code = message.text(49) {
      guard let currency = Self.currencies[code] else { throw TillRefusal(.invalidAmount, field: 49) }
      self.currency = currency
    }
    try takeMember(of: message)
    try takePIN(of: message)
    try takeOriginal(of: message)
    at = try message.localMoment(before: now, in: calendar)
  }

  /// ISO 4217's numbers of the currencies that terminals send.
  private static let currencies = [
    "156": "CNY", "344": "HKD", "446": "MOP", "901": "TWD", "840": "USD", "978": "EUR", "392": "JPY",
  ]

  /// A live code (field 62, tag 5F01, entry mode 03), else the card of field 2 or of the track; and what
  /// field 62 says beside.
  private mutating func takeMember(of message: Message) throws(TillRefusal) {
    let entry = try message.structure(22) { try Field22($0) }
    if entry.method == .barcode {
      let values = try message.structure(62) { try TaggedValues($0, field: 62) }
      guard let code = values[TaggedValues.Tag.scannedCode], 1...64 ~= code.count,
        code.allSatisfy({ 0x21...0x7E ~= $0 })
      else { throw TillRefusal(.formatError, field: 62) }
      member = .code(String(decoding: code, as: UTF8.self))
      try takePayment(of: values)
      try takeDiscount(of: values)
    } else if let content = message[62], TaggedValues.begin(content) {
      let values = try message.structure(62) { try TaggedValues($0, field: 62) }
      try takePayment(of: values)
      try takeDiscount(of: values)
    } else if message.has(62) {
      goods = try message.structure(62) { try GoodsCode($0) }.text
    }
    let keyed = message[2]
    // A track holds the number up to its separator.
    let read = message[35].map { Array($0.prefix { $0 != UInt8(ascii: "D") }) }
    if let keyed, let read, keyed != read { throw TillRefusal(.invalidCard, field: 35) }
    guard let number = keyed ?? read else { return }
    cardNumber = number
    guard member == nil else { return }
    let text = String(decoding: number, as: UTF8.self)
    // Eleven digits are a phone number keyed in place of a card: cards have twelve and more.
    member = number.count == 11 ? .phone(text) : .card(text)
  }

  private static func pointsCard(
    of message: Message, _ kind: TillKind
  ) throws(TillRefusal) -> String? {
    // A field that is no list of tags is told of where the member is read.
    guard kind == .topUp, let content = message[62], let values = try? TaggedValues(content, field: 62),
      let code = values[TaggedValues.Tag.pointsCard]
    else { return nil }
    guard 1...64 ~= code.count, code.allSatisfy({ 0x20...0x7E ~= $0 }) else {
      throw TillRefusal(.formatError, field: 62)
    }
    return String(decoding: code, as: UTF8.self)
  }

  private mutating func takePayment(of values: TaggedValues) throws(TillRefusal) {
    guard let digits = values[TaggedValues.Tag.payment] else { return }
    guard digits.count == 1, 0x30...0x39 ~= digits[0], let kind = PaymentKind(rawValue: digits[0] - 0x30)
    else { throw TillRefusal(.formatError, field: 62) }
    payment = kind
  }

  private mutating func takeDiscount(of values: TaggedValues) throws(TillRefusal) {
    guard let content = values[TaggedValues.Tag.discount] else { return }
    // Nil is answered alike.
    guard kind == .earn, let told = try? PriceDiscount(content) else {
      throw TillRefusal(.formatError, field: 62)
    }
    // Less than what is left may be paid with money: the rest with points or vouchers.
    guard told.gross > 0, told.off < told.gross, amount <= told.net else {
      throw TillRefusal(.invalidAmount, field: 62)
    }
    discount = DiscountClaim(gross: Int64(told.gross), off: Int64(told.off))
  }

  private mutating func takePIN(of message: Message) throws(TillRefusal) {
    // The entry mode says whether a PIN could be entered; what stands in field 52 otherwise is filling.
    guard let block = message[52] else { return }
    let entry = try message.structure(22) { try Field22($0) }
    if entry.pin == Field22.PINInput.none { return }
    let isMixed = message[53]?.first != UInt8(ascii: "1") && cardNumber != nil
    pin = EncipheredPIN(block: block, isMixedWithCard: isMixed)
  }

  private mutating func takeOriginal(of message: Message) throws(TillRefusal) {
    guard kind.original != nil else { return }
    let named = message.has(61) ? try message.structure(61) { try Field61($0) } : nil
    let retrieval = message.text(37)
    guard named != nil || retrieval != nil else { throw TillRefusal(.formatError, field: 61) }
    original = Original(
      retrieval: retrieval, batch: named.map { Int64($0.batch) }, trace: named.map { Int64($0.trace) })
  }
}

extension TillKind {
  /// By message type, processing code and field 60.1, which must agree (acquiring.md 1.5).
  init(_ message: Message, _ field60: Field60) throws(TillRefusal) {
    guard let code = message.text(3) else { throw TillRefusal(.formatError, field: 3) }
    guard let condition = message.text(25) else { throw TillRefusal(.formatError, field: 25) }
    // Without "points" in field 25 it is a bank card's trade, which is none of ours; but UnionPay's refund of
    // points has 00.
    guard condition == "65" || (condition == "00" && field60.kind == 25) else {
      throw TillRefusal(.notSupported, field: 25)
    }
    let kind = field60.kind == 1 ? .balance : TillKind(rawValue: Int64(field60.kind))
    guard let kind else { throw TillRefusal(.notSupported, field: 60) }
    let form = kind.form
    guard message.type.withoutRepeat == form.type, code == form.code else {
      throw TillRefusal(.invalidTransaction, field: 3)
    }
    self = kind
  }

  /// Message type and field 3 of each kind.
  private var form: (type: MessageType, code: String) {
    switch self {
    case .balance, .discountQuote: (.financial, "310000")
    case .hold: (.authorization, "030000")
    case .holdCancel: (.authorization, "200000")
    case .completion, .spend, .draw: (.financial, "000000")
    case .spendVoid, .earnVoid, .topUpVoid: (.financial, "200000")
    case .spendRefund, .earnRefund: (.financialAdvice, "200000")
    case .earn: (.financialAdvice, "210000")
    case .topUp: (.financial, "210000")
    }
  }
}

extension Message {
  /// The terminal's clock (fields 12 and 13), which says no year: the last one that does not lie ahead by
  /// more than a day.
  func localMoment(before now: Instant, in calendar: BusinessCalendar) throws(TillRefusal) -> Instant? {
    guard let clock = try number(12), let date = try number(13) else { return nil }
    let latest = now.adding(seconds: 86_400)
    let year = calendar.zone.date(at: latest).year
    // 29 February is in one year of four, and in none of eight around 1900 and 2100.
    for year in stride(from: year, to: year - 9, by: -1) {
      guard let date = CivilDate(year: year, month: Int(date / 100), day: Int(date % 100)) else { continue }
      guard
        let wall = WallTime(
          date, hour: Int(clock / 10_000), minute: Int(clock / 100 % 100), second: Int(clock % 100))
      else { throw TillRefusal(.formatError, field: 12) }
      let moment = calendar.zone.instant(of: wall)
      if moment <= latest { return moment }
    }
    throw TillRefusal(.formatError, field: 13)
  }
}
