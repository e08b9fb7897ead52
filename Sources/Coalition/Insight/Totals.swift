package import Ledger
internal import Storage

/// What moved in a programme, at one merchant or altogether.
package struct Totals: Sendable, Hashable {
  /// Put into the world less what was taken back from those who earned it.
  package var issued: Points = 0
  /// Taken by merchants less what they gave back.
  package var used: Points = 0
  package var expired: Points = 0
  /// The change of what lies in members' wallets; of the whole programme only, 0 for a merchant.
  package var outstanding: Points = 0
  /// Accepted ones.
  package var transactions: Int64 = 0
  /// Wallets that were opened; of the whole programme only.
  package var wallets: Int64 = 0

  package init() {}
}

/// A business day of a programme.
package struct DayTotals: Sendable, Hashable {
  package var day: BusinessDay
  package var totals: Totals

  package init(day: BusinessDay, totals: Totals) {
    self.day = day
    self.totals = totals
  }
}

extension Totals {
  static let columns = ["issued", "used", "expired", "outstanding", "transactions", "wallets"]

  static let select: SQL = "issued, used, expired, outstanding, transactions, wallets"

  init(_ row: borrowing Row, from first: Int = 0) {
    issued = row[first]
    used = row[first + 1]
    expired = row[first + 2]
    outstanding = row[first + 3]
    transactions = row[first + 4]
    wallets = row[first + 5]
  }

  static func += (left: inout Totals, right: Totals) {
    left.issued += right.issued
    left.used += right.used
    left.expired += right.expired
    left.outstanding += right.outstanding
    left.transactions += right.transactions
    left.wallets += right.wallets
  }
}

/// Whose totals: a merchant's, or with ``MerchantID/none`` the whole programme's.
struct TotalsKey: Hashable {
  var asset: AssetID
  var merchant: MerchantID
  var day: BusinessDay
}

/// Adds up transactions, each once.
struct TotalsTally {
  private(set) var sums: [TotalsKey: Totals] = [:]

  mutating func add(_ transaction: Ledger.Transaction) {
    guard transaction.refusal == nil, !transaction.touches.isEmpty || !transaction.entries.isEmpty else {
      return
    }
    var parts: [TotalsKey: Totals] = [:]
    func key(_ asset: AssetID, _ merchant: MerchantID) -> TotalsKey {
      TotalsKey(asset: asset, merchant: merchant, day: transaction.day)
    }
    for entry in transaction.entries {
      let asset = entry.account.asset
      let owner = MerchantID(entry.account.owner)
      switch entry.account.kind {
      case .issuer:
        parts[key(asset, .none), default: Totals()].issued -= entry.amount
        if owner.isGiven { parts[key(asset, owner), default: Totals()].issued -= entry.amount }
      case .acceptor:
        parts[key(asset, .none), default: Totals()].used += entry.amount
        if owner.isGiven { parts[key(asset, owner), default: Totals()].used += entry.amount }
      case .breakage: parts[key(asset, .none), default: Totals()].expired += entry.amount
      case .available, .pending, .held, .debt:
        parts[key(asset, .none), default: Totals()].outstanding += entry.amount
      case .fees, .exchange, .adjustment, .float, .vouchersOutstanding: continue
      }
    }
    for touch in transaction.touches where !touch.previous.isGiven {
      parts[key(touch.key.asset, .none), default: Totals()].wallets += 1
    }
    let asset = transaction.subject.asset
    parts[key(asset, .none), default: Totals()].transactions += 1
    let merchant = transaction.context.merchant
    if merchant.isGiven { parts[key(asset, merchant), default: Totals()].transactions += 1 }
    for (key, part) in parts { sums[key, default: Totals()] += part }
  }
}
