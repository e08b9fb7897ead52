internal import Ledger
internal import Storage

extension Storage.Transaction {
  /// What the journal tells of pools: what was spent and by whom, also where whoever asked for it heard no
  /// answer; what came back, which the person may spend again that day; and what came to a pool that closed.
  func followPools(_ journal: [Ledger.Transaction]) throws {
    let posted = journal.filter { $0.refusal == nil }
    let touched = Set(posted.flatMap { $0.touches.map(\.key.member) }).sorted()
    // Most platforms have no pools, and look for none among the members of thousands of purchases.
    let some = try queryFirst("SELECT 1 FROM pool LIMIT 1") { $0[0] as Int64 }
    if touched.isEmpty || some == nil { return }
    let pools = try query(Pool.select + "WHERE pool.account_id IN (\(touched))") { Pool($0) }
    if pools.isEmpty { return }
    let byAccount = Dictionary(uniqueKeysWithValues: pools.map { ($0.account, $0) })
    for transaction in posted {
      guard let touch = transaction.touches.first(where: { byAccount[$0.key.member]?.wallet == $0.key }),
        let pool = byAccount[touch.key.member]
      else { continue }
      try follow(transaction, of: touch.wallet)
      // A part that is paid is no reason to pay parts.
      let isPart = transaction.kind == .transfer && transaction.subject == pool.wallet
      // Also while it closes: what is left may have been read before this came.
      if pool.status != .open, !isPart, try reopenParts(of: pool.id) > 0 {
        try execute("UPDATE pool SET status = 'closing' WHERE id = \(pool.id)")
      }
    }
  }

  private func follow(_ transaction: Ledger.Transaction, of wallet: WalletID) throws {
    switch transaction.kind {
    case .spend, .hold, .transfer:
      try settlePool(
        of: ClaimingRequest(key: transaction.key, hash: transaction.requestHash), by: transaction)
    case .capture, .release, .refund, .void, .reversal:
      guard let spent = try spent(behind: transaction.original) else { return }
      try execute(
        """
        INSERT INTO pool_return (transaction_id, spent_id) VALUES (\(transaction.id), \(spent))
        ON CONFLICT (transaction_id) DO NOTHING
        """)
      let back = transaction.availableEffect(on: wallet)
      if back != 0 { try giveBack(back, ofSpend: spent) }
    case .earn, .award, .topUp, .exchange, .mature, .confirm, .cancel, .expire, .adjust, .merge, .cardPoints,
      .reinstate, .advance, .separate:
      return
    }
  }

  /// What a person spent that a transaction acted upon, whether at once or through another.
  private func spent(behind id: TransactionID) throws -> TransactionID? {
    guard id.isGiven else { return nil }
    let spent = try queryFirst(
      """
      SELECT transaction_id FROM pool_claim
      WHERE transaction_id = \(id) AND transaction_id <> 0 AND way = 'out'
      """
    ) { $0[0] as TransactionID }
    if let spent { return spent }
    return try queryFirst("SELECT spent_id FROM pool_return WHERE transaction_id = \(id)") { $0[0] }
  }
}

extension Ledger.Transaction {
  /// What it did to the points of a wallet that can be spent, or will be able to.
  fileprivate func availableEffect(on wallet: WalletID) -> Points {
    entries.reduce(0) { sum, entry in
      entry.account.kind == .available && entry.account.owner == wallet.rawValue ? sum + entry.amount : sum
    }
  }
}
