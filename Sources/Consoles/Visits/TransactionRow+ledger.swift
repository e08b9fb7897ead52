import Coalition
import Ledger
import Loyalty

extension TransactionRow {
  init(_ transaction: Ledger.Transaction, _ naming: Naming, progress: ShownProgress? = nil) {
    let asset = transaction.subject.asset
    let context = transaction.context
    let particulars = Particulars(packed: context.explanation)
    let money = particulars?.explanation?.base ?? particulars?.moneyReturn?.money
    let currency = naming.book.programs[asset]?.worth.money.currency
    self.init(
      id: naming.publicIDs.text(transaction.id), at: ShownTime(transaction.at),
      kind: ShownKind(transaction.kind), channel: ShownChannel(context.channel),
      progress: progress ?? (transaction.refusal == nil ? .booked : .refused),
      points: naming.points(transaction.shownPoints, of: asset),
      amount: currency.flatMap { currency in money.map { ShownMoney($0, currency) } },
      memberName: naming.member(transaction.subject.member),
      merchantName: naming.merchant(context.merchant), storeName: naming.book.stores[context.store])
  }
}

extension Ledger.Transaction {
  /// From the member's side: the change of what lies in the wallet, or where that stays, of what of it can
  /// be used.
  var shownPoints: Points {
    if refusal != nil { return kind.takes ? -amount : amount }
    // The wallet that it is about was empty before; two others move.
    if kind == .separate { return amount }
    guard let wallet = touches.first?.wallet else { return 0 }
    let effect = effect(on: wallet)
    if effect != 0 { return effect }
    return entries.reduce(0) { sum, entry in
      entry.account.kind == .available && entry.account.owner == wallet.rawValue ? sum + entry.amount : sum
    }
  }
}

extension Ledger.Transaction.Kind {
  fileprivate var takes: Bool {
    switch self {
    case .spend, .hold, .capture, .transfer, .exchange, .cancel, .expire, .merge: true
    case .earn, .award, .topUp, .release, .refund, .void, .reversal, .mature, .confirm, .adjust,
      .cardPoints, .reinstate, .advance, .separate:
      false
    }
  }
}

extension ShownKind {
  init(_ kind: Ledger.Transaction.Kind) {
    self =
      switch kind {
      case .earn: .earn
      case .award: .award
      case .topUp: .topup
      case .spend: .spend
      case .hold: .hold
      case .capture: .capture
      case .release: .release
      case .refund: .refund
      case .void: .void
      case .reversal: .reversal
      case .transfer: .transfer
      case .exchange: .exchange
      case .mature: .mature
      case .confirm: .confirm
      case .cancel: .cancel
      case .expire: .expire
      case .adjust: .adjust
      case .merge: .merge
      case .cardPoints: .cards
      case .reinstate: .reinstate
      case .advance: .advance
      case .separate: .separate
      }
  }

  /// The ledger's kind with this name.
  var kind: Ledger.Transaction.Kind {
    switch self {
    case .earn: .earn
    case .award: .award
    case .topup: .topUp
    case .spend: .spend
    case .hold: .hold
    case .capture: .capture
    case .release: .release
    case .refund: .refund
    case .void: .void
    case .reversal: .reversal
    case .transfer: .transfer
    case .exchange: .exchange
    case .mature: .mature
    case .confirm: .confirm
    case .cancel: .cancel
    case .expire: .expire
    case .adjust: .adjust
    case .merge: .merge
    case .cards: .cardPoints
    case .reinstate: .reinstate
    case .advance: .advance
    case .separate: .separate
    }
  }
}

extension ShownChannel {
  init(_ channel: Channel) {
    self =
      switch channel {
      case .platform: .job
      case .api: .api
      case .pos: .pos
      case .merchantSystem: .mis
      case .seat: .seat
      case .console: .console
      case .member: .member
      case .importing: .importing
      case .mall: .ecommerce
      case .sms: .sms
      }
  }
}
