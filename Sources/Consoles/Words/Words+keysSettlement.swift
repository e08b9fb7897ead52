// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var settlementAcceptPrice: String { text("settlement.accept_price") }
  var settlementAmount: String { text("settlement.amount") }
  var settlementAsGiven: String { text("settlement.as_given") }
  var settlementAsUsed: String { text("settlement.as_used") }
  var settlementCommission: String { text("settlement.commission") }
  func settlementCommissionOf(fixed: String, least: String, most: String, share: String) -> String {
    text(
      "settlement.commission_of",
      ["fixed": .text(fixed), "least": .text(least), "most": .text(most), "share": .text(share)])
  }
  var settlementCycle: String { text("settlement.cycle") }
  var settlementDaily: String { text("settlement.daily") }
  var settlementDue: String { text("settlement.due") }
  func settlementDueAfter(days: String) -> String { text("settlement.due_after", ["days": .text(days)]) }
  var settlementExchangeHint: String { text("settlement.exchange_hint") }
  var settlementExchangeIn: String { text("settlement.exchange_in") }
  var settlementExchangeOut: String { text("settlement.exchange_out") }
  var settlementExpiredShare: String { text("settlement.expired_share") }
  func settlementFeeOf(fixed: String, price: String) -> String {
    text(
      "settlement.fee_of", ["fixed": .text(fixed), "price": .text(price)])
  }
  var settlementFrom: String { text("settlement.from") }
  var settlementGivingFee: String { text("settlement.giving_fee") }
  var settlementIssuePrice: String { text("settlement.issue_price") }
  var settlementMinimum: String { text("settlement.minimum") }
  func settlementMonthly(day: String) -> String { text("settlement.monthly", ["day": .text(day)]) }
  var settlementNothing: String { text("settlement.nothing") }
  func settlementPercent(share: String) -> String { text("settlement.percent", ["share": .text(share)]) }
  var settlementPoolShare: String { text("settlement.pool_share") }
  func settlementPrice(money: String, points: String) -> String {
    text(
      "settlement.price", ["money": .text(money), "points": .text(points)])
  }
  func settlementProposal(merchant: String, program: String) -> String {
    text(
      "settlement.proposal", ["merchant": .text(merchant), "program": .text(program)])
  }
  func settlementProposalAdjustment(amount: String, merchant: String) -> String {
    text(
      "settlement.proposal_adjustment", ["amount": .text(amount), "merchant": .text(merchant)])
  }
  var settlementTakingFee: String { text("settlement.taking_fee") }
  func settlementWeekly(day: String) -> String { text("settlement.weekly", ["day": .text(day)]) }
}
