internal import Ledger
internal import LedgerStore

/// An order on its way: what it became so far.
struct OrderRequest: Sendable {
  let order: Order
  let key: IdempotencyKey?
  let hash: UInt64
  var command: Command?
  var proof: Preparation.NeededProof?
  /// What rules with limits give; claimed before the command is sent.
  var claims: [BonusClaim] = []
  /// That it is a member's first purchase, where rules ask for it; claimed with them.
  var firsts: [FirstClaim] = []
  /// What it takes of limits that the platform counts.
  var moving: MovingClaim?
  /// Set once that is taken.
  var claimed: ReachClaim?
  var card: CardClaim?
  /// What was counted of its key's day for it; nil where nothing was, or by an earlier try.
  var gift: KeyGift?
  var refusal: (any Error)?
  var result: Result<Receipt, any Error>?

  init(order: Order, key: String, tenant: Int64) {
    self.order = order
    hash = order.requestHash
    do { self.key = try IdempotencyKey(key, tenant: tenant) } catch {
      self.key = nil
      refusal = error
    }
  }

  init(order: Order, key: IdempotencyKey?, hash: UInt64) {
    self.order = order
    self.key = key
    self.hash = hash
  }

  /// What the platform keeps of its goods once the ledger has it.
  var namedGoods: NamedGoods? { command.flatMap { NamedGoods(order.goods, of: $0) } }

  var isMismatch: Bool {
    if case .failure(OrderRefusal.idempotencyMismatch)? = result { true } else { false }
  }

  /// With the goods of the request: those of an earlier one with this hash were the same.
  var answer: Result<Receipt, any Error> {
    guard let result else { return .failure(OrderRefusal.outcomeUnknown) }
    guard let goods = order.goods, case .success(var receipt) = result else { return result }
    receipt.goods = goods
    return .success(receipt)
  }

  mutating func take(_ draft: Result<Preparation.Draft, any Error>) {
    guard refusal == nil, let key else { return }
    switch draft {
    case .failure(let error): refusal = error
    case .success(let draft):
      proof = draft.proof
      claims = draft.claims
      firsts = draft.firsts
      moving = draft.moving
      card = draft.card
      command = Command(
        key: key, requestHash: hash, context: draft.context, action: draft.action, at: draft.at)
    }
  }

  mutating func take(_ outcome: Outcome) {
    result =
      switch outcome {
      case .decided(let transaction, let isReplay): Receipt.result(of: transaction, isReplay: isReplay)
      case .mismatch(let earlier): .failure(OrderRefusal.idempotencyMismatch(earlier))
      case .unknown: .failure(OrderRefusal.outcomeUnknown)
      }
  }
}

extension Receipt {
  static func result(of transaction: Ledger.Transaction, isReplay: Bool) -> Result<Receipt, any Error> {
    if let refusal = transaction.refusal {
      return .failure(OrderRefusal.declined(Decline(refusal, transaction, isReplay: isReplay)))
    }
    return .success(Receipt(transaction, isReplay: isReplay))
  }
}
