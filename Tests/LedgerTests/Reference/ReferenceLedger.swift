import Ledger

/// The ledger once more, naively: ledger.md's words over plain arrays, for comparison with ``Books``.
///
/// Nothing is forgotten, nothing is kept in order: lots are sorted at each use, balances are sums of
/// postings, and a command is carried out on a copy that is thrown away when it is refused. It shares only
/// the commands with Ledger.
struct ReferenceLedger {
  struct Lot {
    /// Grows over all wallets, so that ties within a wallet are broken by age.
    var number: Int
    var source: LotSource
    var effectiveAt: Instant
    var expiresAt: Instant
    var earnedAt: Instant
    var original: Points = 0
    var available: Points = 0
    var held: Points = 0
    var pending: Points = 0

    func isLive(at now: Instant) -> Bool { now < expiresAt }
  }

  struct Member {
    var key: WalletKey
    var lots: [Lot] = []
    var debt: Points = 0
    var mergedInto: Int?
    /// Where it went into another: the fact, until something of that was taken back.
    var merge: Int?
    var earned: Points = 0
    var spent: Points = 0
  }

  /// Points of one lot, in whose wallet (by index).
  struct Part {
    var wallet: Int
    var lot: Int
    var amount: Points
    var isPending = false
  }

  /// A transaction as the model remembers it.
  struct Fact {
    var kind: Transaction.Kind
    var at: Instant
    var day: BusinessDay
    var subject: WalletKey?
    var wallet: Int?
    var refusal: Refusal?
    var amount: Points = 0
    var original: Int?
    /// What a spend, capture, hold or clawback took, in order of use; what a credit gave.
    var parts: [Part] = []
    /// What a clawback took beyond lots.
    var owed: Points = 0
    /// What a refund brought back into the wallet, and what it brought to breakage.
    var gained: Points = 0
    var broken: Points = 0
    /// The issuer of a credit, the acceptor of a spend.
    var partner: MerchantID = .none
    var isClawback = false
    /// The batch of cards that a credit came from; 0 for none.
    var cards: Int64 = 0
    var returned: Points = 0
    var confirmed: Points = 0
    var holdUntil: Instant = .distantPast
    var isHoldOpen = false
    /// What a capture or release found held.
    var foundHeld: [Part] = []
    /// What a merge put into lots of the survivor.
    var came: [Part] = []
    /// Lots that the transaction opened.
    var newLots: [Int] = []
  }

  struct Posting {
    var account: AccountKey
    var amount: Points
  }

  var members: [Member] = []
  var facts: [Fact] = []
  var postings: [Posting] = []

  /// What the command does; refused facts leave everything else as it was.
  mutating func decide(_ command: Command, at now: Instant, on day: BusinessDay, original: Int?) -> Fact {
    var draft = self
    draft.facts.append(
      Fact(kind: command.action.kind, at: now, day: day, subject: subject(of: command.action, original)))
    do throws(Refusal) {
      try draft.carryOut(command.action, original)
      self = draft
    } catch {
      var fact = draft.facts[draft.facts.count - 1]
      fact.refusal = error
      facts.append(fact)
    }
    return facts[facts.count - 1]
  }

  private func subject(of action: Action, _ original: Int?) -> WalletKey? {
    switch action {
    case .credit(let credit): credit.wallet
    case .spend(let spend), .hold(let spend, _): spend.wallet
    case .transfer(let transfer): transfer.sender
    case .exchange(let exchange): exchange.from
    case .mature(let key), .expire(let key), .merge(let key, _): key
    case .adjust(let adjust): adjust.wallet
    case .advance(let advance): advance.wallet
    case .cardPoints(let cards): WalletKey(member: .none, asset: cards.asset)
    case .capture, .release, .refund, .void, .reverse, .confirm, .cancel, .reinstate, .separate:
      original.flatMap { facts[$0].subject }
    }
  }

  private mutating func carryOut(_ action: Action, _ original: Int?) throws(Refusal) {
    switch action {
    case .credit(let credit): try self.credit(credit)
    case .spend(let spend): try self.spend(spend)
    case .hold(let spend, let until): try hold(spend, until)
    case .capture(_, let amount): try capture(amount, of: original)
    case .release: try release(original)
    case .refund(let refund): try self.refund(refund, of: original)
    case .void: try void(original)
    case .reverse: try reverse(original)
    case .transfer(let transfer): try self.transfer(transfer)
    case .exchange(let exchange): try self.exchange(exchange)
    case .mature(let key): try mature(key)
    case .confirm(_, let amount): try confirm(amount, of: original)
    case .cancel(_, let amount): try cancel(amount, of: original)
    case .expire(let key): try expire(key)
    case .adjust(let adjust): try self.adjust(adjust)
    case .cardPoints(let cards): try move(cards)
    case .merge(let from, let into): try merge(from, into)
    case .separate(let separate): try self.separate(separate, of: original)
    case .reinstate(let reinstate): try self.reinstate(reinstate, of: original)
    case .advance(let advance): try self.advance(advance)
    }
  }
}
