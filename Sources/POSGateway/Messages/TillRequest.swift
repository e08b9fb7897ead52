internal import Coalition
internal import ISO8583
internal import Ledger
internal import Loyalty

/// What a message asks for. Reading it is pure, and names the field that is missing or of no sense.
enum TillRequest: Sendable {
  case signIn(KeyForm, cashier: String)
  case signOut
  case echo
  case parameters
  case trade(Trade)
  case reversal(TillReversalRequest)
  case settlement(TillTotals, batch: Int64)
  case upload([TillUploadLine], batch: Int64)
  case uploadEnd(batch: Int64, count: Int?)

  /// - Throws: ``TillRefusal``: 30 with the field, 12 or 40 for what this host does not do.
  init(_ message: Message, at now: Instant, in calendar: BusinessCalendar) throws(TillRefusal) {
    let head = try Head(message)
    switch message.type.withoutRepeat {
    case .network: self = try Self.network(message, head)
    case .networkAdvice: self = try Self.networkAdvice(head)
    case .financial, .financialAdvice, .authorization:
      self = .trade(try Trade(message, head, at: now, in: calendar))
    case .reversal:
      self = .reversal(
        TillReversalRequest(trace: head.trace, batch: head.batch, amount: try message.number(4)))
    case .settlement:
      self = .settlement(
        try TillTotals(message.structure(48) { try SettlementTotals($0) }), batch: head.batch)
    case .batchUpload: self = try Self.upload(message, head)
    default: throw TillRefusal(.notSupported)
    }
  }

  /// What every message has: fields 11 and 60.
  struct Head {
    let trace: Int64
    let field60: Field60

    var batch: Int64 { Int64(field60.batch) }

    init(_ message: Message) throws(TillRefusal) {
      guard let trace = try message.number(11), trace > 0 else { throw TillRefusal(.formatError, field: 11) }
      self.trace = trace
      field60 = try message.structure(60) { try Field60($0) }
    }
  }

  private static func network(_ message: Message, _ head: Head) throws(TillRefusal) -> TillRequest {
    switch head.field60.networkCode {
    case NetworkCode.downloadParameters, NetworkCode.state: return .parameters
    default:
      guard let form = KeyForm(networkCode: head.field60.networkCode) else {
        throw TillRefusal(.notSupported, field: 60)
      }
      let cashier = (message.text(63) ?? "").split(separator: " ").first ?? ""
      return .signIn(form, cashier: String(cashier.filter(\.isASCII)))
    }
  }

  private static func networkAdvice(_ head: Head) throws(TillRefusal) -> TillRequest {
    switch head.field60.networkCode {
    case NetworkCode.signOut: .signOut
    case NetworkCode.echo: .echo
    case NetworkCode.downloadParameters, NetworkCode.state: .parameters
    default: throw TillRefusal(.notSupported, field: 60)
    }
  }

  private static func upload(_ message: Message, _ head: Head) throws(TillRefusal) -> TillRequest {
    switch head.field60.networkCode {
    case NetworkCode.endOfUnbalancedUpload, NetworkCode.endOfBalancedUpload:
      let end = message.has(48) ? try message.structure(48) { try UploadEnd($0) } : nil
      return .uploadEnd(batch: head.batch, count: end?.count)
    case NetworkCode.settlement where !message.has(48) && message.has(4):
      // Refunds and advices are uploaded one by one; some terminals do so as the trade itself.
      return .upload([try TillUploadLine(message, head)], batch: head.batch)
    case NetworkCode.settlement:
      let items = try message.structure(48) { try UploadItems($0) }.items
      return .upload(items.map(TillUploadLine.init), batch: head.batch)
    default: throw TillRefusal(.notSupported, field: 60)
    }
  }
}

extension TillTotals {
  /// Terminals disagree about which cards are foreign; points know no such difference.
  fileprivate init(_ field: SettlementTotals) {
    self.init()
    for side in [field.domestic, field.foreign] {
      debit.amount += Int64(side.debitAmount)
      debit.count += Int64(side.debitCount)
      credit.amount += Int64(side.creditAmount)
      credit.count += Int64(side.creditCount)
    }
  }
}

extension TillUploadLine {
  /// A trade by its own fields: 2 or 35, 4, 11.
  fileprivate init(_ message: Message, _ head: TillRequest.Head) throws(TillRefusal) {
    let read = message[35].map { Array($0.prefix { $0 != UInt8(ascii: "D") }) }
    self.init(
      trace: head.trace, card: String(decoding: message[2] ?? read ?? [], as: UTF8.self),
      amount: try message.number(4) ?? 0)
  }

  fileprivate init(_ item: UploadItems.Item) {
    self.init(
      trace: Int64(item.trace), card: String(decoding: item.significantCardNumber, as: UTF8.self),
      amount: Int64(item.amount))
  }
}

extension Message {
  /// A field of digits as a number, 18 of them at most; nil where the field is absent.
  func number(_ field: Int) throws(TillRefusal) -> Int64? {
    guard let digits = self[field] else { return nil }
    guard 1...18 ~= digits.count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw TillRefusal(.formatError, field: field)
    }
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  /// A field with parts of its own, which must be there and be whole.
  func structure<Structure>(
    _ field: Int, _ read: ([UInt8]) throws -> Structure
  ) throws(TillRefusal) -> Structure {
    guard let content = self[field] else { throw TillRefusal(.formatError, field: field) }
    do { return try read(content) } catch { throw TillRefusal(.formatError, field: field) }
  }
}
