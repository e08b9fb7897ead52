// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var accountAcceptor: String { text("account.acceptor") }
  var accountAdjustment: String { text("account.adjustment") }
  var accountAvailable: String { text("account.available") }
  var accountBreakage: String { text("account.breakage") }
  var accountDebt: String { text("account.debt") }
  var accountExchange: String { text("account.exchange") }
  var accountFees: String { text("account.fees") }
  var accountFloat: String { text("account.float") }
  var accountHeld: String { text("account.held") }
  var accountIssuer: String { text("account.issuer") }
  func accountOthers(count: Int64) -> String { text("account.others", ["count": .count(count)]) }
  var accountPending: String { text("account.pending") }
  var accountPlatform: String { text("account.platform") }
  var accountVouchers: String { text("account.vouchers") }
  var accountWallets: String { text("account.wallets") }
  func approvalAdjust(member: String, points: String) -> String {
    text(
      "approval.adjust", ["member": .text(member), "points": .text(points)])
  }
  var approvalAfter: String { text("approval.after") }
  var approvalApprove: String { text("approval.approve") }
  var approvalApproveReason: String { text("approval.approve_reason") }
  var approvalApproved: String { text("approval.approved") }
  var approvalAuthor: String { text("approval.author") }
  var approvalBearer: String { text("approval.bearer") }
  var approvalBefore: String { text("approval.before") }
  func approvalByKey(person: String) -> String { text("approval.by_key", ["person": .text(person)]) }
  var approvalChange: String { text("approval.change") }
  var approvalChangeNote: String { text("approval.change_note") }
  var approvalDecided: String { text("approval.decided") }
  var approvalDecision: String { text("approval.decision") }
  var approvalExpired: String { text("approval.expired") }
  var approvalExpires: String { text("approval.expires") }
  var approvalFailed: String { text("approval.failed") }
  var approvalFaultAuthor: String { text("approval.fault_author") }
  var approvalFaultDecided: String { text("approval.fault_decided") }
  var approvalFaultImpossible: String { text("approval.fault_impossible") }
  var approvalFaultOwn: String { text("approval.fault_own") }
  var approvalFaultPerson: String { text("approval.fault_person") }
  var approvalFaultReason: String { text("approval.fault_reason") }
  func approvalMerge(from: String, into: String) -> String {
    text(
      "approval.merge", ["from": .text(from), "into": .text(into)])
  }
  var approvalMerged: String { text("approval.merged") }
  var approvalNoChange: String { text("approval.no_change") }
  var approvalNoRight: String { text("approval.no_right") }
  var approvalOperation: String { text("approval.operation") }
  var approvalOutcome: String { text("approval.outcome") }
  var approvalOwn: String { text("approval.own") }
  var approvalProposed: String { text("approval.proposed") }
  var approvalReason: String { text("approval.reason") }
  var approvalReject: String { text("approval.reject") }
  var approvalRejectReason: String { text("approval.reject_reason") }
  var approvalRejected: String { text("approval.rejected") }
  var approvalReviewer: String { text("approval.reviewer") }
  var approvalSucceeded: String { text("approval.succeeded") }
  var approvalSurvivor: String { text("approval.survivor") }
  var approvalWaiting: String { text("approval.waiting") }
  func approvalWallet(member: String, program: String) -> String {
    text(
      "approval.wallet", ["member": .text(member), "program": .text(program)])
  }
  var approvalWhat: String { text("approval.what") }
  var approvalWithdraw: String { text("approval.withdraw") }
  var approvalWithdrawn: String { text("approval.withdrawn") }
  var approvalsEmptyText: String { text("approvals.empty_text") }
  var approvalsEmptyTitle: String { text("approvals.empty_title") }
  var approvalsIntro: String { text("approvals.intro") }
  var cardGift: String { text("card.gift") }
  var cardMember: String { text("card.member") }
  var cardStoredValue: String { text("card.stored_value") }
  var cardWelfare: String { text("card.welfare") }
  var caseAdviceNotPosted: String { text("case.advice_not_posted") }
  var caseAmountDiffers: String { text("case.amount_differs") }
  var caseApproval: String { text("case.approval") }
  var caseClose: String { text("case.close") }
  var caseCloseNote: String { text("case.close_note") }
  var caseCloseReason: String { text("case.close_reason") }
  var caseCloseSend: String { text("case.close_send") }
  var caseClosed: String { text("case.closed") }
  var caseClosedAt: String { text("case.closed_at") }
  var caseDifference: String { text("case.difference") }
  var caseDuplicated: String { text("case.duplicated") }
  var caseFacts: String { text("case.facts") }
  var caseFaultClosed: String { text("case.fault_closed") }
  var caseFaultFull: String { text("case.fault_full") }
  func caseFaultLineField(name: String) -> String { text("case.fault_line_field", ["name": .text(name)]) }
  var caseFaultLineFuture: String { text("case.fault_line_future") }
  var caseFaultLineScope: String { text("case.fault_line_scope") }
  var caseFaultMember: String { text("case.fault_member") }
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
  var caseNext: String { text("case.next") }
  func caseNextClosed(resolution: String) -> String {
    text(
      "case.next_closed", ["resolution": .text(resolution)])
  }
  var caseNextOpen: String { text("case.next_open") }
  var caseNextProposed: String { text("case.next_proposed") }
  func caseNoRight(right: String) -> String { text("case.no_right", ["right": .text(right)]) }
  var caseNote: String { text("case.note") }
  var caseNoteSave: String { text("case.note_save") }
  var caseNotes: String { text("case.notes") }
  var caseNotesNone: String { text("case.notes_none") }
  var caseOpen: String { text("case.open") }
  var caseOurs: String { text("case.ours") }
  var casePoints: String { text("case.points") }
  var casePropose: String { text("case.propose") }
  var caseProposeNote: String { text("case.propose_note") }
  var caseProposeReason: String { text("case.propose_reason") }
  var caseProposeSend: String { text("case.propose_send") }
  var caseProposed: String { text("case.proposed") }
  var caseRaised: String { text("case.raised") }
  var caseReasonCard: String { text("case.reason_card") }
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
  var caseSourceBatch: String { text("case.source_batch") }
  var caseSourceDayFile: String { text("case.source_day_file") }
  var caseSourceReversal: String { text("case.source_reversal") }
  var caseSystem: String { text("case.system") }
  var caseTake: String { text("case.take") }
  var caseTheirs: String { text("case.theirs") }
  var caseWhat: String { text("case.what") }
  var casesAge: String { text("cases.age") }
  var casesCase: String { text("cases.case") }
  func casesDays(count: Int64) -> String { text("cases.days", ["count": .count(count)]) }
  var casesEmptyAction: String { text("cases.empty_action") }
  var casesEmptyText: String { text("cases.empty_text") }
  var casesEmptyTitle: String { text("cases.empty_title") }
  var casesIntro: String { text("cases.intro") }
  var casesMine: String { text("cases.mine") }
  var casesOwner: String { text("cases.owner") }
  var casesTerminalHint: String { text("cases.terminal_hint") }
  var casesToday: String { text("cases.today") }
  var casesUnowned: String { text("cases.unowned") }
  var channelApi: String { text("channel.api") }
  var channelConsole: String { text("channel.console") }
  var channelEcommerce: String { text("channel.ecommerce") }
  var channelImporting: String { text("channel.importing") }
  var channelJob: String { text("channel.job") }
  var channelMember: String { text("channel.member") }
  var channelMis: String { text("channel.mis") }
  var channelPos: String { text("channel.pos") }
  var channelSeat: String { text("channel.seat") }
  var channelSms: String { text("channel.sms") }
  var chartData: String { text("chart.data") }
  var codeAlreadyRefunded: String { text("code.already_refunded") }
  var codeBusy: String { text("code.busy") }
  var codeCardLost: String { text("code.card_lost") }
  var codeCodeExpired: String { text("code.code_expired") }
  var codeIdempotencyMismatch: String { text("code.idempotency_mismatch") }
  var codeInsufficientPoints: String { text("code.insufficient_points") }
  var codeIssuingLimitExceeded: String { text("code.issuing_limit_exceeded") }
  var codeLimitExceeded: String { text("code.limit_exceeded") }
  var codeMemberFrozen: String { text("code.member_frozen") }
  var codeMemberNotFound: String { text("code.member_not_found") }
  var codeMemberProofRequired: String { text("code.member_proof_required") }
  var codeNotVoidable: String { text("code.not_voidable") }
  var codeProgramMismatch: String { text("code.program_mismatch") }
  var codeRefundExceedsOriginal: String { text("code.refund_exceeds_original") }
  var commonAccount: String { text("common.account") }
  var commonAmount: String { text("common.amount") }
  var commonAvailable: String { text("common.available") }
  var commonBalanceAfter: String { text("common.balance_after") }
  var commonChannel: String { text("common.channel") }
  var commonDay: String { text("common.day") }
  var commonEmail: String { text("common.email") }
  var commonExpires: String { text("common.expires") }
  var commonFrom: String { text("common.from") }
  var commonJoined: String { text("common.joined") }
  var commonKind: String { text("common.kind") }
  var commonLot: String { text("common.lot") }
  var commonMember: String { text("common.member") }
  var commonMerchant: String { text("common.merchant") }
  var commonNever: String { text("common.never") }
  var commonNone: String { text("common.none") }
  var commonPhone: String { text("common.phone") }
  var commonPoints: String { text("common.points") }
  var commonProgram: String { text("common.program") }
  var commonReason: String { text("common.reason") }
  var commonReference: String { text("common.reference") }
  var commonSource: String { text("common.source") }
  var commonState: String { text("common.state") }
  var commonStore: String { text("common.store") }
  var commonSum: String { text("common.sum") }
  var commonTerminal: String { text("common.terminal") }
  var commonTime: String { text("common.time") }
  var commonTimeline: String { text("common.timeline") }
  var commonTo: String { text("common.to") }
  var commonTransaction: String { text("common.transaction") }
  func commonWorth(money: String) -> String { text("common.worth", ["money": .text(money)]) }
  var confirmAction: String { text("confirm.action") }
  var confirmCancel: String { text("confirm.cancel") }
  var confirmIntro: String { text("confirm.intro") }
  var confirmRetype: String { text("confirm.retype") }
  var confirmTitle: String { text("confirm.title") }
  var confirmWrong: String { text("confirm.wrong") }
  var dashboardAllTransactions: String { text("dashboard.all_transactions") }
  var dashboardChart: String { text("dashboard.chart") }
  func dashboardChartAbout(days: Int64, issued: String, used: String) -> String {
    text(
      "dashboard.chart_about", ["days": .count(days), "issued": .text(issued), "used": .text(used)])
  }
  var dashboardChartNote: String { text("dashboard.chart_note") }
  var dashboardExpired: String { text("dashboard.expired") }
  func dashboardIntro(program: String, time: String) -> String {
    text(
      "dashboard.intro", ["program": .text(program), "time": .text(time)])
  }
  var dashboardIssued: String { text("dashboard.issued") }
  var dashboardMembers: String { text("dashboard.members") }
  func dashboardMerchants(count: Int64) -> String { text("dashboard.merchants", ["count": .count(count)]) }
  var dashboardNewMembers: String { text("dashboard.new_members") }
  var dashboardNoRecent: String { text("dashboard.no_recent") }
  var dashboardOutstanding: String { text("dashboard.outstanding") }
  var dashboardRecent: String { text("dashboard.recent") }
  func dashboardShare(percent: String) -> String { text("dashboard.share", ["percent": .text(percent)]) }
  var dashboardSinceStart: String { text("dashboard.since_start") }
  var dashboardToday: String { text("dashboard.today") }
  var dashboardTransactions: String { text("dashboard.transactions") }
  var dashboardUsed: String { text("dashboard.used") }
  func dashboardWorth(money: String) -> String { text("dashboard.worth", ["money": .text(money)]) }
  var detailAdjust: String { text("detail.adjust") }
  func detailAward(place: String) -> String { text("detail.award", ["place": .text(place)]) }
  func detailCancel(place: String) -> String { text("detail.cancel", ["place": .text(place)]) }
  func detailCapture(place: String) -> String { text("detail.capture", ["place": .text(place)]) }
  func detailConfirm(place: String) -> String { text("detail.confirm", ["place": .text(place)]) }
  func detailEarn(place: String) -> String { text("detail.earn", ["place": .text(place)]) }
  func detailExchange(place: String) -> String { text("detail.exchange", ["place": .text(place)]) }
  var detailExpire: String { text("detail.expire") }
  func detailHold(place: String) -> String { text("detail.hold", ["place": .text(place)]) }
  var detailMature: String { text("detail.mature") }
  var detailMerge: String { text("detail.merge") }
  func detailRefund(place: String) -> String { text("detail.refund", ["place": .text(place)]) }
  func detailRelease(place: String) -> String { text("detail.release", ["place": .text(place)]) }
  func detailReversal(place: String) -> String { text("detail.reversal", ["place": .text(place)]) }
  func detailSpend(place: String) -> String { text("detail.spend", ["place": .text(place)]) }
  func detailTopup(place: String) -> String { text("detail.topup", ["place": .text(place)]) }
  func detailTransfer(place: String) -> String { text("detail.transfer", ["place": .text(place)]) }
  func detailVoid(place: String) -> String { text("detail.void", ["place": .text(place)]) }
  var developersCode: String { text("developers.code") }
  var developersDry: String { text("developers.dry") }
  var developersDryText: String { text("developers.dry_text") }
  var developersErrors: String { text("developers.errors") }
  var developersErrorsNote: String { text("developers.errors_note") }
  var developersIdempotency: String { text("developers.idempotency") }
  var developersIdempotencyText: String { text("developers.idempotency_text") }
  var developersIntro: String { text("developers.intro") }
  var developersManners: String { text("developers.manners") }
  var developersMeaning: String { text("developers.meaning") }
  var developersNumbers: String { text("developers.numbers") }
  var developersNumbersText: String { text("developers.numbers_text") }
  var developersPaging: String { text("developers.paging") }
  var developersPagingText: String { text("developers.paging_text") }
  var developersQuick: String { text("developers.quick") }
  var developersStepEarn: String { text("developers.step_earn") }
  var developersStepEarnText: String { text("developers.step_earn_text") }
  var developersStepKey: String { text("developers.step_key") }
  var developersStepKeyText: String { text("developers.step_key_text") }
  var developersStepMember: String { text("developers.step_member") }
  var developersStepMemberText: String { text("developers.step_member_text") }
  var developersStepSpend: String { text("developers.step_spend") }
  var developersStepSpendText: String { text("developers.step_spend_text") }
  var developersTitle: String { text("developers.title") }
  var developersWebhooks: String { text("developers.webhooks") }
  var developersWebhooksText: String { text("developers.webhooks_text") }
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
  var ledgerBalance: String { text("ledger.balance") }
  var ledgerBalanceNote: String { text("ledger.balance_note") }
  var ledgerBalanced: String { text("ledger.balanced") }
  var ledgerBroken: String { text("ledger.broken") }
  func ledgerBrokenText(time: String) -> String { text("ledger.broken_text", ["time": .text(time)]) }
  var ledgerChain: String { text("ledger.chain") }
  var ledgerCredit: String { text("ledger.credit") }
  var ledgerDebit: String { text("ledger.debit") }
  var ledgerHead: String { text("ledger.head") }
  func ledgerIntro(program: String, time: String) -> String {
    text(
      "ledger.intro", ["program": .text(program), "time": .text(time)])
  }
  var ledgerLookAgain: String { text("ledger.look_again") }
  var ledgerMonth: String { text("ledger.month") }
  var ledgerNothingOwed: String { text("ledger.nothing_owed") }
  var ledgerOwed: String { text("ledger.owed") }
  var ledgerOwedNote: String { text("ledger.owed_note") }
  var ledgerRunning: String { text("ledger.running") }
  func ledgerRunningText(done: String, time: String, total: String) -> String {
    text(
      "ledger.running_text", ["done": .text(done), "time": .text(time), "total": .text(total)])
  }
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
  var memberBalance: String { text("member.balance") }
  var memberCards: String { text("member.cards") }
  var memberDebt: String { text("member.debt") }
  var memberDebtNote: String { text("member.debt_note") }
  var memberDetail: String { text("member.detail") }
  var memberDetailNote: String { text("member.detail_note") }
  var memberEarned: String { text("member.earned") }
  var memberEarnedAt: String { text("member.earned_at") }
  var memberExpiring: String { text("member.expiring") }
  func memberExpiringOn(day: String) -> String { text("member.expiring_on", ["day": .text(day)]) }
  func memberFrom(day: String) -> String { text("member.from", ["day": .text(day)]) }
  func memberHappened(booked: String, happened: String) -> String {
    text(
      "member.happened", ["booked": .text(booked), "happened": .text(happened)])
  }
  var memberHeld: String { text("member.held") }
  var memberHeldNote: String { text("member.held_note") }
  var memberLots: String { text("member.lots") }
  var memberLotsNote: String { text("member.lots_note") }
  var memberMovement: String { text("member.movement") }
  var memberNoCards: String { text("member.no_cards") }
  var memberNoDetail: String { text("member.no_detail") }
  var memberNoLots: String { text("member.no_lots") }
  var memberNothingExpires: String { text("member.nothing_expires") }
  var memberOlder: String { text("member.older") }
  var memberOriginal: String { text("member.original") }
  var memberPending: String { text("member.pending") }
  var memberPendingNote: String { text("member.pending_note") }
  var memberProfile: String { text("member.profile") }
  var memberRemaining: String { text("member.remaining") }
  var memberSoon: String { text("member.soon") }
  func memberSpent(points: String) -> String { text("member.spent", ["points": .text(points)]) }
  var memberWhy: String { text("member.why") }
  var membersEmptyAction: String { text("members.empty_action") }
  var membersEmptyText: String { text("members.empty_text") }
  var membersEmptyTitle: String { text("members.empty_title") }
  var membersIntro: String { text("members.intro") }
  var membersJoinedFrom: String { text("members.joined_from") }
  var membersJoinedTo: String { text("members.joined_to") }
  var membersSearchHint: String { text("members.search_hint") }
  var menuApprovals: String { text("menu.approvals") }
  var menuCases: String { text("menu.cases") }
  var menuDashboard: String { text("menu.dashboard") }
  var menuDevelopers: String { text("menu.developers") }
  var menuGroupAlliance: String { text("menu.group_alliance") }
  var menuGroupBooks: String { text("menu.group_books") }
  var menuGroupOverview: String { text("menu.group_overview") }
  var menuGroupService: String { text("menu.group_service") }
  var menuLedger: String { text("menu.ledger") }
  var menuMembers: String { text("menu.members") }
  var menuMerchants: String { text("menu.merchants") }
  var menuPrograms: String { text("menu.programs") }
  var menuTerminals: String { text("menu.terminals") }
  var menuTransactions: String { text("menu.transactions") }
  var merchantsAccepted: String { text("merchants.accepted") }
  var merchantsEmptyAction: String { text("merchants.empty_action") }
  var merchantsEmptyText: String { text("merchants.empty_text") }
  var merchantsEmptyTitle: String { text("merchants.empty_title") }
  var merchantsIntro: String { text("merchants.intro") }
  var merchantsIssued: String { text("merchants.issued") }
  var merchantsSearchHint: String { text("merchants.search_hint") }
  var merchantsStores: String { text("merchants.stores") }
  func numberHuge(number: String) -> String { text("number.huge", ["number": .text(number)]) }
  func numberLarge(number: String) -> String { text("number.large", ["number": .text(number)]) }
  func numberThousands(number: String) -> String { text("number.thousands", ["number": .text(number)]) }
  var ownFactor: String { text("own.factor") }
  var ownFactorBegin: String { text("own.factor_begin") }
  var ownFactorNote: String { text("own.factor_note") }
  var ownFactorOff: String { text("own.factor_off") }
  var ownFactorRemove: String { text("own.factor_remove") }
  var ownFactorRequired: String { text("own.factor_required") }
  var ownFactorSince: String { text("own.factor_since") }
  func ownIntro(login: String) -> String { text("own.intro", ["login": .text(login)]) }
  var ownPasswordAgain: String { text("own.password_again") }
  var ownPasswordDiffer: String { text("own.password_differ") }
  var ownPasswordNew: String { text("own.password_new") }
  var ownPasswordNote: String { text("own.password_note") }
  var ownPasswordSave: String { text("own.password_save") }
  var ownPasswordSaved: String { text("own.password_saved") }
  var ownPasswordWeak: String { text("own.password_weak") }
  var ownRecoveryLeft: String { text("own.recovery_left") }
  var ownRecoveryRenew: String { text("own.recovery_renew") }
  var ownSessionEnd: String { text("own.session_end") }
  var ownSessionEndOthers: String { text("own.session_end_others") }
  var ownSessionOpened: String { text("own.session_opened") }
  var ownSessionSeen: String { text("own.session_seen") }
  var ownSessionThis: String { text("own.session_this") }
  var ownSessionWhere: String { text("own.session_where") }
  var ownSessionWith: String { text("own.session_with") }
  var ownSessions: String { text("own.sessions") }
  var ownSessionsNote: String { text("own.sessions_note") }
  var ownTitle: String { text("own.title") }
  var productName: String { text("product.name") }
  var productTagline: String { text("product.tagline") }
  var programsEmptyText: String { text("programs.empty_text") }
  var programsEmptyTitle: String { text("programs.empty_title") }
  var programsHosted: String { text("programs.hosted") }
  var programsIntro: String { text("programs.intro") }
  var programsLife: String { text("programs.life") }
  var programsMembers: String { text("programs.members") }
  func programsMonths(count: Int64) -> String { text("programs.months", ["count": .count(count)]) }
  func programsRate(money: String, points: String) -> String {
    text(
      "programs.rate", ["money": .text(money), "points": .text(points)])
  }
  var programsUniversal: String { text("programs.universal") }
  var programsWorth: String { text("programs.worth") }
  var progressBooked: String { text("progress.booked") }
  var progressHeld: String { text("progress.held") }
  var progressPartlyRefunded: String { text("progress.partly_refunded") }
  var progressPending: String { text("progress.pending") }
  var progressRefunded: String { text("progress.refunded") }
  var progressRefused: String { text("progress.refused") }
  var progressReversed: String { text("progress.reversed") }
  var progressVoided: String { text("progress.voided") }
  var reasonDown: String { text("reason.down") }
  var reasonHalfUp: String { text("reason.half_up") }
  func reasonMoneyBack(money: String) -> String { text("reason.money_back", ["money": .text(money)]) }
  func reasonNothingPaid(money: String) -> String { text("reason.nothing_paid", ["money": .text(money)]) }
  func reasonRate(money: String, per: String, points: String, rounding: String) -> String {
    text(
      "reason.rate",
      ["money": .text(money), "per": .text(per), "points": .text(points), "rounding": .text(rounding)])
  }
  func reasonRule(rule: String, version: String) -> String {
    text(
      "reason.rule", ["rule": .text(rule), "version": .text(version)])
  }
  var reasonUp: String { text("reason.up") }
  func reasonWorth(money: String, per: String, points: String, rounding: String) -> String {
    text(
      "reason.worth",
      ["money": .text(money), "per": .text(per), "points": .text(points), "rounding": .text(rounding)])
  }
  var recoveryDone: String { text("recovery.done") }
  var recoveryIntro: String { text("recovery.intro") }
  var recoveryTitle: String { text("recovery.title") }
  var refusalAlreadyRefunded: String { text("refusal.already_refunded") }
  var refusalAmountOutOfRange: String { text("refusal.amount_out_of_range") }
  var refusalAssetMismatch: String { text("refusal.asset_mismatch") }
  var refusalCaptureExceedsHold: String { text("refusal.capture_exceeds_hold") }
  var refusalHoldEnded: String { text("refusal.hold_ended") }
  var refusalHoldExpired: String { text("refusal.hold_expired") }
  var refusalHoldsOpen: String { text("refusal.holds_open") }
  var refusalInsufficientPoints: String { text("refusal.insufficient_points") }
  var refusalIssuingLimitExceeded: String { text("refusal.issuing_limit_exceeded") }
  var refusalLimitExceeded: String { text("refusal.limit_exceeded") }
  var refusalNotPending: String { text("refusal.not_pending") }
  var refusalNotRefundable: String { text("refusal.not_refundable") }
  var refusalNotVoidable: String { text("refusal.not_voidable") }
  var refusalNothingDue: String { text("refusal.nothing_due") }
  func refusalNotice(reason: String) -> String { text("refusal.notice", ["reason": .text(reason)]) }
  var refusalRefundExceedsOriginal: String { text("refusal.refund_exceeds_original") }
  var refusalReversedBeforeArrival: String { text("refusal.reversed_before_arrival") }
  var refusalSameWallet: String { text("refusal.same_wallet") }
  var refusalTransactionNotFound: String { text("refusal.transaction_not_found") }
  var refusalTransferBelowMinimum: String { text("refusal.transfer_below_minimum") }
  var refusalWalletMerged: String { text("refusal.wallet_merged") }
  var roleAdministrator: String { text("role.administrator") }
  var roleAuditor: String { text("role.auditor") }
  var roleCashier: String { text("role.cashier") }
  var roleFinance: String { text("role.finance") }
  var roleMerchantFinance: String { text("role.merchant_finance") }
  var roleMerchantLead: String { text("role.merchant_lead") }
  var roleMerchantOwner: String { text("role.merchant_owner") }
  var roleOperations: String { text("role.operations") }
  var roleReviewer: String { text("role.reviewer") }
  var roleRisk: String { text("role.risk") }
  var roleService: String { text("role.service") }
  var shellCopied: String { text("shell.copied") }
  var shellCopy: String { text("shell.copy") }
  var shellDemo: String { text("shell.demo") }
  var shellHelp: String { text("shell.help") }
  var shellLanguage: String { text("shell.language") }
  var shellMenu: String { text("shell.menu") }
  var shellSandbox: String { text("shell.sandbox") }
  var shellSearch: String { text("shell.search") }
  var shellSearchHint: String { text("shell.search_hint") }
  var shellSignOut: String { text("shell.sign_out") }
  var shellSkip: String { text("shell.skip") }
  func shellTitle(page: String) -> String { text("shell.title", ["page": .text(page)]) }
  var shellTrail: String { text("shell.trail") }
  func shellZone(zone: String) -> String { text("shell.zone", ["zone": .text(zone)]) }
  var signInAction: String { text("sign_in.action") }
  var signInEnded: String { text("sign_in.ended") }
  var signInForgotten: String { text("sign_in.forgotten") }
  var signInIntro: String { text("sign_in.intro") }
  var signInLogin: String { text("sign_in.login") }
  var signInPassword: String { text("sign_in.password") }
  var signInStale: String { text("sign_in.stale") }
  var signInTitle: String { text("sign_in.title") }
  func signInTooMany(minutes: Int64) -> String { text("sign_in.too_many", ["minutes": .count(minutes)]) }
  var signInWrong: String { text("sign_in.wrong") }
  var standingActive: String { text("standing.active") }
  var standingApplied: String { text("standing.applied") }
  var standingClosed: String { text("standing.closed") }
  var standingFrozen: String { text("standing.frozen") }
  var standingSuspended: String { text("standing.suspended") }
  var startConsole: String { text("start.console") }
  var startDevelopers: String { text("start.developers") }
  var startEyebrow: String { text("start.eyebrow") }
  var startFirst: String { text("start.first") }
  var startFirstNote: String { text("start.first_note") }
  var startHeadline: String { text("start.headline") }
  var startIntegrators: String { text("start.integrators") }
  var startIntegratorsText: String { text("start.integrators_text") }
  var startLede: String { text("start.lede") }
  var startMembers: String { text("start.members") }
  var startMembersText: String { text("start.members_text") }
  var startMerchants: String { text("start.merchants") }
  var startMerchantsText: String { text("start.merchants_text") }
  var startOpenText: String { text("start.open_text") }
  var startOpenTitle: String { text("start.open_title") }
  var startOperator: String { text("start.operator") }
  var startOperatorText: String { text("start.operator_text") }
  var startQuick: String { text("start.quick") }
  var startReference: String { text("start.reference") }
  var startTrustText: String { text("start.trust_text") }
  var startTrustTitle: String { text("start.trust_title") }
  var startUseText: String { text("start.use_text") }
  var startUseTitle: String { text("start.use_title") }
  var startWho: String { text("start.who") }
  func stateFailedText(request: String) -> String { text("state.failed_text", ["request": .text(request)]) }
  var stateFailedTitle: String { text("state.failed_title") }
  func stateForbiddenText(right: String) -> String { text("state.forbidden_text", ["right": .text(right)]) }
  var stateForbiddenTitle: String { text("state.forbidden_title") }
  var stateRetry: String { text("state.retry") }
  var stepBooked: String { text("step.booked") }
  func stepRefused(reason: String) -> String { text("step.refused", ["reason": .text(reason)]) }
  func stepReturned(kind: String, points: String) -> String {
    text(
      "step.returned", ["kind": .text(kind), "points": .text(points)])
  }
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
  var terminalsEmptyAction: String { text("terminals.empty_action") }
  var terminalsEmptyText: String { text("terminals.empty_text") }
  var terminalsEmptyTitle: String { text("terminals.empty_title") }
  var terminalsIntro: String { text("terminals.intro") }
  var terminalsLastSeen: String { text("terminals.last_seen") }
  var terminalsNumber: String { text("terminals.number") }
  var terminalsSearchHint: String { text("terminals.search_hint") }
  var terminalsSignedIn: String { text("terminals.signed_in") }
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
}
