// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var languageEnglish: String { text("language.english") }
  var languageHans: String { text("language.hans") }
  var languageHant: String { text("language.hant") }
  var leaveAction: String { text("leave.action") }
  var leaveAgree: String { text("leave.agree") }
  var leaveAgreePoints: String { text("leave.agree_points") }
  var leaveBooks: String { text("leave.books") }
  var leaveCards: String { text("leave.cards") }
  var leaveChanged: String { text("leave.changed") }
  var leaveConfirm: String { text("leave.confirm") }
  var leaveDone: String { text("leave.done") }
  var leaveDoneText: String { text("leave.done_text") }
  var leaveErased: String { text("leave.erased") }
  var leaveFinal: String { text("leave.final") }
  var leaveHeld: String { text("leave.held") }
  var leaveIntro: String { text("leave.intro") }
  var leaveNoPoints: String { text("leave.no_points") }
  var leavePoints: String { text("leave.points") }
  var leavePointsNote: String { text("leave.points_note") }
  var leaveWhat: String { text("leave.what") }
  var ledgerAccounts: String { text("ledger.accounts") }
  var ledgerAccountsIntro: String { text("ledger.accounts_intro") }
  var ledgerAfter: String { text("ledger.after") }
  var ledgerAllAccounts: String { text("ledger.all_accounts") }
  var ledgerBalance: String { text("ledger.balance") }
  func ledgerBalanceAsOf(day: String) -> String { text("ledger.balance_as_of", ["day": .text(day)]) }
  var ledgerBalanceNote: String { text("ledger.balance_note") }
  var ledgerBalanceNow: String { text("ledger.balance_now") }
  var ledgerBalanced: String { text("ledger.balanced") }
  var ledgerBroken: String { text("ledger.broken") }
  func ledgerBrokenText(time: String) -> String { text("ledger.broken_text", ["time": .text(time)]) }
  var ledgerChain: String { text("ledger.chain") }
  var ledgerCount: String { text("ledger.count") }
  var ledgerCredit: String { text("ledger.credit") }
  var ledgerDay: String { text("ledger.day") }
  var ledgerDays: String { text("ledger.days") }
  var ledgerDaysNote: String { text("ledger.days_note") }
  var ledgerDebit: String { text("ledger.debit") }
  var ledgerDifference: String { text("ledger.difference") }
  var ledgerDifferenceText: String { text("ledger.difference_text") }
  var ledgerEnd: String { text("ledger.end") }
  var ledgerEndNote: String { text("ledger.end_note") }
  var ledgerHead: String { text("ledger.head") }
  var ledgerIncomplete: String { text("ledger.incomplete") }
  func ledgerIntro(program: String, time: String) -> String {
    text(
      "ledger.intro", ["program": .text(program), "time": .text(time)])
  }
  var ledgerLookAgain: String { text("ledger.look_again") }
  var ledgerMonth: String { text("ledger.month") }
  var ledgerNoAccounts: String { text("ledger.no_accounts") }
  var ledgerNoAccountsText: String { text("ledger.no_accounts_text") }
  var ledgerNoPostings: String { text("ledger.no_postings") }
  var ledgerNoneHere: String { text("ledger.none_here") }
  var ledgerNothingOwed: String { text("ledger.nothing_owed") }
  var ledgerNow: String { text("ledger.now") }
  var ledgerOlder: String { text("ledger.older") }
  var ledgerOwed: String { text("ledger.owed") }
  var ledgerOwedNote: String { text("ledger.owed_note") }
  var ledgerPostings: String { text("ledger.postings") }
  var ledgerPostingsNote: String { text("ledger.postings_note") }
  var ledgerRunning: String { text("ledger.running") }
  func ledgerRunningText(done: String, time: String, total: String) -> String {
    text(
      "ledger.running_text", ["done": .text(done), "time": .text(time), "total": .text(total)])
  }
  var ledgerTransactions: String { text("ledger.transactions") }
  var ledgerUnbalanced: String { text("ledger.unbalanced") }
  var ledgerUnverified: String { text("ledger.unverified") }
  var ledgerUnverifiedText: String { text("ledger.unverified_text") }
  var ledgerVerify: String { text("ledger.verify") }
  var ledgerWhole: String { text("ledger.whole") }
  func ledgerWholeText(block: String, time: String, transactions: String) -> String {
    text(
      "ledger.whole_text", ["block": .text(block), "time": .text(time), "transactions": .text(transactions)])
  }
  var ledgerWorth: String { text("ledger.worth") }
  var listAny: String { text("list.any") }
  var listApply: String { text("list.apply") }
  var listClear: String { text("list.clear") }
  func listCondition(name: String, value: String) -> String {
    text(
      "list.condition", ["name": .text(name), "value": .text(value)])
  }
  var listConditionJoin: String { text("list.condition_join") }
  var listExport: String { text("list.export") }
  var listFilter: String { text("list.filter") }
  var listFirst: String { text("list.first") }
  var listLimit: String { text("list.limit") }
  var listNext: String { text("list.next") }
  func listNoMatchText(filters: String) -> String { text("list.no_match_text", ["filters": .text(filters)]) }
  var listNoMatchTitle: String { text("list.no_match_title") }
  var listPaging: String { text("list.paging") }
  var listPastEnd: String { text("list.past_end") }
  var listSearch: String { text("list.search") }
  func listShown(count: Int64) -> String { text("list.shown", ["count": .count(count)]) }
  var liveBars: String { text("live.bars") }
  var liveBright: String { text("live.bright") }
  var liveFrozen: String { text("live.frozen") }
  var liveIntro: String { text("live.intro") }
  var liveLapsed: String { text("live.lapsed") }
  var liveQr: String { text("live.qr") }
  var liveRenew: String { text("live.renew") }
  var liveTitle: String { text("live.title") }
  func liveUntil(time: String) -> String { text("live.until", ["time": .text(time)]) }
  var liveUsedUp: String { text("live.used_up") }
}
