internal import Coalition
internal import Ledger
internal import Loyalty

/// A transaction that a terminal asks for, out of whichever fields said so.
struct Trade: Sendable {
  /// Whose points: field 60.7.
  enum Program: Sendable {
    /// 065, or nothing said: the alliance's.
    case universal
    /// 048: the merchant's own.
    case own
  }

  /// What it acts upon: fields 37 and 61.
  struct Original: Sendable {
    /// Field 37.
    var retrieval: String?
    /// Field 61: batch and trace.
    var batch: Int64?
    var trace: Int64?
  }

  /// What fields 52 and 53 bring.
  struct EncipheredPIN: Sendable {
    let block: [UInt8]
    let isMixedWithCard: Bool
  }

  var kind: TillKind
  /// Field 4, in minor units; 0 for what is about no amount.
  var amount: Int64 = 0
  var currency = "CNY"
  let trace: Int64
  let batch: Int64
  /// Card, live code or phone number; nil where the original says who it was.
  var member: MemberClaim?
  /// Digits that the PIN block was mixed with.
  var cardNumber: [UInt8]?
  var pin: EncipheredPIN?
  var program = Program.universal
  var isPartialAllowed = false
  var original: Original?
  /// By the terminal's clock (fields 12 and 13); nil where it says nothing.
  var at: Instant?
  /// How it was paid: field 62, tag FF49.
  var payment: PaymentKind?
  /// Of an earn: the price and what the till took off it (field 62, tag FF4B).
  var discount: DiscountClaim?
  /// Of a top-up: the code of the points card that it redeems (field 62, tag FF4A).
  var pointsCard: String?
  /// What was bought, in the terminal's words.
  var goods = ""
}
