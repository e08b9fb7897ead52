// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
}
