package import Ledger
internal import LedgerStore
internal import Storage

/// One line of point detail (积分明细): what a transaction did to a wallet.
package struct PointDetail: Sendable, Hashable {
  package var transaction: Ledger.Transaction
  /// The change of what lies in the wallet, all buckets together.
  package var effect: Points
  /// The wallet after it.
  package var after: Balance
  /// The lots it touched in this wallet.
  package var lots: [Receipt.LotPart]
}

extension Coalition {
  /// A wallet's movements, newest first, each with the balance after it.
  ///
  /// A merchant sees the amounts of all, and where only of its own.
  /// - Throws: `AccessRefusal`, ``OrderRefusal/busy``.
  package func entries(
    of key: WalletKey, before: TransactionID? = nil, limit: Int = 50, by principal: Principal
  ) async throws -> Page<PointDetail> {
    if principal.merchant != nil {
      // What people of a household do elsewhere is no till's to see.
      _ = try await database.read { try $0.requireMember(key.member) }
    }
    let wallet = try await self.wallet(key, by: principal)
    guard wallet.id.isGiven else { return Page([], limit: limit) }
    let limit = min(max(limit, 1), 999)
    let history = try await ledger.history(of: key, before: before, limit: limit + 1)
    return Page(
      history.map { PointDetail($0, of: wallet.id, hiding: !principal.sees($0)) }, limit: limit)
  }
}

extension PointDetail {
  init(_ transaction: Ledger.Transaction, of wallet: WalletID, hiding isOthers: Bool) {
    var shown = transaction
    if isOthers { shown.context = Context(channel: transaction.context.channel) }
    self.transaction = shown
    effect = transaction.effect(on: wallet)
    after = transaction.touches.first { $0.wallet == wallet }?.after ?? Balance()
    lots = Receipt(transaction).lots.filter { $0.wallet == wallet }
  }
}
