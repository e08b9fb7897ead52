// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var transactionsEmptyAction: String { text("transactions.empty_action") }
  var transactionsEmptyText: String { text("transactions.empty_text") }
  var transactionsEmptyTitle: String { text("transactions.empty_title") }
  var transactionsIntro: String { text("transactions.intro") }
  var transactionsMemberHint: String { text("transactions.member_hint") }
  var transactionsMerchantHint: String { text("transactions.merchant_hint") }
  var transactionsSearchHint: String { text("transactions.search_hint") }
  var transactionsTerminalHint: String { text("transactions.terminal_hint") }
}
