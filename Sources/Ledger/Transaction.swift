/// One immutable business fact, accepted or refused, as the journal keeps it and as the caller's receipt.
package struct Transaction: Hashable, Sendable {
  /// Raw values are stored.
  package enum Kind: UInt8, CaseIterable, Sendable {
    case earn = 1
    case award = 2
    case topUp = 3
    case spend = 4
    case hold = 5
    case capture = 6
    case release = 7
    case refund = 8
    case void = 9
    case reversal = 10
    case transfer = 11
    case exchange = 12
    case mature = 13
    case confirm = 14
    case cancel = 15
    case expire = 16
    case adjust = 17
    case merge = 18
    case cardPoints = 19
    case reinstate = 20
    case advance = 21
    case separate = 22
  }

  package var id: TransactionID
  package var kind: Kind
  package var at: Instant
  package var day: BusinessDay
  package var key: IdempotencyKey
  package var requestHash: UInt64
  package var context: Context
  /// The wallet the command was about; the first of ``touches`` where there are any.
  package var subject: WalletKey
  /// The points that moved; what was asked for when refused.
  package var amount: Points = 0
  /// The transaction that this one acts upon; for capture and release, the hold.
  package var original: TransactionID = .none
  /// Where a reversal undid a refund or the like: what that one had acted upon; the hold that it opened
  /// again.
  package var root: TransactionID = .none
  /// When a hold or a refused reversal's target key must be known later.
  package var holdUntil: Instant = .distantPast
  /// Of what was available afterwards in the first wallet touched, what could not be spent there and then:
  /// good elsewhere only, or run out. Kept where a terminal asked, since its slip says what is left; not
  /// where the command was refused, whose touch says what could be spent.
  package var unusable: Points = 0
  /// The key that a reversal was about.
  package var reversedKey: IdempotencyKey?
  package var refusal: Refusal?
  package var touches: [Touch] = []
  package var openings: [LotOpening] = []
  package var entries: [Entry] = []

  package init(
    id: TransactionID, kind: Kind, at: Instant, day: BusinessDay, key: IdempotencyKey, requestHash: UInt64,
    context: Context, subject: WalletKey
  ) {
    self.id = id
    self.kind = kind
    self.at = at
    self.day = day
    self.key = key
    self.requestHash = requestHash
    self.context = context
    self.subject = subject
  }

  /// Whether it is the reversal of a hold's end, so that the hold, its ``root``, is open again.
  package var opensAgain: Bool {
    kind == .reversal && root.isGiven && entries.contains { $0.account.kind == .held && $0.amount > 0 }
  }

  /// Whether it redeemed a points card.
  package var isOfCard: Bool {
    kind != .cardPoints && entries.contains { $0.account.kind == .vouchersOutstanding && $0.amount < 0 }
  }

  /// The signed effect on what a wallet holds in all.
  package func effect(on wallet: WalletID) -> Points {
    entries.reduce(0) { sum, entry in
      entry.account.kind.isWalletBucket && entry.account.owner == wallet.rawValue ? sum + entry.amount : sum
    }
  }
}

/// A wallet that a transaction touched: the link to the one before, and the buckets after.
package struct Touch: Hashable, Sendable {
  package var wallet: WalletID
  package var key: WalletKey
  /// The wallet's transaction before this one: the chain that point detail walks.
  package var previous: TransactionID
  package var after: Balance

  package init(wallet: WalletID, key: WalletKey, previous: TransactionID, after: Balance) {
    self.wallet = wallet
    self.key = key
    self.previous = previous
    self.after = after
  }
}

extension Transaction.Kind {
  /// Whether positive entries on lots count as new credit of those lots.
  var isCredit: Bool {
    switch self {
    case .earn, .award, .topUp, .transfer, .exchange, .adjust, .merge, .reinstate, .separate: true
    case .spend, .hold, .capture, .release, .refund, .void, .reversal, .mature, .confirm, .cancel, .expire,
      .cardPoints, .advance:
      false
    }
  }
}
