// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func rateAnswer(from: String, into: String) -> String {
    text(
      "rate.answer", ["from": .text(from), "into": .text(into)])
  }
  func rateAnswerSpread(points: String) -> String { text("rate.answer_spread", ["points": .text(points)]) }
  var rateArbitrage: String { text("rate.arbitrage") }
  func rateArrow(from: String, into: String) -> String {
    text(
      "rate.arrow", ["from": .text(from), "into": .text(into)])
  }
  var rateBoth: String { text("rate.both") }
  var rateCalculator: String { text("rate.calculator") }
  var rateCalculatorNote: String { text("rate.calculator_note") }
  func rateChartAbout(pair: String) -> String { text("rate.chart_about", ["pair": .text(pair)]) }
  func rateChartValue(points: String) -> String { text("rate.chart_value", ["points": .text(points)]) }
  var rateDayNote: String { text("rate.day_note") }
  var rateEnds: String { text("rate.ends") }
  var rateFaultDays: String { text("rate.fault_days") }
  var rateFaultLimits: String { text("rate.fault_limits") }
  var rateFaultMany: String { text("rate.fault_many") }
  var rateFaultNone: String { text("rate.fault_none") }
  var rateFaultNumber: String { text("rate.fault_number") }
  var rateFaultPrograms: String { text("rate.fault_programs") }
  var rateFrom: String { text("rate.from") }
  func rateGain(percent: String, program: String) -> String {
    text(
      "rate.gain", ["percent": .text(percent), "program": .text(program)])
  }
  var rateGives: String { text("rate.gives") }
  var rateHistory: String { text("rate.history") }
  var rateInto: String { text("rate.into") }
  var rateIntro: String { text("rate.intro") }
  var rateLimitNote: String { text("rate.limit_note") }
  var rateLimits: String { text("rate.limits") }
  func rateMaximum(points: String) -> String { text("rate.maximum", ["points": .text(points)]) }
  var rateMaximumField: String { text("rate.maximum_field") }
  func rateMemberDaily(points: String) -> String { text("rate.member_daily", ["points": .text(points)]) }
  var rateMemberDailyField: String { text("rate.member_daily_field") }
  func rateMinimum(points: String) -> String { text("rate.minimum", ["points": .text(points)]) }
  var rateMinimumField: String { text("rate.minimum_field") }
  var rateNone: String { text("rate.none") }
  var rateNoneOperator: String { text("rate.none_operator") }
  var rateNoneText: String { text("rate.none_text") }
  var rateNow: String { text("rate.now") }
  var rateNowNote: String { text("rate.now_note") }
  var rateOperatorIntro: String { text("rate.operator_intro") }
  var ratePair: String { text("rate.pair") }
  var ratePairDailyField: String { text("rate.pair_daily_field") }
  func ratePeriod(from: String, until: String) -> String {
    text(
      "rate.period", ["from": .text(from), "until": .text(until)])
  }
  func rateProposal(from: String, into: String) -> String {
    text(
      "rate.proposal", ["from": .text(from), "into": .text(into)])
  }
  var rateProposalEnd: String { text("rate.proposal_end") }
  func rateProposalMany(count: Int64) -> String { text("rate.proposal_many", ["count": .count(count)]) }
  func rateProposalText(limits: String, ratio: String, spread: String) -> String {
    text(
      "rate.proposal_text", ["limits": .text(limits), "ratio": .text(ratio), "spread": .text(spread)])
  }
  var ratePropose: String { text("rate.propose") }
  var rateProposeNote: String { text("rate.propose_note") }
  var rateRate: String { text("rate.rate") }
  func rateRatio(from: String, into: String) -> String {
    text(
      "rate.ratio", ["from": .text(from), "into": .text(into)])
  }
  var rateReceives: String { text("rate.receives") }
  var rateReckon: String { text("rate.reckon") }
  var rateSample: String { text("rate.sample") }
  func rateSince(time: String) -> String { text("rate.since", ["time": .text(time)]) }
  var rateSpread: String { text("rate.spread") }
  var rateSpreadPercent: String { text("rate.spread_percent") }
  func rateStep(from: String, into: String, spread: String) -> String {
    text(
      "rate.step", ["from": .text(from), "into": .text(into), "spread": .text(spread)])
  }
  var rateTitle: String { text("rate.title") }
  var rateToSite: String { text("rate.to_site") }
  var rateValid: String { text("rate.valid") }
  var rateVersion: String { text("rate.version") }
  func rateVersionNumber(number: String) -> String { text("rate.version_number", ["number": .text(number)]) }
  var rateVersions: String { text("rate.versions") }
  var reasonDown: String { text("reason.down") }
  var reasonHalfUp: String { text("reason.half_up") }
  func reasonMoneyBack(money: String) -> String { text("reason.money_back", ["money": .text(money)]) }
  func reasonNothingPaid(money: String) -> String { text("reason.nothing_paid", ["money": .text(money)]) }
  func reasonRate(money: String, per: String, points: String, rounding: String) -> String {
    text(
      "reason.rate",
      ["money": .text(money), "per": .text(per), "points": .text(points), "rounding": .text(rounding)])
  }
  func reasonRule(rule: String, version: String) -> String {
    text(
      "reason.rule", ["rule": .text(rule), "version": .text(version)])
  }
  var reasonUp: String { text("reason.up") }
  func reasonWorth(money: String, per: String, points: String, rounding: String) -> String {
    text(
      "reason.worth",
      ["money": .text(money), "per": .text(per), "points": .text(points), "rounding": .text(rounding)])
  }
  var recoveryDone: String { text("recovery.done") }
  var recoveryIntro: String { text("recovery.intro") }
  var recoveryTitle: String { text("recovery.title") }
  var redeemAct: String { text("redeem.act") }
  var redeemBack: String { text("redeem.back") }
  var redeemBusy: String { text("redeem.busy") }
  var redeemCode: String { text("redeem.code") }
  var redeemCodeHint: String { text("redeem.code_hint") }
  var redeemConfirm: String { text("redeem.confirm") }
  func redeemDelayed(seconds: String) -> String { text("redeem.delayed", ["seconds": .text(seconds)]) }
  var redeemExpired: String { text("redeem.expired") }
  var redeemFrozen: String { text("redeem.frozen") }
  var redeemIntro: String { text("redeem.intro") }
  var redeemInvalid: String { text("redeem.invalid") }
  var redeemNext: String { text("redeem.next") }
  var redeemNotActive: String { text("redeem.not_active") }
  var redeemOnceNote: String { text("redeem.once_note") }
  var redeemPhone: String { text("redeem.phone") }
  var redeemReceiver: String { text("redeem.receiver") }
  var redeemSaid: String { text("redeem.said") }
  var redeemTitle: String { text("redeem.title") }
  var redeemTo: String { text("redeem.to") }
  var redeemToMe: String { text("redeem.to_me") }
  var redeemUsed: String { text("redeem.used") }
  var redeemVoided: String { text("redeem.voided") }
  var refusalAlreadyRefunded: String { text("refusal.already_refunded") }
  var refusalAmountOutOfRange: String { text("refusal.amount_out_of_range") }
  var refusalAssetMismatch: String { text("refusal.asset_mismatch") }
  var refusalCaptureExceedsHold: String { text("refusal.capture_exceeds_hold") }
  var refusalHoldEnded: String { text("refusal.hold_ended") }
  var refusalHoldExpired: String { text("refusal.hold_expired") }
  var refusalHoldsOpen: String { text("refusal.holds_open") }
  var refusalInsufficientPoints: String { text("refusal.insufficient_points") }
  var refusalIssuingLimitExceeded: String { text("refusal.issuing_limit_exceeded") }
  var refusalLimitExceeded: String { text("refusal.limit_exceeded") }
  var refusalNotPending: String { text("refusal.not_pending") }
  var refusalNotRefundable: String { text("refusal.not_refundable") }
  var refusalNotVoidable: String { text("refusal.not_voidable") }
  var refusalNothingDue: String { text("refusal.nothing_due") }
  func refusalNotice(reason: String) -> String { text("refusal.notice", ["reason": .text(reason)]) }
  var refusalRefundExceedsOriginal: String { text("refusal.refund_exceeds_original") }
  var refusalReversedBeforeArrival: String { text("refusal.reversed_before_arrival") }
  var refusalSameWallet: String { text("refusal.same_wallet") }
  var refusalTransactionNotFound: String { text("refusal.transaction_not_found") }
  var refusalTransferBelowMinimum: String { text("refusal.transfer_below_minimum") }
  var refusalWalletMerged: String { text("refusal.wallet_merged") }
  var returnAmount: String { text("return.amount") }
  var returnComplaint: String { text("return.complaint") }
  var returnDoubled: String { text("return.doubled") }
  var returnGoods: String { text("return.goods") }
  var returnMember: String { text("return.member") }
  var returnOther: String { text("return.other") }
  var roleAdministrator: String { text("role.administrator") }
  var roleAuditor: String { text("role.auditor") }
  var roleCashier: String { text("role.cashier") }
  var roleFinance: String { text("role.finance") }
  var roleMerchantFinance: String { text("role.merchant_finance") }
  var roleMerchantLead: String { text("role.merchant_lead") }
  var roleMerchantOwner: String { text("role.merchant_owner") }
  var roleOperations: String { text("role.operations") }
  var roleReviewer: String { text("role.reviewer") }
  var roleRisk: String { text("role.risk") }
  var roleService: String { text("role.service") }
  var rulesAbove: String { text("rules.above") }
  var rulesAboveHint: String { text("rules.above_hint") }
  var rulesAdjust: String { text("rules.adjust") }
  var rulesAdmit: String { text("rules.admit") }
  var rulesBlock: String { text("rules.block") }
  var rulesControl: String { text("rules.control") }
  var rulesEarningRule: String { text("rules.earning_rule") }
  var rulesExchangeRates: String { text("rules.exchange_rates") }
  var rulesExport: String { text("rules.export") }
  var rulesIntro: String { text("rules.intro") }
  var rulesKey: String { text("rules.key") }
  var rulesLadder: String { text("rules.ladder") }
  var rulesMerge: String { text("rules.merge") }
  var rulesNone: String { text("rules.none") }
  var rulesOperation: String { text("rules.operation") }
  var rulesPointsCards: String { text("rules.points_cards") }
  var rulesProgram: String { text("rules.program") }
  var rulesPropose: String { text("rules.propose") }
  var rulesPurchases: String { text("rules.purchases") }
  var rulesRequire: String { text("rules.require") }
  var rulesRule: String { text("rules.rule") }
  var rulesSettlementAdjustment: String { text("rules.settlement_adjustment") }
  var rulesSettlementTerms: String { text("rules.settlement_terms") }
  var rulesTerms: String { text("rules.terms") }
}
