// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var passwordChange: String { text("password.change") }
  var passwordEffect: String { text("password.effect") }
  var passwordIntro: String { text("password.intro") }
  var passwordNew: String { text("password.new") }
  var passwordRule: String { text("password.rule") }
  var passwordSet: String { text("password.set") }
  var passwordWeak: String { text("password.weak") }
  var phoneChange: String { text("phone.change") }
  var phoneEffect: String { text("phone.effect") }
  func phoneIntro(phone: String) -> String { text("phone.intro", ["phone": .text(phone)]) }
  var phoneNew: String { text("phone.new") }
  func phoneNewCode(phone: String) -> String { text("phone.new_code", ["phone": .text(phone)]) }
  func phoneOldCode(phone: String) -> String { text("phone.old_code", ["phone": .text(phone)]) }
  var phoneSend: String { text("phone.send") }
  var phoneTaken: String { text("phone.taken") }
  var pinAgain: String { text("pin.again") }
  var pinChange: String { text("pin.change") }
  var pinDiffers: String { text("pin.differs") }
  var pinEffect: String { text("pin.effect") }
  var pinIntro: String { text("pin.intro") }
  func pinLocked(time: String) -> String { text("pin.locked", ["time": .text(time)]) }
  var pinNew: String { text("pin.new") }
  var pinRule: String { text("pin.rule") }
  var pinSet: String { text("pin.set") }
  var pinSimple: String { text("pin.simple") }
  func placesEarns(money: String, points: String) -> String {
    text(
      "places.earns", ["money": .text(money), "points": .text(points)])
  }
  var placesGivesOnly: String { text("places.gives_only") }
  var placesHint: String { text("places.hint") }
  var placesIntro: String { text("places.intro") }
  var placesJoin: String { text("places.join") }
  func placesMonths(count: Int64) -> String { text("places.months", ["count": .count(count)]) }
  var placesName: String { text("places.name") }
  var placesNone: String { text("places.none") }
  var placesNoneText: String { text("places.none_text") }
  var placesPrograms: String { text("places.programs") }
  func placesStoresMore(count: Int64, names: String) -> String {
    text(
      "places.stores_more", ["count": .count(count), "names": .text(names)])
  }
  var placesTakes: String { text("places.takes") }
  var placesTaking: String { text("places.taking") }
  var placesTitle: String { text("places.title") }
  var placesWhat: String { text("places.what") }
  func placesWorth(money: String, points: String) -> String {
    text(
      "places.worth", ["money": .text(money), "points": .text(points)])
  }
  var placesWrite: String { text("places.write") }
  func placesYears(count: Int64) -> String { text("places.years", ["count": .count(count)]) }
  func pointsAfter(points: String) -> String { text("points.after", ["points": .text(points)]) }
  var pointsAll: String { text("points.all") }
  var pointsExpired: String { text("points.expired") }
  var pointsExport: String { text("points.export") }
  func pointsFrom(number: String, place: String) -> String {
    text(
      "points.from", ["number": .text(number), "place": .text(place)])
  }
  var pointsHeld: String { text("points.held") }
  var pointsIn: String { text("points.in") }
  var pointsIntro: String { text("points.intro") }
  func pointsLot(number: String, points: String) -> String {
    text(
      "points.lot", ["number": .text(number), "points": .text(points)])
  }
  func pointsLotUntil(day: String, number: String, points: String) -> String {
    text(
      "points.lot_until", ["day": .text(day), "number": .text(number), "points": .text(points)])
  }
  var pointsLots: String { text("points.lots") }
  var pointsLotsNote: String { text("points.lots_note") }
  var pointsMember: String { text("points.member") }
  var pointsNone: String { text("points.none") }
  var pointsNoneText: String { text("points.none_text") }
  var pointsOne: String { text("points.one") }
  var pointsOut: String { text("points.out") }
  func pointsPending(day: String) -> String { text("points.pending", ["day": .text(day)]) }
  var pointsShow: String { text("points.show") }
  var pointsTitle: String { text("points.title") }
  func pointsUntil(day: String) -> String { text("points.until", ["day": .text(day)]) }
  var productName: String { text("product.name") }
  var productTagline: String { text("product.tagline") }
  var programAccepts: String { text("program.accepts") }
  func programAfterMonths(count: Int64) -> String { text("program.after_months", ["count": .count(count)]) }
  func programAfterRolling(count: Int64) -> String { text("program.after_rolling", ["count": .count(count)]) }
  func programAfterYears(count: Int64) -> String { text("program.after_years", ["count": .count(count)]) }
  var programApproval: String { text("program.approval") }
  var programAtOnce: String { text("program.at_once") }
  var programAwarded: String { text("program.awarded") }
  var programBack: String { text("program.back") }
  var programCode: String { text("program.code") }
  var programConverted: String { text("program.converted") }
  func programDays(count: Int64) -> String { text("program.days", ["count": .count(count)]) }
  var programDebt: String { text("program.debt") }
  func programEarnRate(money: String, points: String, rounding: String) -> String {
    text(
      "program.earn_rate", ["money": .text(money), "points": .text(points), "rounding": .text(rounding)])
  }
  var programEarns: String { text("program.earns") }
  var programExtension: String { text("program.extension") }
  var programFaultChanged: String { text("program.fault_changed") }
  var programFaultField: String { text("program.fault_field") }
  var programFaultSame: String { text("program.fault_same") }
  var programFeeMode: String { text("program.fee_mode") }
  var programFeeOut: String { text("program.fee_out") }
  var programFeeTop: String { text("program.fee_top") }
  var programFirst: String { text("program.first") }
  var programFrom: String { text("program.from") }
  var programFromDay: String { text("program.from_day") }
  var programFromHint: String { text("program.from_hint") }
  var programIssues: String { text("program.issues") }
  var programLifeDate: String { text("program.life_date") }
  var programLifeHint: String { text("program.life_hint") }
  var programLifeMonths: String { text("program.life_months") }
  var programLifeNote: String { text("program.life_note") }
  var programLifeRolling: String { text("program.life_rolling") }
  func programLifeValue(origin: String) -> String { text("program.life_value", ["origin": .text(origin)]) }
  var programLifeYear: String { text("program.life_year") }
  var programLimit: String { text("program.limit") }
  var programLimits: String { text("program.limits") }
  var programLimitsNote: String { text("program.limits_note") }
  var programMay: String { text("program.may") }
  var programMerchants: String { text("program.merchants") }
  var programMerchantsNote: String { text("program.merchants_note") }
  var programMoving: String { text("program.moving") }
  var programNames: String { text("program.names") }
  var programNo: String { text("program.no") }
  var programNoLimit: String { text("program.no_limit") }
  var programNoMerchants: String { text("program.no_merchants") }
  var programNoVersions: String { text("program.no_versions") }
  var programProofFree: String { text("program.proof_free") }
  var programPropose: String { text("program.propose") }
  func programProposeIntro(program: String) -> String {
    text(
      "program.propose_intro", ["program": .text(program)])
  }
  var programPurchased: String { text("program.purchased") }
  var programSettings: String { text("program.settings") }
  var programSettingsNote: String { text("program.settings_note") }
  var programSpendDaily: String { text("program.spend_daily") }
  var programSpendLimit: String { text("program.spend_limit") }
  var programTransferDaily: String { text("program.transfer_daily") }
  var programTransferFee: String { text("program.transfer_fee") }
  var programTransferMinimum: String { text("program.transfer_minimum") }
  func programUntil(day: String) -> String { text("program.until", ["day": .text(day)]) }
  func programVersion(number: String) -> String { text("program.version", ["number": .text(number)]) }
  var programVersions: String { text("program.versions") }
  var programVersionsNote: String { text("program.versions_note") }
  var programWaiting: String { text("program.waiting") }
  var programWhen: String { text("program.when") }
  func programWorthMoney(currency: String) -> String {
    text(
      "program.worth_money", ["currency": .text(currency)])
  }
  func programWorthNote(currency: String) -> String {
    text(
      "program.worth_note", ["currency": .text(currency)])
  }
  var programYes: String { text("program.yes") }
  var programsEmptyText: String { text("programs.empty_text") }
  var programsEmptyTitle: String { text("programs.empty_title") }
  var programsHosted: String { text("programs.hosted") }
  var programsIntro: String { text("programs.intro") }
  var programsLife: String { text("programs.life") }
  var programsMembers: String { text("programs.members") }
  func programsMonths(count: Int64) -> String { text("programs.months", ["count": .count(count)]) }
  func programsRate(money: String, points: String) -> String {
    text(
      "programs.rate", ["money": .text(money), "points": .text(points)])
  }
  var programsUniversal: String { text("programs.universal") }
  var programsWorth: String { text("programs.worth") }
  var progressBooked: String { text("progress.booked") }
  var progressHeld: String { text("progress.held") }
  var progressPartlyRefunded: String { text("progress.partly_refunded") }
  var progressPending: String { text("progress.pending") }
  var progressRefunded: String { text("progress.refunded") }
  var progressRefused: String { text("progress.refused") }
  var progressReversed: String { text("progress.reversed") }
  var progressVoided: String { text("progress.voided") }
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
