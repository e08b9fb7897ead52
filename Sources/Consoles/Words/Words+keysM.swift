// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func meCodeTo(phone: String) -> String { text("me.code_to", ["phone": .text(phone)]) }
  var meData: String { text("me.data") }
  var meDevices: String { text("me.devices") }
  func meDevicesNote(count: Int64) -> String { text("me.devices_note", ["count": .count(count)]) }
  var meEmail: String { text("me.email") }
  var meEmailNone: String { text("me.email_none") }
  var meEmailNote: String { text("me.email_note") }
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
  var mePin: String { text("me.pin") }
  var mePinNone: String { text("me.pin_none") }
  var mePinSet: String { text("me.pin_set") }
  var meSafety: String { text("me.safety") }
  var meSave: String { text("me.save") }
  var meSettings: String { text("me.settings") }
  var meType: String { text("me.type") }
  var meTypeLarge: String { text("me.type_large") }
  var meTypeNormal: String { text("me.type_normal") }
  var memberActs: String { text("member.acts") }
  var memberActsNote: String { text("member.acts_note") }
  var memberBalance: String { text("member.balance") }
  var memberCards: String { text("member.cards") }
  var memberDebt: String { text("member.debt") }
  var memberDebtNote: String { text("member.debt_note") }
  var memberDetail: String { text("member.detail") }
  var memberDetailNote: String { text("member.detail_note") }
  func memberDeviceSeen(entered: String, seen: String) -> String {
    text(
      "member.device_seen", ["entered": .text(entered), "seen": .text(seen)])
  }
  var memberDevices: String { text("member.devices") }
  var memberEarned: String { text("member.earned") }
  var memberEarnedAt: String { text("member.earned_at") }
  var memberExpiring: String { text("member.expiring") }
  func memberExpiringOn(day: String) -> String { text("member.expiring_on", ["day": .text(day)]) }
  var memberFeedback: String { text("member.feedback") }
  var memberFreeze: String { text("member.freeze") }
  var memberFreezeNote: String { text("member.freeze_note") }
  func memberFrom(day: String) -> String { text("member.from", ["day": .text(day)]) }
  func memberHappened(booked: String, happened: String) -> String {
    text(
      "member.happened", ["booked": .text(booked), "happened": .text(happened)])
  }
  var memberHeld: String { text("member.held") }
  var memberHeldNote: String { text("member.held_note") }
  var memberHeldUntil: String { text("member.held_until") }
  var memberHolds: String { text("member.holds") }
  var memberHoldsNote: String { text("member.holds_note") }
  var memberLogged: String { text("member.logged") }
  var memberLoggedAll: String { text("member.logged_all") }
  var memberLoggedNone: String { text("member.logged_none") }
  var memberLoggedNote: String { text("member.logged_note") }
  var memberLots: String { text("member.lots") }
  var memberLotsNote: String { text("member.lots_note") }
  var memberMergedInto: String { text("member.merged_into") }
  var memberMessageRead: String { text("member.message_read") }
  var memberMessageUnread: String { text("member.message_unread") }
  var memberMessages: String { text("member.messages") }
  var memberMovement: String { text("member.movement") }
  var memberNoCards: String { text("member.no_cards") }
  var memberNoDetail: String { text("member.no_detail") }
  var memberNoDevices: String { text("member.no_devices") }
  var memberNoFeedback: String { text("member.no_feedback") }
  var memberNoLots: String { text("member.no_lots") }
  var memberNoMessages: String { text("member.no_messages") }
  var memberNoteInvalid: String { text("member.note_invalid") }
  var memberNoteNew: String { text("member.note_new") }
  var memberNoteSave: String { text("member.note_save") }
  var memberNoteTooMany: String { text("member.note_too_many") }
  var memberNotes: String { text("member.notes") }
  var memberNotesNone: String { text("member.notes_none") }
  var memberNotesNote: String { text("member.notes_note") }
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
  func mergeCards(count: Int64) -> String { text("merge.cards", ["count": .count(count)]) }
  var mergeCloseNote: String { text("merge.close_note") }
  var mergeCloses: String { text("merge.closes") }
  var mergeFaultClosed: String { text("merge.fault_closed") }
  var mergeFaultNobody: String { text("merge.fault_nobody") }
  var mergeFaultSame: String { text("merge.fault_same") }
  var mergeFind: String { text("merge.find") }
  var mergeFindNow: String { text("merge.find_now") }
  var mergeHolds: String { text("merge.holds") }
  func mergeIntro(member: String) -> String { text("merge.intro", ["member": .text(member)]) }
  var mergeKnownBy: String { text("merge.known_by") }
  var mergeLots: String { text("merge.lots") }
  var mergeMoves: String { text("merge.moves") }
  func mergePoints(points: String, program: String) -> String {
    text(
      "merge.points", ["points": .text(points), "program": .text(program)])
  }
  var mergePropose: String { text("merge.propose") }
  var mergeSides: String { text("merge.sides") }
  var mergeSidesNote: String { text("merge.sides_note") }
  var mergeStays: String { text("merge.stays") }
  var mergeTitle: String { text("merge.title") }
  var mergeTurn: String { text("merge.turn") }
  var mergeWho: String { text("merge.who") }
  var mergeWhoNote: String { text("merge.who_note") }
  var messageAdjusted: String { text("message.adjusted") }
  var messageAnswered: String { text("message.answered") }
  var messageCode: String { text("message.code") }
  var messageDevice: String { text("message.device") }
  var messageEarned: String { text("message.earned") }
  var messageEmail: String { text("message.email") }
  var messageExpired: String { text("message.expired") }
  var messageFrozen: String { text("message.frozen") }
  var messageMonth: String { text("message.month") }
  var messagePassword: String { text("message.password") }
  var messagePhone: String { text("message.phone") }
  var messagePin: String { text("message.pin") }
  var messageReceived: String { text("message.received") }
  var messageReturned: String { text("message.returned") }
  var messageSent: String { text("message.sent") }
  var messageSpent: String { text("message.spent") }
  var messageTaken: String { text("message.taken") }
  var messageTierAhead: String { text("message.tier_ahead") }
  var messageTierDown: String { text("message.tier_down") }
  var messageTierUp: String { text("message.tier_up") }
  var messageUnfrozen: String { text("message.unfrozen") }
  var messageWeek: String { text("message.week") }
  var movingCode: String { text("moving.code") }
  func movingCooling(hours: Int64) -> String { text("moving.cooling", ["hours": .count(hours)]) }
  var movingPinLocked: String { text("moving.pin_locked") }
  func movingPinWrong(count: Int64) -> String { text("moving.pin_wrong", ["count": .count(count)]) }
  var movingProgram: String { text("moving.program") }
  var movingRate: String { text("moving.rate") }
  func movingReceivers(count: Int64) -> String { text("moving.receivers", ["count": .count(count)]) }
  var movingSenders: String { text("moving.senders") }
  func movingTooNew(hours: Int64) -> String { text("moving.too_new", ["hours": .count(hours)]) }
}
