// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var reasonDown: String { text("reason.down") }
  var reasonHalfUp: String { text("reason.half_up") }
  func reasonMoneyBack(money: String) -> String { text("reason.money_back", ["money": .text(money)]) }
  func reasonNothingPaid(money: String) -> String { text("reason.nothing_paid", ["money": .text(money)]) }
  func reasonRate(money: String, per: String, points: String, rounding: String) -> String {
    text(
      "reason.rate",
      ["money": .text(money), "per": .text(per), "points": .text(points), "rounding": .text(rounding)])
  }
  func reasonRule(rule: String, version: String) -> String {
    text(
      "reason.rule", ["rule": .text(rule), "version": .text(version)])
  }
  var reasonUp: String { text("reason.up") }
  func reasonWorth(money: String, per: String, points: String, rounding: String) -> String {
    text(
      "reason.worth",
      ["money": .text(money), "per": .text(per), "points": .text(points), "rounding": .text(rounding)])
  }
  var recoveryDone: String { text("recovery.done") }
  var recoveryIntro: String { text("recovery.intro") }
  var recoveryTitle: String { text("recovery.title") }
  var refusalAlreadyRefunded: String { text("refusal.already_refunded") }
  var refusalAmountOutOfRange: String { text("refusal.amount_out_of_range") }
  var refusalAssetMismatch: String { text("refusal.asset_mismatch") }
  var refusalCaptureExceedsHold: String { text("refusal.capture_exceeds_hold") }
  var refusalHoldEnded: String { text("refusal.hold_ended") }
  var refusalHoldExpired: String { text("refusal.hold_expired") }
  var refusalHoldsOpen: String { text("refusal.holds_open") }
  var refusalInsufficientPoints: String { text("refusal.insufficient_points") }
  var refusalIssuingLimitExceeded: String { text("refusal.issuing_limit_exceeded") }
  var refusalLimitExceeded: String { text("refusal.limit_exceeded") }
  var refusalNotPending: String { text("refusal.not_pending") }
  var refusalNotRefundable: String { text("refusal.not_refundable") }
  var refusalNotVoidable: String { text("refusal.not_voidable") }
  var refusalNothingDue: String { text("refusal.nothing_due") }
  func refusalNotice(reason: String) -> String { text("refusal.notice", ["reason": .text(reason)]) }
  var refusalRefundExceedsOriginal: String { text("refusal.refund_exceeds_original") }
  var refusalReversedBeforeArrival: String { text("refusal.reversed_before_arrival") }
  var refusalSameWallet: String { text("refusal.same_wallet") }
  var refusalTransactionNotFound: String { text("refusal.transaction_not_found") }
  var refusalTransferBelowMinimum: String { text("refusal.transfer_below_minimum") }
  var refusalWalletMerged: String { text("refusal.wallet_merged") }
  var returnAmount: String { text("return.amount") }
  var returnComplaint: String { text("return.complaint") }
  var returnDoubled: String { text("return.doubled") }
  var returnGoods: String { text("return.goods") }
  var returnMember: String { text("return.member") }
  var returnOther: String { text("return.other") }
  var roleAdministrator: String { text("role.administrator") }
  var roleAuditor: String { text("role.auditor") }
  var roleCashier: String { text("role.cashier") }
  var roleFinance: String { text("role.finance") }
  var roleMerchantFinance: String { text("role.merchant_finance") }
  var roleMerchantLead: String { text("role.merchant_lead") }
  var roleMerchantOwner: String { text("role.merchant_owner") }
  var roleOperations: String { text("role.operations") }
  var roleReviewer: String { text("role.reviewer") }
  var roleRisk: String { text("role.risk") }
  var roleService: String { text("role.service") }
  var rulesAbove: String { text("rules.above") }
  var rulesAboveHint: String { text("rules.above_hint") }
  var rulesAdjust: String { text("rules.adjust") }
  var rulesAdmit: String { text("rules.admit") }
  var rulesBlock: String { text("rules.block") }
  var rulesControl: String { text("rules.control") }
  var rulesExport: String { text("rules.export") }
  var rulesIntro: String { text("rules.intro") }
  var rulesKey: String { text("rules.key") }
  var rulesMerge: String { text("rules.merge") }
  var rulesNone: String { text("rules.none") }
  var rulesOperation: String { text("rules.operation") }
  var rulesPropose: String { text("rules.propose") }
  var rulesPurchases: String { text("rules.purchases") }
  var rulesRequire: String { text("rules.require") }
  var rulesRule: String { text("rules.rule") }
  var rulesTerms: String { text("rules.terms") }
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
  var templateBody: String { text("template.body") }
  var templateBraces: String { text("template.braces") }
  var templateChanged: String { text("template.changed") }
  var templateCodeMissing: String { text("template.code_missing") }
  var templateHeading: String { text("template.heading") }
  var templateIntro: String { text("template.intro") }
  var templateKeys: String { text("template.keys") }
  var templateKind: String { text("template.kind") }
  var templateLength: String { text("template.length") }
  var templateOwn: String { text("template.own") }
  var templateReset: String { text("template.reset") }
  var templateSave: String { text("template.save") }
  var templateShown: String { text("template.shown") }
  var templateSite: String { text("template.site") }
  var templateTitle: String { text("template.title") }
  var templateTry: String { text("template.try") }
  func templateUnknown(name: String) -> String { text("template.unknown", ["name": .text(name)]) }
  var terminalAdviceLimit: String { text("terminal.advice_limit") }
  var terminalBalanced: String { text("terminal.balanced") }
  var terminalBatchAdviceLimit: String { text("terminal.batch_advice_limit") }
  var terminalBatches: String { text("terminal.batches") }
  var terminalBatchesNone: String { text("terminal.batches_none") }
  var terminalBatchesNote: String { text("terminal.batches_note") }
  var terminalCases: String { text("terminal.cases") }
  var terminalCashier: String { text("terminal.cashier") }
  var terminalCheckHint: String { text("terminal.check_hint") }
  var terminalCheckValue: String { text("terminal.check_value") }
  var terminalClaimed: String { text("terminal.claimed") }
  var terminalCode: String { text("terminal.code") }
  var terminalComponent: String { text("terminal.component") }
  var terminalComponentCheck: String { text("terminal.component_check") }
  var terminalComponentHint: String { text("terminal.component_hint") }
  var terminalCount: String { text("terminal.count") }
  var terminalCounted: String { text("terminal.counted") }
  var terminalCredit: String { text("terminal.credit") }
  var terminalDebit: String { text("terminal.debit") }
  func terminalDifferenceCount(count: Int64) -> String {
    text(
      "terminal.difference_count", ["count": .count(count)])
  }
  var terminalDifferences: String { text("terminal.differences") }
  var terminalDisable: String { text("terminal.disable") }
  var terminalDisabled: String { text("terminal.disabled") }
  var terminalEnable: String { text("terminal.enable") }
  var terminalFacts: String { text("terminal.facts") }
  var terminalFaultCheckValue: String { text("terminal.fault_check_value") }
  var terminalFaultComponent: String { text("terminal.fault_component") }
  var terminalFaultEqual: String { text("terminal.fault_equal") }
  var terminalFaultKinds: String { text("terminal.fault_kinds") }
  var terminalFaultParameters: String { text("terminal.fault_parameters") }
  var terminalFaultPerson: String { text("terminal.fault_person") }
  var terminalKey: String { text("terminal.key") }
  var terminalKeyEnter: String { text("terminal.key_enter") }
  var terminalKeyFirst: String { text("terminal.key_first") }
  func terminalKeyHas(value: String) -> String { text("terminal.key_has", ["value": .text(value)]) }
  var terminalKeyMissing: String { text("terminal.key_missing") }
  var terminalKeyNote: String { text("terminal.key_note") }
  var terminalKeySecond: String { text("terminal.key_second") }
  var terminalKeyThird: String { text("terminal.key_third") }
  func terminalKeyWaitingSelf(time: String) -> String {
    text(
      "terminal.key_waiting_self", ["time": .text(time)])
  }
  func terminalKeyWaitingYou(person: String, time: String) -> String {
    text(
      "terminal.key_waiting_you", ["person": .text(person), "time": .text(time)])
  }
  var terminalKinds: String { text("terminal.kinds") }
  var terminalMac: String { text("terminal.mac") }
  var terminalMacCbc: String { text("terminal.mac_cbc") }
  var terminalMacRetail: String { text("terminal.mac_retail") }
  var terminalMacSm: String { text("terminal.mac_sm") }
  var terminalMacUnionpay: String { text("terminal.mac_unionpay") }
  var terminalMoney: String { text("terminal.money") }
  var terminalNext: String { text("terminal.next") }
  var terminalNextDisabled: String { text("terminal.next_disabled") }
  var terminalNextKeyMissing: String { text("terminal.next_key_missing") }
  var terminalNextMerchant: String { text("terminal.next_merchant") }
  var terminalNextSignedIn: String { text("terminal.next_signed_in") }
  var terminalNextSignedOut: String { text("terminal.next_signed_out") }
  func terminalNoRight(right: String) -> String { text("terminal.no_right", ["right": .text(right)]) }
  var terminalParameters: String { text("terminal.parameters") }
  var terminalParametersMacNote: String { text("terminal.parameters_mac_note") }
  var terminalParametersNote: String { text("terminal.parameters_note") }
  var terminalReplyTexts: String { text("terminal.reply_texts") }
  var terminalSaidComponent: String { text("terminal.said_component") }
  var terminalSaidDisabled: String { text("terminal.said_disabled") }
  var terminalSaidEnabled: String { text("terminal.said_enabled") }
  func terminalSaidKey(value: String) -> String { text("terminal.said_key", ["value": .text(value)]) }
  var terminalSaidParameters: String { text("terminal.said_parameters") }
  var terminalSaidRegistered: String { text("terminal.said_registered") }
  var terminalSave: String { text("terminal.save") }
  func terminalSide(amount: String, count: String) -> String {
    text(
      "terminal.side", ["amount": .text(amount), "count": .text(count)])
  }
  var terminalSignedIn: String { text("terminal.signed_in") }
  var terminalSignedOut: String { text("terminal.signed_out") }
  var terminalToday: String { text("terminal.today") }
  var terminalTodayNone: String { text("terminal.today_none") }
  func terminalTodayNote(day: String) -> String { text("terminal.today_note", ["day": .text(day)]) }
  var terminalTransactions: String { text("terminal.transactions") }
  var terminalUnbalanced: String { text("terminal.unbalanced") }
  var terminalUploaded: String { text("terminal.uploaded") }
  var terminalsAcceptor: String { text("terminals.acceptor") }
  var terminalsBatch: String { text("terminals.batch") }
  var terminalsEmptyText: String { text("terminals.empty_text") }
  var terminalsEmptyTitle: String { text("terminals.empty_title") }
  var terminalsFaultAcceptor: String { text("terminals.fault_acceptor") }
  var terminalsFaultCode: String { text("terminals.fault_code") }
  var terminalsFaultExists: String { text("terminals.fault_exists") }
  var terminalsFaultKind: String { text("terminals.fault_kind") }
  var terminalsFaultMerchant: String { text("terminals.fault_merchant") }
  var terminalsFaultNumber: String { text("terminals.fault_number") }
  var terminalsFaultStore: String { text("terminals.fault_store") }
  var terminalsIntro: String { text("terminals.intro") }
  var terminalsLastSeen: String { text("terminals.last_seen") }
  var terminalsNew: String { text("terminals.new") }
  var terminalsNewAcceptor: String { text("terminals.new_acceptor") }
  var terminalsNewAcceptorNote: String { text("terminals.new_acceptor_note") }
  var terminalsNewCode: String { text("terminals.new_code") }
  var terminalsNewCodeNote: String { text("terminals.new_code_note") }
  var terminalsNewIntro: String { text("terminals.new_intro") }
  var terminalsNewMerchant: String { text("terminals.new_merchant") }
  var terminalsNewNames: String { text("terminals.new_names") }
  var terminalsNewNote: String { text("terminals.new_note") }
  var terminalsNewNumber: String { text("terminals.new_number") }
  var terminalsNewNumberNote: String { text("terminals.new_number_note") }
  var terminalsNewSave: String { text("terminals.new_save") }
  var terminalsNewStore: String { text("terminals.new_store") }
  var terminalsNumber: String { text("terminals.number") }
  var terminalsSearchHint: String { text("terminals.search_hint") }
  var terminalsSignedIn: String { text("terminals.signed_in") }
  var termsCode: String { text("terms.code") }
  var termsData: String { text("terms.data") }
  var termsEarn: String { text("terms.earn") }
  var termsExpire: String { text("terms.expire") }
  var termsLeave: String { text("terms.leave") }
  var termsMessages: String { text("terms.messages") }
  var termsTitle: String { text("terms.title") }
  var termsVersion: String { text("terms.version") }
  var termsWhat: String { text("terms.what") }
  var tillBalance: String { text("till.balance") }
  var tillCompletion: String { text("till.completion") }
  var tillDraw: String { text("till.draw") }
  var tillEarn: String { text("till.earn") }
  var tillEarnRefund: String { text("till.earn_refund") }
  var tillEarnVoid: String { text("till.earn_void") }
  var tillHold: String { text("till.hold") }
  var tillHoldCancel: String { text("till.hold_cancel") }
  var tillSpend: String { text("till.spend") }
  var tillSpendRefund: String { text("till.spend_refund") }
  var tillSpendVoid: String { text("till.spend_void") }
  var tillTopUp: String { text("till.top_up") }
  var tillTopUpVoid: String { text("till.top_up_void") }
  var transactionBlock: String { text("transaction.block") }
  var transactionBlockHash: String { text("transaction.block_hash") }
  var transactionBooked: String { text("transaction.booked") }
  var transactionCategory: String { text("transaction.category") }
  var transactionEntries: String { text("transaction.entries") }
  var transactionEntriesNote: String { text("transaction.entries_note") }
  var transactionFacts: String { text("transaction.facts") }
  var transactionGoods: String { text("transaction.goods") }
  var transactionGoodsNote: String { text("transaction.goods_note") }
  var transactionItem: String { text("transaction.item") }
  var transactionKey: String { text("transaction.key") }
  var transactionLots: String { text("transaction.lots") }
  var transactionLotsNote: String { text("transaction.lots_note") }
  var transactionNoLots: String { text("transaction.no_lots") }
  var transactionNoRefunds: String { text("transaction.no_refunds") }
  var transactionOccurred: String { text("transaction.occurred") }
  var transactionProof: String { text("transaction.proof") }
  var transactionProofNote: String { text("transaction.proof_note") }
  var transactionQuantity: String { text("transaction.quantity") }
  var transactionRecorded: String { text("transaction.recorded") }
  func transactionRefundable(points: String) -> String {
    text(
      "transaction.refundable", ["points": .text(points)])
  }
  var transactionRefunds: String { text("transaction.refunds") }
  var transactionUnsealed: String { text("transaction.unsealed") }
  var transactionWhy: String { text("transaction.why") }
  var transactionWhyNote: String { text("transaction.why_note") }
  var transactionsEmptyAction: String { text("transactions.empty_action") }
  var transactionsEmptyText: String { text("transactions.empty_text") }
  var transactionsEmptyTitle: String { text("transactions.empty_title") }
  var transactionsIntro: String { text("transactions.intro") }
  var transactionsMemberHint: String { text("transactions.member_hint") }
  var transactionsMerchantHint: String { text("transactions.merchant_hint") }
  var transactionsSearchHint: String { text("transactions.search_hint") }
  var transactionsTerminalHint: String { text("transactions.terminal_hint") }
  var trayEnter: String { text("tray.enter") }
  var trayIntro: String { text("tray.intro") }
  var trayNone: String { text("tray.none") }
  var trayNoneText: String { text("tray.none_text") }
  var trayRenew: String { text("tray.renew") }
  var trayTitle: String { text("tray.title") }
  func trayTo(recipient: String) -> String { text("tray.to", ["recipient": .text(recipient)]) }
  var viewAll: String { text("view.all") }
  var viewBadList: String { text("view.bad_list") }
  var viewBadName: String { text("view.bad_name") }
  var viewChange: String { text("view.change") }
  var viewColumns: String { text("view.columns") }
  var viewColumnsHint: String { text("view.columns_hint") }
  var viewColumnsKeep: String { text("view.columns_keep") }
  var viewDelete: String { text("view.delete") }
  var viewName: String { text("view.name") }
  func viewOthers(name: String) -> String { text("view.others", ["name": .text(name)]) }
  var viewRename: String { text("view.rename") }
  var viewSave: String { text("view.save") }
  var viewShare: String { text("view.share") }
  var viewTitle: String { text("view.title") }
  func viewTooMany(limit: String) -> String { text("view.too_many", ["limit": .text(limit)]) }
  var webhookActive: String { text("webhook.active") }
  var webhookAdd: String { text("webhook.add") }
  var webhookAddNote: String { text("webhook.add_note") }
  func webhookAlert(name: String) -> String { text("webhook.alert", ["name": .text(name)]) }
  var webhookAll: String { text("webhook.all") }
  var webhookAnswer: String { text("webhook.answer") }
  var webhookAttempts: String { text("webhook.attempts") }
  var webhookBadAddress: String { text("webhook.bad_address") }
  var webhookBadHost: String { text("webhook.bad_host") }
  var webhookBadNote: String { text("webhook.bad_note") }
  var webhookBadScheme: String { text("webhook.bad_scheme") }
  var webhookBody: String { text("webhook.body") }
  var webhookBodyNote: String { text("webhook.body_note") }
  var webhookCancelled: String { text("webhook.cancelled") }
  var webhookChange: String { text("webhook.change") }
  var webhookDelivered: String { text("webhook.delivered") }
  var webhookDeliveries: String { text("webhook.deliveries") }
  var webhookDeliveriesIntro: String { text("webhook.deliveries_intro") }
  var webhookDelivery: String { text("webhook.delivery") }
  var webhookDisabled: String { text("webhook.disabled") }
  var webhookEarlierUntil: String { text("webhook.earlier_until") }
  var webhookEnd: String { text("webhook.end") }
  var webhookEndNote: String { text("webhook.end_note") }
  var webhookEvents: String { text("webhook.events") }
  var webhookEventsHint: String { text("webhook.events_hint") }
  var webhookFailed: String { text("webhook.failed") }
  var webhookFailing: String { text("webhook.failing") }
  var webhookFailingSince: String { text("webhook.failing_since") }
  var webhookFailure: String { text("webhook.failure") }
  var webhookId: String { text("webhook.id") }
  var webhookIntro: String { text("webhook.intro") }
  var webhookMissing: String { text("webhook.missing") }
  func webhookNext(time: String) -> String { text("webhook.next", ["time": .text(time)]) }
  var webhookNextTry: String { text("webhook.next_try") }
  var webhookNoAnswer: String { text("webhook.no_answer") }
  var webhookNoAttempts: String { text("webhook.no_attempts") }
  var webhookNoDeliveries: String { text("webhook.no_deliveries") }
  var webhookNoDeliveriesText: String { text("webhook.no_deliveries_text") }
  var webhookNone: String { text("webhook.none") }
  var webhookNoneText: String { text("webhook.none_text") }
  var webhookNotActive: String { text("webhook.not_active") }
  var webhookNote: String { text("webhook.note") }
  var webhookOne: String { text("webhook.one") }
  var webhookOpen: String { text("webhook.open") }
  var webhookOverlap: String { text("webhook.overlap") }
  var webhookOverlapDay: String { text("webhook.overlap_day") }
  var webhookOverlapHour: String { text("webhook.overlap_hour") }
  var webhookOverlapNone: String { text("webhook.overlap_none") }
  var webhookOverlapWeek: String { text("webhook.overlap_week") }
  var webhookPause: String { text("webhook.pause") }
  var webhookPaused: String { text("webhook.paused") }
  var webhookRemove: String { text("webhook.remove") }
  var webhookResend: String { text("webhook.resend") }
  var webhookResendAll: String { text("webhook.resend_all") }
  var webhookResendNote: String { text("webhook.resend_note") }
  var webhookResume: String { text("webhook.resume") }
  var webhookRotate: String { text("webhook.rotate") }
  var webhookRotateNote: String { text("webhook.rotate_note") }
  var webhookSecret: String { text("webhook.secret") }
  var webhookSecretOnce: String { text("webhook.secret_once") }
  var webhookTaken: String { text("webhook.taken") }
  var webhookTest: String { text("webhook.test") }
  var webhookTestNote: String { text("webhook.test_note") }
  var webhookTitle: String { text("webhook.title") }
  func webhookTooMany(limit: String) -> String { text("webhook.too_many", ["limit": .text(limit)]) }
  var webhookType: String { text("webhook.type") }
  var webhookUrl: String { text("webhook.url") }
  var webhookWaiting: String { text("webhook.waiting") }
}
