// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
  var rulesSeparate: String { text("rules.separate") }
  var rulesSettlementAdjustment: String { text("rules.settlement_adjustment") }
  var rulesSettlementTerms: String { text("rules.settlement_terms") }
  var rulesTerms: String { text("rules.terms") }
}
