// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var discountAllStores: String { text("discount.all_stores") }
  var discountAnyMember: String { text("discount.any_member") }
  var discountCards: String { text("discount.cards") }
  var discountChanged: String { text("discount.changed") }
  var discountDeskIntro: String { text("discount.desk_intro") }
  var discountEmpty: String { text("discount.empty") }
  var discountEmptyText: String { text("discount.empty_text") }
  var discountEnds: String { text("discount.ends") }
  var discountEveryMember: String { text("discount.every_member") }
  func discountFault(field: String) -> String { text("discount.fault", ["field": .text(field)]) }
  var discountForWhom: String { text("discount.for_whom") }
  var discountGross: String { text("discount.gross") }
  var discountIntro: String { text("discount.intro") }
  var discountLevel: String { text("discount.level") }
  var discountLevelNote: String { text("discount.level_note") }
  func discountLevelOf(ladder: String, level: String) -> String {
    text(
      "discount.level_of", ["ladder": .text(ladder), "level": .text(level)])
  }
  var discountMerchant: String { text("discount.merchant") }
  var discountMost: String { text("discount.most") }
  var discountMostNote: String { text("discount.most_note") }
  var discountNet: String { text("discount.net") }
  var discountNumber: String { text("discount.number") }
  var discountOff: String { text("discount.off") }
  var discountPercent: String { text("discount.percent") }
  var discountPercentNote: String { text("discount.percent_note") }
  func discountProposal(name: String) -> String { text("discount.proposal", ["name": .text(name)]) }
  func discountProposalEnd(name: String) -> String { text("discount.proposal_end", ["name": .text(name)]) }
  var discountPropose: String { text("discount.propose") }
  var discountProposeNote: String { text("discount.propose_note") }
  func discountReason(gross: String, off: String, rule: String) -> String {
    text(
      "discount.reason", ["gross": .text(gross), "off": .text(off), "rule": .text(rule)])
  }
  var discountRuleName: String { text("discount.rule_name") }
  func discountRuleOf(rule: String, version: String) -> String {
    text(
      "discount.rule_of", ["rule": .text(rule), "version": .text(version)])
  }
  var discountSeatConfirm: String { text("discount.seat_confirm") }
  var discountShare: String { text("discount.share") }
  var discountStoreCodes: String { text("discount.store_codes") }
  var discountStoreNote: String { text("discount.store_note") }
  var discountStores: String { text("discount.stores") }
  var discountTitle: String { text("discount.title") }
  var discountUnlimited: String { text("discount.unlimited") }
}
