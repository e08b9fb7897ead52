// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var enterAction: String { text("enter.action") }
  var enterAgree: String { text("enter.agree") }
  var enterAgreeIntro: String { text("enter.agree_intro") }
  var enterAgreeTitle: String { text("enter.agree_title") }
  var enterByCode: String { text("enter.by_code") }
  var enterByPassword: String { text("enter.by_password") }
  var enterClosed: String { text("enter.closed") }
  var enterCode: String { text("enter.code") }
  var enterCodeLife: String { text("enter.code_life") }
  func enterCodeSent(phone: String) -> String { text("enter.code_sent", ["phone": .text(phone)]) }
  var enterCodeTitle: String { text("enter.code_title") }
  var enterFinish: String { text("enter.finish") }
  var enterIntro: String { text("enter.intro") }
  var enterName: String { text("enter.name") }
  var enterNameNote: String { text("enter.name_note") }
  var enterNameWrong: String { text("enter.name_wrong") }
  var enterNew: String { text("enter.new") }
  var enterOtherNumber: String { text("enter.other_number") }
  var enterPasswordIntro: String { text("enter.password_intro") }
  var enterPasswordTitle: String { text("enter.password_title") }
  var enterPhoneWrong: String { text("enter.phone_wrong") }
  var enterReadTerms: String { text("enter.read_terms") }
  var enterSendCode: String { text("enter.send_code") }
  var enterTermsNeeded: String { text("enter.terms_needed") }
  var enterTicketEnded: String { text("enter.ticket_ended") }
  var enterTitle: String { text("enter.title") }
  func enterTooSoon(seconds: Int64) -> String { text("enter.too_soon", ["seconds": .count(seconds)]) }
  var enterWrong: String { text("enter.wrong") }
  var errorFailureText: String { text("error.failure_text") }
  var errorFailureTitle: String { text("error.failure_title") }
  func errorForbiddenRight(right: String) -> String { text("error.forbidden_right", ["right": .text(right)]) }
  var errorForbiddenText: String { text("error.forbidden_text") }
  var errorForbiddenTitle: String { text("error.forbidden_title") }
  var errorHome: String { text("error.home") }
  var errorNotFoundText: String { text("error.not_found_text") }
  var errorNotFoundTitle: String { text("error.not_found_title") }
  var errorRequest: String { text("error.request") }
  var errorStaleText: String { text("error.stale_text") }
  var errorStaleTitle: String { text("error.stale_title") }
  func errorTooManyText(seconds: Int64) -> String {
    text(
      "error.too_many_text", ["seconds": .count(seconds)])
  }
  var errorTooManyTitle: String { text("error.too_many_title") }
  var exportCurrency: String { text("export.currency") }
  var exportMemberId: String { text("export.member_id") }
  var exportTransactionId: String { text("export.transaction_id") }
  var factorCode: String { text("factor.code") }
  var factorCodeIntro: String { text("factor.code_intro") }
  var factorCodeLost: String { text("factor.code_lost") }
  var factorCodeTitle: String { text("factor.code_title") }
  var factorFinish: String { text("factor.finish") }
  var factorFirstCode: String { text("factor.first_code") }
  var factorIntro: String { text("factor.intro") }
  var factorScan: String { text("factor.scan") }
  var factorSecret: String { text("factor.secret") }
  var factorTitle: String { text("factor.title") }
  var factorWrong: String { text("factor.wrong") }
  var factorWrongAnew: String { text("factor.wrong_anew") }
  var feedbackAnswer: String { text("feedback.answer") }
  var feedbackAnswered: String { text("feedback.answered") }
  var feedbackClose: String { text("feedback.close") }
  var feedbackClosed: String { text("feedback.closed") }
  func feedbackFrom(name: String) -> String { text("feedback.from", ["name": .text(name)]) }
  var feedbackIntro: String { text("feedback.intro") }
  var feedbackMine: String { text("feedback.mine") }
  var feedbackMore: String { text("feedback.more") }
  var feedbackNew: String { text("feedback.new") }
  var feedbackNobody: String { text("feedback.nobody") }
  var feedbackNone: String { text("feedback.none") }
  var feedbackNoneText: String { text("feedback.none_text") }
  var feedbackOpen: String { text("feedback.open") }
  var feedbackOperator: String { text("feedback.operator") }
  var feedbackQueue: String { text("feedback.queue") }
  var feedbackSend: String { text("feedback.send") }
  var feedbackStaff: String { text("feedback.staff") }
  var feedbackText: String { text("feedback.text") }
  var feedbackTextWrong: String { text("feedback.text_wrong") }
  var feedbackThread: String { text("feedback.thread") }
  var feedbackTo: String { text("feedback.to") }
  var feedbackTooMany: String { text("feedback.too_many") }
  var feedbackUnread: String { text("feedback.unread") }
  func feedbackWith(name: String) -> String { text("feedback.with", ["name": .text(name)]) }
  var feedbackYou: String { text("feedback.you") }
  var freezeAction: String { text("freeze.action") }
  var freezeDevices: String { text("freeze.devices") }
  var freezeEnd: String { text("freeze.end") }
  var freezeIntro: String { text("freeze.intro") }
  var freezeKept: String { text("freeze.kept") }
  var freezeNotActive: String { text("freeze.not_active") }
  var freezeNothing: String { text("freeze.nothing") }
  var freezeWhat: String { text("freeze.what") }
  var helpChain: String { text("help.chain") }
  var helpDebt: String { text("help.debt") }
  var helpEntries: String { text("help.entries") }
  var helpExpired: String { text("help.expired") }
  var helpHeld: String { text("help.held") }
  var helpIntro: String { text("help.intro") }
  var helpIssued: String { text("help.issued") }
  var helpLot: String { text("help.lot") }
  var helpMore: String { text("help.more") }
  var helpMoreText: String { text("help.more_text") }
  var helpOutstanding: String { text("help.outstanding") }
  var helpPending: String { text("help.pending") }
  var helpTitle: String { text("help.title") }
  var helpUsed: String { text("help.used") }
  var helpWords: String { text("help.words") }
  var homeAll: String { text("home.all") }
  var homeExpiresNext: String { text("home.expires_next") }
  func homeExpiresOn(day: String, points: String) -> String {
    text(
      "home.expires_on", ["day": .text(day), "points": .text(points)])
  }
  var homeFrozen: String { text("home.frozen") }
  var homeNeverExpires: String { text("home.never_expires") }
  var homeNoRecent: String { text("home.no_recent") }
  var homeNothing: String { text("home.nothing") }
  var homeNothingText: String { text("home.nothing_text") }
  var homeRecent: String { text("home.recent") }
  var homeShowCode: String { text("home.show_code") }
  func homeUnread(count: Int64) -> String { text("home.unread", ["count": .count(count)]) }
  func homeUsableFrom(day: String) -> String { text("home.usable_from", ["day": .text(day)]) }
  var homeUsableLater: String { text("home.usable_later") }
  var homeUseThem: String { text("home.use_them") }
  var homeWelcome: String { text("home.welcome") }
  func homeWelcomeName(name: String) -> String { text("home.welcome_name", ["name": .text(name)]) }
  var homeWhere: String { text("home.where") }
  var inboxIntro: String { text("inbox.intro") }
  var inboxNew: String { text("inbox.new") }
  var inboxNone: String { text("inbox.none") }
  var inboxNoneText: String { text("inbox.none_text") }
  var kindAdjust: String { text("kind.adjust") }
  var kindAward: String { text("kind.award") }
  var kindCancel: String { text("kind.cancel") }
  var kindCapture: String { text("kind.capture") }
  var kindConfirm: String { text("kind.confirm") }
  var kindEarn: String { text("kind.earn") }
  var kindExchange: String { text("kind.exchange") }
  var kindExpire: String { text("kind.expire") }
  var kindHold: String { text("kind.hold") }
  var kindMature: String { text("kind.mature") }
  var kindMerge: String { text("kind.merge") }
  var kindRefund: String { text("kind.refund") }
  var kindRelease: String { text("kind.release") }
  var kindReversal: String { text("kind.reversal") }
  var kindSpend: String { text("kind.spend") }
  var kindTopup: String { text("kind.topup") }
  var kindTransfer: String { text("kind.transfer") }
  var kindVoid: String { text("kind.void") }
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
  var liveQr: String { text("live.qr") }
  var liveRenew: String { text("live.renew") }
  var liveTitle: String { text("live.title") }
  func liveUntil(time: String) -> String { text("live.until", ["time": .text(time)]) }
  var liveUsedUp: String { text("live.used_up") }
}
