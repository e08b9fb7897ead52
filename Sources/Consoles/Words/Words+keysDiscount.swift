// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var discountAllStores: String { text("discount.all_stores") }
  var discountAnyMember: String { text("discount.any_member") }
  var discountCards: String { text("discount.cards") }
  var discountChanged: String { text("discount.changed") }
  var discountGross: String { text("discount.gross") }
  var discountLevel: String { text("discount.level") }
  func discountLevelOf(ladder: String, level: String) -> String {
    text(
      "discount.level_of", ["ladder": .text(ladder), "level": .text(level)])
  }
  var discountMost: String { text("discount.most") }
  var discountNet: String { text("discount.net") }
  var discountOff: String { text("discount.off") }
  func discountProposal(name: String) -> String { text("discount.proposal", ["name": .text(name)]) }
  func discountProposalEnd(name: String) -> String { text("discount.proposal_end", ["name": .text(name)]) }
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
  var discountStores: String { text("discount.stores") }
  var discountTitle: String { text("discount.title") }
  var discountUnlimited: String { text("discount.unlimited") }
}
