// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var bankAccount: String { text("bank.account") }
  var bankAccounts: String { text("bank.accounts") }
  var bankAccountsNone: String { text("bank.accounts_none") }
  var bankAgeDays: String { text("bank.age_days") }
  var bankAgeNew: String { text("bank.age_new") }
  var bankAgeOld: String { text("bank.age_old") }
  var bankAgeWeeks: String { text("bank.age_weeks") }
  var bankAges: String { text("bank.ages") }
  var bankAgesNone: String { text("bank.ages_none") }
  var bankAgesNote: String { text("bank.ages_note") }
  var bankAssign: String { text("bank.assign") }
  var bankAssignNote: String { text("bank.assign_note") }
  var bankAssignTitle: String { text("bank.assign_title") }
  var bankAssigned: String { text("bank.assigned") }
  var bankClosing: String { text("bank.closing") }
  var bankCompare: String { text("bank.compare") }
  var bankCompareNote: String { text("bank.compare_note") }
  var bankCompareTitle: String { text("bank.compare_title") }
  var bankConfirm: String { text("bank.confirm") }
  func bankConfirmLine(line: String) -> String { text("bank.confirm_line", ["line": .text(line)]) }
  var bankConfirmed: String { text("bank.confirmed") }
  var bankDifferences: String { text("bank.differences") }
  var bankDifferencesNone: String { text("bank.differences_none") }
  var bankDone: String { text("bank.done") }
  var bankFaultDone: String { text("bank.fault_done") }
  var bankFaultFile: String { text("bank.fault_file") }
  var bankFaultFit: String { text("bank.fault_fit") }
  func bankFaultLine(line: String, why: String) -> String {
    text(
      "bank.fault_line", ["line": .text(line), "why": .text(why)])
  }
  var bankFaultName: String { text("bank.fault_name") }
  func bankFaultWhole(why: String) -> String { text("bank.fault_whole", ["why": .text(why)]) }
  var bankFile: String { text("bank.file") }
  var bankForm: String { text("bank.form") }
  var bankIntro: String { text("bank.intro") }
  var bankKnown: String { text("bank.known") }
  var bankLine: String { text("bank.line") }
  var bankLines: String { text("bank.lines") }
  var bankMoney: String { text("bank.money") }
  var bankNone: String { text("bank.none") }
  var bankNoneText: String { text("bank.none_text") }
  var bankNoted: String { text("bank.noted") }
  var bankOpening: String { text("bank.opening") }
  var bankOutcome: String { text("bank.outcome") }
  var bankPaid: String { text("bank.paid") }
  var bankPending: String { text("bank.pending") }
  var bankReceived: String { text("bank.received") }
  var bankReturned: String { text("bank.returned") }
  var bankSend: String { text("bank.send") }
  var bankSendNote: String { text("bank.send_note") }
  var bankSendTitle: String { text("bank.send_title") }
  var bankShowAll: String { text("bank.show_all") }
  var bankShowDifferences: String { text("bank.show_differences") }
  var bankSuggested: String { text("bank.suggested") }
  var bankTake: String { text("bank.take") }
  var bankTitle: String { text("bank.title") }
  var bankToCases: String { text("bank.to_cases") }
  var bankWaiting: String { text("bank.waiting") }
  var bankWhyAccount: String { text("bank.why_account") }
  var bankWhyAmount: String { text("bank.why_amount") }
  var bankWhyCsv: String { text("bank.why_csv") }
  var bankWhyCurrency: String { text("bank.why_currency") }
  var bankWhyDay: String { text("bank.why_day") }
  var bankWhyDirection: String { text("bank.why_direction") }
  var bankWhyEncoding: String { text("bank.why_encoding") }
  var bankWhyMany: String { text("bank.why_many") }
  var bankWhySize: String { text("bank.why_size") }
  var bankWhyStatement: String { text("bank.why_statement") }
  var bankWhySums: String { text("bank.why_sums") }
  var bankWhyXml: String { text("bank.why_xml") }
}
