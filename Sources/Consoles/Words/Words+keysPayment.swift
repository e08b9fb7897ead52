// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var paymentBankCard: String { text("payment.bank_card") }
  var paymentCash: String { text("payment.cash") }
  var paymentName: String { text("payment.name") }
  var paymentOther: String { text("payment.other") }
  var paymentStoredValue: String { text("payment.stored_value") }
  var paymentTransfer: String { text("payment.transfer") }
  var paymentUnknown: String { text("payment.unknown") }
  var paymentWallet: String { text("payment.wallet") }
}
