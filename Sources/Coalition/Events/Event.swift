package import Ledger
internal import Storage

/// Something that happened to a member's points, kept for those who listen.
package struct Event: Sendable, Hashable {
  /// Public names; raw values are stored.
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case earned = "points.earned"
    case awarded = "points.awarded"
    case toppedUp = "points.topped_up"
    case spent = "points.spent"
    case held = "points.held"
    case captured = "points.captured"
    case released = "points.released"
    /// Spent points came back.
    case refunded = "points.refunded"
    /// Earned points were taken back.
    case clawedBack = "points.clawed_back"
    case voided = "points.voided"
    case reversed = "points.reversed"
    case sent = "points.sent"
    case received = "points.received"
    case exchanged = "points.exchanged"
    case matured = "points.matured"
    case confirmed = "points.confirmed"
    case cancelled = "points.cancelled"
    case expired = "points.expired"
    case adjusted = "points.adjusted"
    case merged = "points.merged"
    /// Points that had run out came back for a price.
    case reinstated = "points.reinstated"
    /// Points that waited became available for a price.
    case advanced = "points.advanced"
    /// A merge of two members was taken back: what was still there left the survivor.
    case separated = "points.separated"
  }

  package let id: EventID
  package let kind: Kind
  /// None for what is the operator's own, as expiry.
  package let merchant: MerchantID
  package let transaction: TransactionID
  package let member: MemberID
  package let asset: AssetID
  /// The points that moved; negative where an adjustment took some.
  package let points: Points
  package let at: Instant
}

extension Event {
  /// What a transaction tells; nothing when it was declined or touched no member.
  static func events(of transaction: Ledger.Transaction) -> [Event] {
    guard transaction.refusal == nil, transaction.subject.member.isGiven, !transaction.touches.isEmpty else {
      return []
    }
    // The merged wallet, which a separation is about, has nothing; its survivor gives.
    let isSeparation = transaction.kind == .separate
    let giver = isSeparation ? transaction.touches.dropLast().last?.key.member : nil
    var events = [
      Event(
        0, Kind(of: transaction), of: transaction, giver ?? transaction.subject.member, transaction.amount)
    ]
    let hasReceiver = isSeparation || transaction.kind == .transfer || transaction.kind == .merge
    if hasReceiver, let other = transaction.touches.last {
      let gained = transaction.effect(on: other.wallet)
      events.append(Event(1, .received, of: transaction, other.key.member, gained))
    }
    return events
  }

  private init(
    _ place: Int64, _ kind: Kind, of transaction: Ledger.Transaction, _ member: MemberID, _ points: Points
  ) {
    self.init(
      id: EventID(transaction.id.rawValue * 4 + place), kind: kind, merchant: transaction.context.merchant,
      transaction: transaction.id, member: member, asset: transaction.subject.asset, points: points,
      at: transaction.at)
  }
}

extension Event.Kind {
  fileprivate init(of transaction: Ledger.Transaction) {
    self =
      switch transaction.kind {
      case .earn: .earned
      case .award: .awarded
      case .topUp: .toppedUp
      case .spend: .spent
      case .hold: .held
      case .capture: .captured
      case .release: .released
      case .refund:
        transaction.entries.contains { $0.account.kind == .issuer } ? .clawedBack : .refunded
      case .void: .voided
      case .reversal: .reversed
      case .transfer: .sent
      case .exchange: .exchanged
      case .mature: .matured
      case .confirm: .confirmed
      case .cancel: .cancelled
      case .expire: .expired
      case .adjust: .adjusted
      case .merge: .merged
      case .reinstate: .reinstated
      case .advance: .advanced
      case .separate: .separated
      // It touches no member, so it tells nothing.
      case .cardPoints: .toppedUp
      }
  }
}
