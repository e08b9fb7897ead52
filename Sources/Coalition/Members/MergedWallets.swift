internal import Ledger
internal import LedgerStore
internal import Storage

/// The merge of one of a member's wallets.
struct WalletMerge: Sendable {
  let transaction: Ledger.Transaction
  /// Nothing of it was taken back.
  let isWhole: Bool
}

// What the ledger knows of merges that may be taken back.
extension Coalition {
  /// The merges of the member's wallets that were not taken back themselves.
  func walletMerges(of member: MemberID) async throws -> [WalletMerge] {
    var found: [WalletMerge] = []
    for state in try await walletsInLedger(of: member) where state.wallet.mergedInto.isGiven {
      guard let last = try await ledger.transaction(state.wallet.last) else { throw OrderRefusal.busy }
      if last.kind == .separate, last.subject.member == member { continue }
      found.append(WalletMerge(transaction: last, isWhole: last.kind == .merge))
    }
    return found
  }

  /// The order that takes the merge of a wallet back, less what returns of the member's purchases took since:
  /// in a lot that both had alike it would be the survivor's own.
  func separateOrder(
    _ merge: Ledger.Transaction, into record: MemberID, _ occasion: Occasion
  ) async throws -> SeparateOrder {
    var order = SeparateOrder(merge.id, into: record, asset: merge.subject.asset, occasion: occasion)
    // From the merged wallet to whose points they are now; the last is the record's.
    let path = try await preview(.separate(order), by: .system).transaction.touches.dropLast()
    guard let giver = path.first, let holder = path.last else { return order }
    order.seen = holder.previous
    for wallet in path.dropFirst() {
      order.takenBack += try await takenBack(from: wallet, of: giver.wallet, since: merge.id)
    }
    return order
  }

  private func takenBack(
    from holder: Touch, of giver: WalletID, since merge: TransactionID
  ) async throws -> [Entry] {
    var found: [Entry] = []
    var before: TransactionID?
    while true {
      let page = try await ledger.history(of: holder.key, before: before, limit: 500)
      for transaction in page where transaction.id > merge {
        guard transaction.isReturn, transaction.original < merge,
          let original = try await ledger.transaction(transaction.original),
          let bought = original.touches.first, try await leads(bought, to: giver)
        else { continue }
        found += transaction.entries.filter {
          $0.lot != 0 && $0.amount < 0 && $0.account.owner == holder.wallet.rawValue
        }
      }
      guard page.count == 500, let last = page.last?.id, last > merge else { return found }
      before = last
    }
  }

  /// Whether the wallet is this one, or one that became one with it.
  private func leads(_ wallet: Touch, to giver: WalletID) async throws -> Bool {
    var passed = wallet
    while passed.wallet != giver {
      let state = try await walletsInLedger(of: passed.key.member).first { $0.id == passed.wallet }
      guard let state, state.wallet.mergedInto.isGiven,
        let last = try await ledger.transaction(state.wallet.last),
        let next = last.touches.first(where: { $0.wallet == state.wallet.mergedInto })
      else { return false }
      passed = next
    }
    return true
  }

  /// Who was merged into the member before merges were noted: their wallets lead through the member's.
  func recordsOfBefore(of member: MemberID) async throws -> [MemberID] {
    let theirs = Set(try await walletsInLedger(of: member).map(\.id))
    let others = try await database.read { tx in
      try tx.query(
        """
        SELECT other.id FROM member AS other JOIN member AS merged ON other.merged_into = merged.merged_into
        WHERE merged.id = \(member) AND other.id <> \(member)
          AND NOT EXISTS (SELECT 1 FROM member_merge WHERE member_id = other.id)
        """
      ) { $0[0] as MemberID }
    }
    var found: [MemberID] = []
    for other in others
    where try await walletsInLedger(of: other).contains(where: { theirs.contains($0.wallet.mergedInto) }) {
      found.append(other)
    }
    return found
  }

  private func walletsInLedger(of member: MemberID) async throws -> [WalletState] {
    do { return try await ledger.wallets(of: member) } catch { throw OrderRefusal.busy }
  }
}

extension Ledger.Transaction {
  /// Takes a purchase or a part of one back.
  fileprivate var isReturn: Bool {
    switch kind {
    case .refund, .void, .reversal, .cancel: original.isGiven && refusal == nil
    default: false
    }
  }
}
