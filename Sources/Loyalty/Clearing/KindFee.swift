package import Ledger

/// A fee for what is done of one kind, wherever it came in or on one channel (按类型和渠道的手续费).
package struct KindFee: Hashable, Codable, Sendable {
  /// What is charged for. Raw values are stored, and are the API's names.
  package enum Kind: String, CaseIterable, Codable, Sendable {
    case earn, award, topup, cards, spend, capture, refund, void

    package init?(_ kind: Transaction.Kind) {
      switch kind {
      case .earn: self = .earn
      case .award: self = .award
      case .topUp: self = .topup
      case .cardPoints: self = .cards
      case .spend: self = .spend
      case .capture: self = .capture
      case .refund: self = .refund
      case .void: self = .void
      case .hold, .release, .reversal, .transfer, .exchange, .mature, .confirm, .cancel, .expire, .adjust,
        .merge, .reinstate, .advance, .separate:
        return nil
      }
    }

    /// Whether it takes something back, which costs nothing unless terms say so.
    var isReturn: Bool { self == .refund || self == .void }
  }

  package var kind: Kind
  /// Nil for every channel that has no fee of its own for the kind.
  package var channel: Channel?
  package var fee: TransactionFee

  package init(_ kind: Kind, on channel: Channel? = nil, _ fee: TransactionFee) {
    self.kind = kind
    self.channel = channel
    self.fee = fee
  }

  /// The most that one merchant's terms have.
  package static let most = 24

  /// Each kind and channel once, and every fee within its range.
  package static func arePossible(_ fees: [KindFee]) -> Bool {
    fees.count <= most && Set(fees.map { Place(kind: $0.kind, channel: $0.channel) }).count == fees.count
      && fees.allSatisfy(\.fee.isPossible)
  }

  private struct Place: Hashable {
    let kind: Kind
    let channel: Channel?
  }
}

/// What was done and where it came in, by which fees are told apart.
package struct ChargedAct: Hashable, Sendable {
  package let kind: Transaction.Kind
  package let channel: Channel

  package init(_ kind: Transaction.Kind, on channel: Channel) {
    self.kind = kind
    self.channel = channel
  }
}

extension SettlementTerms {
  /// The fee for an act in a role: the kind's on the channel, else the kind's, else the role's.
  func fee(_ role: ClearingRole, _ act: ChargedAct?) -> TransactionFee? {
    let kind = act.flatMap { KindFee.Kind($0.kind) }
    if let act, let kind, !kind.isReturn, let found = fee(kind, act.channel) { return found }
    return role == .given ? givingFee : takingFee
  }

  /// What it costs to take back so many points, and so much of a sale; nothing unless the terms name refunds
  /// or voids. It is beside what goes back of the first fee.
  /// - Parameters:
  ///   - role: as what the points are taken back.
  ///   - points: 0 or more, as the sale is.
  package func returnFee(_ role: ClearingRole, points: Points, sale: Int64, _ act: ChargedAct) -> Int64 {
    guard role == .given || role == .taken, points >= 0, let kind = KindFee.Kind(act.kind), kind.isReturn
    else { return 0 }
    return fee(kind, act.channel)?.money(for: points, of: worth(role, points: points, sale: sale)) ?? 0
  }

  /// Of what a share is a fee: of the sale, and where none was told, of what the points come to.
  func worth(_ role: ClearingRole, points: Points, sale: Int64) -> Int64 {
    if sale > 0 { return sale }
    return (role == .given ? issuePrice : acceptPrice)?.money(for: points) ?? 0
  }

  private func fee(_ kind: KindFee.Kind, _ channel: Channel) -> TransactionFee? {
    let found = (fees ?? []).filter { $0.kind == kind }
    return (found.first { $0.channel == channel } ?? found.first { $0.channel == nil })?.fee
  }
}
