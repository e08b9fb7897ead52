// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var merchantsAccepted: String { text("merchants.accepted") }
  var merchantsEmptyAction: String { text("merchants.empty_action") }
  var merchantsEmptyText: String { text("merchants.empty_text") }
  var merchantsEmptyTitle: String { text("merchants.empty_title") }
  var merchantsIntro: String { text("merchants.intro") }
  var merchantsIssued: String { text("merchants.issued") }
  var merchantsSearchHint: String { text("merchants.search_hint") }
  var merchantsStores: String { text("merchants.stores") }
}
