// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var saidEmail: String { text("said.email") }
  var saidEnded: String { text("said.ended") }
  var saidFrozen: String { text("said.frozen") }
  var saidPassword: String { text("said.password") }
  var saidPhone: String { text("said.phone") }
  var saidPin: String { text("said.pin") }
  var saidSaved: String { text("said.saved") }
  var saidSent: String { text("said.sent") }
  var seatAmount: String { text("seat.amount") }
  var seatAmountWrong: String { text("seat.amount_wrong") }
  var seatBalance: String { text("seat.balance") }
  var seatBalanceAsk: String { text("seat.balance_ask") }
  var seatEnterEnded: String { text("seat.enter_ended") }
  var seatEnterLogin: String { text("seat.enter_login") }
  var seatEnterSecret: String { text("seat.enter_secret") }
  var seatEnterTitle: String { text("seat.enter_title") }
  var seatEnterWrong: String { text("seat.enter_wrong") }
  var seatFormWrong: String { text("seat.form_wrong") }
  var seatHandover: String { text("seat.handover") }
  var seatHandoverClosed: String { text("seat.handover_closed") }
  var seatHandoverCount: String { text("seat.handover_count") }
  var seatHandoverDeclined: String { text("seat.handover_declined") }
  var seatHandoverDropped: String { text("seat.handover_dropped") }
  var seatHandoverOpened: String { text("seat.handover_opened") }
  var seatHandoverRunning: String { text("seat.handover_running") }
  var seatHandoverSignature: String { text("seat.handover_signature") }
  func seatHere(merchant: String, store: String, terminal: String) -> String {
    text(
      "seat.here", ["merchant": .text(merchant), "store": .text(store), "terminal": .text(terminal)])
  }
  var seatKeyBack: String { text("seat.key_back") }
  var seatKeyDoes: String { text("seat.key_does") }
  var seatKeyFlow: String { text("seat.key_flow") }
  var seatKeyInvalid: String { text("seat.key_invalid") }
  var seatKeyMember: String { text("seat.key_member") }
  var seatKeyName: String { text("seat.key_name") }
  var seatKeyPrint: String { text("seat.key_print") }
  var seatKeyScan: String { text("seat.key_scan") }
  var seatKeySheet: String { text("seat.key_sheet") }
  var seatKeySubmit: String { text("seat.key_submit") }
  var seatKeys: String { text("seat.keys") }
  var seatLock: String { text("seat.lock") }
  var seatMember: String { text("seat.member") }
  var seatMemberCard: String { text("seat.member_card") }
  var seatMemberFrozen: String { text("seat.member_frozen") }
  var seatMemberHint: String { text("seat.member_hint") }
  var seatMemberNone: String { text("seat.member_none") }
  var seatMemberOther: String { text("seat.member_other") }
  var seatMemberSignature: String { text("seat.member_signature") }
  var seatMemberUnknown: String { text("seat.member_unknown") }
  var seatMerchantSuspended: String { text("seat.merchant_suspended") }
  var seatName: String { text("seat.name") }
  var seatOfflineBar: String { text("seat.offline_bar") }
  var seatOfflineClear: String { text("seat.offline_clear") }
  var seatOfflineElsewhere: String { text("seat.offline_elsewhere") }
  var seatOfflineLarge: String { text("seat.offline_large") }
  var seatOfflineLeave: String { text("seat.offline_leave") }
  var seatOfflineNone: String { text("seat.offline_none") }
  var seatOfflineOld: String { text("seat.offline_old") }
  var seatOfflineRefused: String { text("seat.offline_refused") }
  var seatOfflineReload: String { text("seat.offline_reload") }
  func seatOfflineRules(all: String, one: String) -> String {
    text(
      "seat.offline_rules", ["all": .text(all), "one": .text(one)])
  }
  var seatOfflineTake: String { text("seat.offline_take") }
  var seatOfflineTaken: String { text("seat.offline_taken") }
  var seatOfflineTitle: String { text("seat.offline_title") }
  var seatOfflineWaiting: String { text("seat.offline_waiting") }
  var seatPairAction: String { text("seat.pair_action") }
  var seatPairCode: String { text("seat.pair_code") }
  var seatPairIntro: String { text("seat.pair_intro") }
  var seatPairTitle: String { text("seat.pair_title") }
  var seatPairWrong: String { text("seat.pair_wrong") }
  var seatPinLocked: String { text("seat.pin_locked") }
  var seatPinUnset: String { text("seat.pin_unset") }
  func seatPinWrong(tries: Int64) -> String { text("seat.pin_wrong", ["tries": .count(tries)]) }
  var seatPlaceWrong: String { text("seat.place_wrong") }
  var seatProgramWrong: String { text("seat.program_wrong") }
  var seatProof: String { text("seat.proof") }
  var seatProofHint: String { text("seat.proof_hint") }
  var seatProofHow: String { text("seat.proof_how") }
  var seatProofLive: String { text("seat.proof_live") }
  var seatProofMissing: String { text("seat.proof_missing") }
  var seatProofPin: String { text("seat.proof_pin") }
  var seatProofSend: String { text("seat.proof_send") }
  var seatProofSent: String { text("seat.proof_sent") }
  var seatProofSms: String { text("seat.proof_sms") }
  func seatProofWait(seconds: Int64) -> String { text("seat.proof_wait", ["seconds": .count(seconds)]) }
  var seatProofWhat: String { text("seat.proof_what") }
  var seatProofWrong: String { text("seat.proof_wrong") }
  var seatRecent: String { text("seat.recent") }
  var seatRecentNone: String { text("seat.recent_none") }
  var seatReference: String { text("seat.reference") }
  var seatRefund: String { text("seat.refund") }
  var seatRefundExcess: String { text("seat.refund_excess") }
  var seatRefundHint: String { text("seat.refund_hint") }
  var seatRefundPart: String { text("seat.refund_part") }
  var seatRefundReceipt: String { text("seat.refund_receipt") }
  var seatRefundTitle: String { text("seat.refund_title") }
  var seatRefundUnknown: String { text("seat.refund_unknown") }
  var seatResultAsk: String { text("seat.result_ask") }
  func seatResultBalance(points: String) -> String { text("seat.result_balance", ["points": .text(points)]) }
  var seatResultDone: String { text("seat.result_done") }
  var seatResultDrop: String { text("seat.result_drop") }
  var seatResultDropped: String { text("seat.result_dropped") }
  var seatResultNext: String { text("seat.result_next") }
  var seatResultPrint: String { text("seat.result_print") }
  var seatResultRefused: String { text("seat.result_refused") }
  func seatResultShort(points: String) -> String { text("seat.result_short", ["points": .text(points)]) }
  var seatResultUnknown: String { text("seat.result_unknown") }
  var seatResultUnknownText: String { text("seat.result_unknown_text") }
  var seatShiftClose: String { text("seat.shift_close") }
  var seatShiftClosed: String { text("seat.shift_closed") }
  var seatShiftIntro: String { text("seat.shift_intro") }
  var seatShiftNone: String { text("seat.shift_none") }
  var seatShiftOpen: String { text("seat.shift_open") }
  func seatShiftSince(time: String) -> String { text("seat.shift_since", ["time": .text(time)]) }
  var seatShiftSure: String { text("seat.shift_sure") }
  var seatShiftTotals: String { text("seat.shift_totals") }
  func seatShiftUnsettled(count: Int64) -> String { text("seat.shift_unsettled", ["count": .count(count)]) }
  var seatSlip: String { text("seat.slip") }
  var seatSlipAgain: String { text("seat.slip_again") }
  var seatSlipBack: String { text("seat.slip_back") }
  var seatSlipCashier: String { text("seat.slip_cashier") }
  var seatSlipCode: String { text("seat.slip_code") }
  var seatSlipFile: String { text("seat.slip_file") }
  func seatSlipForever(points: String) -> String { text("seat.slip_forever", ["points": .text(points)]) }
  var seatSlipLots: String { text("seat.slip_lots") }
  var seatSlipMember: String { text("seat.slip_member") }
  var seatSlipMerchant: String { text("seat.slip_merchant") }
  func seatSlipOffline(time: String) -> String { text("seat.slip_offline", ["time": .text(time)]) }
  var seatSlipOriginal: String { text("seat.slip_original") }
  var seatSlipPrint: String { text("seat.slip_print") }
  var seatSlipReceipt: String { text("seat.slip_receipt") }
  var seatSlipReference: String { text("seat.slip_reference") }
  func seatSlipUntil(day: String, points: String) -> String {
    text(
      "seat.slip_until", ["day": .text(day), "points": .text(points)])
  }
  var seatSlipWidth: String { text("seat.slip_width") }
  var seatSoundOff: String { text("seat.sound_off") }
  var seatSoundOn: String { text("seat.sound_on") }
  var seatStateBooked: String { text("seat.state_booked") }
  var seatStateDeclined: String { text("seat.state_declined") }
  var seatStateDropped: String { text("seat.state_dropped") }
  var seatStateRefused: String { text("seat.state_refused") }
  var seatStateSent: String { text("seat.state_sent") }
  var seatSubmit: String { text("seat.submit") }
  var seatUnit: String { text("seat.unit") }
  var seatUnitHint: String { text("seat.unit_hint") }
  var seatUnitPoints: String { text("seat.unit_points") }
  var seatVoid: String { text("seat.void") }
  var seatVoidNone: String { text("seat.void_none") }
  var seatVoidSure: String { text("seat.void_sure") }
  var seatVoidTitle: String { text("seat.void_title") }
  var settingsAddress: String { text("settings.address") }
  var settingsData: String { text("settings.data") }
  var settingsDataNote: String { text("settings.data_note") }
  var settingsDevices: String { text("settings.devices") }
  var settingsDevicesNote: String { text("settings.devices_note") }
  var settingsDigest: String { text("settings.digest") }
  var settingsEnvironment: String { text("settings.environment") }
  var settingsFaultAddress: String { text("settings.fault_address") }
  var settingsFaultVersion: String { text("settings.fault_version") }
  var settingsFile: String { text("settings.file") }
  var settingsFlag: String { text("settings.flag") }
  var settingsIntro: String { text("settings.intro") }
  var settingsKey: String { text("settings.key") }
  var settingsLatest: String { text("settings.latest") }
  var settingsMinimum: String { text("settings.minimum") }
  var settingsPrograms: String { text("settings.programs") }
  func settingsRules(count: Int64) -> String { text("settings.rules", ["count": .count(count)]) }
  var settingsSave: String { text("settings.save") }
  var settingsSecret: String { text("settings.secret") }
  var settingsServer: String { text("settings.server") }
  var settingsServerNote: String { text("settings.server_note") }
  var settingsSource: String { text("settings.source") }
  var settingsStaff: String { text("settings.staff") }
  var settingsStandard: String { text("settings.standard") }
  var settingsTemplates: String { text("settings.templates") }
  var settingsTitle: String { text("settings.title") }
  var settingsTwoPeople: String { text("settings.two_people") }
  var settingsValue: String { text("settings.value") }
  var settlementAcceptPrice: String { text("settlement.accept_price") }
  var settlementAmount: String { text("settlement.amount") }
  var settlementAsGiven: String { text("settlement.as_given") }
  var settlementAsUsed: String { text("settlement.as_used") }
  var settlementCommission: String { text("settlement.commission") }
  func settlementCommissionOf(fixed: String, least: String, most: String, share: String) -> String {
    text(
      "settlement.commission_of",
      ["fixed": .text(fixed), "least": .text(least), "most": .text(most), "share": .text(share)])
  }
  var settlementCycle: String { text("settlement.cycle") }
  var settlementDaily: String { text("settlement.daily") }
  var settlementDue: String { text("settlement.due") }
  func settlementDueAfter(days: String) -> String { text("settlement.due_after", ["days": .text(days)]) }
  var settlementExpiredShare: String { text("settlement.expired_share") }
  func settlementFeeOf(fixed: String, price: String) -> String {
    text(
      "settlement.fee_of", ["fixed": .text(fixed), "price": .text(price)])
  }
  var settlementFrom: String { text("settlement.from") }
  var settlementGivingFee: String { text("settlement.giving_fee") }
  var settlementIssuePrice: String { text("settlement.issue_price") }
  var settlementMinimum: String { text("settlement.minimum") }
  func settlementMonthly(day: String) -> String { text("settlement.monthly", ["day": .text(day)]) }
  var settlementNothing: String { text("settlement.nothing") }
  func settlementPercent(share: String) -> String { text("settlement.percent", ["share": .text(share)]) }
  func settlementPrice(money: String, points: String) -> String {
    text(
      "settlement.price", ["money": .text(money), "points": .text(points)])
  }
  func settlementProposal(merchant: String, program: String) -> String {
    text(
      "settlement.proposal", ["merchant": .text(merchant), "program": .text(program)])
  }
  func settlementProposalAdjustment(amount: String, merchant: String) -> String {
    text(
      "settlement.proposal_adjustment", ["amount": .text(amount), "merchant": .text(merchant)])
  }
  var settlementTakingFee: String { text("settlement.taking_fee") }
  func settlementWeekly(day: String) -> String { text("settlement.weekly", ["day": .text(day)]) }
  var shellCopied: String { text("shell.copied") }
  var shellCopy: String { text("shell.copy") }
  var shellDemo: String { text("shell.demo") }
  var shellHelp: String { text("shell.help") }
  var shellLanguage: String { text("shell.language") }
  var shellMenu: String { text("shell.menu") }
  var shellSandbox: String { text("shell.sandbox") }
  var shellSearch: String { text("shell.search") }
  var shellSearchHint: String { text("shell.search_hint") }
  var shellSignOut: String { text("shell.sign_out") }
  var shellSkip: String { text("shell.skip") }
  func shellTitle(page: String) -> String { text("shell.title", ["page": .text(page)]) }
  var shellTrail: String { text("shell.trail") }
  func shellZone(zone: String) -> String { text("shell.zone", ["zone": .text(zone)]) }
  var signInAction: String { text("sign_in.action") }
  var signInEnded: String { text("sign_in.ended") }
  var signInForgotten: String { text("sign_in.forgotten") }
  var signInIntro: String { text("sign_in.intro") }
  var signInLogin: String { text("sign_in.login") }
  var signInPassword: String { text("sign_in.password") }
  var signInStale: String { text("sign_in.stale") }
  var signInTitle: String { text("sign_in.title") }
  func signInTooMany(minutes: Int64) -> String { text("sign_in.too_many", ["minutes": .count(minutes)]) }
  var signInWrong: String { text("sign_in.wrong") }
  var siteCode: String { text("site.code") }
  var siteFeedback: String { text("site.feedback") }
  var siteHelpAsk: String { text("site.help_ask") }
  var siteHelpAskText: String { text("site.help_ask_text") }
  var siteHelpEarn: String { text("site.help_earn") }
  var siteHelpExpiry: String { text("site.help_expiry") }
  var siteHelpHow: String { text("site.help_how") }
  var siteHelpIntro: String { text("site.help_intro") }
  var siteHelpLost: String { text("site.help_lost") }
  var siteHelpLostText: String { text("site.help_lost_text") }
  var siteHelpSafe: String { text("site.help_safe") }
  var siteHelpTitle: String { text("site.help_title") }
  var siteHelpUse: String { text("site.help_use") }
  var siteHome: String { text("site.home") }
  var siteMe: String { text("site.me") }
  var siteMessages: String { text("site.messages") }
  var sitePlaces: String { text("site.places") }
  var sitePoints: String { text("site.points") }
  var staffAccess: String { text("staff.access") }
  var staffActive: String { text("staff.active") }
  var staffAdd: String { text("staff.add") }
  var staffAddNote: String { text("staff.add_note") }
  var staffAllStores: String { text("staff.all_stores") }
  var staffBelongs: String { text("staff.belongs") }
  var staffChange: String { text("staff.change") }
  var staffCreated: String { text("staff.created") }
  var staffDisable: String { text("staff.disable") }
  var staffDisabled: String { text("staff.disabled") }
  var staffEmptyText: String { text("staff.empty_text") }
  var staffEmptyTitle: String { text("staff.empty_title") }
  var staffEnable: String { text("staff.enable") }
  var staffFaultAbove: String { text("staff.fault_above") }
  var staffFaultLogin: String { text("staff.fault_login") }
  var staffFaultName: String { text("staff.fault_name") }
  var staffFaultOwn: String { text("staff.fault_own") }
  var staffFaultRoles: String { text("staff.fault_roles") }
  var staffIntro: String { text("staff.intro") }
  var staffLogin: String { text("staff.login") }
  var staffName: String { text("staff.name") }
  var staffNumber: String { text("staff.number") }
  var staffPassword: String { text("staff.password") }
  var staffPlatform: String { text("staff.platform") }
  var staffResetFactor: String { text("staff.reset_factor") }
  var staffRoles: String { text("staff.roles") }
  var staffSave: String { text("staff.save") }
  var staffSignOut: String { text("staff.sign_out") }
  var staffStores: String { text("staff.stores") }
  var staffTitle: String { text("staff.title") }
  var standingActive: String { text("standing.active") }
  var standingApplied: String { text("standing.applied") }
  var standingClosed: String { text("standing.closed") }
  var standingFrozen: String { text("standing.frozen") }
  var standingSuspended: String { text("standing.suspended") }
  var startConsole: String { text("start.console") }
  var startDesk: String { text("start.desk") }
  var startDevelopers: String { text("start.developers") }
  var startEyebrow: String { text("start.eyebrow") }
  var startFirst: String { text("start.first") }
  var startFirstNote: String { text("start.first_note") }
  var startHeadline: String { text("start.headline") }
  var startIntegrators: String { text("start.integrators") }
  var startIntegratorsText: String { text("start.integrators_text") }
  var startLede: String { text("start.lede") }
  var startMembers: String { text("start.members") }
  var startMembersText: String { text("start.members_text") }
  var startMerchants: String { text("start.merchants") }
  var startMerchantsText: String { text("start.merchants_text") }
  var startOpenText: String { text("start.open_text") }
  var startOpenTitle: String { text("start.open_title") }
  var startOperator: String { text("start.operator") }
  var startOperatorText: String { text("start.operator_text") }
  var startQuick: String { text("start.quick") }
  var startReference: String { text("start.reference") }
  var startSite: String { text("start.site") }
  var startTrustText: String { text("start.trust_text") }
  var startTrustTitle: String { text("start.trust_title") }
  var startUseText: String { text("start.use_text") }
  var startUseTitle: String { text("start.use_title") }
  var startWho: String { text("start.who") }
  func stateFailedText(request: String) -> String { text("state.failed_text", ["request": .text(request)]) }
  var stateFailedTitle: String { text("state.failed_title") }
  func stateForbiddenText(right: String) -> String { text("state.forbidden_text", ["right": .text(right)]) }
  var stateForbiddenTitle: String { text("state.forbidden_title") }
  var stateRetry: String { text("state.retry") }
  var stepBooked: String { text("step.booked") }
  func stepRefused(reason: String) -> String { text("step.refused", ["reason": .text(reason)]) }
  func stepReturned(kind: String, points: String) -> String {
    text(
      "step.returned", ["kind": .text(kind), "points": .text(points)])
  }
  var stopAction: String { text("stop.action") }
  var stopDone: String { text("stop.done") }
  func stopDoneText(topic: String) -> String { text("stop.done_text", ["topic": .text(topic)]) }
  func stopText(topic: String) -> String { text("stop.text", ["topic": .text(topic)]) }
  var stopTitle: String { text("stop.title") }
  var stopUnknown: String { text("stop.unknown") }
  var stopUnknownText: String { text("stop.unknown_text") }
}
