// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func meCodeTo(phone: String) -> String { text("me.code_to", ["phone": .text(phone)]) }
  var meData: String { text("me.data") }
  var meDevices: String { text("me.devices") }
  func meDevicesNote(count: Int64) -> String { text("me.devices_note", ["count": .count(count)]) }
  var meExport: String { text("me.export") }
  var meExportNote: String { text("me.export_note") }
  var meFeedbackNote: String { text("me.feedback_note") }
  var meFreeze: String { text("me.freeze") }
  var meFreezeNote: String { text("me.freeze_note") }
  var meLeave: String { text("me.leave") }
  var meLeaveNote: String { text("me.leave_note") }
  var meNotices: String { text("me.notices") }
  var meNoticesNote: String { text("me.notices_note") }
  var mePassword: String { text("me.password") }
  var mePasswordNone: String { text("me.password_none") }
  var mePasswordSet: String { text("me.password_set") }
  var mePhone: String { text("me.phone") }
  var mePhoneNote: String { text("me.phone_note") }
  var meSafety: String { text("me.safety") }
  var meSave: String { text("me.save") }
  var meSettings: String { text("me.settings") }
  var meType: String { text("me.type") }
  var meTypeLarge: String { text("me.type_large") }
  var meTypeNormal: String { text("me.type_normal") }
  var memberBalance: String { text("member.balance") }
  var memberCards: String { text("member.cards") }
  var memberDebt: String { text("member.debt") }
  var memberDebtNote: String { text("member.debt_note") }
  var memberDetail: String { text("member.detail") }
  var memberDetailNote: String { text("member.detail_note") }
  var memberEarned: String { text("member.earned") }
  var memberEarnedAt: String { text("member.earned_at") }
  var memberExpiring: String { text("member.expiring") }
  func memberExpiringOn(day: String) -> String { text("member.expiring_on", ["day": .text(day)]) }
  var memberFreeze: String { text("member.freeze") }
  var memberFreezeNote: String { text("member.freeze_note") }
  func memberFrom(day: String) -> String { text("member.from", ["day": .text(day)]) }
  func memberHappened(booked: String, happened: String) -> String {
    text(
      "member.happened", ["booked": .text(booked), "happened": .text(happened)])
  }
  var memberHeld: String { text("member.held") }
  var memberHeldNote: String { text("member.held_note") }
  var memberLots: String { text("member.lots") }
  var memberLotsNote: String { text("member.lots_note") }
  var memberMovement: String { text("member.movement") }
  var memberNoCards: String { text("member.no_cards") }
  var memberNoDetail: String { text("member.no_detail") }
  var memberNoLots: String { text("member.no_lots") }
  var memberNothingExpires: String { text("member.nothing_expires") }
  var memberOlder: String { text("member.older") }
  var memberOriginal: String { text("member.original") }
  var memberPending: String { text("member.pending") }
  var memberPendingNote: String { text("member.pending_note") }
  var memberProfile: String { text("member.profile") }
  var memberReason: String { text("member.reason") }
  var memberReasonNeeded: String { text("member.reason_needed") }
  var memberRemaining: String { text("member.remaining") }
  var memberSoon: String { text("member.soon") }
  func memberSpent(points: String) -> String { text("member.spent", ["points": .text(points)]) }
  var memberUnfreeze: String { text("member.unfreeze") }
  var memberWhy: String { text("member.why") }
  var membersEmptyAction: String { text("members.empty_action") }
  var membersEmptyText: String { text("members.empty_text") }
  var membersEmptyTitle: String { text("members.empty_title") }
  var membersExportAsk: String { text("members.export_ask") }
  var membersExportFull: String { text("members.export_full") }
  var membersExportFullNote: String { text("members.export_full_note") }
  var membersIntro: String { text("members.intro") }
  var membersJoinedFrom: String { text("members.joined_from") }
  var membersJoinedTo: String { text("members.joined_to") }
  var membersSearchHint: String { text("members.search_hint") }
  var menuApprovals: String { text("menu.approvals") }
  var menuCases: String { text("menu.cases") }
  var menuDashboard: String { text("menu.dashboard") }
  var menuDayFiles: String { text("menu.day_files") }
  var menuDevelopers: String { text("menu.developers") }
  var menuDevices: String { text("menu.devices") }
  var menuGroupAlliance: String { text("menu.group_alliance") }
  var menuGroupBooks: String { text("menu.group_books") }
  var menuGroupOverview: String { text("menu.group_overview") }
  var menuGroupService: String { text("menu.group_service") }
  var menuGroupSystem: String { text("menu.group_system") }
  var menuLedger: String { text("menu.ledger") }
  var menuMembers: String { text("menu.members") }
  var menuMerchants: String { text("menu.merchants") }
  var menuPrograms: String { text("menu.programs") }
  var menuTerminals: String { text("menu.terminals") }
  var menuTransactions: String { text("menu.transactions") }
  var merchantAccepting: String { text("merchant.accepting") }
  var merchantAllTransactions: String { text("merchant.all_transactions") }
  var merchantAuditNone: String { text("merchant.audit_none") }
  var merchantClose: String { text("merchant.close") }
  var merchantCloseNote: String { text("merchant.close_note") }
  var merchantContact: String { text("merchant.contact") }
  var merchantEmail: String { text("merchant.email") }
  func merchantFieldWrong(field: String) -> String { text("merchant.field_wrong", ["field": .text(field)]) }
  var merchantFirstRows: String { text("merchant.first_rows") }
  var merchantHistory: String { text("merchant.history") }
  var merchantIsClosed: String { text("merchant.is_closed") }
  var merchantIssuing: String { text("merchant.issuing") }
  var merchantKeysNone: String { text("merchant.keys_none") }
  var merchantLegalName: String { text("merchant.legal_name") }
  var merchantNoReason: String { text("merchant.no_reason") }
  var merchantPhone: String { text("merchant.phone") }
  var merchantProfile: String { text("merchant.profile") }
  var merchantProfileChange: String { text("merchant.profile_change") }
  var merchantProfileNote: String { text("merchant.profile_note") }
  var merchantReasonMissing: String { text("merchant.reason_missing") }
  var merchantRegistration: String { text("merchant.registration") }
  var merchantResume: String { text("merchant.resume") }
  var merchantSaidProfile: String { text("merchant.said_profile") }
  var merchantSaidStanding: String { text("merchant.said_standing") }
  var merchantSetBy: String { text("merchant.set_by") }
  var merchantStaffNone: String { text("merchant.staff_none") }
  var merchantStanding: String { text("merchant.standing") }
  var merchantStandingActive: String { text("merchant.standing_active") }
  var merchantStandingClosed: String { text("merchant.standing_closed") }
  var merchantStandingReason: String { text("merchant.standing_reason") }
  var merchantStandingSuspended: String { text("merchant.standing_suspended") }
  var merchantStoresNone: String { text("merchant.stores_none") }
  var merchantSuspend: String { text("merchant.suspend") }
  var merchantSuspendNote: String { text("merchant.suspend_note") }
  func merchantSuspendedBanner(reason: String) -> String {
    text(
      "merchant.suspended_banner", ["reason": .text(reason)])
  }
  var merchantTerminalsNone: String { text("merchant.terminals_none") }
  var merchantTerms: String { text("merchant.terms") }
  var merchantTermsChange: String { text("merchant.terms_change") }
  var merchantTermsDown: String { text("merchant.terms_down") }
  func merchantTermsEarn(money: String, points: String) -> String {
    text(
      "merchant.terms_earn", ["money": .text(money), "points": .text(points)])
  }
  var merchantTermsHalf: String { text("merchant.terms_half") }
  var merchantTermsLimit: String { text("merchant.terms_limit") }
  var merchantTermsNone: String { text("merchant.terms_none") }
  var merchantTermsNote: String { text("merchant.terms_note") }
  var merchantTermsPer: String { text("merchant.terms_per") }
  var merchantTermsPoints: String { text("merchant.terms_points") }
  var merchantTermsPropose: String { text("merchant.terms_propose") }
  var merchantTermsRate: String { text("merchant.terms_rate") }
  var merchantTermsReason: String { text("merchant.terms_reason") }
  var merchantTermsRole: String { text("merchant.terms_role") }
  var merchantTermsRounding: String { text("merchant.terms_rounding") }
  var merchantTermsUnlimited: String { text("merchant.terms_unlimited") }
  var merchantTermsUp: String { text("merchant.terms_up") }
  var merchantTermsWrong: String { text("merchant.terms_wrong") }
  var merchantToday: String { text("merchant.today") }
  func merchantVersion(number: String) -> String { text("merchant.version", ["number": .text(number)]) }
  var merchantsAccepted: String { text("merchants.accepted") }
  var merchantsEmptyAction: String { text("merchants.empty_action") }
  var merchantsEmptyText: String { text("merchants.empty_text") }
  var merchantsEmptyTitle: String { text("merchants.empty_title") }
  var merchantsIntro: String { text("merchants.intro") }
  var merchantsIssued: String { text("merchants.issued") }
  var merchantsSearchHint: String { text("merchants.search_hint") }
  var merchantsStores: String { text("merchants.stores") }
  var messageAdjusted: String { text("message.adjusted") }
  var messageAnswered: String { text("message.answered") }
  var messageCode: String { text("message.code") }
  var messageDevice: String { text("message.device") }
  var messageEarned: String { text("message.earned") }
  var messageExpired: String { text("message.expired") }
  var messageFrozen: String { text("message.frozen") }
  var messageMonth: String { text("message.month") }
  var messagePassword: String { text("message.password") }
  var messagePhone: String { text("message.phone") }
  var messageReceived: String { text("message.received") }
  var messageReturned: String { text("message.returned") }
  var messageSent: String { text("message.sent") }
  var messageSpent: String { text("message.spent") }
  var messageTaken: String { text("message.taken") }
  var messageUnfrozen: String { text("message.unfrozen") }
  var messageWeek: String { text("message.week") }
  var noticeAlways: String { text("notice.always") }
  func noticeChoice(channel: String, topic: String) -> String {
    text(
      "notice.choice", ["channel": .text(channel), "topic": .text(topic)])
  }
  var noticeEarn: String { text("notice.earn") }
  var noticeEmail: String { text("notice.email") }
  var noticeExpiry: String { text("notice.expiry") }
  var noticeIntro: String { text("notice.intro") }
  var noticeNoEmail: String { text("notice.no_email") }
  var noticeSafety: String { text("notice.safety") }
  var noticeService: String { text("notice.service") }
  var noticeSms: String { text("notice.sms") }
  var noticeSpend: String { text("notice.spend") }
  var noticeTopic: String { text("notice.topic") }
  var noticeTransfer: String { text("notice.transfer") }
  func numberHuge(number: String) -> String { text("number.huge", ["number": .text(number)]) }
  func numberLarge(number: String) -> String { text("number.large", ["number": .text(number)]) }
  func numberThousands(number: String) -> String { text("number.thousands", ["number": .text(number)]) }
  var ownFactor: String { text("own.factor") }
  var ownFactorBegin: String { text("own.factor_begin") }
  var ownFactorNote: String { text("own.factor_note") }
  var ownFactorOff: String { text("own.factor_off") }
  var ownFactorRemove: String { text("own.factor_remove") }
  var ownFactorRequired: String { text("own.factor_required") }
  var ownFactorSince: String { text("own.factor_since") }
  func ownIntro(login: String) -> String { text("own.intro", ["login": .text(login)]) }
  var ownPasswordAgain: String { text("own.password_again") }
  var ownPasswordDiffer: String { text("own.password_differ") }
  var ownPasswordNew: String { text("own.password_new") }
  var ownPasswordNote: String { text("own.password_note") }
  var ownPasswordSave: String { text("own.password_save") }
  var ownPasswordSaved: String { text("own.password_saved") }
  var ownPasswordWeak: String { text("own.password_weak") }
  var ownRecoveryLeft: String { text("own.recovery_left") }
  var ownRecoveryRenew: String { text("own.recovery_renew") }
  var ownSessionEnd: String { text("own.session_end") }
  var ownSessionEndOthers: String { text("own.session_end_others") }
  var ownSessionOpened: String { text("own.session_opened") }
  var ownSessionSeen: String { text("own.session_seen") }
  var ownSessionThis: String { text("own.session_this") }
  var ownSessionWhere: String { text("own.session_where") }
  var ownSessionWith: String { text("own.session_with") }
  var ownSessions: String { text("own.sessions") }
  var ownSessionsNote: String { text("own.sessions_note") }
  var ownTitle: String { text("own.title") }
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
  var pointsOut: String { text("points.out") }
  func pointsPending(day: String) -> String { text("points.pending", ["day": .text(day)]) }
  var pointsShow: String { text("points.show") }
  var pointsTitle: String { text("points.title") }
  func pointsUntil(day: String) -> String { text("points.until", ["day": .text(day)]) }
  var productName: String { text("product.name") }
  var productTagline: String { text("product.tagline") }
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
  var promotionWithdrawn: String { text("promotion.withdrawn") }
  var promotionWrite: String { text("promotion.write") }
}
