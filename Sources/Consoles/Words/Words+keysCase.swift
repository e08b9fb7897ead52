// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var caseAdviceNotPosted: String { text("case.advice_not_posted") }
  var caseAmountDiffers: String { text("case.amount_differs") }
  var caseApproval: String { text("case.approval") }
  var caseBankFile: String { text("case.bank_file") }
  var caseClose: String { text("case.close") }
  var caseCloseNote: String { text("case.close_note") }
  var caseCloseReason: String { text("case.close_reason") }
  var caseCloseSend: String { text("case.close_send") }
  var caseClosed: String { text("case.closed") }
  var caseClosedAt: String { text("case.closed_at") }
  var caseCurrencyDiffers: String { text("case.currency_differs") }
  var caseDateDiffers: String { text("case.date_differs") }
  var caseDifference: String { text("case.difference") }
  var caseDuplicated: String { text("case.duplicated") }
  var caseFacts: String { text("case.facts") }
  var caseFaultClosed: String { text("case.fault_closed") }
  var caseFaultFull: String { text("case.fault_full") }
  func caseFaultLineField(name: String) -> String { text("case.fault_line_field", ["name": .text(name)]) }
  var caseFaultLineFuture: String { text("case.fault_line_future") }
  var caseFaultLineScope: String { text("case.fault_line_scope") }
  var caseFaultMember: String { text("case.fault_member") }
  var caseFaultMerchant: String { text("case.fault_merchant") }
  var caseFaultMoney: String { text("case.fault_money") }
  var caseFaultNote: String { text("case.fault_note") }
  var caseFaultOwner: String { text("case.fault_owner") }
  var caseFaultPending: String { text("case.fault_pending") }
  var caseFaultPoints: String { text("case.fault_points") }
  var caseFaultProgram: String { text("case.fault_program") }
  var caseFaultReason: String { text("case.fault_reason") }
  var caseFaultResolution: String { text("case.fault_resolution") }
  var caseFoundBy: String { text("case.found_by") }
  var caseInDoubt: String { text("case.in_doubt") }
  var caseKey: String { text("case.key") }
  var caseLateAfterClose: String { text("case.late_after_close") }
  var caseMember: String { text("case.member") }
  var caseMissingHere: String { text("case.missing_here") }
  var caseMissingThere: String { text("case.missing_there") }
  var caseMoney: String { text("case.money") }
  var caseMoneyAmount: String { text("case.money_amount") }
  var caseMoneyNote: String { text("case.money_note") }
  var caseNext: String { text("case.next") }
  func caseNextClosed(resolution: String) -> String {
    text(
      "case.next_closed", ["resolution": .text(resolution)])
  }
  var caseNextOpen: String { text("case.next_open") }
  var caseNextProposed: String { text("case.next_proposed") }
  func caseNoRight(right: String) -> String { text("case.no_right", ["right": .text(right)]) }
  var caseNotApproved: String { text("case.not_approved") }
  var caseNote: String { text("case.note") }
  var caseNoteSave: String { text("case.note_save") }
  var caseNotes: String { text("case.notes") }
  var caseNotesNone: String { text("case.notes_none") }
  var caseOpen: String { text("case.open") }
  var caseOurs: String { text("case.ours") }
  var casePaymentReturned: String { text("case.payment_returned") }
  var casePoints: String { text("case.points") }
  var casePropose: String { text("case.propose") }
  var caseProposeNote: String { text("case.propose_note") }
  var caseProposeReason: String { text("case.propose_reason") }
  var caseProposeSend: String { text("case.propose_send") }
  var caseProposed: String { text("case.proposed") }
  var caseRaised: String { text("case.raised") }
  func caseReasonBank(file: String, line: String) -> String {
    text(
      "case.reason_bank", ["file": .text(file), "line": .text(line)])
  }
  func caseReasonBankMoney(file: String, line: String, money: String) -> String {
    text(
      "case.reason_bank_money", ["file": .text(file), "line": .text(line), "money": .text(money)])
  }
  var caseReasonCard: String { text("case.reason_card") }
  func caseReasonDiscount(gross: String, off: String, reason: String) -> String {
    text(
      "case.reason_discount", ["gross": .text(gross), "off": .text(off), "reason": .text(reason)])
  }
  var caseReasonLimit: String { text("case.reason_limit") }
  func caseReasonLine(day: String, file: String, line: String) -> String {
    text(
      "case.reason_line", ["day": .text(day), "file": .text(file), "line": .text(line)])
  }
  func caseReasonLineFault(day: String, fault: String, file: String, line: String) -> String {
    text(
      "case.reason_line_fault",
      ["day": .text(day), "fault": .text(fault), "file": .text(file), "line": .text(line)])
  }
  func caseReasonNoLine(day: String, file: String) -> String {
    text(
      "case.reason_no_line", ["day": .text(day), "file": .text(file)])
  }
  var caseReasonOld: String { text("case.reason_old") }
  var caseReasonPostedLate: String { text("case.reason_posted_late") }
  func caseReasonRefused(why: String) -> String { text("case.reason_refused", ["why": .text(why)]) }
  var caseReasonReversal: String { text("case.reason_reversal") }
  var caseReasonReversedLate: String { text("case.reason_reversed_late") }
  var caseReasonTwice: String { text("case.reason_twice") }
  var caseReference: String { text("case.reference") }
  var caseRefusalCard: String { text("case.refusal_card") }
  var caseRefusalMember: String { text("case.refusal_member") }
  var caseRefusalPlace: String { text("case.refusal_place") }
  var caseRefusalProgram: String { text("case.refusal_program") }
  var caseRefusalUnknown: String { text("case.refusal_unknown") }
  var caseRelease: String { text("case.release") }
  var caseReversalAmountDiffers: String { text("case.reversal_amount_differs") }
  var caseSaidClosed: String { text("case.said_closed") }
  var caseSaidNote: String { text("case.said_note") }
  var caseSaidProposed: String { text("case.said_proposed") }
  var caseSaidReleased: String { text("case.said_released") }
  var caseSaidTaken: String { text("case.said_taken") }
  var caseSides: String { text("case.sides") }
  var caseSidesNote: String { text("case.sides_note") }
  var caseSourceAdvice: String { text("case.source_advice") }
  var caseSourceBank: String { text("case.source_bank") }
  var caseSourceBatch: String { text("case.source_batch") }
  var caseSourceDayFile: String { text("case.source_day_file") }
  var caseSourceReversal: String { text("case.source_reversal") }
  var caseSystem: String { text("case.system") }
  var caseTake: String { text("case.take") }
  var caseTheirs: String { text("case.theirs") }
  var caseWhat: String { text("case.what") }
  var caseWrongDirection: String { text("case.wrong_direction") }
}
