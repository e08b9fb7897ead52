import Ledger

extension Step {
  /// The step as one would write it in a test.
  var spelled: String {
    let seconds = (at.microseconds - Step.start.microseconds) / Instant.microsecondsPerSecond
    return "#\(serial) at +\(seconds)s, merchant \(command.context.merchant.rawValue): \(spelledAction)"
  }

  private var spelledAction: String {
    switch command.action {
    case .credit(let credit):
      ".\(credit.reason)(\(spell(credit.wallet)), \(credit.amount.units), \(spell(credit.source)), effective: "
        + "\(spell(credit.effectiveAt)), until: \(spell(credit.expiresAt)), "
        + "limit: \(spell(credit.issuingLimit)), cards: \(credit.cards.rawValue))"
    case .spend(let spend): ".spend(\(spell(spend)))"
    case .hold(let spend, let until): ".hold(\(spell(spend)), until: \(spell(until)))"
    case .capture(let id, let amount): ".capture(\(spell(id)), \(spell(amount)))"
    case .release(let id): ".release(\(spell(id)))"
    case .refund(let refund):
      ".refund(\(spell(refund.original)), \(spell(refund.amount)), \(spell(refund.expiredLots)), "
        + "debt: \(refund.isDebtAllowed), nothing: \(refund.mayBeNothing), own: \(refund.isOwnLotOnly))"
    case .void(let id): ".void(\(spell(id)))"
    case .reverse(let key): ".reverse(key: \(key.low))"
    case .transfer(let transfer):
      ".transfer(\(spell(transfer.sender)), \(spell(transfer.receiver)), \(transfer.amount.units), fee: "
        + "\(transfer.fee.units) \(transfer.feeMode), minimum: \(transfer.minimum.units), \(spell(transfer.limit)), "
        + "purchased: \(transfer.isPurchasedAllowed))"
    case .exchange(let exchange):
      ".exchange(\(spell(exchange.from)), into: \(exchange.into.rawValue), gives: \(exchange.gives.units), receives: "
        + "\(exchange.receives.units), spread: \(exchange.spread.units), until: \(spell(exchange.expiresAt)), "
        + "purchased: \(exchange.isPurchasedAllowed))"
    case .mature(let key): ".mature(\(spell(key)))"
    case .confirm(let id, let amount): ".confirm(\(spell(id)), \(spell(amount)))"
    case .cancel(let id, let amount): ".cancel(\(spell(id)), \(spell(amount)))"
    case .expire(let key): ".expire(\(spell(key)))"
    case .adjust(let adjust):
      ".adjust(\(spell(adjust.wallet)), \(adjust.amount.units), \(spell(adjust.source)), until: "
        + "\(spell(adjust.expiresAt)), debt: \(adjust.isDebtAllowed))"
    case .cardPoints(let cards):
      ".cardPoints(\(cards.move), \(cards.amount.units), b\(cards.batch.rawValue)/"
        + "a\(cards.asset.rawValue), issuer: "
        + "\(cards.issuer.rawValue), limit: \(spell(cards.issuingLimit)))"
    case .reinstate(let reinstate):
      ".reinstate(\(spell(reinstate.original)), \(reinstate.amount.units), "
        + "fee: \(reinstate.fee.units), until: \(spell(reinstate.expiresAt)))"
    case .advance(let advance):
      ".advance(\(spell(advance.wallet)), \(advance.amount.units), fee: \(advance.fee.units), "
        + "by: \(spell(advance.maturingBy)), share: \(advance.share))"
    case .separate(let separate): ".separate(\(spell(separate.merge)), into: \(spell(separate.into)))"
    case .merge(let from, let into): ".merge(\(spell(from)), into: \(spell(into)))"
    }
  }

  private func spell(_ key: WalletKey) -> String { "m\(key.member.rawValue)/a\(key.asset.rawValue)" }

  private func spell(_ amount: Points?) -> String { amount.map { "\($0.units)" } ?? "nil" }

  private func spell(_ id: TransactionID) -> String {
    id.rawValue < 0 ? "#\(-id.rawValue)" : "\(id.rawValue)"
  }

  private func spell(_ moment: Instant) -> String {
    if moment == .distantPast { return "past" }
    if moment == .distantFuture { return "future" }
    return "+\((moment.microseconds - Step.start.microseconds) / Instant.microsecondsPerSecond)s"
  }

  private func spell(_ source: LotSource) -> String {
    "i\(source.issuer.rawValue)/c\(source.campaign.rawValue)/\(source.origin)/only\(source.onlyAt.rawValue)"
  }

  private func spell(_ policy: Refund.ExpiredLots) -> String {
    switch policy {
    case .forfeit: "forfeit"
    case .extend(let until): "extend(\(spell(until)))"
    }
  }

  private func spell(_ limit: Limit) -> String {
    "limit: \(spell(limit.perTransaction))/\(spell(limit.perDay))"
  }

  private func spell(_ spend: Spend) -> String {
    "\(spell(spend.wallet)), \(spend.amount.units), at: \(spend.acceptor.rawValue), part: \(spend.isPartialAllowed)/\(spend.least.units), "
      + spell(spend.limit) + ", bought: \(spend.isPurchasedAllowed)"
  }
}
