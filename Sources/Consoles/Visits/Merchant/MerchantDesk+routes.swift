import Coalition
import Hummingbird

extension MerchantDesk {
  /// Every page and form of a merchant's console.
  var routes: [FaceRoute] {
    door.routes + tradeRoutes + peopleRoutes + systemRoutes + webhookRoutes + settlementRoutes
      + blockRoutes
  }

  private var settlementRoutes: [FaceRoute] {
    let settlements = SettlementFace(faces: faces, coalition: coalition, door: door, home: .deskSettlements)
    return settlements.routes(under: "merchant") + settlements.merchantSteps(under: "merchant") + [
      (.get, "merchant/settlement-terms", ownSettlementTerms)
    ]
  }

  private var webhookRoutes: [FaceRoute] {
    WebhookFace(faces: faces, coalition: coalition, door: door, links: .desk).routes(under: "merchant")
      + ShelfFace(faces: faces, coalition: coalition, door: door).routes(under: "merchant")
      + exports.routes(under: "merchant", lists: Self.exported)
  }

  private var tradeRoutes: [FaceRoute] {
    [
      (.get, "merchant", home), (.post, "merchant/store", chooseStore), (.get, "merchant/set-up", setUp),
      (.get, "merchant/transactions", transactions),
      (.get, "merchant/transactions/:id", transaction),
      (.get, "merchant/transactions/:id/receipt", returnReceipt),
      (.get, "merchant/transactions/:id/refund", refundPage),
      (.post, "merchant/transactions/:id/refund", refund),
      (.get, "merchant/transactions/:id/void", voidPage), (.post, "merchant/transactions/:id/void", void),
    ]
  }

  private var peopleRoutes: [FaceRoute] {
    [
      (.get, "merchant/members", members), (.get, "merchant/members/:id", member),
      (.post, "merchant/members/:id/tags", tagMember),
      (.get, "merchant/tags", tags), (.post, "merchant/tags", makeTag),
      (.post, "merchant/tags/:id", changeTag),
      (.get, "merchant/feedback", feedbackQueue), (.get, "merchant/feedback/:id", feedback),
      (.post, "merchant/feedback/:id", answerFeedback),
      (.post, "merchant/feedback/:id/close", closeFeedback),
      (.get, "merchant/discounts", discounts),
      (.get, "merchant/promotions", promotions), (.post, "merchant/promotions", writePromotion),
      (.get, "merchant/promotions/:id", promotion), (.post, "merchant/promotions/:id", editPromotion),
      (.post, "merchant/promotions/:id/submit", submitPromotion),
      (.post, "merchant/promotions/:id/withdraw", withdrawPromotion),
      (.post, "merchant/promotions/:id/end", endPromotion),
      (.get, "merchant/staff", staff), (.post, "merchant/staff", addPerson),
      (.get, "merchant/staff/:id", person), (.post, "merchant/staff/:id", changePerson),
      (.post, "merchant/staff/:id/pin", setPersonPIN),
      (.post, "merchant/staff/:id/sessions", signOutPerson),
      (.post, "merchant/staff/:id/disable", disablePerson),
      (.post, "merchant/staff/:id/enable", enablePerson),
      (.get, "merchant/stores", stores), (.post, "merchant/stores", openStore),
      (.post, "merchant/stores/:id", renameStore), (.post, "merchant/stores/:id/close", closeStore),
      (.get, "merchant/terminals", terminals), (.post, "merchant/terminals", addTerminal),
      (.get, "merchant/terminals/:id", terminal), (.post, "merchant/terminals/:id/pair", pairTerminal),
      (.post, "merchant/terminals/:id/disable", disableTerminal),
      (.post, "merchant/terminals/:id/enable", enableTerminal),
    ]
  }

  private var systemRoutes: [FaceRoute] {
    [
      (.get, "merchant/keys", keys), (.post, "merchant/keys", makeKey),
      (.post, "merchant/keys/:id/signing", makeSigningSecret),
      (.post, "merchant/keys/:id/revoke", revokeKey),
      (.get, "merchant/days", days), (.get, "merchant/days.csv", daysExport),
      (.get, "merchant/day-files", dayFiles), (.get, "merchant/day-files/:id", dayFile),
      (.get, "merchant/day-files/:id/acknowledgement", dayFileAcknowledgement),
    ]
  }
}
