import Ledger

/// One command of a random history and the moment it arrives at.
///
/// Commands name transactions by the step that made them (a negative number), so that a history stays
/// sensible when steps are dropped from it.
struct Step {
  var serial: Int
  var at: Instant
  var command: Command

  /// The first moment of every history: a midnight.
  static let start = Instant(microseconds: 20_000 * Instant.microsecondsPerDay)
  static let nowhere = TransactionID(999_999)

  static func transaction(of serial: Int) -> TransactionID { TransactionID(-Int64(serial)) }

  static func key(of serial: Int) -> IdempotencyKey { IdempotencyKey(high: 7, low: UInt64(serial)) }

  var day: BusinessDay {
    BusinessDay(daysSince1970: Int32(at.microseconds / Instant.microsecondsPerDay))
  }

  /// The transaction or key that the command acts upon, by step; nil where it names none.
  var named: (serial: Int?, key: IdempotencyKey?)? {
    switch command.action {
    case .capture(let id, _), .release(let id), .void(let id), .confirm(let id, _), .cancel(let id, _):
      (Step.serial(of: id), nil)
    case .refund(let refund): (Step.serial(of: refund.original), nil)
    case .reinstate(let reinstate): (Step.serial(of: reinstate.original), nil)
    case .separate(let separate): (Step.serial(of: separate.merge), nil)
    case .reverse(let key): (nil, key)
    case .credit, .spend, .hold, .transfer, .exchange, .mature, .expire, .adjust, .merge, .cardPoints,
      .advance:
      nil
    }
  }

  private static func serial(of id: TransactionID) -> Int? { id.rawValue < 0 ? Int(-id.rawValue) : nil }

  /// The command with the numbers that the transactions really got.
  func resolved(_ numbers: [Int: TransactionID]) -> Command {
    var resolved = command
    func real(_ id: TransactionID) -> TransactionID {
      Step.serial(of: id).map { numbers[$0] ?? Step.nowhere } ?? id
    }
    switch command.action {
    case .capture(let id, let amount): resolved.action = .capture(hold: real(id), amount: amount)
    case .release(let id): resolved.action = .release(hold: real(id))
    case .void(let id): resolved.action = .void(original: real(id))
    case .confirm(let id, let amount): resolved.action = .confirm(original: real(id), amount: amount)
    case .cancel(let id, let amount): resolved.action = .cancel(original: real(id), amount: amount)
    case .refund(var refund):
      refund.original = real(refund.original)
      resolved.action = .refund(refund)
    case .reinstate(var reinstate):
      reinstate.original = real(reinstate.original)
      resolved.action = .reinstate(reinstate)
    case .separate(var separate):
      separate.merge = real(separate.merge)
      resolved.action = .separate(separate)
    case .credit, .spend, .hold, .reverse, .transfer, .exchange, .mature, .expire, .adjust, .merge,
      .cardPoints, .advance:
      break
    }
    return resolved
  }
}

/// SplitMix64: the same seed gives the same history on every machine.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
