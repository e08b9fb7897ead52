extension Books {
  /// Decides one command and books it: the whole of the ledger's rules behind one door.
  ///
  /// Every rule first checks everything and only then posts, so a refusal leaves the books as they were but
  /// for the number it takes. The caller makes sure that a key is decided once (LedgerStore) and gives what
  /// the command names:
  /// - Parameters:
  ///   - original: the accepted or refused transaction that the command acts upon; nil when there is none.
  ///   - hold: where a reversal is about the end of a hold, the hold.
  /// - Returns: the transaction for the journal, with ``Transaction/refusal`` set when it was declined.
  package mutating func decide(
    _ command: Command, at now: Instant, on day: BusinessDay, original: Transaction?,
    hold: Transaction? = nil
  ) -> Transaction {
    let id = TransactionID(last.rawValue + 1)
    var transaction = Transaction(
      id: id, kind: command.action.kind, at: now, day: day, key: command.key,
      requestHash: command.requestHash,
      context: command.context, subject: subject(of: command.action, original))
    // What most have, at once: growing step by step asks the allocator three times.
    transaction.entries.reserveCapacity(2)
    let refusal = carryOut(command.action, original, hold, in: &transaction)
    if let refusal { refuse(&transaction, refusal) } else { close(&transaction) }
    last = id
    return transaction
  }

  private mutating func carryOut(
    _ action: Action, _ original: Transaction?, _ hold: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    switch action {
    case .credit(let credit): self.credit(credit, in: &transaction)
    case .spend(let spend): self.spend(spend, in: &transaction)
    case .hold(let spend, let until): self.hold(spend, until: until, in: &transaction)
    case .capture(let id, let amount): capture(id, amount, original, in: &transaction)
    case .release(let id): release(id, original, in: &transaction)
    case .refund(let refund): self.refund(refund, original, in: &transaction)
    case .void: void(original, in: &transaction)
    case .reverse(let key): reverse(key, original, endOf: hold, in: &transaction)
    case .transfer(let transfer): self.transfer(transfer, in: &transaction)
    case .exchange(let exchange): self.exchange(exchange, in: &transaction)
    case .mature(let wallet): mature(wallet, in: &transaction)
    case .confirm(_, let amount): confirm(amount, original, in: &transaction)
    case .cancel(_, let amount): cancel(amount, original, in: &transaction)
    case .expire(let wallet): expire(wallet, in: &transaction)
    case .adjust(let adjust): self.adjust(adjust, in: &transaction)
    case .cardPoints(let cards): move(cards, in: &transaction)
    case .reinstate(let reinstate): self.reinstate(reinstate, original, in: &transaction)
    case .advance(let advance): self.advance(advance, in: &transaction)
    case .merge(let from, let into): merge(from, into: into, in: &transaction)
    case .separate(let separate): self.separate(separate, original, in: &transaction)
    }
  }

  /// A refused transaction moves nothing; it remembers what the member could have spent.
  private func refuse(_ transaction: inout Transaction, _ refusal: Refusal) {
    transaction.refusal = refusal
    transaction.entries = []
    transaction.openings = []
    transaction.touches = []
    guard let wallet = wallet(transaction.subject) else { return }
    var balance = self[wallet].balance
    let choice = Choice(merchant: transaction.context.merchant)
    balance.available = spendable(in: wallet, choice, at: transaction.at)
    transaction.touches = [Touch(wallet: wallet, key: transaction.subject, previous: .none, after: balance)]
  }

  private func subject(of action: Action, _ original: Transaction?) -> WalletKey {
    switch action {
    case .credit(let credit): credit.wallet
    case .spend(let spend), .hold(let spend, _): spend.wallet
    case .transfer(let transfer): transfer.sender
    case .exchange(let exchange): exchange.from
    case .mature(let wallet), .expire(let wallet): wallet
    case .adjust(let adjust): adjust.wallet
    case .advance(let advance): advance.wallet
    case .merge(let from, _): from
    case .cardPoints(let cards): WalletKey(member: .none, asset: cards.asset)
    case .capture, .release, .refund, .void, .reverse, .confirm, .cancel, .reinstate, .separate:
      original?.subject ?? WalletKey(member: .none, asset: .none)
    }
  }

  /// Whether one more command could take the account past its bound.
  func isFull(_ kind: AccountKind, of owner: MerchantID = .none, asset: AssetID) -> Bool {
    let balance = balance(of: AccountKey(kind: kind, owner: owner.rawValue, asset: asset))
    return balance > Points.maximumBalance || -balance > Points.maximumBalance
  }

  func isInRange(_ amount: Points) -> Bool { amount > 0 && amount <= Points.maximumPerCommand }

  /// The wallet that now holds what this one held.
  func survivor(of wallet: WalletID) -> WalletID {
    var wallet = wallet
    if has(.mergedWalletsKeepTheirRefunds) { return wallet }
    while self[wallet].mergedInto.isGiven { wallet = self[wallet].mergedInto }
    return wallet
  }
}

extension Action {
  /// The hold that is asked for beside the original, see ``Books/decide(_:at:on:original:hold:)``.
  package func hold(endedBy original: Transaction?) -> TransactionID? {
    guard case .reverse = self, let original, original.refusal == nil, original.original.isGiven else {
      return nil
    }
    switch original.kind {
    case .capture, .release, .void: return original.original
    default: return nil
    }
  }

  /// The kind of transaction that the action makes.
  package var kind: Transaction.Kind {
    switch self {
    case .credit(let credit):
      switch credit.reason {
      case .earn: .earn
      case .award: .award
      case .topUp: .topUp
      }
    case .spend: .spend
    case .hold: .hold
    case .capture: .capture
    case .release: .release
    case .refund: .refund
    case .void: .void
    case .reverse: .reversal
    case .transfer: .transfer
    case .exchange: .exchange
    case .mature: .mature
    case .confirm: .confirm
    case .cancel: .cancel
    case .expire: .expire
    case .adjust: .adjust
    case .merge: .merge
    case .separate: .separate
    case .cardPoints: .cardPoints
    case .reinstate: .reinstate
    case .advance: .advance
    }
  }
}

extension Books {
  /// Declines a command whose reversal came first; the refusal takes a number and is remembered like any
  /// other.
  package mutating func refuseReversed(
    _ command: Command, at now: Instant, on day: BusinessDay
  ) -> Transaction {
    let id = TransactionID(last.rawValue + 1)
    var transaction = Transaction(
      id: id, kind: command.action.kind, at: now, day: day, key: command.key,
      requestHash: command.requestHash,
      context: command.context, subject: subject(of: command.action, nil))
    refuse(&transaction, .reversedBeforeArrival)
    last = id
    return transaction
  }
}
