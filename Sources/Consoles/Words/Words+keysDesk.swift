// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
}
