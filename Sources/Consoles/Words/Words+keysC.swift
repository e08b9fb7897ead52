// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var cardActivate: String { text("card.activate") }
  var cardActivateNote: String { text("card.activate_note") }
  var cardAdd: String { text("card.add") }
  var cardAddButton: String { text("card.add_button") }
  var cardAddNote: String { text("card.add_note") }
  var cardBatchFailed: String { text("card.batch_failed") }
  var cardBatchMaking: String { text("card.batch_making") }
  var cardBatchReady: String { text("card.batch_ready") }
  var cardBatchTaken: String { text("card.batch_taken") }
  var cardBatches: String { text("card.batches") }
  var cardBearer: String { text("card.bearer") }
  var cardBind: String { text("card.bind") }
  var cardBindNote: String { text("card.bind_note") }
  var cardCertificate: String { text("card.certificate") }
  var cardCertificateNote: String { text("card.certificate_note") }
  var cardCode: String { text("card.code") }
  var cardCount: String { text("card.count") }
  var cardDestroy: String { text("card.destroy") }
  var cardDestroyNote: String { text("card.destroy_note") }
  var cardFacts: String { text("card.facts") }
  var cardFaultCode: String { text("card.fault_code") }
  var cardFaultHolder: String { text("card.fault_holder") }
  var cardFaultHolds: String { text("card.fault_holds") }
  var cardFaultNumber: String { text("card.fault_number") }
  var cardFaultPoints: String { text("card.fault_points") }
  var cardFaultTaken: String { text("card.fault_taken") }
  var cardFaultTakenFile: String { text("card.fault_taken_file") }
  var cardFaultType: String { text("card.fault_type") }
  var cardFile: String { text("card.file") }
  var cardFind: String { text("card.find") }
  var cardFindButton: String { text("card.find_button") }
  var cardFindNote: String { text("card.find_note") }
  var cardForEver: String { text("card.for_ever") }
  var cardGift: String { text("card.gift") }
  var cardHolder: String { text("card.holder") }
  var cardIntro: String { text("card.intro") }
  var cardIssuedBy: String { text("card.issued_by") }
  var cardJob: String { text("card.job") }
  var cardKind: String { text("card.kind") }
  var cardLength: String { text("card.length") }
  var cardLostNote: String { text("card.lost_note") }
  func cardMade(made: String, wanted: String) -> String {
    text(
      "card.made", ["made": .text(made), "wanted": .text(wanted)])
  }
  var cardMember: String { text("card.member") }
  var cardMemberNote: String { text("card.member_note") }
  var cardMerchantNote: String { text("card.merchant_note") }
  var cardMine: String { text("card.mine") }
  var cardMineIntro: String { text("card.mine_intro") }
  func cardMineNote(count: Int64) -> String { text("card.mine_note", ["count": .count(count)]) }
  func cardMonths(count: String) -> String { text("card.months", ["count": .text(count)]) }
  var cardMonthsField: String { text("card.months_field") }
  var cardMonthsNote: String { text("card.months_note") }
  var cardNameEn: String { text("card.name_en") }
  var cardNameHans: String { text("card.name_hans") }
  var cardNameHant: String { text("card.name_hant") }
  var cardNewBatch: String { text("card.new_batch") }
  var cardNewBatchNote: String { text("card.new_batch_note") }
  var cardNewType: String { text("card.new_type") }
  var cardNewTypeNote: String { text("card.new_type_note") }
  var cardNo: String { text("card.no") }
  var cardNoBatches: String { text("card.no_batches") }
  var cardNoTypes: String { text("card.no_types") }
  var cardNone: String { text("card.none") }
  var cardNoneText: String { text("card.none_text") }
  var cardNumber: String { text("card.number") }
  var cardOpen: String { text("card.open") }
  var cardPin: String { text("card.pin") }
  var cardPrefix: String { text("card.prefix") }
  var cardPrefixNote: String { text("card.prefix_note") }
  func cardProposalBatch(count: String) -> String { text("card.proposal_batch", ["count": .text(count)]) }
  func cardProposalType(name: String) -> String { text("card.proposal_type", ["name": .text(name)]) }
  var cardPropose: String { text("card.propose") }
  var cardRange: String { text("card.range") }
  func cardRangeValue(length: String, prefix: String) -> String {
    text(
      "card.range_value", ["length": .text(length), "prefix": .text(prefix)])
  }
  var cardRecipient: String { text("card.recipient") }
  var cardRelease: String { text("card.release") }
  var cardReleaseNote: String { text("card.release_note") }
  var cardReplace: String { text("card.replace") }
  var cardReplaceNote: String { text("card.replace_note") }
  var cardReplacedBy: String { text("card.replaced_by") }
  var cardReportLost: String { text("card.report_lost") }
  var cardReportStolen: String { text("card.report_stolen") }
  var cardRuleBatch: String { text("card.rule_batch") }
  var cardRuleType: String { text("card.rule_type") }
  var cardRules: String { text("card.rules") }
  var cardSaidBound: String { text("card.said_bound") }
  var cardSaidLost: String { text("card.said_lost") }
  var cardSaidReleased: String { text("card.said_released") }
  var cardSeatActivated: String { text("card.seat_activated") }
  var cardSeatBound: String { text("card.seat_bound") }
  var cardSeatFind: String { text("card.seat_find") }
  var cardSeatFindHint: String { text("card.seat_find_hint") }
  var cardSeatIssue: String { text("card.seat_issue") }
  var cardSeatIssueNote: String { text("card.seat_issue_note") }
  var cardSeatIssued: String { text("card.seat_issued") }
  func cardSeatOf(name: String) -> String { text("card.seat_of", ["name": .text(name)]) }
  var cardSeatOther: String { text("card.seat_other") }
  var cardSeatPinDone: String { text("card.seat_pin_done") }
  var cardSeatPinNote: String { text("card.seat_pin_note") }
  var cardSeatProof: String { text("card.seat_proof") }
  var cardSeatProofMissing: String { text("card.seat_proof_missing") }
  var cardSeatReplaced: String { text("card.seat_replaced") }
  func cardSeatState(state: String) -> String { text("card.seat_state", ["state": .text(state)]) }
  var cardSecurityCode: String { text("card.security_code") }
  var cardSecurityCodeNote: String { text("card.security_code_note") }
  var cardStateActive: String { text("card.state_active") }
  var cardStateClosed: String { text("card.state_closed") }
  var cardStateExpired: String { text("card.state_expired") }
  var cardStateIssued: String { text("card.state_issued") }
  var cardStateLost: String { text("card.state_lost") }
  var cardStateReplaced: String { text("card.state_replaced") }
  var cardStateStolen: String { text("card.state_stolen") }
  var cardStopped: String { text("card.stopped") }
  var cardStoredValue: String { text("card.stored_value") }
  var cardTake: String { text("card.take") }
  var cardTitle: String { text("card.title") }
  var cardTypes: String { text("card.types") }
  var cardValidity: String { text("card.validity") }
  var cardVersion: String { text("card.version") }
  var cardVersionNote: String { text("card.version_note") }
  var cardWelfare: String { text("card.welfare") }
  var cardYes: String { text("card.yes") }
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
  var categoryBeauty: String { text("category.beauty") }
  var categoryEducation: String { text("category.education") }
  var categoryFashion: String { text("category.fashion") }
  var categoryFood: String { text("category.food") }
  var categoryGrocery: String { text("category.grocery") }
  var categoryHealth: String { text("category.health") }
  var categoryLeisure: String { text("category.leisure") }
  var categoryName: String { text("category.name") }
  var categoryOnline: String { text("category.online") }
  var categoryOther: String { text("category.other") }
  var categoryRetail: String { text("category.retail") }
  var categoryServices: String { text("category.services") }
  var categoryTravel: String { text("category.travel") }
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
}
