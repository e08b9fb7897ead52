package import Ledger

/// The one door to the ledger: every channel's commands go in here and nowhere else.
///
/// Both stores (SQLite now, PostgreSQL later) stand behind it and pass the same conformance tests; nothing
/// here says how they work. Reads see only what is durable.
package protocol LedgerDoor: Sendable {
  /// Decides the commands in order, each by itself, and answers when all outcomes are durable.
  ///
  /// One failing fails alone. Cancelling the caller does not withdraw a command.
  /// - Throws: ``Busy`` when nothing was decided and the same call may be tried again.
  func submit(_ commands: [Command]) async throws(Busy) -> [Outcome]

  /// Decides one command and answers when its outcome is durable; as a batch of one, with less ado.
  /// - Throws: ``Busy`` when nothing was decided and the same call may be tried again.
  func submit(_ command: Command) async throws(Busy) -> Outcome

  /// What the command would do now; changes nothing and remembers no key.
  func preview(_ command: Command) async throws(Busy) -> Outcome

  /// The wallets of a member with their lots and open holds, in the order of assets.
  func wallets(of member: MemberID) async throws(Busy) -> [WalletState]

  /// A wallet's transactions, newest first, at most `limit` (1…1,000), older than `before` where it is given.
  func history(of wallet: WalletKey, before: TransactionID?, limit: Int) async throws -> [Transaction]

  /// The transaction with this number, accepted or refused; nil when there is none.
  func transaction(_ id: TransactionID) async throws -> Transaction?

  /// The transaction that the key led to, accepted or refused; nil when the key never arrived.
  func transaction(for key: IdempotencyKey) async throws -> Transaction?

  /// How much of a transaction was given back or confirmed so far.
  func returned(of original: TransactionID) async throws -> Returned

  /// The same of several; every one asked for has an answer. They are read in slices while payments go on.
  func returned(of originals: [TransactionID]) async throws -> [TransactionID: Returned]

  /// Committed transactions in order, beginning after `after`, at most `limit`: what projections follow.
  func journal(after: TransactionID, limit: Int) async throws -> [Transaction]

  /// All accounts that are not wallets', and the sums of all wallets' buckets per asset.
  func trialBalance() async throws(Busy) -> TrialBalance

  /// Wallets in which something is due at the moment, in order of wallet, after a cursor, at most `limit`.
  func due(_ kind: DueKind, at moment: Instant, after: WalletID, limit: Int) async throws(Busy) -> [DueWallet]

  /// Open holds whose time is over at the moment, at most `limit`.
  func expiredHolds(at moment: Instant, limit: Int) async throws(Busy) -> [Hold]

  /// The source that entries and lots name by number.
  func sources() async throws(Busy) -> [LotSource]

  /// How much is outstanding by expiry: every lot's points by asset and expiry moment. Wallets are read in
  /// slices while payments go on, so it is exact only when nothing moves.
  func liability() async throws(Busy) -> [Liability]

  /// How old the open points of an asset are (账龄), by source: first those whose lot was first credited
  /// since `bounds[0]`, then since `bounds[1]` and so on, last the older ones. Read in slices as
  /// ``liability()`` is.
  /// - Parameter bounds: latest first.
  func ages(of asset: AssetID, since bounds: [Instant]) async throws(Busy) -> [AgedPoints]

  /// What each of the members could spend of an asset; those without a wallet are left out.
  func spendable(of members: [MemberID], in asset: AssetID) async throws(Busy) -> [MemberID: Points]

  /// Where a transaction lies in the hash chain; nil when the number is not in the journal.
  func place(of id: TransactionID) async throws -> ChainPlace?

  /// The last durable transaction and block, and the hash of the chain up to there.
  func head() async throws(Busy) -> ChainHead
}

/// Nothing was decided; the same call may be sent again.
package enum Busy: Error, Sendable {
  /// The queue is full: try again after a moment.
  case queueFull
  /// The ledger is stopping or has stopped; what was in flight must be asked for by its key.
  case stopped
}

/// What became of a command.
package enum Outcome: Sendable, Hashable {
  /// Decided, accepted or refused (see ``Transaction/refusal``). `isReplay` tells that the key had been
  /// decided before.
  case decided(Transaction, isReplay: Bool)
  /// The key was used for another request, whose transaction is named; nothing changed.
  case mismatch(TransactionID)
  /// The commit failed or the writer stopped: the key must be asked for again.
  case unknown
}

/// A wallet with all that lies in it.
package struct WalletState: Sendable, Hashable {
  package var id: WalletID
  package var wallet: Wallet
  /// In order of use.
  package var lots: [LotState]
  package var holds: [Hold]
  /// Spendable anywhere, at the moment of the read.
  package var spendable: Points

  package init(id: WalletID, wallet: Wallet, lots: [LotState], holds: [Hold], spendable: Points) {
    self.id = id
    self.wallet = wallet
    self.lots = lots
    self.holds = holds
    self.spendable = spendable
  }
}

/// A lot with its source spelled out.
package struct LotState: Sendable, Hashable {
  package var lot: Lot
  package var source: LotSource

  package init(lot: Lot, source: LotSource) {
    self.lot = lot
    self.source = source
  }
}

package enum DueKind: Sendable {
  /// Lots past their expiry with points in them.
  case expiry
  /// Pending lots whose effective moment has come.
  case maturity
}

package struct DueWallet: Sendable, Hashable {
  package var id: WalletID
  package var key: WalletKey

  package init(id: WalletID, key: WalletKey) {
    self.id = id
    self.key = key
  }
}

/// Every account of every asset; each asset's balances sum to zero.
package struct TrialBalance: Sendable, Hashable {
  package var accounts: [Account]
  /// The sum of all wallets' buckets per asset.
  package var wallets: [AssetID: Balance]

  package init(accounts: [Account], wallets: [AssetID: Balance]) {
    self.accounts = accounts
    self.wallets = wallets
  }
}

/// Points outstanding that expire at one moment.
package struct Liability: Sendable, Hashable {
  package var asset: AssetID
  package var expiresAt: Instant
  package var points: Points

  package init(asset: AssetID, expiresAt: Instant, points: Points) {
    self.asset = asset
    self.expiresAt = expiresAt
    self.points = points
  }
}

/// Open points of a source, by how old they are.
package struct AgedPoints: Sendable, Hashable {
  /// The number of a ``LotSource``.
  package let source: Int32
  /// One for each class of age, the youngest first.
  package var points: [Points]
}

/// Where the journal ends.
package struct ChainHead: Sendable, Hashable {
  package var transaction: TransactionID
  package var block: Int64
  /// SHA-256 over the chain, 32 bytes.
  package var hash: [UInt8]

  package init(transaction: TransactionID, block: Int64, hash: [UInt8]) {
    self.transaction = transaction
    self.block = block
    self.hash = hash
  }
}
