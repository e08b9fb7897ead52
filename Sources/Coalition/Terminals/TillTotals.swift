package import Ledger

/// What a batch comes to: how much was taken and given back, in money at the till (field 48 of 0500).
package struct TillTotals: Sendable, Hashable {
  package struct Side: Sendable, Hashable {
    /// In minor units.
    package var amount: Int64 = 0
    package var count: Int64 = 0
    package var points: Points = 0

    package init(amount: Int64 = 0, count: Int64 = 0, points: Points = 0) {
      self.amount = amount
      self.count = count
      self.points = points
    }

    mutating func add(_ item: TillItem) {
      amount += item.amount
      count += 1
      points += item.points
    }
  }

  package var debit = Side()
  package var credit = Side()

  package init() {}

  /// Of what stands: reversed items do not count, voided ones do on both sides.
  package init(_ items: some Sequence<TillItem>) {
    for item in items where item.undoneBy == nil {
      switch item.kind.side {
      case .debit: debit.add(item)
      case .credit: credit.add(item)
      case nil: break
      }
    }
  }

  /// Whether money and counts are the same; points are the ledger's alone.
  package func balances(with other: TillTotals) -> Bool {
    debit.amount == other.debit.amount && debit.count == other.debit.count
      && credit.amount == other.credit.amount && credit.count == other.credit.count
  }
}
