internal import Ledger
internal import Storage

/// What a till did, by the number that field 60.1 of its messages carries.
///
/// 1…25 are UnionPay's. 36 and above are ours: UnionPay defines no earning, topping up, draw or discount
/// (docs/guide/terminals.md says so to those who connect terminals).
package enum TillKind: Int64, CaseIterable, Sendable, SQLScalar {
  case balance = 3
  case hold = 10
  case holdCancel = 11
  case completion = 20
  case spend = 22
  case spendVoid = 23
  case spendRefund = 25
  case earn = 36
  case earnVoid = 37
  case earnRefund = 38
  /// What a purchase costs a member: books nothing.
  case discountQuote = 39
  case topUp = 46
  case topUpVoid = 47
  case draw = 48

  /// On which side of a batch's totals it counts; nil for what moves nothing.
  package var side: Side? {
    switch self {
    case .spend, .completion, .earnVoid, .earnRefund, .topUpVoid, .draw: .debit
    case .spendVoid, .spendRefund, .earn, .topUp: .credit
    case .balance, .discountQuote, .hold, .holdCancel: nil
    }
  }

  package enum Side: Sendable {
    case debit, credit
  }

  /// The kind of transaction that a void or refund of this kind acts upon.
  package var original: TillKind? {
    switch self {
    case .spendVoid, .spendRefund: .spend
    case .earnVoid, .earnRefund: .earn
    case .topUpVoid: .topUp
    case .completion, .holdCancel: .hold
    case .balance, .discountQuote, .hold, .spend, .earn, .topUp, .draw: nil
    }
  }

  /// What a transaction of the ledger was at the till; `original` is what it acted upon.
  init?(_ transaction: Ledger.Transaction, original: TillKind?) {
    let kind: TillKind? =
      switch transaction.kind {
      case .spend: .spend
      case .earn: .earn
      case .topUp: .topUp
      case .hold: .hold
      case .capture: .completion
      case .release: .holdCancel
      case .void: TillKind.allCases.first { $0.isVoid && $0.original == original }
      // A gift card's points are awarded, and topped up for the till.
      case .award: transaction.isOfCard ? .topUp : nil
      case .refund: original == .earn ? .earnRefund : .spendRefund
      case .reversal, .transfer, .exchange, .mature, .confirm, .cancel, .expire, .adjust, .merge,
        .cardPoints, .reinstate, .advance, .separate:
        nil
      }
    guard let kind else { return nil }
    self = kind
  }

  /// Whether it may change what a member has.
  package var movesPoints: Bool { self != .balance && self != .discountQuote && self != .draw }

  package var isVoid: Bool { self == .spendVoid || self == .earnVoid || self == .topUpVoid }
}

/// Which kinds a terminal may do; bit n stands for kind n.
package struct TillKinds: OptionSet, Sendable, Hashable, SQLScalar {
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package init(_ kinds: some Sequence<TillKind>) {
    rawValue = kinds.reduce(0) { $0 | 1 << $1.rawValue }
  }

  package static let all = TillKinds(TillKind.allCases)

  package static var placeholder: TillKinds { [] }

  package func allows(_ kind: TillKind) -> Bool { rawValue & 1 << kind.rawValue != 0 }

  package var kinds: [TillKind] { TillKind.allCases.filter(allows) }
}
