import Coalition
import Loyalty

extension RuleForm.Fault {
  /// The field that is pointed at.
  var field: String {
    switch self {
    case .program: "program"
    case .names: "name_hans"
    case .effect: "amount"
    case .limits: "purchase"
    case .number: "priority"
    case .days: "until_day"
    case .money: "money_from"
    case .hours: "time_from"
    case .monthDays: "month_days"
    case .texts: "categories"
    case .levels: "levels"
    case .period: "days"
    case .busy: "do"
    case .tooMany(let field), .unreadable(let field): field
    case .merchants: "merchants"
    case .stores: "stores"
    case .cardTypes: "card_types"
    case .tags(let field, _): field
    }
  }

  func text(_ words: Words) -> String {
    switch self {
    case .program: words.approvalFaultImpossible
    case .names: words.bonusFaultNames
    case .effect: words.bonusFaultEffect
    case .limits: words.bonusFaultLimits
    case .number: words.bonusFaultNumber
    case .days: words.bonusFaultDays
    case .money: words.bonusFaultMoney
    case .hours: words.bonusFaultHours
    case .monthDays: words.bonusFaultMonthDays
    case .texts: words.bonusFaultTexts
    case .levels: words.bonusFaultLevels
    case .period: words.bonusFaultPeriod(days: words.number(Coalition.longestSimulatedDays))
    case .busy: words.bonusFaultBusy
    case .tooMany: words.bonusFaultTooMany(limit: words.number(Int64(BonusRule.mostNamed)))
    case .unreadable: words.bonusFaultUnreadable
    case .merchants(let codes):
      words.bonusFaultMerchants(codes: codes.joined(separator: words.listConditionJoin))
    case .stores(let codes): words.bonusFaultStores(codes: codes.joined(separator: words.listConditionJoin))
    case .cardTypes(let codes):
      words.bonusFaultCardTypes(codes: codes.joined(separator: words.listConditionJoin))
    case .tags(_, let names): words.bonusFaultTags(names: names.joined(separator: words.listConditionJoin))
    }
  }
}
