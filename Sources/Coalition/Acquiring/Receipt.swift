package import Ledger
package import Loyalty

/// What an order led to: the transaction as kept, with everything a slip or a reply shows.
package struct Receipt: Sendable, Hashable {
  /// Points that went into or came out of a lot (批次).
  package struct LotPart: Sendable, Hashable {
    package var wallet: WalletID
    /// Within the wallet; with ``wallet`` its public name.
    package var number: Int32
    /// Negative for what was used.
    package var points: Points
    package var expiresAt: Instant?
    package var source: Int32
  }

  package var transaction: Ledger.Transaction
  /// The subject's wallet after it.
  package var wallet: Balance?
  package var lots: [LotPart]
  /// What could be spent where it was asked for, what is owed taken off: of transactions at a terminal.
  package var usable: Points? { wallet.map { $0.available - transaction.unusable + $0.debt } }
  /// Of an earn by a rate, or a payment of so much money.
  package var explanation: Explanation? { particulars.explanation }
  /// What is kept of it beside the ledger's own facts.
  package var particulars: Particulars
  /// What was bought, where the till said so.
  package var goods: Goods?
  /// Whether the key had been decided before.
  package var isReplay: Bool
  /// Nothing was booked: this is what would have happened.
  package var isPreview: Bool

  package init(_ transaction: Ledger.Transaction, isReplay: Bool = false, isPreview: Bool = false) {
    self.transaction = transaction
    self.isReplay = isReplay
    self.isPreview = isPreview
    wallet = transaction.touches.first?.after
    particulars = Particulars(packed: transaction.context.explanation) ?? Particulars()
    lots = Receipt.lots(of: transaction)
  }

  /// The net effect on each lot, in the order in which the transaction touched them.
  private static func lots(of transaction: Ledger.Transaction) -> [LotPart] {
    var parts: [LotPart] = []
    for entry in transaction.entries where entry.lot != 0 && entry.account.kind.isWalletBucket {
      let wallet = WalletID(entry.account.owner)
      if let known = parts.firstIndex(where: { $0.wallet == wallet && $0.number == entry.lot }) {
        parts[known].points += entry.amount
      } else {
        parts.append(
          LotPart(
            wallet: wallet, number: entry.lot, points: entry.amount, expiresAt: entry.expiresAt,
            source: entry.source))
      }
    }
    return parts
  }
}
