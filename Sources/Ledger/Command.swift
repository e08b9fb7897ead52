/// 128 bits that name a request for ever: a hash of tenant or channel and the caller's key.
package struct IdempotencyKey: Hashable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// Where a command entered. Raw values are stored.
package enum Channel: UInt8, CaseIterable, Codable, Sendable {
  case platform = 1
  case api = 2
  case pos = 3
  case merchantSystem = 4
  case seat = 5
  case console = 6
  case member = 7
  case importing = 8
  case mall = 9
  case sms = 10
}

/// Who sent a command, where, and what the books should remember of it.
package struct Context: Hashable, Sendable {
  package var channel: Channel
  package var merchant: MerchantID = .none
  package var store: StoreID = .none
  package var terminal: TerminalID = .none
  package var actor: OperatorID = .none
  /// The caller's own number (receipt, order), at most 64 UTF-8 bytes.
  package var reference: String = ""
  /// A reason or remark, at most 200 UTF-8 bytes.
  package var memo: String = ""
  /// The packed explanation of an earn, see Loyalty; opaque here, at most 255 bytes.
  package var explanation: [UInt8] = []

  package init(channel: Channel) { self.channel = channel }
}

/// A request to the ledger: one command, one decision, one transaction.
package struct Command: Hashable, Sendable {
  package var key: IdempotencyKey
  /// A hash of everything the caller asked for; a repeated key with another hash is a conflict.
  package var requestHash: UInt64
  package var context: Context
  package var action: Action
  /// The moment to decide at; nil takes the ledger's clock. Imports of history set it.
  package var at: Instant?

  package init(
    key: IdempotencyKey, requestHash: UInt64, context: Context, action: Action, at: Instant? = nil
  ) {
    self.key = key
    self.requestHash = requestHash
    self.context = context
    self.action = action
    self.at = at
  }
}

/// What a command asks for. Policies (limits, fees, what happens to expired lots) come with the command: the
/// ledger knows no programme.
package enum Action: Hashable, Sendable {
  case credit(Credit)
  case spend(Spend)
  /// Sets points aside until a moment.
  case hold(Spend, until: Instant)
  /// Takes held points, all unless an amount is given; what is left is released.
  case capture(hold: TransactionID, amount: Points?)
  case release(hold: TransactionID)
  case refund(Refund)
  /// Undoes a whole transaction of the same business day.
  case void(original: TransactionID)
  /// Undoes whatever the key led to, or makes sure that it never will.
  case reverse(key: IdempotencyKey)
  case transfer(Transfer)
  case exchange(Exchange)
  /// Moves what has become effective from pending to available.
  case mature(WalletKey)
  /// Makes a pending credit available before its time, all that is left unless an amount is given.
  case confirm(original: TransactionID, amount: Points?)
  /// Takes back a credit that is still pending, all that is left unless an amount is given.
  case cancel(original: TransactionID, amount: Points?)
  /// Books what the clock has made unspendable.
  case expire(WalletKey)
  case adjust(Adjust)
  /// Puts points on the cards of a batch, or takes them off.
  case cardPoints(CardPoints)
  /// Brings back, for a price, points that ran out.
  case reinstate(Reinstate)
  /// Makes points available, for a price, that still wait.
  case advance(Advance)
  /// Moves everything of one member's wallet into another's of the same asset.
  case merge(from: WalletKey, into: WalletKey)
  /// Takes a merge back, as far as what it moved is still there.
  case separate(Separate)
}

/// Points that come into the world: earned, awarded or bought.
package struct Credit: Hashable, Sendable {
  package enum Reason: UInt8, Sendable {
    case earn = 1
    case award = 2
    case topUp = 3
  }

  package var reason: Reason
  package var wallet: WalletKey
  /// Zero is allowed for `earn` only: a purchase too small to earn is still a fact.
  package var amount: Points
  package var source: LotSource
  package var effectiveAt: Instant
  package var expiresAt: Instant
  /// How many points this issuer may have in the world, nil without a limit.
  package var issuingLimit: Points?
  /// Of a points card that is redeemed: its batch, from whose account they come. They came into the world
  /// when the card was sold, and the limit was asked then.
  package var cards: PointsCardBatchID

  package init(
    _ reason: Reason, to wallet: WalletKey, _ amount: Points, source: LotSource,
    effectiveAt: Instant = .distantPast, expiresAt: Instant, issuingLimit: Points? = nil,
    fromCards cards: PointsCardBatchID = .none
  ) {
    self.cards = cards
    self.reason = reason
    self.wallet = wallet
    self.amount = amount
    self.source = source
    self.effectiveAt = effectiveAt
    self.expiresAt = expiresAt
    self.issuingLimit = issuingLimit
  }
}

/// The most that a policy allows at once and on one business day; nil without a limit.
package struct Limit: Hashable, Sendable {
  package var perTransaction: Points?
  package var perDay: Points?

  package init(perTransaction: Points? = nil, perDay: Points? = nil) {
    self.perTransaction = perTransaction
    self.perDay = perDay
  }
}

/// Points used like money at a merchant.
package struct Spend: Hashable, Sendable {
  package var wallet: WalletKey
  package var amount: Points
  package var acceptor: MerchantID
  /// Take what there is when it is less than the amount, as a till may ask for.
  package var isPartialAllowed: Bool
  /// The fewest points that a part may be: fewer would pay nothing. 1 where points are asked for.
  package var least: Points
  package var limit: Limit
  /// Whether points that were bought pay too; not where they would leave the platform.
  package var isPurchasedAllowed = true

  package init(
    from wallet: WalletKey, _ amount: Points, at acceptor: MerchantID, isPartialAllowed: Bool = false,
    least: Points = 1, limit: Limit = Limit()
  ) {
    self.wallet = wallet
    self.amount = amount
    self.acceptor = acceptor
    self.isPartialAllowed = isPartialAllowed
    self.least = least
    self.limit = limit
  }
}

/// Gives back a spend or capture, or claws back a credit; all or part.
package struct Refund: Hashable, Sendable {
  /// What becomes of points whose lot ran out since they were spent.
  package enum ExpiredLots: Hashable, Sendable {
    case forfeit
    /// A new lot of the same source that ends at this moment.
    case extend(until: Instant)
  }

  package var original: TransactionID
  /// All that is left when nil.
  package var amount: Points?
  package var expiredLots: ExpiredLots
  /// Whether a clawback may leave the member in debt; otherwise it is declined.
  package var isDebtAllowed: Bool
  /// Whether an amount of zero is a fact without entries, as of money that is worth less than a point.
  package var mayBeNothing: Bool
  /// Whether a clawback takes what is available of the credit's own lot and nothing else; otherwise it is
  /// declined. What was bought is given back so: nothing that was earned is turned into money.
  package var isOwnLotOnly = false

  package init(
    of original: TransactionID, _ amount: Points? = nil, expiredLots: ExpiredLots = .forfeit,
    isDebtAllowed: Bool = true, mayBeNothing: Bool = false
  ) {
    self.mayBeNothing = mayBeNothing
    self.original = original
    self.amount = amount
    self.expiredLots = expiredLots
    self.isDebtAllowed = isDebtAllowed
  }
}

/// Points from member to member (转让).
package struct Transfer: Hashable, Sendable {
  package enum FeeMode: UInt8, Sendable {
    /// The sender pays the fee besides the amount.
    case onTop = 1
    /// The fee is part of the amount; the receiver gets the rest.
    case outOfAmount = 2
  }

  package var sender: WalletKey
  package var receiver: WalletKey
  package var amount: Points
  package var fee: Points
  package var feeMode: FeeMode
  package var minimum: Points
  package var limit: Limit
  /// Purchased points stay where they are unless a licence flag was set by two people (risk.md 3.3).
  package var isPurchasedAllowed: Bool

  package init(
    from sender: WalletKey, to receiver: WalletKey, _ amount: Points, fee: Points = 0,
    feeMode: FeeMode = .onTop, minimum: Points = 1, limit: Limit = Limit(), isPurchasedAllowed: Bool = false
  ) {
    self.sender = sender
    self.receiver = receiver
    self.amount = amount
    self.fee = fee
    self.feeMode = feeMode
    self.minimum = minimum
    self.limit = limit
    self.isPurchasedAllowed = isPurchasedAllowed
  }
}

/// Points of one asset for points of another at a quoted rate (兑换/通兑). The quote's arithmetic rounds
/// `receives` down; what the rounding and the spread leave stays in the operator's exchange and fee accounts.
package struct Exchange: Hashable, Sendable {
  package var from: WalletKey
  package var into: AssetID
  package var gives: Points
  package var receives: Points
  /// Booked to the operator's fees in the asset received, beside `receives`.
  package var spread: Points
  package var expiresAt: Instant
  package var isPurchasedAllowed: Bool

  package init(
    from: WalletKey, into: AssetID, gives: Points, receives: Points, spread: Points = 0, expiresAt: Instant,
    isPurchasedAllowed: Bool = false
  ) {
    self.from = from
    self.into = into
    self.gives = gives
    self.receives = receives
    self.spread = spread
    self.expiresAt = expiresAt
    self.isPurchasedAllowed = isPurchasedAllowed
  }
}

/// Points on cards that are sold, or that are taken off cards nobody redeems any more.
package struct CardPoints: Hashable, Sendable {
  package enum Move: UInt8, CaseIterable, Sendable {
    /// From their issuer onto the cards: they were sold or given away.
    case activate = 1
    /// Back to their issuer.
    case withdraw = 2
    /// To breakage: the cards ran out.
    case lapse = 3
  }

  package var move: Move
  package var batch: PointsCardBatchID
  package var asset: AssetID
  package var issuer: MerchantID
  package var amount: Points
  /// How many points the issuer may have in the world, nil without a limit.
  package var issuingLimit: Points?
  /// Of a withdrawal: the sale that it takes back a part of; none where no one is known.
  package var sale: TransactionID

  package init(
    _ move: Move, _ amount: Points, of batch: PointsCardBatchID, in asset: AssetID, issuer: MerchantID,
    issuingLimit: Points? = nil, sale: TransactionID = .none
  ) {
    self.move = move
    self.amount = amount
    self.batch = batch
    self.asset = asset
    self.issuer = issuer
    self.issuingLimit = issuingLimit
    self.sale = sale
  }
}

/// A correction by two people (调账).
package struct Adjust: Hashable, Sendable {
  package var wallet: WalletKey
  /// Positive gives, negative takes.
  package var amount: Points
  /// Of the lot that a positive adjustment makes.
  package var source: LotSource
  package var expiresAt: Instant
  package var isDebtAllowed: Bool

  package init(
    _ wallet: WalletKey, by amount: Points, source: LotSource, expiresAt: Instant, isDebtAllowed: Bool = false
  ) {
    self.wallet = wallet
    self.amount = amount
    self.source = source
    self.expiresAt = expiresAt
    self.isDebtAllowed = isDebtAllowed
  }
}
