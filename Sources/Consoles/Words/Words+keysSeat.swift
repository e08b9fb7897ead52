// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
  var seatKeyTopup: String { text("seat.key_topup") }
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
  var seatPointsCard: String { text("seat.points_card") }
  var seatPointsCardCode: String { text("seat.points_card_code") }
  var seatPointsCardHint: String { text("seat.points_card_hint") }
  var seatPointsCardMissing: String { text("seat.points_card_missing") }
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
}
