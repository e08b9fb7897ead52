// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func buyAmount(currency: String) -> String { text("buy.amount", ["currency": .text(currency)]) }
  var buyConfirm: String { text("buy.confirm") }
  var buyConfirmGift: String { text("buy.confirm_gift") }
  var buyConfirmIntro: String { text("buy.confirm_intro") }
  var buyCount: String { text("buy.count") }
  func buyDays(count: Int64) -> String { text("buy.days", ["count": .count(count)]) }
  var buyDropAct: String { text("buy.drop_act") }
  var buyDropNote: String { text("buy.drop_note") }
  var buyFaultAlone: String { text("buy.fault_alone") }
  var buyFaultEnded: String { text("buy.fault_ended") }
  var buyFaultGiftsOff: String { text("buy.fault_gifts_off") }
  var buyFaultLate: String { text("buy.fault_late") }
  var buyFaultMessage: String { text("buy.fault_message") }
  var buyFaultMoney: String { text("buy.fault_money") }
  var buyFaultNoted: String { text("buy.fault_noted") }
  var buyFaultNumber: String { text("buy.fault_number") }
  var buyFaultOneself: String { text("buy.fault_oneself") }
  var buyFaultPaid: String { text("buy.fault_paid") }
  var buyFaultRepaid: String { text("buy.fault_repaid") }
  var buyFaultSpent: String { text("buy.fault_spent") }
  var buyFaultState: String { text("buy.fault_state") }
  var buyFaultUsed: String { text("buy.fault_used") }
  func buyFaultWaiting(count: Int64) -> String { text("buy.fault_waiting", ["count": .count(count)]) }
  func buyFor(name: String) -> String { text("buy.for", ["name": .text(name)]) }
  var buyGivenBack: String { text("buy.given_back") }
  var buyIntro: String { text("buy.intro") }
  func buyLetter(message: String) -> String { text("buy.letter", ["message": .text(message)]) }
  var buyMessage: String { text("buy.message") }
  var buyMessageHint: String { text("buy.message_hint") }
  var buyNone: String { text("buy.none") }
  var buyNoneText: String { text("buy.none_text") }
  var buyNumber: String { text("buy.number") }
  var buyOnlyAt: String { text("buy.only_at") }
  var buyOrder: String { text("buy.order") }
  var buyOrderedAt: String { text("buy.ordered_at") }
  var buyOrders: String { text("buy.orders") }
  var buyOrdersIntro: String { text("buy.orders_intro") }
  var buyOrdersNone: String { text("buy.orders_none") }
  var buyOrdersNoneText: String { text("buy.orders_none_text") }
  var buyOwed: String { text("buy.owed") }
  var buyOwes: String { text("buy.owes") }
  var buyOwn: String { text("buy.own") }
  var buyOwnNone: String { text("buy.own_none") }
  var buyOwnNote: String { text("buy.own_note") }
  var buyPaid: String { text("buy.paid") }
  var buyPaidAt: String { text("buy.paid_at") }
  var buyPaidText: String { text("buy.paid_text") }
  var buyPayAct: String { text("buy.pay_act") }
  var buyPayNote: String { text("buy.pay_note") }
  var buyPayUntil: String { text("buy.pay_until") }
  var buyPayment: String { text("buy.payment") }
  var buyPrice: String { text("buy.price") }
  var buyReceiver: String { text("buy.receiver") }
  var buyRepaid: String { text("buy.repaid") }
  var buyRepaidAt: String { text("buy.repaid_at") }
  var buyRepayAct: String { text("buy.repay_act") }
  var buyRepayNote: String { text("buy.repay_note") }
  var buyRepayment: String { text("buy.repayment") }
  var buyReturnAct: String { text("buy.return_act") }
  var buyReturnNote: String { text("buy.return_note") }
  var buyReturnUntil: String { text("buy.return_until") }
  var buyReturningText: String { text("buy.returning_text") }
  var buyRuleGift: String { text("buy.rule_gift") }
  func buyRuleReturn(count: Int64) -> String { text("buy.rule_return", ["count": .count(count)]) }
  var buyRuleStay: String { text("buy.rule_stay") }
  var buyRules: String { text("buy.rules") }
  var buySales: String { text("buy.sales") }
  var buySalesNote: String { text("buy.sales_note") }
  var buySecondNote: String { text("buy.second_note") }
  var buySend: String { text("buy.send") }
  var buyStateCredited: String { text("buy.state_credited") }
  var buyStateDeclined: String { text("buy.state_declined") }
  var buyStateLapsed: String { text("buy.state_lapsed") }
  var buyStateNoted: String { text("buy.state_noted") }
  var buyStatePaid: String { text("buy.state_paid") }
  var buyStateReturned: String { text("buy.state_returned") }
  var buyStateReturning: String { text("buy.state_returning") }
  var buyStateWaiting: String { text("buy.state_waiting") }
  var buyTitle: String { text("buy.title") }
  var buyTo: String { text("buy.to") }
  var buyToHint: String { text("buy.to_hint") }
  var buyTransaction: String { text("buy.transaction") }
  var buyWaitingText: String { text("buy.waiting_text") }
}
