internal import Ledger
internal import LedgerStore
internal import Loyalty

/// What was given back of a transaction so far, as the ledger's own transactions say.
struct MoneyReturned: Sendable {
  /// By refunds that were told in money, those undone since left out.
  var money: Int64 = 0
  var points: Points = 0
  /// In whatever way.
  var pointsInAll: Points = 0
  /// The newest refund that was told in money.
  var last = TransactionID.none
}

extension Coalition {
  /// Reads the refunds by money of an original: each names the one before it.
  func moneyReturned(of original: TransactionID) async throws -> MoneyReturned {
    let returned = try await ledger.returned(of: original)
    var found = MoneyReturned(pointsInAll: returned.amount)
    var next = try await newestMoneyRefund(of: original, upTo: returned.last)
    found.last = next?.id ?? .none
    while let refund = next, let part = refund.moneyReturn {
      // A refund is only ever undone whole.
      if try await !ledger.returned(of: refund.id).last.isGiven {
        found.money += part.money
        found.points += refund.amount
      }
      next = part.previous.isGiven ? try await ledger.transaction(part.previous) : nil
    }
    return found
  }

  /// Walks back from what last acted upon the original, along the wallets that held its points.
  private func newestMoneyRefund(
    of original: TransactionID, upTo last: TransactionID
  ) async throws -> Ledger.Transaction? {
    var heads: [WalletID: TransactionID] = [:]
    var wallets: Set<WalletID>?
    var newest = last
    while newest > original, let transaction = try await ledger.transaction(newest) {
      if transaction.original == original, transaction.refusal == nil, transaction.moneyReturn != nil {
        return transaction
      }
      if wallets == nil || transaction.kind == .merge || transaction.kind == .separate {
        wallets = (wallets ?? []).union(transaction.touches.map(\.wallet))
      }
      heads = heads.filter { $0.value < newest }
      for touch in transaction.touches where wallets?.contains(touch.wallet) == true {
        heads[touch.wallet] = touch.previous
      }
      newest = heads.values.max() ?? .none
    }
    return nil
  }
}

extension Ledger.Transaction {
  fileprivate var moneyReturn: MoneyReturn? { Particulars(packed: context.explanation)?.moneyReturn }
}
