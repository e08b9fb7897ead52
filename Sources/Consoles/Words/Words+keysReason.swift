// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
}
