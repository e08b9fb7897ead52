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
}
