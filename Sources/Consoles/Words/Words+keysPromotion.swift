// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var promotionApprove: String { text("promotion.approve") }
  var promotionApproved: String { text("promotion.approved") }
  func promotionAt(stores: String) -> String { text("promotion.at", ["stores": .text(stores)]) }
  var promotionAuthor: String { text("promotion.author") }
  func promotionBecause(reason: String) -> String { text("promotion.because", ["reason": .text(reason)]) }
  var promotionBody: String { text("promotion.body") }
  var promotionBodyWrong: String { text("promotion.body_wrong") }
  var promotionBrief: String { text("promotion.brief") }
  var promotionBriefNone: String { text("promotion.brief_none") }
  var promotionBriefNote: String { text("promotion.brief_note") }
  var promotionBriefOpen: String { text("promotion.brief_open") }
  var promotionBriefWaits: String { text("promotion.brief_waits") }
  var promotionBriefWrite: String { text("promotion.brief_write") }
  var promotionChange: String { text("promotion.change") }
  var promotionDatesWrong: String { text("promotion.dates_wrong") }
  var promotionDraft: String { text("promotion.draft") }
  var promotionDraftNote: String { text("promotion.draft_note") }
  var promotionEdit: String { text("promotion.edit") }
  var promotionEnd: String { text("promotion.end") }
  var promotionEndNote: String { text("promotion.end_note") }
  var promotionEnded: String { text("promotion.ended") }
  func promotionEnds(time: String) -> String { text("promotion.ends", ["time": .text(time)]) }
  var promotionFrom: String { text("promotion.from") }
  var promotionHours: String { text("promotion.hours") }
  func promotionIn(field: String, language: String) -> String {
    text(
      "promotion.in", ["field": .text(field), "language": .text(language)])
  }
  var promotionIntro: String { text("promotion.intro") }
  var promotionLanguagesNote: String { text("promotion.languages_note") }
  var promotionLive: String { text("promotion.live") }
  var promotionLiveNote: String { text("promotion.live_note") }
  var promotionName: String { text("promotion.name") }
  var promotionNew: String { text("promotion.new") }
  var promotionNone: String { text("promotion.none") }
  var promotionNoneText: String { text("promotion.none_text") }
  var promotionNotNow: String { text("promotion.not_now") }
  var promotionNothingToDo: String { text("promotion.nothing_to_do") }
  var promotionOffers: String { text("promotion.offers") }
  var promotionOffersAll: String { text("promotion.offers_all") }
  var promotionOffersIntro: String { text("promotion.offers_intro") }
  var promotionOffersNone: String { text("promotion.offers_none") }
  var promotionOffersNoneText: String { text("promotion.offers_none_text") }
  var promotionOne: String { text("promotion.one") }
  var promotionOverNote: String { text("promotion.over_note") }
  var promotionOwn: String { text("promotion.own") }
  var promotionPhone: String { text("promotion.phone") }
  var promotionReason: String { text("promotion.reason") }
  var promotionReject: String { text("promotion.reject") }
  var promotionRejected: String { text("promotion.rejected") }
  var promotionReplace: String { text("promotion.replace") }
  var promotionReviews: String { text("promotion.reviews") }
  var promotionReviewsEmpty: String { text("promotion.reviews_empty") }
  var promotionReviewsIntro: String { text("promotion.reviews_intro") }
  var promotionReviewsNone: String { text("promotion.reviews_none") }
  var promotionSave: String { text("promotion.save") }
  var promotionScheduled: String { text("promotion.scheduled") }
  var promotionStores: String { text("promotion.stores") }
  var promotionSubmit: String { text("promotion.submit") }
  var promotionSubmitted: String { text("promotion.submitted") }
  var promotionSubmittedNote: String { text("promotion.submitted_note") }
  var promotionSuspended: String { text("promotion.suspended") }
  var promotionTakeAway: String { text("promotion.take_away") }
  var promotionText: String { text("promotion.text") }
  var promotionTitle: String { text("promotion.title") }
  var promotionTitleWrong: String { text("promotion.title_wrong") }
  var promotionTooMany: String { text("promotion.too_many") }
  var promotionUntil: String { text("promotion.until") }
  var promotionWithdraw: String { text("promotion.withdraw") }
  var promotionWithdrawNote: String { text("promotion.withdraw_note") }
  var promotionWithdrawn: String { text("promotion.withdrawn") }
  var promotionWrite: String { text("promotion.write") }
}
