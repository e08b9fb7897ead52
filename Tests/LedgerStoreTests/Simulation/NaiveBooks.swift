import Ledger

/// The ledger as a child would keep it: what each member has, what each request did. Knows neither lots nor
/// journals.
struct NaiveBooks {
  struct Purse: Hashable {
    var available: Int64 = 0
    var held: Int64 = 0
    var debt: Int64 = 0

    mutating func receive(_ amount: Int64) {
      let repaid = min(amount, debt)
      debt -= repaid
      available += amount - repaid
    }

    /// Takes what there is and owes the rest.
    mutating func lose(_ amount: Int64) {
      let taken = min(amount, available)
      available -= taken
      debt += amount - taken
    }
  }

  struct Deed {
    var kind: Transaction.Kind
    var member: Int64
    var amount: Int64 = 0
    var isAccepted = false
    var returned: Int64 = 0
    var isOpen = false
    /// What a hold sets aside now.
    var aside: Int64 = 0
    /// What a capture left to the member.
    var freed: Int64 = 0
    /// What a refund was of; the hold of a capture.
    var original: IdempotencyKey?
  }

  private(set) var purses: [Int64: Purse] = [:]
  private(set) var deeds: [IdempotencyKey: Deed] = [:]
  private(set) var fees: Int64 = 0
  private var blocked: Set<IdempotencyKey> = []

  /// What the command does; a key that was decided before does nothing.
  mutating func carryOut(_ command: Command, keys: [TransactionID: IdempotencyKey]) -> Deed {
    if let deed = deeds[command.key] { return deed }
    var deed = Deed(kind: command.action.kind, member: 0)
    if !blocked.contains(command.key) {
      deed.isAccepted = decide(command.action, &deed, keys)
      if case .reverse(let key) = command.action, deeds[key] == nil { blocked.insert(key) }
    }
    deeds[command.key] = deed
    return deed
  }

  private mutating func decide(
    _ action: Action, _ deed: inout Deed, _ keys: [TransactionID: IdempotencyKey]
  ) -> Bool {
    switch action {
    case .credit(let credit):
      deed.member = credit.wallet.member.rawValue
      deed.amount = credit.amount.units
      purses[deed.member, default: Purse()].receive(deed.amount)
      return true
    case .spend(let spend), .hold(let spend, _): return pay(spend, &deed)
    case .transfer(let transfer): return send(transfer, &deed)
    case .capture(let hold, let amount): return end(keys[hold], amount?.units, &deed)
    case .release(let hold): return end(keys[hold], 0, &deed)
    case .refund(let refund): return giveBack(keys[refund.original], refund.amount?.units, &deed)
    case .reverse(let key): return reverse(key, &deed)
    default: return false
    }
  }

  private mutating func pay(_ spend: Spend, _ deed: inout Deed) -> Bool {
    deed.member = spend.wallet.member.rawValue
    var purse = purses[deed.member] ?? Purse()
    deed.amount = spend.isPartialAllowed ? min(spend.amount.units, purse.available) : spend.amount.units
    guard deed.amount > 0, purse.available >= deed.amount else { return false }
    purse.available -= deed.amount
    deed.isOpen = deed.kind == .hold
    if deed.isOpen { (purse.held, deed.aside) = (purse.held + deed.amount, deed.amount) }
    purses[deed.member] = purse
    return true
  }

  private mutating func send(_ transfer: Transfer, _ deed: inout Deed) -> Bool {
    deed.member = transfer.sender.member.rawValue
    deed.amount = transfer.amount.units
    let needed = deed.amount + transfer.fee.units
    guard transfer.sender != transfer.receiver, purses[deed.member]?.available ?? 0 >= needed else {
      return false
    }
    purses[deed.member, default: Purse()].available -= needed
    purses[transfer.receiver.member.rawValue, default: Purse()].receive(deed.amount)
    fees += transfer.fee.units
    return true
  }

  /// Ends a hold: `taken` of it (all when nil) goes to the merchant, the rest comes back.
  private mutating func end(_ key: IdempotencyKey?, _ taken: Int64?, _ deed: inout Deed) -> Bool {
    guard let key, let hold = deeds[key], hold.isOpen, taken ?? 0 <= hold.aside else { return false }
    deed.member = hold.member
    let captured = taken ?? hold.aside
    deed.amount = deed.kind == .capture ? captured : hold.aside
    deed.freed = hold.aside - captured
    deed.original = key
    deeds[key]?.isOpen = false
    purses[hold.member]?.held -= hold.aside
    purses[hold.member]?.receive(hold.aside - captured)
    return true
  }

  private mutating func giveBack(_ key: IdempotencyKey?, _ asked: Int64?, _ deed: inout Deed) -> Bool {
    guard let key, let original = deeds[key], original.isAccepted else { return false }
    let left = original.amount - original.returned
    let amount = asked ?? left
    guard left > 0, amount <= left else { return false }
    deed.member = original.member
    deed.amount = amount
    deed.original = key
    deeds[key]?.returned += amount
    move(amount, back: original)
    return true
  }

  private mutating func move(_ amount: Int64, back original: Deed) {
    if original.kind == .earn {
      purses[original.member]?.lose(amount)
    } else {
      purses[original.member]?.receive(amount)
    }
  }

  private mutating func reverse(_ key: IdempotencyKey, _ deed: inout Deed) -> Bool {
    guard let original = deeds[key], original.isAccepted else { return true }
    deed.member = original.member
    let left = original.amount - original.returned
    if original.kind == .hold {
      guard original.isOpen else { return true }
      return end(key, 0, &deed)
    }
    guard left > 0 else { return true }
    deed.amount = left
    deeds[key]?.returned += left
    if original.kind == .capture, left == original.amount, let hold = original.original {
      // Open again: what was taken, and what was freed as far as it is there.
      let again = left + min(original.freed, purses[original.member]?.available ?? 0)
      purses[original.member]?.available -= again - left
      purses[original.member]?.held += again
      deeds[hold]?.isOpen = true
      deeds[hold]?.aside = again
      return true
    }
    if original.kind == .refund, let root = original.original, let given = deeds[root] {
      deeds[root]?.returned -= left
      if given.kind == .earn {
        purses[original.member]?.receive(left)
      } else {
        purses[original.member]?.lose(left)
      }
    } else {
      move(left, back: original)
    }
    return true
  }
}
