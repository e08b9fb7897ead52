internal import ISO8583
internal import TerminalCrypto

// Trades as messages: acquiring.md's tables of fields are followed here and nowhere else.
extension Terminal {
  func trade(
    _ command: TerminalCommand, at moment: TerminalMoment, _ keys: WorkingKeys
  ) throws(TerminalRefusal) -> Exchange {
    var draft = try draft(command, at: moment)
    draft.record.entry = Self.entry(draft.member, hasPIN: draft.pin != nil)
    if let member = draft.member { try draft.record.take(member) }
    if let quote = quote(of: draft.record) { draft.record.moment = quote.moment }
    if draft.record.kind.isAdvice {
      draft.record.state = .queued
      let told = advice(draft.record, keys)
      return Exchange(
        purpose: .advice, trace: told.trace, record: told.record,
        before: [.began(told.record ?? draft.record)],
        bytes: told.bytes, key: told.key)
    }
    var message = message(of: draft.record)
    try fill(&message, draft, keys)
    return exchange(
      .trade, message, trace: draft.record.trace, record: draft.record, before: [.began(draft.record)],
      sealedBy: keys.mac)
  }

  /// The reversal of a trade: its own fields without card data, and why (acquiring.md 1.9).
  func reversal(of record: TradeRecord, _ keys: WorkingKeys) -> Exchange {
    var message = message(of: record)
    message.type = .reversal
    message[12] = nil
    message[13] = nil
    message[37] = nil
    if let card = record.card { message.set(2, card) }
    message.set(39, record.responseCode ?? "98")
    var tried = record
    tried.tries += 1
    return exchange(
      .reversal, message, trace: record.trace, record: tried, before: [.ended(tried)], sealedBy: keys.mac)
  }

  /// An advice that waits, told again as it was the first time.
  func advice(_ record: TradeRecord, _ keys: WorkingKeys) -> Exchange {
    var message = message(of: record)
    if let card = record.card { message.set(2, card) }
    message[62] = Self.values(of: record)
    var tried = record
    tried.tries += 1
    return exchange(
      .advice, message, trace: record.trace, record: tried, before: [.ended(tried)], sealedBy: keys.mac)
  }

  /// The answer whose discount an earn took, where it was the trade just before it: at its moment the rules
  /// take off what it said.
  private func quote(of earn: TradeRecord) -> TradeRecord? {
    guard earn.kind == .earn, let discount = earn.discount, let last = trades.last,
      last.kind == .discountQuote, last.state == .approved, last.discount == discount, last.card == earn.card
    else { return nil }
    return last
  }

  private struct Draft {
    var record: TradeRecord
    var member: TerminalCommand.Member?
    var pin: PIN?
    var goods = ""
    /// Of a points card.
    var code: String?
  }

  private func draft(
    _ command: TerminalCommand, at moment: TerminalMoment
  ) throws(TerminalRefusal) -> Draft {
    func record(_ kind: TradeKind, _ amount: Int) -> TradeRecord {
      TradeRecord(kind: kind, batch: batch, trace: nextTrace, amount: amount, entry: "012", moment: moment)
    }
    var draft: Draft
    switch command {
    case .balance(let member, let pin):
      draft = Draft(record: record(.balance, 0), member: member, pin: pin)
    case .discountQuote(let member, let amount):
      draft = Draft(record: record(.discountQuote, amount), member: member)
    case .earn(let member, let amount, _, let payment, let discount):
      guard payment.map({ (1...9).contains($0) }) ?? true else { throw .badPayment }
      draft = Draft(record: record(.earn, amount), member: member)
      draft.record.payment = payment
      if let discount {
        guard 1...999_999_999_999 ~= discount.gross, 0..<discount.gross ~= discount.off,
          amount <= discount.net
        else { throw .badDiscount }
        draft.record.discount = discount
      }
    case .spend(let member, let amount, let pin, let goods):
      draft = Draft(record: record(.spend, amount), member: member, pin: pin, goods: goods)
    case .hold(let member, let amount, let pin):
      draft = Draft(record: record(.hold, amount), member: member, pin: pin)
    case .topUp(let member, let amount): draft = Draft(record: record(.topUp, amount), member: member)
    case .redeem(let member, let code):
      guard 1...64 ~= code.utf8.count, code.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { throw .badCode }
      draft = Draft(record: record(.topUp, 0), member: member, code: code)
      draft.record.pointsCard = String(code.suffix(4))
    case .draw(let member): draft = Draft(record: record(.draw, 0), member: member)
    case .void(let trace):
      guard let original = trade(trace), let kind = original.kind.undoing else {
        throw .noSuchTrade(trace: trace)
      }
      draft = Draft(record: record(kind, original.amount))
      draft.record.take(original)
    case .completion(let trace, let amount):
      guard let original = trade(trace), original.kind == .hold else { throw .noSuchTrade(trace: trace) }
      draft = Draft(record: record(.completion, amount))
      draft.record.take(original)
    case .refund(let member, let reference, let date, let amount, let ofEarn):
      guard reference.utf8.count == 12 else { throw .badReference }
      draft = Draft(record: record(ofEarn ? .earnRefund : .refund, amount), member: member)
      draft.record.original = .init(batch: 0, trace: 0, date: date, reference: reference)
    case .signIn, .signOut, .echo, .parameters, .settle, .deliver:
      preconditionFailure("no trade")
    }
    let needsAmount =
      draft.record.kind != .balance && draft.record.kind != .draw && draft.record.pointsCard == nil
    guard !needsAmount || (1...999_999_999_999).contains(draft.record.amount) else { throw .badAmount }
    return draft
  }

  /// All that a trade and its reversal have in common.
  private func message(of record: TradeRecord) -> Message {
    var message = head(record.kind.type, trace: record.trace)
    message.set(3, record.kind.processingCode)
    if record.amount > 0 { message.set(4, record.amount.digits(12)) }
    if record.kind == .earn {
      message.set(12, record.moment.time.digits(6))
      message.set(13, record.moment.date.digits(4))
    }
    message.set(22, record.entry)
    message.set(25, record.kind.condition)
    message.set(49, settings.currency)
    message[60] =
      Field60(
        kind: record.kind.rawValue, batch: record.batch, networkCode: 0, readCapability: 5, chipCondition: 0,
        partialApproval: 1, accountType: 65
      ).encoded
    if let original = record.original {
      message[61] = Field61(batch: original.batch, trace: original.trace, date: original.date).encoded
      if let reference = original.reference { message.set(37, reference) }
      if let authorization = original.authorization { message.set(38, authorization) }
    }
    return message
  }

  /// What stands in the message alone and never in the journal: track, PIN.
  private func fill(_ message: inout Message, _ draft: Draft, _ keys: WorkingKeys) throws(TerminalRefusal) {
    if draft.record.kind == .spend, draft.record.code == nil {
      guard let goods = GoodsCode(code: draft.goods) else { throw .badGoods }
      message[62] = goods.encoded
    }
    if let values = Self.values(of: draft.record, redeeming: draft.code) { message[62] = values }
    if case .stripe(let track) = draft.member {
      message.set(35, track.replacing("=", with: "D"))
    } else if let card = draft.record.card {
      message.set(2, card)
    }
    guard let pin = draft.pin else { return }
    let card = draft.record.card.map { Array($0.utf8) }
    do throws(PINError) {
      message[52] = try PINBlock.encrypted(pin, cardNumber: card, under: keys.pin)
    } catch { throw .badPIN }
    message.set(26, "12")
    let algorithm = keys.pin.cipher == .des ? "0" : keys.pin.cipher == .sm4 ? "4" : "6"
    message.set(53, (card == nil ? "1" : "2") + algorithm + String(repeating: "0", count: 14))
  }

  /// Field 62 in its tagged form: the scanned code, how it was paid, what was taken off, a points card's
  /// code; nil for a trade with none.
  static func values(of record: TradeRecord, redeeming card: String? = nil) -> [UInt8]? {
    var values: [TaggedValues.Value] = []
    if let code = record.code { values.append(.init(TaggedValues.Tag.scannedCode, Array(code.utf8))) }
    if let payment = record.payment {
      values.append(.init(TaggedValues.Tag.payment, Array(String(payment).utf8)))
    }
    if record.kind == .earn, let discount = record.discount {
      values.append(.init(TaggedValues.Tag.discount, discount.encoded))
    }
    if let card { values.append(.init(TaggedValues.Tag.pointsCard, Array(card.utf8))) }
    return values.isEmpty ? nil : TaggedValues(values).encoded
  }

  /// Field 22.
  private static func entry(_ member: TerminalCommand.Member?, hasPIN: Bool) -> String {
    let method: Field22.Method =
      switch member {
      case .keyed, nil: .keyed
      case .stripe: .stripe
      case .code: .barcode
      }
    return String(decoding: Field22(method, hasPIN ? .possible : .none).encoded, as: UTF8.self)
  }
}

extension TradeRecord {
  /// What the journal may know of a member: a card's number or a code, and no track.
  fileprivate mutating func take(_ member: TerminalCommand.Member) throws(TerminalRefusal) {
    switch member {
    case .keyed(let number): card = number
    case .stripe(let track):
      guard track.utf8.count <= 37,
        track.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x3D || $0 == 0x44 })
      else { throw .badMember }
      card = String(track.prefix { $0 != "=" && $0 != "D" })
    case .code(let text):
      guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw .badMember
      }
      code = text
      return
    }
    guard let card, (1...19).contains(card.utf8.count), card.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      throw .badMember
    }
  }

  /// What a void or completion says of the trade that it acts upon.
  fileprivate mutating func take(_ trade: TradeRecord) {
    card = trade.card
    original = Original(
      batch: trade.batch, trace: trade.trace, date: trade.moment.date, reference: trade.reference,
      authorization: trade.authorization)
  }
}
