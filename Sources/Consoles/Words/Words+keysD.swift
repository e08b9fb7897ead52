// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func dashboardAgainst(percent: String) -> String { text("dashboard.against", ["percent": .text(percent)]) }
  var dashboardAllMerchants: String { text("dashboard.all_merchants") }
  var dashboardAllTransactions: String { text("dashboard.all_transactions") }
  var dashboardApprovals: String { text("dashboard.approvals") }
  var dashboardCases: String { text("dashboard.cases") }
  var dashboardChart: String { text("dashboard.chart") }
  func dashboardChartAbout(days: Int64, issued: String, used: String) -> String {
    text(
      "dashboard.chart_about", ["days": .count(days), "issued": .text(issued), "used": .text(used)])
  }
  var dashboardChartNote: String { text("dashboard.chart_note") }
  var dashboardChartWeeks: String { text("dashboard.chart_weeks") }
  func dashboardDays(count: Int64) -> String { text("dashboard.days", ["count": .count(count)]) }
  var dashboardDeliveries: String { text("dashboard.deliveries") }
  var dashboardExpired: String { text("dashboard.expired") }
  var dashboardFeedback: String { text("dashboard.feedback") }
  func dashboardIntro(program: String, time: String) -> String {
    text(
      "dashboard.intro", ["program": .text(program), "time": .text(time)])
  }
  var dashboardIssued: String { text("dashboard.issued") }
  var dashboardMembers: String { text("dashboard.members") }
  func dashboardMerchants(count: Int64) -> String { text("dashboard.merchants", ["count": .count(count)]) }
  var dashboardNewMembers: String { text("dashboard.new_members") }
  var dashboardNoEarlier: String { text("dashboard.no_earlier") }
  var dashboardNoRecent: String { text("dashboard.no_recent") }
  var dashboardNoTop: String { text("dashboard.no_top") }
  var dashboardNoWork: String { text("dashboard.no_work") }
  var dashboardOutstanding: String { text("dashboard.outstanding") }
  var dashboardPeriod: String { text("dashboard.period") }
  var dashboardPeriodNote: String { text("dashboard.period_note") }
  var dashboardPeriodTransactions: String { text("dashboard.period_transactions") }
  var dashboardRecent: String { text("dashboard.recent") }
  func dashboardShare(percent: String) -> String { text("dashboard.share", ["percent": .text(percent)]) }
  var dashboardSilent: String { text("dashboard.silent") }
  var dashboardSinceStart: String { text("dashboard.since_start") }
  var dashboardToday: String { text("dashboard.today") }
  var dashboardTop: String { text("dashboard.top") }
  func dashboardTopNote(count: Int64) -> String { text("dashboard.top_note", ["count": .count(count)]) }
  var dashboardTransactions: String { text("dashboard.transactions") }
  var dashboardUsed: String { text("dashboard.used") }
  var dashboardWeek: String { text("dashboard.week") }
  var dashboardWork: String { text("dashboard.work") }
  var dashboardWorkNote: String { text("dashboard.work_note") }
  func dashboardWorth(money: String) -> String { text("dashboard.worth", ["money": .text(money)]) }
  var dayFilesAgreed: String { text("day_files.agreed") }
  var dayFilesAmount: String { text("day_files.amount") }
  var dayFilesComparing: String { text("day_files.comparing") }
  var dayFilesDifferences: String { text("day_files.differences") }
  var dayFilesDone: String { text("day_files.done") }
  var dayFilesDuplicated: String { text("day_files.duplicated") }
  var dayFilesEmptyAction: String { text("day_files.empty_action") }
  var dayFilesEmptyText: String { text("day_files.empty_text") }
  var dayFilesEmptyTitle: String { text("day_files.empty_title") }
  var dayFilesIntro: String { text("day_files.intro") }
  var dayFilesInvalid: String { text("day_files.invalid") }
  var dayFilesLine: String { text("day_files.line") }
  var dayFilesLines: String { text("day_files.lines") }
  var dayFilesMissingHere: String { text("day_files.missing_here") }
  var dayFilesMissingThere: String { text("day_files.missing_there") }
  var dayFilesMore: String { text("day_files.more") }
  var dayFilesNoDifferences: String { text("day_files.no_differences") }
  var dayFilesNotPosted: String { text("day_files.not_posted") }
  func dayFilesNumber(number: String) -> String { text("day_files.number", ["number": .text(number)]) }
  var dayFilesOutcome: String { text("day_files.outcome") }
  var dayFilesPending: String { text("day_files.pending") }
  var dayFilesPosted: String { text("day_files.posted") }
  var dayFilesReceived: String { text("day_files.received") }
  var dayFilesToCase: String { text("day_files.to_case") }
  var deliveryChannel: String { text("delivery.channel") }
  var deliveryFailed: String { text("delivery.failed") }
  var deliveryFailure: String { text("delivery.failure") }
  var deliveryIntro: String { text("delivery.intro") }
  var deliveryNext: String { text("delivery.next") }
  var deliveryNone: String { text("delivery.none") }
  var deliveryNoneText: String { text("delivery.none_text") }
  var deliverySent: String { text("delivery.sent") }
  var deliveryTitle: String { text("delivery.title") }
  var deliveryTries: String { text("delivery.tries") }
  var deliveryWaiting: String { text("delivery.waiting") }
  var deskAcknowledgement: String { text("desk.acknowledgement") }
  var deskActive: String { text("desk.active") }
  var deskAddPerson: String { text("desk.add_person") }
  var deskAddPersonNote: String { text("desk.add_person_note") }
  var deskAllStores: String { text("desk.all_stores") }
  var deskAmountWrong: String { text("desk.amount_wrong") }
  var deskBack: String { text("desk.back") }
  var deskBalance: String { text("desk.balance") }
  var deskBooked: String { text("desk.booked") }
  var deskBusy: String { text("desk.busy") }
  var deskBy: String { text("desk.by") }
  var deskChange: String { text("desk.change") }
  var deskChangePerson: String { text("desk.change_person") }
  func deskChartAbout(days: Int64, given: String, taken: String) -> String {
    text(
      "desk.chart_about", ["days": .count(days), "given": .text(given), "taken": .text(taken)])
  }
  var deskChartNote: String { text("desk.chart_note") }
  var deskChooseReason: String { text("desk.choose_reason") }
  var deskCloseStore: String { text("desk.close_store") }
  var deskCode: String { text("desk.code") }
  var deskCodeInvalid: String { text("desk.code_invalid") }
  var deskCodeTaken: String { text("desk.code_taken") }
  var deskCompared: String { text("desk.compared") }
  var deskComparing: String { text("desk.comparing") }
  var deskDayFiles: String { text("desk.day_files") }
  var deskDayFilesIntro: String { text("desk.day_files_intro") }
  var deskDayFilesNone: String { text("desk.day_files_none") }
  var deskDays: String { text("desk.days") }
  func deskDaysIntro(place: String, program: String) -> String {
    text(
      "desk.days_intro", ["place": .text(place), "program": .text(program)])
  }
  var deskDisable: String { text("desk.disable") }
  var deskDisabled: String { text("desk.disabled") }
  var deskDoNow: String { text("desk.do_now") }
  var deskDone: String { text("desk.done") }
  var deskEarlierUntil: String { text("desk.earlier_until") }
  var deskEffect: String { text("desk.effect") }
  var deskEnable: String { text("desk.enable") }
  var deskFirstPassword: String { text("desk.first_password") }
  var deskGiven: String { text("desk.given") }
  var deskGroupShop: String { text("desk.group_shop") }
  var deskGroupSystems: String { text("desk.group_systems") }
  var deskHappenedHere: String { text("desk.happened_here") }
  var deskHappenedHereNote: String { text("desk.happened_here_note") }
  func deskHomeIntro(place: String, time: String) -> String {
    text(
      "desk.home_intro", ["place": .text(place), "time": .text(time)])
  }
  var deskHowMuch: String { text("desk.how_much") }
  var deskHowMuchNote: String { text("desk.how_much_note") }
  var deskInStores: String { text("desk.in_stores") }
  var deskKey: String { text("desk.key") }
  var deskKeyId: String { text("desk.key_id") }
  var deskKeys: String { text("desk.keys") }
  var deskKeysIntro: String { text("desk.keys_intro") }
  var deskKindMini: String { text("desk.kind_mini") }
  var deskKindMis: String { text("desk.kind_mis") }
  var deskKindPos: String { text("desk.kind_pos") }
  var deskKindSeat: String { text("desk.kind_seat") }
  var deskKindSoftpos: String { text("desk.kind_softpos") }
  var deskLastVisit: String { text("desk.last_visit") }
  var deskLeft: String { text("desk.left") }
  var deskLines: String { text("desk.lines") }
  var deskLogin: String { text("desk.login") }
  var deskLoginInvalid: String { text("desk.login_invalid") }
  var deskLoginTaken: String { text("desk.login_taken") }
  var deskLots: String { text("desk.lots") }
  var deskMemberHint: String { text("desk.member_hint") }
  var deskMembersIntro: String { text("desk.members_intro") }
  var deskMoney: String { text("desk.money") }
  var deskName: String { text("desk.name") }
  var deskNameInvalid: String { text("desk.name_invalid") }
  var deskNeverSeen: String { text("desk.never_seen") }
  var deskNewKey: String { text("desk.new_key") }
  var deskNewKeyNote: String { text("desk.new_key_note") }
  var deskNewSigning: String { text("desk.new_signing") }
  var deskNoMembers: String { text("desk.no_members") }
  var deskNoMembersText: String { text("desk.no_members_text") }
  var deskNoSales: String { text("desk.no_sales") }
  var deskNoSalesText: String { text("desk.no_sales_text") }
  var deskNotReversible: String { text("desk.not_reversible") }
  var deskNote: String { text("desk.note") }
  var deskNoteTooLong: String { text("desk.note_too_long") }
  var deskNumber: String { text("desk.number") }
  var deskNumberInvalid: String { text("desk.number_invalid") }
  var deskNumberTaken: String { text("desk.number_taken") }
  var deskOriginal: String { text("desk.original") }
  var deskOutcome: String { text("desk.outcome") }
  var deskOwnAccess: String { text("desk.own_access") }
  var deskPair: String { text("desk.pair") }
  var deskPairNote: String { text("desk.pair_note") }
  func deskPairingCode(time: String) -> String { text("desk.pairing_code", ["time": .text(time)]) }
  var deskPasswordWeak: String { text("desk.password_weak") }
  var deskPerson: String { text("desk.person") }
  var deskPersonAbove: String { text("desk.person_above") }
  var deskPin: String { text("desk.pin") }
  var deskPinSimple: String { text("desk.pin_simple") }
  var deskPlaceClosed: String { text("desk.place_closed") }
  var deskPrint: String { text("desk.print") }
  var deskProfile: String { text("desk.profile") }
  var deskProfileNote: String { text("desk.profile_note") }
  var deskReasonMissing: String { text("desk.reason_missing") }
  var deskReceipt: String { text("desk.receipt") }
  var deskReceiptNumber: String { text("desk.receipt_number") }
  var deskReceived: String { text("desk.received") }
  var deskReckon: String { text("desk.reckon") }
  var deskReclaimed: String { text("desk.reclaimed") }
  var deskReclaimedNote: String { text("desk.reclaimed_note") }
  var deskRefund: String { text("desk.refund") }
  var deskRefundIntro: String { text("desk.refund_intro") }
  var deskRefundNow: String { text("desk.refund_now") }
  var deskRefused: String { text("desk.refused") }
  var deskReturned: String { text("desk.returned") }
  var deskReturnedNote: String { text("desk.returned_note") }
  var deskReversible: String { text("desk.reversible") }
  var deskRevoke: String { text("desk.revoke") }
  var deskRevoked: String { text("desk.revoked") }
  var deskRoles: String { text("desk.roles") }
  var deskScopes: String { text("desk.scopes") }
  var deskScopesMissing: String { text("desk.scopes_missing") }
  var deskSecret: String { text("desk.secret") }
  var deskSecretOnce: String { text("desk.secret_once") }
  var deskSeen: String { text("desk.seen") }
  var deskSetPin: String { text("desk.set_pin") }
  var deskSetUp: String { text("desk.set_up") }
  func deskSetUpIntro(all: String, done: String) -> String {
    text(
      "desk.set_up_intro", ["all": .text(all), "done": .text(done)])
  }
  var deskSettled: String { text("desk.settled") }
  var deskShowBooking: String { text("desk.show_booking") }
  var deskSignOutAll: String { text("desk.sign_out_all") }
  var deskSignsIn: String { text("desk.signs_in") }
  var deskSignsInNote: String { text("desk.signs_in_note") }
  var deskStaff: String { text("desk.staff") }
  var deskStaffIntro: String { text("desk.staff_intro") }
  var deskStale: String { text("desk.stale") }
  var deskStepSale: String { text("desk.step_sale") }
  var deskStepSaleWhy: String { text("desk.step_sale_why") }
  var deskStepStaff: String { text("desk.step_staff") }
  var deskStepStaffWhy: String { text("desk.step_staff_why") }
  var deskStepStore: String { text("desk.step_store") }
  var deskStepStoreWhy: String { text("desk.step_store_why") }
  var deskStepTerminal: String { text("desk.step_terminal") }
  var deskStepTerminalWhy: String { text("desk.step_terminal_why") }
  var deskStepTerms: String { text("desk.step_terms") }
  var deskStepTermsWhy: String { text("desk.step_terms_why") }
  var deskSteps: String { text("desk.steps") }
  func deskStepsLeft(count: Int64) -> String { text("desk.steps_left", ["count": .count(count)]) }
  var deskStoreCode: String { text("desk.store_code") }
  var deskStores: String { text("desk.stores") }
  var deskSwitch: String { text("desk.switch") }
  var deskTaken: String { text("desk.taken") }
  var deskTerminalHint: String { text("desk.terminal_hint") }
  var deskTerminalsIntro: String { text("desk.terminals_intro") }
  var deskTooMuch: String { text("desk.too_much") }
  var deskTooWide: String { text("desk.too_wide") }
  var deskTransactionsIntro: String { text("desk.transactions_intro") }
  var deskUnknown: String { text("desk.unknown") }
  var deskUsed: String { text("desk.used") }
  var deskVisits: String { text("desk.visits") }
  var deskVoid: String { text("desk.void") }
  var deskVoidIntro: String { text("desk.void_intro") }
  var deskVoidNow: String { text("desk.void_now") }
  var deskWaits: String { text("desk.waits") }
  var deskWorth: String { text("desk.worth") }
  var detailAdjust: String { text("detail.adjust") }
  func detailAward(place: String) -> String { text("detail.award", ["place": .text(place)]) }
  func detailCancel(place: String) -> String { text("detail.cancel", ["place": .text(place)]) }
  func detailCapture(place: String) -> String { text("detail.capture", ["place": .text(place)]) }
  var detailCards: String { text("detail.cards") }
  func detailConfirm(place: String) -> String { text("detail.confirm", ["place": .text(place)]) }
  func detailEarn(place: String) -> String { text("detail.earn", ["place": .text(place)]) }
  func detailExchange(place: String) -> String { text("detail.exchange", ["place": .text(place)]) }
  var detailExpire: String { text("detail.expire") }
  func detailHold(place: String) -> String { text("detail.hold", ["place": .text(place)]) }
  var detailMature: String { text("detail.mature") }
  var detailMerge: String { text("detail.merge") }
  func detailRefund(place: String) -> String { text("detail.refund", ["place": .text(place)]) }
  func detailRelease(place: String) -> String { text("detail.release", ["place": .text(place)]) }
  func detailReversal(place: String) -> String { text("detail.reversal", ["place": .text(place)]) }
  func detailSpend(place: String) -> String { text("detail.spend", ["place": .text(place)]) }
  func detailTopup(place: String) -> String { text("detail.topup", ["place": .text(place)]) }
  func detailTransfer(place: String) -> String { text("detail.transfer", ["place": .text(place)]) }
  func detailVoid(place: String) -> String { text("detail.void", ["place": .text(place)]) }
  var developersCode: String { text("developers.code") }
  var developersDry: String { text("developers.dry") }
  var developersDryText: String { text("developers.dry_text") }
  var developersErrors: String { text("developers.errors") }
  var developersErrorsNote: String { text("developers.errors_note") }
  var developersIdempotency: String { text("developers.idempotency") }
  var developersIdempotencyText: String { text("developers.idempotency_text") }
  var developersIntro: String { text("developers.intro") }
  var developersManners: String { text("developers.manners") }
  var developersMeaning: String { text("developers.meaning") }
  var developersNumbers: String { text("developers.numbers") }
  var developersNumbersText: String { text("developers.numbers_text") }
  var developersPaging: String { text("developers.paging") }
  var developersPagingText: String { text("developers.paging_text") }
  var developersQuick: String { text("developers.quick") }
  var developersStepEarn: String { text("developers.step_earn") }
  var developersStepEarnText: String { text("developers.step_earn_text") }
  var developersStepKey: String { text("developers.step_key") }
  var developersStepKeyText: String { text("developers.step_key_text") }
  var developersStepMember: String { text("developers.step_member") }
  var developersStepMemberText: String { text("developers.step_member_text") }
  var developersStepSpend: String { text("developers.step_spend") }
  var developersStepSpendText: String { text("developers.step_spend_text") }
  var developersTitle: String { text("developers.title") }
  var developersWebhooks: String { text("developers.webhooks") }
  var developersWebhooksText: String { text("developers.webhooks_text") }
  var deviceCurrent: String { text("device.current") }
  var deviceEnd: String { text("device.end") }
  var deviceEndOthers: String { text("device.end_others") }
  var deviceIntro: String { text("device.intro") }
  func deviceTimes(entered: String, seen: String) -> String {
    text(
      "device.times", ["entered": .text(entered), "seen": .text(seen)])
  }
  var deviceUnknown: String { text("device.unknown") }
  var devicesActive: String { text("devices.active") }
  var devicesDevice: String { text("devices.device") }
  var devicesEmptyAction: String { text("devices.empty_action") }
  var devicesEmptyText: String { text("devices.empty_text") }
  var devicesEmptyTitle: String { text("devices.empty_title") }
  var devicesEnded: String { text("devices.ended") }
  var devicesEnrolled: String { text("devices.enrolled") }
  var devicesFacts: String { text("devices.facts") }
  var devicesIntro: String { text("devices.intro") }
  var devicesLoss: String { text("devices.loss") }
  var devicesLossNote: String { text("devices.loss_note") }
  var devicesLost: String { text("devices.lost") }
  var devicesOperator: String { text("devices.operator") }
  var devicesOperatorNo: String { text("devices.operator_no") }
  var devicesOperatorYes: String { text("devices.operator_yes") }
  var devicesOver: String { text("devices.over") }
  var devicesProgramme: String { text("devices.programme") }
  var devicesReplaced: String { text("devices.replaced") }
  var devicesReport: String { text("devices.report") }
  var devicesSaidLost: String { text("devices.said_lost") }
}
