import Coalition
import Ledger
import Loyalty

extension Naming {
  /// What settlement terms say, part by part, each under its name and always in this order.
  /// - Parameter withAgents: not for the merchant: what agents have is between them and the operator.
  func lines(
    of terms: SettlementTerms, _ asset: AssetID, withAgents: Bool = true
  ) -> [(name: String, text: String)] {
    let moment = terms.issueMoment == .given ? words.settlementAsGiven : words.settlementAsUsed
    let issue = terms.issuePrice.map {
      [price($0, asset), moment].joined(separator: words.listConditionJoin)
    }
    return [
      (words.settlementIssuePrice, issue ?? words.settlementNothing),
      (words.settlementAcceptPrice, terms.acceptPrice.map { price($0, asset) } ?? words.settlementNothing),
      (words.settlementExpiredShare, percent(terms.expiredShare)),
      (words.settlementPoolShare, percent(terms.poolShare ?? 0)),
      (words.settlementCommission, terms.commission.map { commission($0, asset) } ?? words.settlementNothing),
      (words.settlementGivingFee, fee(terms.givingFee, asset)),
      (words.settlementTakingFee, fee(terms.takingFee, asset)),
      (words.feeTitle, fees(terms, asset)),
      (words.referralTitle, referrals(terms, asset)),
      (words.settlementExchangeOut, terms.exchangeOut.map { price($0, asset) } ?? words.settlementNothing),
      (words.settlementExchangeIn, terms.exchangeIn.map { price($0, asset) } ?? words.settlementNothing),
      (words.settlementCycle, cycle(terms.cycle)),
      (words.settlementDue, words.settlementDueAfter(days: words.number(Int64(terms.dueAfterDays)))),
      (words.settlementMinimum, money(terms.minimum, asset)),
    ] + (withAgents ? [(words.agentTitle, agents(terms))] : [])
  }

  private func referrals(_ terms: SettlementTerms, _ asset: AssetID) -> String {
    let all = (terms.referrals ?? []).map { referral in
      words.referralOf(
        code: referral.code, commission: commission(referral.commission, asset),
        party: issuer(referral.referrer))
    }
    return all.isEmpty ? words.settlementNothing : all.joined(separator: words.listConditionJoin)
  }

  private func agents(_ terms: SettlementTerms) -> String {
    let all = (terms.agents ?? []).map { words.sharePart(party: issuer($0.agent), share: percent($0.share)) }
    return all.isEmpty ? words.settlementNothing : all.joined(separator: words.listConditionJoin)
  }

  private func price(_ price: PointPrice, _ asset: AssetID) -> String {
    words.settlementPrice(money: money(price.money, asset), points: shown(Points(price.perPoints), asset))
  }

  func percent(_ basisPoints: Int32) -> String {
    words.settlementPercent(share: Digits.shortest(Int64(basisPoints), decimals: 2))
  }

  private func commission(_ commission: Commission, _ asset: AssetID) -> String {
    words.settlementCommissionOf(
      fixed: money(commission.fixed, asset), least: money(commission.minimum, asset),
      most: commission.maximum.map { money($0, asset) } ?? words.commonNone,
      share: Digits.shortest(Int64(commission.share), decimals: 2))
  }

  private func fee(_ fee: TransactionFee?, _ asset: AssetID) -> String {
    guard let fee else { return words.settlementNothing }
    var text = money(fee.fixed, asset)
    if let byPoints = fee.byPoints {
      text = words.settlementFeeOf(fixed: text, price: price(byPoints, asset))
    }
    if let share = fee.share { text = words.feeAndShare(fee: text, share: percent(share)) }
    if fee.minimum == nil, fee.maximum == nil { return text }
    return words.feeWithin(
      fee: text, least: money(fee.minimum ?? 0, asset),
      most: fee.maximum.map { money($0, asset) } ?? words.commonNone)
  }

  private func fees(_ terms: SettlementTerms, _ asset: AssetID) -> String {
    let all = (terms.fees ?? []).map { one in
      words.feeOf(
        channel: one.channel.map { ShownChannel($0).name(words) } ?? words.feeAnyChannel,
        fee: fee(one.fee, asset), kind: one.kind.shown.name(words))
    }
    return all.isEmpty ? words.settlementNothing : all.joined(separator: words.listConditionJoin)
  }

  private func cycle(_ cycle: SettlementCycle) -> String {
    switch cycle {
    case .daily: words.settlementDaily
    case .weekly(let day): words.settlementWeekly(day: day.name(words))
    case .monthly(let day): words.settlementMonthly(day: words.number(Int64(day)))
    }
  }
}
