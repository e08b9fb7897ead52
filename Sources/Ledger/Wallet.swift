/// The buckets of a wallet.
package struct Balance: Hashable, Sendable {
  package var available: Points
  package var pending: Points
  package var held: Points
  /// What the member owes; zero or less.
  package var debt: Points

  package init(available: Points = 0, pending: Points = 0, held: Points = 0, debt: Points = 0) {
    self.available = available
    self.pending = pending
    self.held = held
    self.debt = debt
  }

  /// All that lies in the wallet; negative when the member owes more than they hold.
  package var total: Points { available + pending + held + debt }
}

/// A member's account of one asset.
package struct Wallet: Hashable, Sendable {
  package let member: MemberID
  package let asset: AssetID
  package var balance = Balance()
  /// All credits ever, and all that was ever spent less what was refunded.
  package var lifetimeEarned: Points = 0
  package var lifetimeSpent: Points = 0
  /// The business day that the two counters below belong to.
  package var countedDay = BusinessDay(daysSince1970: 0)
  package var spentOnDay: Points = 0
  package var sentOnDay: Points = 0
  /// The last transaction that touched the wallet: the head of its history and its version.
  package var last: TransactionID = .none
  /// How many lots were ever opened: the number of the newest.
  package var lotsOpened: Int32 = 0
  /// The first lot in order of use, as an index of the slab; −1 when there is none.
  package var firstLot: Int32 = -1
  /// The wallet that took over everything when two members became one.
  package var mergedInto: WalletID = .none

  package init(member: MemberID, asset: AssetID) {
    self.member = member
    self.asset = asset
  }

  var key: WalletKey { WalletKey(member: member, asset: asset) }
}

/// Names a wallet by whose it is.
package struct WalletKey: Hashable, Sendable {
  package var member: MemberID
  package var asset: AssetID

  package init(member: MemberID, asset: AssetID) {
    self.member = member
    self.asset = asset
  }
}

/// Points of one wallet set aside until a capture, a release or a time-out (预授权). Named by its transaction.
package struct Hold: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package var lot: Int32
    package var amount: Points

    package init(lot: Int32, amount: Points) {
      self.lot = lot
      self.amount = amount
    }
  }

  package let id: TransactionID
  package let wallet: WalletID
  package let merchant: MerchantID
  package let expiresAt: Instant
  /// What is still held, by lot, in order of use.
  package var parts: [Part]
  /// The last transaction that changed the hold.
  package var last: TransactionID

  package init(
    id: TransactionID, wallet: WalletID, merchant: MerchantID, expiresAt: Instant, parts: [Part],
    last: TransactionID
  ) {
    self.id = id
    self.wallet = wallet
    self.merchant = merchant
    self.expiresAt = expiresAt
    self.parts = parts
    self.last = last
  }

  /// The points still held.
  package var amount: Points { parts.reduce(0) { $0 + $1.amount } }
}

/// How much of a transaction has been given back or confirmed; exists only once something was.
package struct Returned: Hashable, Sendable {
  /// Σ of refunds, voids, reversals and cancellations that name the transaction.
  package var amount: Points = 0
  /// Σ of confirmations of a pending credit.
  package var confirmed: Points = 0
  package var last: TransactionID = .none

  package init(amount: Points = 0, confirmed: Points = 0, last: TransactionID = .none) {
    self.amount = amount
    self.confirmed = confirmed
    self.last = last
  }
}
