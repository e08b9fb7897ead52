import Ledger

/// A till on a bad line: one request at a time, sent again until it is answered, or reversed when patience
/// ends.
struct SimulatedClient {
  /// What the client knows for certain of a request.
  enum Certainty {
    case receipt(Transaction)
    /// The reversal was acknowledged: the request has no effect and never will.
    case undone
  }

  struct Waiting {
    var request: Command
    /// What is being sent now: the request, or its reversal.
    var sent: Command
    var attempts = 0
    var isReversing: Bool { sent.key != request.key }
  }

  let number: Int
  private var serial: UInt64 = 0
  private(set) var waiting: Waiting?
  private(set) var certain: [(request: Command, certainty: Certainty)] = []

  init(number: Int) { self.number = number }

  private mutating func key() -> IdempotencyKey {
    serial += 1
    return IdempotencyKey(
      high: (UInt64(number) << 32 + serial) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number))
  }

  private func receipts(_ kinds: Transaction.Kind...) -> [Transaction] {
    certain.suffix(30).compactMap { entry in
      guard case .receipt(let transaction) = entry.certainty, transaction.refusal == nil else { return nil }
      return kinds.contains(transaction.kind) ? transaction : nil
    }
  }

  mutating func begin(_ random: inout Seeded) {
    let action = action(&random)
    let request = Command(key: key(), requestHash: serial, context: Context(channel: .pos), action: action)
    waiting = Waiting(request: request, sent: request)
  }

  private func action(_ random: inout Seeded) -> Action {
    let wallet = TestLedger.wallet(Int64.random(in: 1...10, using: &random))
    let amount = Points(Int64.random(in: 1...40, using: &random))
    let spend = Spend(from: wallet, amount, at: TestLedger.shop, isPartialAllowed: random.chance(40))
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35:
      return .credit(
        Credit(
          .earn, to: wallet, amount, source: LotSource(issuer: TestLedger.shop), expiresAt: .distantFuture))
    case 35..<55: return .spend(spend)
    case 55..<65: return .hold(spend, until: .distantFuture)
    case 65..<78:
      guard let hold = receipts(.hold).randomElement(using: &random) else { return .spend(spend) }
      return random.chance(30)
        ? .release(hold: hold.id) : .capture(hold: hold.id, amount: random.chance(50) ? nil : amount)
    case 78..<92:
      guard let given = receipts(.spend, .capture, .earn).randomElement(using: &random) else {
        return .spend(spend)
      }
      return .refund(Refund(of: given.id, random.chance(40) ? nil : amount))
    default:
      let receiver = TestLedger.wallet(Int64.random(in: 1...10, using: &random))
      return .transfer(Transfer(from: wallet, to: receiver, amount, fee: random.pick([0, 2])))
    }
  }

  /// No answer came in time: the same again, or after some attempts a reversal where the kind can be
  /// reversed.
  mutating func losePatience(_ random: inout Seeded) {
    guard var now = waiting else { return }
    now.attempts += 1
    let canReverse =
      switch now.request.action {
      case .credit, .spend, .hold, .refund, .capture: true
      default: false
      }
    if !now.isReversing, canReverse, random.chance(25 * now.attempts) {
      now.sent = Command(
        key: key(), requestHash: serial, context: Context(channel: .pos),
        action: .reverse(key: now.request.key))
    }
    waiting = now
  }

  /// An answer arrived, perhaps a late one to something that is over.
  mutating func hear(_ transaction: Transaction, to command: Command) {
    guard let now = waiting, now.sent.key == command.key else { return }
    certain.append((now.request, now.isReversing ? .undone : .receipt(transaction)))
    waiting = nil
  }
}
