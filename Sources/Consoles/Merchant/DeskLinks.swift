/// Every address of a merchant's console.
extension Link {
  static let desk = Link("/merchant")
  static let deskSignIn = Link("/merchant/sign-in")
  static let deskSignOut = Link("/merchant/sign-out")
  static let deskAccount = Link("/merchant/account")
  static let deskChooseStore = Link("/merchant/store")
  static let deskSetUp = Link("/merchant/set-up")
  static let deskTransactions = Link("/merchant/transactions")
  static let deskTransactionsExport = Link("/merchant/transactions.csv")
  static let deskDays = Link("/merchant/days")
  static let deskDaysExport = Link("/merchant/days.csv")
  static let deskMembers = Link("/merchant/members")
  static let deskTags = Link("/merchant/tags")
  static let deskFeedback = Link("/merchant/feedback")
  static let deskStaff = Link("/merchant/staff")
  static let deskStores = Link("/merchant/stores")
  static let deskTerminals = Link("/merchant/terminals")
  static let deskPromotions = Link("/merchant/promotions")
  static let deskKeys = Link("/merchant/keys")
  static let deskDayFiles = Link("/merchant/day-files")
  static let deskSettlements = Link("/merchant/settlements")
  static let deskBlocks = Link("/merchant/points-blocks")
  static let deskTerms = Link("/merchant/settlement-terms")
  static let deskExports = Link("/merchant/exports")
  static let deskWebhooks = Link("/merchant/webhooks")
  static let deskWebhookDeliveries = Link("/merchant/webhook-deliveries")

  static func deskTransaction(_ id: String) -> Link { deskTransactions.appending(id) }
  static func deskReturn(_ id: String, _ way: DeskReturnPage.Way) -> Link {
    deskTransaction(id).appending(way.rawValue)
  }
  static func deskMember(_ id: String) -> Link { deskMembers.appending(id) }
  static func deskFeedback(_ id: String) -> Link { deskFeedback.appending(id) }
  static func deskPerson(_ id: String) -> Link { deskStaff.appending(id) }
  static func deskTerminal(_ id: String) -> Link { deskTerminals.appending(id) }
  static func deskPromotion(_ id: String) -> Link { deskPromotions.appending(id) }
  static func deskKey(_ id: String) -> Link { deskKeys.appending(id) }
  static func deskDayFile(_ id: String) -> Link { deskDayFiles.appending(id) }
}
