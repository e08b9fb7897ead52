// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
}
