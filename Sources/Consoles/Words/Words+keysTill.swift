// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var tillBalance: String { text("till.balance") }
  var tillCompletion: String { text("till.completion") }
  var tillDiscountQuote: String { text("till.discount_quote") }
  var tillDraw: String { text("till.draw") }
  var tillEarn: String { text("till.earn") }
  var tillEarnRefund: String { text("till.earn_refund") }
  var tillEarnVoid: String { text("till.earn_void") }
  var tillHold: String { text("till.hold") }
  var tillHoldCancel: String { text("till.hold_cancel") }
  var tillSpend: String { text("till.spend") }
  var tillSpendRefund: String { text("till.spend_refund") }
  var tillSpendVoid: String { text("till.spend_void") }
  var tillTopUp: String { text("till.top_up") }
  var tillTopUpVoid: String { text("till.top_up_void") }
}
