// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
  var terminalsSilent: String { text("terminals.silent") }
  var termsCode: String { text("terms.code") }
  var termsData: String { text("terms.data") }
  var termsEarn: String { text("terms.earn") }
  var termsExpire: String { text("terms.expire") }
  var termsLeave: String { text("terms.leave") }
  var termsMessages: String { text("terms.messages") }
  var termsTitle: String { text("terms.title") }
  var termsVersion: String { text("terms.version") }
  var termsWhat: String { text("terms.what") }
  var tierBenefits: String { text("tier.benefits") }
  var tierByGrowth: String { text("tier.by_growth") }
  var tierByPoints: String { text("tier.by_points") }
  var tierBySpend: String { text("tier.by_spend") }
  var tierByVisits: String { text("tier.by_visits") }
  func tierChangeLine(from: String, to: String) -> String {
    text(
      "tier.change_line", ["from": .text(from), "to": .text(to)])
  }
  var tierCounted: String { text("tier.counted") }
  func tierDays(count: Int64) -> String { text("tier.days", ["count": .count(count)]) }
  var tierEmptyText: String { text("tier.empty_text") }
  var tierEmptyTitle: String { text("tier.empty_title") }
  var tierEnd: String { text("tier.end") }
  var tierEndNote: String { text("tier.end_note") }
  var tierFaultDay: String { text("tier.fault_day") }
  func tierFaultFrom(number: String) -> String { text("tier.fault_from", ["number": .text(number)]) }
  var tierFaultGrace: String { text("tier.fault_grace") }
  var tierFaultGrowth: String { text("tier.fault_growth") }
  func tierFaultLevel(number: String) -> String { text("tier.fault_level", ["number": .text(number)]) }
  func tierFaultMultiple(number: String) -> String { text("tier.fault_multiple", ["number": .text(number)]) }
  var tierFaultNames: String { text("tier.fault_names") }
  var tierFaultOrder: String { text("tier.fault_order") }
  var tierFaultWindow: String { text("tier.fault_window") }
  var tierGrace: String { text("tier.grace") }
  func tierGraceDays(count: Int64) -> String { text("tier.grace_days", ["count": .count(count)]) }
  var tierGraceField: String { text("tier.grace_field") }
  func tierGraceLine(days: String) -> String { text("tier.grace_line", ["days": .text(days)]) }
  var tierGraceNote: String { text("tier.grace_note") }
  func tierGrowthLine(money: String, point: String, visit: String) -> String {
    text(
      "tier.growth_line", ["money": .text(money), "point": .text(point), "visit": .text(visit)])
  }
  var tierHighest: String { text("tier.highest") }
  var tierHistory: String { text("tier.history") }
  var tierHistoryNone: String { text("tier.history_none") }
  var tierIntro: String { text("tier.intro") }
  var tierKeepBy: String { text("tier.keep_by") }
  func tierKeepLine(amount: String, day: String) -> String {
    text(
      "tier.keep_line", ["amount": .text(amount), "day": .text(day)])
  }
  var tierKept: String { text("tier.kept") }
  func tierKeptLine(day: String, level: String) -> String {
    text(
      "tier.kept_line", ["day": .text(day), "level": .text(level)])
  }
  var tierLadder: String { text("tier.ladder") }
  func tierLevel(number: String) -> String { text("tier.level", ["number": .text(number)]) }
  var tierLevelFrom: String { text("tier.level_from") }
  func tierLevelLine(from: String) -> String { text("tier.level_line", ["from": .text(from)]) }
  func tierLevelMembers(level: String, members: String) -> String {
    text(
      "tier.level_members", ["level": .text(level), "members": .text(members)])
  }
  var tierLevelMultiple: String { text("tier.level_multiple") }
  var tierLevelMultipleNote: String { text("tier.level_multiple_note") }
  var tierLevels: String { text("tier.levels") }
  var tierMeasure: String { text("tier.measure") }
  var tierMembers: String { text("tier.members") }
  var tierMine: String { text("tier.mine") }
  var tierMineIntro: String { text("tier.mine_intro") }
  var tierMineNone: String { text("tier.mine_none") }
  var tierMineNoneText: String { text("tier.mine_none_text") }
  var tierMineNote: String { text("tier.mine_note") }
  func tierMissing(amount: String, level: String) -> String {
    text(
      "tier.missing", ["amount": .text(amount), "level": .text(level)])
  }
  func tierMonths(count: Int64) -> String { text("tier.months", ["count": .count(count)]) }
  func tierMultipleLine(times: String) -> String { text("tier.multiple_line", ["times": .text(times)]) }
  var tierNew: String { text("tier.new") }
  var tierNext: String { text("tier.next") }
  var tierNoLevel: String { text("tier.no_level") }
  func tierNoRight(right: String) -> String { text("tier.no_right", ["right": .text(right)]) }
  var tierNoteEn: String { text("tier.note_en") }
  var tierNoteHans: String { text("tier.note_hans") }
  var tierNoteHant: String { text("tier.note_hant") }
  var tierPerHundred: String { text("tier.per_hundred") }
  var tierPerPoint: String { text("tier.per_point") }
  var tierPerVisit: String { text("tier.per_visit") }
  func tierProposal(name: String) -> String { text("tier.proposal", ["name": .text(name)]) }
  func tierProposalEnd(name: String) -> String { text("tier.proposal_end", ["name": .text(name)]) }
  var tierQuarter: String { text("tier.quarter") }
  var tierRates: String { text("tier.rates") }
  var tierRatesNote: String { text("tier.rates_note") }
  var tierReasonLadder: String { text("tier.reason_ladder") }
  var tierReasonMerge: String { text("tier.reason_merge") }
  var tierReasonPeriod: String { text("tier.reason_period") }
  var tierReasonPurchase: String { text("tier.reason_purchase") }
  var tierReasonReturn: String { text("tier.reason_return") }
  var tierResult: String { text("tier.result") }
  func tierResultNote(count: String) -> String { text("tier.result_note", ["count": .text(count)]) }
  var tierRowsNote: String { text("tier.rows_note") }
  func tierSince(day: String) -> String { text("tier.since", ["day": .text(day)]) }
  var tierStands: String { text("tier.stands") }
  var tierTitle: String { text("tier.title") }
  var tierTry: String { text("tier.try") }
  var tierTryDay: String { text("tier.try_day") }
  var tierTryNote: String { text("tier.try_note") }
  var tierWindow: String { text("tier.window") }
  var tierWindowCount: String { text("tier.window_count") }
  var tierWindowDays: String { text("tier.window_days") }
  var tierWindowMonths: String { text("tier.window_months") }
  var tierWindowNote: String { text("tier.window_note") }
  var tierYear: String { text("tier.year") }
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
  var transactionReceiver: String { text("transaction.receiver") }
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
  var transferAgain: String { text("transfer.again") }
  var transferArrives: String { text("transfer.arrives") }
  var transferChange: String { text("transfer.change") }
  var transferConfirm: String { text("transfer.confirm") }
  var transferConfirmIntro: String { text("transfer.confirm_intro") }
  var transferDone: String { text("transfer.done") }
  var transferDoneIntro: String { text("transfer.done_intro") }
  var transferFee: String { text("transfer.fee") }
  var transferGoOn: String { text("transfer.go_on") }
  var transferIntro: String { text("transfer.intro") }
  var transferLeft: String { text("transfer.left") }
  var transferLookups: String { text("transfer.lookups") }
  var transferLots: String { text("transfer.lots") }
  var transferOfferEnded: String { text("transfer.offer_ended") }
  func transferPartner(ending: String, name: String) -> String {
    text(
      "transfer.partner", ["ending": .text(ending), "name": .text(name)])
  }
  var transferPointsWrong: String { text("transfer.points_wrong") }
  var transferProof: String { text("transfer.proof") }
  var transferProofHint: String { text("transfer.proof_hint") }
  var transferProofWay: String { text("transfer.proof_way") }
  var transferReceiverInvalid: String { text("transfer.receiver_invalid") }
  var transferReceiverUnknown: String { text("transfer.receiver_unknown") }
  func transferRuleCooling(count: Int64) -> String { text("transfer.rule_cooling", ["count": .count(count)]) }
  func transferRuleDaily(points: String) -> String { text("transfer.rule_daily", ["points": .text(points)]) }
  func transferRuleFeeTop(percent: String) -> String {
    text(
      "transfer.rule_fee_top", ["percent": .text(percent)])
  }
  func transferRuleFeeWithin(percent: String) -> String {
    text(
      "transfer.rule_fee_within", ["percent": .text(percent)])
  }
  var transferRuleFinal: String { text("transfer.rule_final") }
  func transferRuleMinimum(points: String) -> String {
    text(
      "transfer.rule_minimum", ["points": .text(points)])
  }
  func transferRuleReceivers(count: Int64) -> String {
    text(
      "transfer.rule_receivers", ["count": .count(count)])
  }
  var transferRules: String { text("transfer.rules") }
  func transferSend(points: String) -> String { text("transfer.send", ["points": .text(points)]) }
  func transferSendCode(phone: String) -> String { text("transfer.send_code", ["phone": .text(phone)]) }
  var transferSomebody: String { text("transfer.somebody") }
  var transferTitle: String { text("transfer.title") }
  var transferTo: String { text("transfer.to") }
  var transferToHint: String { text("transfer.to_hint") }
  var transferTotal: String { text("transfer.total") }
  var trayEnter: String { text("tray.enter") }
  var trayIntro: String { text("tray.intro") }
  var trayNone: String { text("tray.none") }
  var trayNoneText: String { text("tray.none_text") }
  var trayRenew: String { text("tray.renew") }
  var trayTitle: String { text("tray.title") }
  func trayTo(recipient: String) -> String { text("tray.to", ["recipient": .text(recipient)]) }
}
