extension Books {
  /// What a command would do now, leaving the books as they were (dry run).
  package mutating func preview(
    _ command: Command, at now: Instant, on day: BusinessDay, original: Transaction?,
    hold: Transaction? = nil
  ) -> Transaction {
    let before = memory(of: command.action, original)
    let transaction = decide(command, at: now, on: day, original: original, hold: hold)
    restore(before, undoing: transaction)
    return transaction
  }

  private struct Memory {
    var wallets: [WalletID: (wallet: Wallet, lots: [Lot])] = [:]
    var walletCount: Int
    var sourceCount: Int
    var accounts: [Account]
    var totals: [AssetTotal]
    var hold: Hold?
    var returned: [TransactionID: Returned?] = [:]
    var last: TransactionID
  }

  private func memory(of action: Action, _ original: Transaction?) -> Memory {
    var memory = Memory(
      walletCount: wallets.count, sourceCount: sources.count, accounts: [], totals: totals,
      hold: original.flatMap { holds[$0.id] }, last: last)
    for wallet in concerned(by: action, original) {
      memory.wallets[wallet] = (self[wallet], lots(of: wallet))
    }
    for id in [original?.id, original?.original].compactMap(\.self) where id.isGiven {
      memory.returned[id] = .some(returned[id])
    }
    memory.accounts = accounts
    return memory
  }

  private func concerned(by action: Action, _ original: Transaction?) -> [WalletID] {
    var keys: [WalletKey] = []
    switch action {
    case .credit(let credit): keys = [credit.wallet]
    case .spend(let spend), .hold(let spend, _): keys = [spend.wallet]
    case .transfer(let transfer): keys = [transfer.sender, transfer.receiver]
    case .exchange(let exchange):
      keys = [exchange.from, WalletKey(member: exchange.from.member, asset: exchange.into)]
    case .mature(let key), .expire(let key): keys = [key]
    case .adjust(let adjust): keys = [adjust.wallet]
    case .advance(let advance): keys = [advance.wallet]
    case .merge(let from, let into): keys = [from, into]
    case .separate(let separate): keys = [separate.into]
    case .capture, .release, .refund, .void, .reverse, .confirm, .cancel, .cardPoints, .reinstate: break
    }
    // A separation touches all that lie between, too.
    let touched = original?.touches.flatMap { path(from: $0.wallet) } ?? []
    return keys.compactMap { wallet($0) } + touched
  }

  private mutating func restore(_ memory: Memory, undoing transaction: Transaction) {
    for (wallet, was) in memory.wallets { replace(wallet, with: was.wallet, lots: was.lots) }
    forgetWallets(after: memory.walletCount)
    forgetSources(after: memory.sourceCount)
    forgetAccounts(restoring: memory.accounts)
    for (id, amounts) in memory.returned { returned[id] = amounts }
    drop(transaction.opensAgain ? transaction.root : transaction.id)
    if let hold = memory.hold { keep(hold) }
    totals = memory.totals
    if !has(.previewLeavesItsMark) { last = memory.last }
  }
}
