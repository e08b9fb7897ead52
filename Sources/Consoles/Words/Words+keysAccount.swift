// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var accountAcceptor: String { text("account.acceptor") }
  var accountAdjustment: String { text("account.adjustment") }
  var accountAvailable: String { text("account.available") }
  var accountBreakage: String { text("account.breakage") }
  var accountDebt: String { text("account.debt") }
  var accountExchange: String { text("account.exchange") }
  var accountFees: String { text("account.fees") }
  var accountFloat: String { text("account.float") }
  var accountHeld: String { text("account.held") }
  var accountIssuer: String { text("account.issuer") }
  var accountOtherMerchant: String { text("account.other_merchant") }
  func accountOthers(count: Int64) -> String { text("account.others", ["count": .count(count)]) }
  var accountPending: String { text("account.pending") }
  var accountPlatform: String { text("account.platform") }
  var accountVouchers: String { text("account.vouchers") }
  var accountWallets: String { text("account.wallets") }
}
