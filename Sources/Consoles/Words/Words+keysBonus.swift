// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var bonusAlways: String { text("bonus.always") }
  var bonusAmount: String { text("bonus.amount") }
  var bonusAmountNote: String { text("bonus.amount_note") }
  func bonusAtMerchants(names: String) -> String { text("bonus.at_merchants", ["names": .text(names)]) }
  func bonusAtStores(names: String) -> String { text("bonus.at_stores", ["names": .text(names)]) }
  var bonusBirthday: String { text("bonus.birthday") }
  func bonusBudget(points: String) -> String { text("bonus.budget", ["points": .text(points)]) }
  func bonusByChannels(names: String) -> String { text("bonus.by_channels", ["names": .text(names)]) }
  var bonusCardTypes: String { text("bonus.card_types") }
  var bonusCardTypesNote: String { text("bonus.card_types_note") }
  var bonusCategories: String { text("bonus.categories") }
  var bonusChannels: String { text("bonus.channels") }
  var bonusDayNote: String { text("bonus.day_note") }
  var bonusDraft: String { text("bonus.draft") }
  var bonusEffect: String { text("bonus.effect") }
  var bonusEffectFixed: String { text("bonus.effect_fixed") }
  var bonusEffectItem: String { text("bonus.effect_item") }
  var bonusEffectLevel: String { text("bonus.effect_level") }
  var bonusEffectMultiple: String { text("bonus.effect_multiple") }
  var bonusEffectRate: String { text("bonus.effect_rate") }
  var bonusEmptyText: String { text("bonus.empty_text") }
  var bonusEmptyTitle: String { text("bonus.empty_title") }
  var bonusEnd: String { text("bonus.end") }
  var bonusEndNote: String { text("bonus.end_note") }
  var bonusFaultBusy: String { text("bonus.fault_busy") }
  func bonusFaultCardTypes(codes: String) -> String {
    text(
      "bonus.fault_card_types", ["codes": .text(codes)])
  }
  var bonusFaultDays: String { text("bonus.fault_days") }
  var bonusFaultEffect: String { text("bonus.fault_effect") }
  var bonusFaultHours: String { text("bonus.fault_hours") }
  var bonusFaultLevels: String { text("bonus.fault_levels") }
  var bonusFaultLimits: String { text("bonus.fault_limits") }
  func bonusFaultMerchants(codes: String) -> String { text("bonus.fault_merchants", ["codes": .text(codes)]) }
  var bonusFaultMoney: String { text("bonus.fault_money") }
  var bonusFaultMonthDays: String { text("bonus.fault_month_days") }
  var bonusFaultNames: String { text("bonus.fault_names") }
  var bonusFaultNumber: String { text("bonus.fault_number") }
  func bonusFaultPeriod(days: String) -> String { text("bonus.fault_period", ["days": .text(days)]) }
  func bonusFaultStores(codes: String) -> String { text("bonus.fault_stores", ["codes": .text(codes)]) }
  func bonusFaultTags(names: String) -> String { text("bonus.fault_tags", ["names": .text(names)]) }
  var bonusFaultTexts: String { text("bonus.fault_texts") }
  func bonusFaultTooMany(limit: String) -> String { text("bonus.fault_too_many", ["limit": .text(limit)]) }
  var bonusFaultUnreadable: String { text("bonus.fault_unreadable") }
  var bonusFirst: String { text("bonus.first") }
  var bonusFirstMerchant: String { text("bonus.first_merchant") }
  var bonusFirstProgram: String { text("bonus.first_program") }
  var bonusFriday: String { text("bonus.friday") }
  var bonusFromDay: String { text("bonus.from_day") }
  func bonusFromOn(from: String) -> String { text("bonus.from_on", ["from": .text(from)]) }
  func bonusFromTo(from: String, until: String) -> String {
    text(
      "bonus.from_to", ["from": .text(from), "until": .text(until)])
  }
  var bonusGives: String { text("bonus.gives") }
  func bonusGivesFixed(points: String) -> String { text("bonus.gives_fixed", ["points": .text(points)]) }
  func bonusGivesItem(points: String) -> String { text("bonus.gives_item", ["points": .text(points)]) }
  func bonusGivesLevel(ladder: String) -> String { text("bonus.gives_level", ["ladder": .text(ladder)]) }
  func bonusGivesMultiple(times: String) -> String { text("bonus.gives_multiple", ["times": .text(times)]) }
  func bonusGivesRate(money: String, points: String, rounding: String) -> String {
    text(
      "bonus.gives_rate", ["money": .text(money), "points": .text(points), "rounding": .text(rounding)])
  }
  var bonusGoods: String { text("bonus.goods") }
  var bonusGroup: String { text("bonus.group") }
  var bonusInBirthdayMonth: String { text("bonus.in_birthday_month") }
  var bonusInForce: String { text("bonus.in_force") }
  func bonusInHours(from: String, until: String) -> String {
    text(
      "bonus.in_hours", ["from": .text(from), "until": .text(until)])
  }
  var bonusIntro: String { text("bonus.intro") }
  func bonusLevelOf(ladder: String, level: String) -> String {
    text(
      "bonus.level_of", ["ladder": .text(ladder), "level": .text(level)])
  }
  var bonusLevels: String { text("bonus.levels") }
  var bonusLevelsNote: String { text("bonus.levels_note") }
  var bonusLimitBudget: String { text("bonus.limit_budget") }
  var bonusLimitMember: String { text("bonus.limit_member") }
  var bonusLimitMemberDay: String { text("bonus.limit_member_day") }
  var bonusLimitNote: String { text("bonus.limit_note") }
  var bonusLimitPurchase: String { text("bonus.limit_purchase") }
  var bonusLimits: String { text("bonus.limits") }
  var bonusListNote: String { text("bonus.list_note") }
  var bonusMerchants: String { text("bonus.merchants") }
  var bonusMerchantsNote: String { text("bonus.merchants_note") }
  var bonusMonday: String { text("bonus.monday") }
  var bonusMoneyFrom: String { text("bonus.money_from") }
  var bonusMoneyTo: String { text("bonus.money_to") }
  var bonusMonthDays: String { text("bonus.month_days") }
  var bonusMonthDaysNote: String { text("bonus.month_days_note") }
  var bonusNameEn: String { text("bonus.name_en") }
  var bonusNameHans: String { text("bonus.name_hans") }
  var bonusNameHant: String { text("bonus.name_hant") }
  var bonusNameNote: String { text("bonus.name_note") }
  var bonusNew: String { text("bonus.new") }
  var bonusNoLimit: String { text("bonus.no_limit") }
  func bonusNoRight(right: String) -> String { text("bonus.no_right", ["right": .text(right)]) }
  var bonusNotAsked: String { text("bonus.not_asked") }
  func bonusNotCounted(rule: String, why: String) -> String {
    text(
      "bonus.not_counted", ["rule": .text(rule), "why": .text(why)])
  }
  func bonusNumber(number: String, version: String) -> String {
    text(
      "bonus.number", ["number": .text(number), "version": .text(version)])
  }
  func bonusOfCategories(names: String) -> String { text("bonus.of_categories", ["names": .text(names)]) }
  func bonusOfGoods(names: String) -> String { text("bonus.of_goods", ["names": .text(names)]) }
  func bonusOfLevels(names: String) -> String { text("bonus.of_levels", ["names": .text(names)]) }
  func bonusOfMoney(from: String, to: String) -> String {
    text(
      "bonus.of_money", ["from": .text(from), "to": .text(to)])
  }
  var bonusOnBirthday: String { text("bonus.on_birthday") }
  func bonusOnDays(days: String) -> String { text("bonus.on_days", ["days": .text(days)]) }
  func bonusPaidBy(names: String) -> String { text("bonus.paid_by", ["names": .text(names)]) }
  var bonusPayments: String { text("bonus.payments") }
  var bonusPer: String { text("bonus.per") }
  func bonusPerMember(points: String) -> String { text("bonus.per_member", ["points": .text(points)]) }
  func bonusPerMemberDay(points: String) -> String { text("bonus.per_member_day", ["points": .text(points)]) }
  var bonusPerNote: String { text("bonus.per_note") }
  func bonusPerPurchase(points: String) -> String { text("bonus.per_purchase", ["points": .text(points)]) }
  var bonusPriority: String { text("bonus.priority") }
  var bonusPriorityNote: String { text("bonus.priority_note") }
  var bonusProgram: String { text("bonus.program") }
  func bonusProposal(name: String) -> String { text("bonus.proposal", ["name": .text(name)]) }
  func bonusProposalEnd(name: String) -> String { text("bonus.proposal_end", ["name": .text(name)]) }
  var bonusPropose: String { text("bonus.propose") }
  var bonusPurchases: String { text("bonus.purchases") }
  var bonusReason: String { text("bonus.reason") }
  var bonusResult: String { text("bonus.result") }
  var bonusResultBase: String { text("bonus.result_base") }
  var bonusResultCost: String { text("bonus.result_cost") }
  var bonusResultGiven: String { text("bonus.result_given") }
  var bonusResultMembers: String { text("bonus.result_members") }
  func bonusResultNote(count: String, members: String) -> String {
    text(
      "bonus.result_note", ["count": .text(count), "members": .text(members)])
  }
  var bonusResultWould: String { text("bonus.result_would") }
  var bonusRule: String { text("bonus.rule") }
  var bonusSaturday: String { text("bonus.saturday") }
  var bonusStacking: String { text("bonus.stacking") }
  var bonusStackingAdds: String { text("bonus.stacking_adds") }
  var bonusStackingAlone: String { text("bonus.stacking_alone") }
  var bonusStackingBest: String { text("bonus.stacking_best") }
  var bonusStackingHow: String { text("bonus.stacking_how") }
  var bonusStateLater: String { text("bonus.state_later") }
  var bonusStateNow: String { text("bonus.state_now") }
  var bonusStateOver: String { text("bonus.state_over") }
  var bonusStores: String { text("bonus.stores") }
  var bonusStoresNote: String { text("bonus.stores_note") }
  var bonusSunday: String { text("bonus.sunday") }
  func bonusTagged(names: String) -> String { text("bonus.tagged", ["names": .text(names)]) }
  var bonusTags: String { text("bonus.tags") }
  var bonusTagsNote: String { text("bonus.tags_note") }
  var bonusTemplates: String { text("bonus.templates") }
  var bonusThursday: String { text("bonus.thursday") }
  var bonusTimeFrom: String { text("bonus.time_from") }
  var bonusTimeNote: String { text("bonus.time_note") }
  var bonusTimeUntil: String { text("bonus.time_until") }
  var bonusTitle: String { text("bonus.title") }
  var bonusTplBudget: String { text("bonus.tpl_budget") }
  var bonusTplCategory: String { text("bonus.tpl_category") }
  var bonusTplDoubleDay: String { text("bonus.tpl_double_day") }
  var bonusTplGoods: String { text("bonus.tpl_goods") }
  var bonusTplMorning: String { text("bonus.tpl_morning") }
  var bonusTplNight: String { text("bonus.tpl_night") }
  var bonusTplSeat: String { text("bonus.tpl_seat") }
  var bonusTplStore: String { text("bonus.tpl_store") }
  var bonusTplThreshold: String { text("bonus.tpl_threshold") }
  var bonusTplWeekend: String { text("bonus.tpl_weekend") }
  var bonusTry: String { text("bonus.try") }
  var bonusTryDays: String { text("bonus.try_days") }
  var bonusTuesday: String { text("bonus.tuesday") }
  func bonusUntagged(names: String) -> String { text("bonus.untagged", ["names": .text(names)]) }
  var bonusUntilDay: String { text("bonus.until_day") }
  func bonusUsed(points: String) -> String { text("bonus.used", ["points": .text(points)]) }
  var bonusVersions: String { text("bonus.versions") }
  var bonusWednesday: String { text("bonus.wednesday") }
  var bonusWeekdays: String { text("bonus.weekdays") }
  var bonusWhen: String { text("bonus.when") }
  var bonusWhyAmount: String { text("bonus.why_amount") }
  var bonusWhyBirthday: String { text("bonus.why_birthday") }
  var bonusWhyBudget: String { text("bonus.why_budget") }
  var bonusWhyCap: String { text("bonus.why_cap") }
  var bonusWhyCard: String { text("bonus.why_card") }
  var bonusWhyChannel: String { text("bonus.why_channel") }
  var bonusWhyFirst: String { text("bonus.why_first") }
  var bonusWhyGoods: String { text("bonus.why_goods") }
  var bonusWhyMember: String { text("bonus.why_member") }
  var bonusWhyMinimum: String { text("bonus.why_minimum") }
  var bonusWhyOther: String { text("bonus.why_other") }
  var bonusWhyPayment: String { text("bonus.why_payment") }
  var bonusWhyStore: String { text("bonus.why_store") }
  var bonusWhyTags: String { text("bonus.why_tags") }
  var bonusWhyTime: String { text("bonus.why_time") }
  func bonusWithCards(names: String) -> String { text("bonus.with_cards", ["names": .text(names)]) }
  var bonusWithoutTags: String { text("bonus.without_tags") }
}
