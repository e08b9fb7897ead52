package import Ledger

/// What the books keep of a transaction for those who read it, packed into the ledger's context: a second
/// place for it would be a second truth.
package struct Particulars: Hashable, Sendable {
  /// Of what was reckoned from money.
  package var explanation: Explanation?
  /// Of a refund that was told in money.
  package var moneyReturn: MoneyReturn?
  /// When it happened at the till, where the caller said so.
  package var occurredAt: Instant?
  /// How many lines of goods the purchase named; they are kept beside the ledger.
  package var goodsLines: Int
  /// How a purchase was paid, where the caller said so.
  package var payment: PaymentKind?
  /// Of the card that named the member; none where something else did, or a card of no kind.
  package var cardType = ID<Identified.CardType>.none
  /// What was taken off the price before it was paid.
  package var discount: DiscountTaken?
  /// The code by which the order came (推荐码); nil where it has none.
  package var referral: String?

  package init(
    explanation: Explanation? = nil, moneyReturn: MoneyReturn? = nil, occurredAt: Instant? = nil,
    goodsLines: Int = 0, discount: DiscountTaken? = nil, referral: String? = nil
  ) {
    self.discount = discount
    self.referral = referral
    self.explanation = explanation
    self.moneyReturn = moneyReturn
    self.occurredAt = occurredAt
    self.goodsLines = goodsLines
  }
}

/// The money that a refund gave back of its original, and the refund by money before it.
package struct MoneyReturn: Hashable, Sendable {
  /// In its smallest unit.
  package var money: Int64
  /// The refund by money of the same original before this one; none for the first.
  package var previous: TransactionID

  package init(_ money: Int64, after previous: TransactionID) {
    self.money = money
    self.previous = previous
  }
}

// Each part begins with a byte that says which it is; parts stand in the order of those bytes.
extension Particulars {
  private static let moneyReturnLayout: UInt8 = 2
  private static let occurredAtLayout: UInt8 = 3
  private static let goodsLayout: UInt8 = 4
  private static let paymentLayout: UInt8 = 5
  private static let cardTypeLayout: UInt8 = 6
  private static let discountLayout: UInt8 = 7
  private static let referralLayout: UInt8 = 8

  /// At most 255 bytes; rules of the explanation that find no room are counted.
  package func packed() -> [UInt8] {
    var rest: [UInt8] = []
    if let moneyReturn {
      rest.append(Particulars.moneyReturnLayout)
      rest.append(signed: moneyReturn.money)
      rest.append(number: UInt64(bitPattern: moneyReturn.previous.rawValue))
    }
    if let occurredAt {
      rest.append(Particulars.occurredAtLayout)
      rest.append(signed: occurredAt.microseconds)
    }
    if goodsLines > 0 {
      rest.append(Particulars.goodsLayout)
      rest.append(number: UInt64(goodsLines))
    }
    if let payment { rest += [Particulars.paymentLayout, payment.rawValue] }
    if cardType.isGiven {
      rest.append(Particulars.cardTypeLayout)
      rest.append(number: UInt64(bitPattern: cardType.rawValue))
    }
    if let discount {
      rest.append(Particulars.discountLayout)
      rest.append(signed: discount.gross)
      rest.append(signed: discount.off)
      rest.append(number: UInt64(discount.rule))
      rest.append(number: UInt64(discount.version))
    }
    if let referral {
      rest.append(Particulars.referralLayout)
      rest.append(number: UInt64(referral.utf8.count))
      rest += referral.utf8
    }
    guard let explanation else { return rest }
    return explanation.packed(atMost: Explanation.longest - rest.count) + rest
  }

  /// Reads the packed form; nil when the bytes are not exactly one.
  package init?(packed bytes: [UInt8]) {
    self.init()
    guard bytes.count <= Explanation.longest else { return nil }
    var reader = PackedReader(bytes: bytes)
    var latest: UInt8 = 0
    while let layout = reader.byte() {
      guard layout > latest, read(layout, &reader) else { return nil }
      latest = layout
    }
  }

  private mutating func read(_ layout: UInt8, _ reader: inout PackedReader) -> Bool {
    switch layout {
    case Explanation.layout:
      explanation = Explanation(&reader)
      return explanation != nil
    case Particulars.moneyReturnLayout:
      guard let money = reader.signed(), let previous = reader.number() else { return false }
      moneyReturn = MoneyReturn(money, after: TransactionID(Int64(bitPattern: previous)))
      return true
    case Particulars.occurredAtLayout:
      occurredAt = reader.signed().map { Instant(microseconds: $0) }
      return occurredAt != nil
    case Particulars.goodsLayout:
      guard let lines = reader.number(), 1...UInt64(PurchaseItem.most) ~= lines else { return false }
      goodsLines = Int(lines)
      return true
    case Particulars.paymentLayout:
      payment = reader.byte().flatMap(PaymentKind.init(rawValue:))
      return payment != nil
    case Particulars.cardTypeLayout:
      guard let type = reader.number(), type != 0 else { return false }
      cardType = ID(Int64(bitPattern: type))
      return true
    case Particulars.discountLayout:
      discount = DiscountTaken(&reader)
      return discount != nil
    case Particulars.referralLayout:
      guard let length = reader.number(), 1...UInt64(Referral.longestCode) ~= length else { return false }
      var bytes: [UInt8] = []
      for _ in 0..<length {
        guard let byte = reader.byte() else { return false }
        bytes.append(byte)
      }
      let code = String(decoding: bytes, as: UTF8.self)
      guard Referral.isCode(code) else { return false }
      referral = code
      return true
    default: return false
    }
  }
}

extension DiscountTaken {
  fileprivate init?(_ reader: inout PackedReader) {
    guard let gross = reader.signed(), let off = reader.signed(),
      let rule = reader.number().flatMap({ UInt32(exactly: $0) }),
      let version = reader.number().flatMap({ UInt32(exactly: $0) })
    else { return nil }
    self.init(gross: gross, off: off, rule: rule, version: version)
  }
}
