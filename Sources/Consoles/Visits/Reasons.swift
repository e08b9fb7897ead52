import Coalition
import Ledger
import Loyalty

extension Naming {
  /// Why the points of a purchase are what they are, in the viewer's words; empty where no rule decided.
  func reasons(_ transaction: Ledger.Transaction) -> [ShownReason] {
    guard let particulars = Particulars(packed: transaction.context.explanation),
      let currency = book.programs[transaction.subject.asset]?.worth.money.currency
    else { return [] }
    let asset = transaction.subject.asset
    if let back = particulars.moneyReturn {
      let text = words.reasonMoneyBack(money: words.money(ShownMoney(back.money, currency)))
      return [ShownReason(rule: text, points: points(transaction.shownPoints, of: asset))]
    }
    guard let explanation = particulars.explanation else { return [] }
    if transaction.kind != .earn {
      let text = worth(explanation, currency, asset)
      return [ShownReason(rule: text, points: points(explanation.points, of: asset))]
    }
    return [discount(particulars, currency, asset)].compactMap { $0 }
      + explanation.parts.map { part in
        var text = part.rule == EarningRules.baseRate ? base(explanation, currency, asset) : rule(part, asset)
        if case .notApplied(let why) = part.outcome {
          text = words.bonusNotCounted(rule: text, why: why.text(words))
        }
        return ShownReason(rule: text, points: points(part.points, of: asset))
      }
  }

  /// What was taken off before the purchase was paid; gives no points.
  private func discount(_ particulars: Particulars, _ currency: String, _ asset: AssetID) -> ShownReason? {
    guard let taken = particulars.discount else { return nil }
    let name =
      book.discounts[NameBook.RuleName(taken.rule, of: asset)].map { words.name($0) }
      ?? words.discountRuleOf(rule: String(taken.rule), version: String(taken.version))
    let text = words.discountReason(
      gross: words.money(ShownMoney(taken.gross, currency)),
      off: words.money(ShownMoney(taken.off, currency)), rule: name)
    return ShownReason(rule: text, points: nil)
  }

  private func rule(_ part: Explanation.Part, _ asset: AssetID) -> String {
    book.rules[NameBook.RuleName(part.rule, of: asset)].map { words.name($0) }
      ?? words.reasonRule(rule: String(part.rule), version: String(part.version))
  }

  private func base(_ explanation: Explanation, _ currency: String, _ asset: AssetID) -> String {
    let money = words.money(ShownMoney(explanation.base, currency))
    if explanation.base <= 0 { return words.reasonNothingPaid(money: money) }
    return words.reasonRate(
      money: money, per: words.money(ShownMoney(explanation.rate.per, currency)),
      points: words.points(points(Points(explanation.rate.points), of: asset)),
      rounding: explanation.rate.rounding.text(words))
  }

  private func worth(_ explanation: Explanation, _ currency: String, _ asset: AssetID) -> String {
    words.reasonWorth(
      money: words.money(ShownMoney(explanation.base, currency)),
      per: words.money(ShownMoney(explanation.rate.per, currency)),
      points: words.points(points(Points(explanation.rate.points), of: asset)),
      rounding: explanation.rate.rounding.text(words))
  }
}

extension Explanation.Reason {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .outsideItsTime: words.bonusWhyTime
    case .otherStore: words.bonusWhyStore
    case .otherGoods: words.bonusWhyGoods
    case .otherMember: words.bonusWhyMember
    case .belowMinimum: words.bonusWhyMinimum
    case .capReached: words.bonusWhyCap
    case .budgetSpent: words.bonusWhyBudget
    case .excludedByAnother: words.bonusWhyOther
    case .otherChannel: words.bonusWhyChannel
    case .otherAmount: words.bonusWhyAmount
    case .otherBirthday: words.bonusWhyBirthday
    case .notTheFirst: words.bonusWhyFirst
    case .otherPayment: words.bonusWhyPayment
    case .otherCard: words.bonusWhyCard
    case .otherTags: words.bonusWhyTags
    }
  }
}

extension Rounding {
  func text(_ words: Words) -> String {
    switch self {
    case .down: words.reasonDown
    case .halfUp: words.reasonHalfUp
    case .up: words.reasonUp
    }
  }
}

extension Refusal {
  func text(_ words: Words) -> String {
    switch self {
    case .amountOutOfRange: words.refusalAmountOutOfRange
    case .transactionNotFound: words.refusalTransactionNotFound
    case .reversedBeforeArrival: words.refusalReversedBeforeArrival
    case .walletMerged: words.refusalWalletMerged
    case .sameWallet: words.refusalSameWallet
    case .assetMismatch: words.refusalAssetMismatch
    case .limitExceeded: words.refusalLimitExceeded
    case .issuingLimitExceeded: words.refusalIssuingLimitExceeded
    case .transferBelowMinimum: words.refusalTransferBelowMinimum
    case .insufficientPoints: words.refusalInsufficientPoints
    case .alreadyRefunded: words.refusalAlreadyRefunded
    case .refundExceedsOriginal: words.refusalRefundExceedsOriginal
    case .notRefundable: words.refusalNotRefundable
    case .notVoidable: words.refusalNotVoidable
    case .notPending: words.refusalNotPending
    case .holdEnded: words.refusalHoldEnded
    case .holdExpired: words.refusalHoldExpired
    case .captureExceedsHold: words.refusalCaptureExceedsHold
    case .holdsOpen: words.refusalHoldsOpen
    case .nothingDue: words.refusalNothingDue
    }
  }
}

extension AccountKind {
  func name(_ words: Words) -> String {
    switch self {
    case .available: words.accountAvailable
    case .pending: words.accountPending
    case .held: words.accountHeld
    case .debt: words.accountDebt
    case .issuer: words.accountIssuer
    case .acceptor: words.accountAcceptor
    case .breakage: words.accountBreakage
    case .fees: words.accountFees
    case .exchange: words.accountExchange
    case .adjustment: words.accountAdjustment
    case .float: words.accountFloat
    case .vouchersOutstanding: words.accountVouchers
    }
  }
}
