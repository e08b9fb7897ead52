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
  var accountOtherMerchant: String { text("account.other_merchant") }
  func accountOthers(count: Int64) -> String { text("account.others", ["count": .count(count)]) }
  var accountPending: String { text("account.pending") }
  var accountPlatform: String { text("account.platform") }
  var accountVouchers: String { text("account.vouchers") }
  var accountWallets: String { text("account.wallets") }
  var announcementAll: String { text("announcement.all") }
  var announcementArchiveIntro: String { text("announcement.archive_intro") }
  func announcementBetween(from: String, until: String) -> String {
    text(
      "announcement.between", ["from": .text(from), "until": .text(until)])
  }
  var announcementBodyWrong: String { text("announcement.body_wrong") }
  var announcementDismiss: String { text("announcement.dismiss") }
  var announcementDraftNote: String { text("announcement.draft_note") }
  var announcementDrop: String { text("announcement.drop") }
  var announcementEnd: String { text("announcement.end") }
  var announcementFirst: String { text("announcement.first") }
  var announcementImportant: String { text("announcement.important") }
  var announcementIntro: String { text("announcement.intro") }
  var announcementLiveNote: String { text("announcement.live_note") }
  var announcementMembers: String { text("announcement.members") }
  var announcementMerchants: String { text("announcement.merchants") }
  var announcementNew: String { text("announcement.new") }
  var announcementNone: String { text("announcement.none") }
  var announcementNoneText: String { text("announcement.none_text") }
  var announcementOne: String { text("announcement.one") }
  var announcementOperators: String { text("announcement.operators") }
  var announcementPreview: String { text("announcement.preview") }
  var announcementPreviewNote: String { text("announcement.preview_note") }
  var announcementPublish: String { text("announcement.publish") }
  var announcementPublished: String { text("announcement.published") }
  var announcementTitle: String { text("announcement.title") }
  var announcementTitleWrong: String { text("announcement.title_wrong") }
  var announcementTo: String { text("announcement.to") }
  var announcementToWrong: String { text("announcement.to_wrong") }
  var applicationApplied: String { text("application.applied") }
  var applicationApproved: String { text("application.approved") }
  var applicationCheckAgreed: String { text("application.check_agreed") }
  var applicationCheckReached: String { text("application.check_reached") }
  var applicationCheckRegistered: String { text("application.check_registered") }
  var applicationCheckSeen: String { text("application.check_seen") }
  var applicationCheckSingle: String { text("application.check_single") }
  var applicationChecks: String { text("application.checks") }
  var applicationDecision: String { text("application.decision") }
  var applicationForm: String { text("application.form") }
  var applicationImpossible: String { text("application.impossible") }
  var applicationInReview: String { text("application.in_review") }
  var applicationIntro: String { text("application.intro") }
  var applicationInvitationOnce: String { text("application.invitation_once") }
  var applicationInvite: String { text("application.invite") }
  var applicationLikeness: String { text("application.likeness") }
  var applicationLikenessNote: String { text("application.likeness_note") }
  var applicationMerchant: String { text("application.merchant") }
  var applicationNameEn: String { text("application.name_en") }
  var applicationNameHans: String { text("application.name_hans") }
  var applicationNameHant: String { text("application.name_hant") }
  var applicationNoLikeness: String { text("application.no_likeness") }
  var applicationNone: String { text("application.none") }
  var applicationNoneText: String { text("application.none_text") }
  func applicationNotOpen(state: String) -> String { text("application.not_open", ["state": .text(state)]) }
  var applicationNotReviewed: String { text("application.not_reviewed") }
  func applicationOther(name: String, time: String) -> String {
    text(
      "application.other", ["name": .text(name), "time": .text(time)])
  }
  var applicationOwnerIn: String { text("application.owner_in") }
  var applicationOwnerWaits: String { text("application.owner_waits") }
  var applicationProposal: String { text("application.proposal") }
  var applicationProposalWaits: String { text("application.proposal_waits") }
  var applicationPropose: String { text("application.propose") }
  var applicationReject: String { text("application.reject") }
  var applicationRejectReason: String { text("application.reject_reason") }
  var applicationRejected: String { text("application.rejected") }
  var applicationReviewer: String { text("application.reviewer") }
  var applicationStated: String { text("application.stated") }
  var applicationTake: String { text("application.take") }
  var applicationTitle: String { text("application.title") }
  var applicationWithdrawn: String { text("application.withdrawn") }
  var applyAccessMade: String { text("apply.access_made") }
  var applyChanged: String { text("apply.changed") }
  var applyCompany: String { text("apply.company") }
  var applyContinue: String { text("apply.continue") }
  var applyDone: String { text("apply.done") }
  func applyDoneText(name: String) -> String { text("apply.done_text", ["name": .text(name)]) }
  var applyDuplicate: String { text("apply.duplicate") }
  var applyEmailHint: String { text("apply.email_hint") }
  var applyIntro: String { text("apply.intro") }
  var applyInvitation: String { text("apply.invitation") }
  var applyInvitationCode: String { text("apply.invitation_code") }
  var applyInvitationIntro: String { text("apply.invitation_intro") }
  var applyInvitationWrong: String { text("apply.invitation_wrong") }
  var applyLoginHint: String { text("apply.login_hint") }
  var applyLook: String { text("apply.look") }
  var applyLookIntro: String { text("apply.look_intro") }
  var applyMakeAccess: String { text("apply.make_access") }
  var applyName: String { text("apply.name") }
  var applyNameHint: String { text("apply.name_hint") }
  var applyNote: String { text("apply.note") }
  var applyNumber: String { text("apply.number") }
  var applyPasswordHint: String { text("apply.password_hint") }
  var applyPerson: String { text("apply.person") }
  var applyPrivacy: String { text("apply.privacy") }
  var applySecret: String { text("apply.secret") }
  var applySecretHint: String { text("apply.secret_hint") }
  var applySend: String { text("apply.send") }
  var applySent: String { text("apply.sent") }
  var applyShow: String { text("apply.show") }
  var applySignIn: String { text("apply.sign_in") }
  var applyStateApplied: String { text("apply.state_applied") }
  var applyStateApproved: String { text("apply.state_approved") }
  var applyStateInReview: String { text("apply.state_in_review") }
  var applyStateRejected: String { text("apply.state_rejected") }
  var applyStateWithdrawn: String { text("apply.state_withdrawn") }
  var applyStore: String { text("apply.store") }
  var applyStoreAddress: String { text("apply.store_address") }
  var applyStoreName: String { text("apply.store_name") }
  var applyTerms: String { text("apply.terms") }
  var applyTermsHint: String { text("apply.terms_hint") }
  var applyTitle: String { text("apply.title") }
  func applyTooMany(minutes: Int64) -> String { text("apply.too_many", ["minutes": .count(minutes)]) }
  var applyUnknown: String { text("apply.unknown") }
  var applyUntil: String { text("apply.until") }
  var applyWithdraw: String { text("apply.withdraw") }
  func approvalAdjust(member: String, points: String) -> String {
    text(
      "approval.adjust", ["member": .text(member), "points": .text(points)])
  }
  func approvalAdmit(name: String) -> String { text("approval.admit", ["name": .text(name)]) }
  var approvalAfter: String { text("approval.after") }
  var approvalAnybody: String { text("approval.anybody") }
  var approvalApprove: String { text("approval.approve") }
  var approvalApproveReason: String { text("approval.approve_reason") }
  var approvalApproved: String { text("approval.approved") }
  var approvalAuthor: String { text("approval.author") }
  var approvalBearer: String { text("approval.bearer") }
  var approvalBefore: String { text("approval.before") }
  func approvalByKey(person: String) -> String { text("approval.by_key", ["person": .text(person)]) }
  var approvalChange: String { text("approval.change") }
  var approvalChangeNote: String { text("approval.change_note") }
  var approvalCollect: String { text("approval.collect") }
  var approvalDecided: String { text("approval.decided") }
  var approvalDecision: String { text("approval.decision") }
  var approvalExpired: String { text("approval.expired") }
  var approvalExpires: String { text("approval.expires") }
  func approvalExport(list: String) -> String { text("approval.export", ["list": .text(list)]) }
  var approvalFailed: String { text("approval.failed") }
  var approvalFaultAuthor: String { text("approval.fault_author") }
  var approvalFaultBlocked: String { text("approval.fault_blocked") }
  var approvalFaultDecided: String { text("approval.fault_decided") }
  var approvalFaultImpossible: String { text("approval.fault_impossible") }
  var approvalFaultNeeded: String { text("approval.fault_needed") }
  var approvalFaultOwn: String { text("approval.fault_own") }
  var approvalFaultPerson: String { text("approval.fault_person") }
  var approvalFaultReason: String { text("approval.fault_reason") }
  func approvalFaultRole(roles: String) -> String { text("approval.fault_role", ["roles": .text(roles)]) }
  var approvalFilter: String { text("approval.filter") }
  func approvalKey(name: String) -> String { text("approval.key", ["name": .text(name)]) }
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
  func approvalPurchases(merchant: String) -> String {
    text(
      "approval.purchases", ["merchant": .text(merchant)])
  }
  var approvalReason: String { text("approval.reason") }
  var approvalReject: String { text("approval.reject") }
  var approvalRejectReason: String { text("approval.reject_reason") }
  var approvalRejected: String { text("approval.rejected") }
  var approvalReviewer: String { text("approval.reviewer") }
  var approvalReviewers: String { text("approval.reviewers") }
  func approvalRule(operation: String) -> String { text("approval.rule", ["operation": .text(operation)]) }
  func approvalRuleName(above: String) -> String { text("approval.rule_name", ["above": .text(above)]) }
  var approvalScopes: String { text("approval.scopes") }
  var approvalSucceeded: String { text("approval.succeeded") }
  var approvalSurvivor: String { text("approval.survivor") }
  func approvalTerms(merchant: String, program: String) -> String {
    text(
      "approval.terms", ["merchant": .text(merchant), "program": .text(program)])
  }
  var approvalTermsName: String { text("approval.terms_name") }
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
  var approvalsOwn: String { text("approvals.own") }
  var approvalsPart: String { text("approvals.part") }
  var approvalsRules: String { text("approvals.rules") }
  var approvalsSettled: String { text("approvals.settled") }
  var approvalsToDecide: String { text("approvals.to_decide") }
  var auditAction: String { text("audit.action") }
  func auditBroken(number: String, time: String) -> String {
    text(
      "audit.broken", ["number": .text(number), "time": .text(time)])
  }
  var auditChain: String { text("audit.chain") }
  var auditChange: String { text("audit.change") }
  var auditEmptyText: String { text("audit.empty_text") }
  var auditEmptyTitle: String { text("audit.empty_title") }
  var auditFrom: String { text("audit.from") }
  func auditIntact(count: String, time: String) -> String {
    text(
      "audit.intact", ["count": .text(count), "time": .text(time)])
  }
  var auditIntro: String { text("audit.intro") }
  func auditKey(key: String) -> String { text("audit.key", ["key": .text(key)]) }
  var auditOrigin: String { text("audit.origin") }
  var auditSubject: String { text("audit.subject") }
  var auditSystem: String { text("audit.system") }
  var auditTitle: String { text("audit.title") }
  var auditTo: String { text("audit.to") }
  var auditUnchecked: String { text("audit.unchecked") }
  var auditVerify: String { text("audit.verify") }
  var auditWho: String { text("audit.who") }
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
  var dayFilesAgreed: String { text("day_files.agreed") }
  var dayFilesAmount: String { text("day_files.amount") }
  var dayFilesComparing: String { text("day_files.comparing") }
  var dayFilesDifferences: String { text("day_files.differences") }
  var dayFilesDone: String { text("day_files.done") }
  var dayFilesDuplicated: String { text("day_files.duplicated") }
  var dayFilesEmptyAction: String { text("day_files.empty_action") }
  var dayFilesEmptyText: String { text("day_files.empty_text") }
  var dayFilesEmptyTitle: String { text("day_files.empty_title") }
  var dayFilesIntro: String { text("day_files.intro") }
  var dayFilesInvalid: String { text("day_files.invalid") }
  var dayFilesLine: String { text("day_files.line") }
  var dayFilesLines: String { text("day_files.lines") }
  var dayFilesMissingHere: String { text("day_files.missing_here") }
  var dayFilesMissingThere: String { text("day_files.missing_there") }
  var dayFilesMore: String { text("day_files.more") }
  var dayFilesNoDifferences: String { text("day_files.no_differences") }
  var dayFilesNotPosted: String { text("day_files.not_posted") }
  func dayFilesNumber(number: String) -> String { text("day_files.number", ["number": .text(number)]) }
  var dayFilesOutcome: String { text("day_files.outcome") }
  var dayFilesPending: String { text("day_files.pending") }
  var dayFilesPosted: String { text("day_files.posted") }
  var dayFilesReceived: String { text("day_files.received") }
  var dayFilesToCase: String { text("day_files.to_case") }
  var deliveryChannel: String { text("delivery.channel") }
  var deliveryFailed: String { text("delivery.failed") }
  var deliveryFailure: String { text("delivery.failure") }
  var deliveryIntro: String { text("delivery.intro") }
  var deliveryNext: String { text("delivery.next") }
  var deliveryNone: String { text("delivery.none") }
  var deliveryNoneText: String { text("delivery.none_text") }
  var deliverySent: String { text("delivery.sent") }
  var deliveryTitle: String { text("delivery.title") }
  var deliveryTries: String { text("delivery.tries") }
  var deliveryWaiting: String { text("delivery.waiting") }
  var deskAcknowledgement: String { text("desk.acknowledgement") }
  var deskActive: String { text("desk.active") }
  var deskAddPerson: String { text("desk.add_person") }
  var deskAddPersonNote: String { text("desk.add_person_note") }
  var deskAllStores: String { text("desk.all_stores") }
  var deskAmountWrong: String { text("desk.amount_wrong") }
  var deskBack: String { text("desk.back") }
  var deskBalance: String { text("desk.balance") }
  var deskBooked: String { text("desk.booked") }
  var deskBusy: String { text("desk.busy") }
  var deskBy: String { text("desk.by") }
  var deskChange: String { text("desk.change") }
  var deskChangePerson: String { text("desk.change_person") }
  func deskChartAbout(days: Int64, given: String, taken: String) -> String {
    text(
      "desk.chart_about", ["days": .count(days), "given": .text(given), "taken": .text(taken)])
  }
  var deskChartNote: String { text("desk.chart_note") }
  var deskChooseReason: String { text("desk.choose_reason") }
  var deskCloseStore: String { text("desk.close_store") }
  var deskCode: String { text("desk.code") }
  var deskCodeInvalid: String { text("desk.code_invalid") }
  var deskCodeTaken: String { text("desk.code_taken") }
  var deskCompared: String { text("desk.compared") }
  var deskComparing: String { text("desk.comparing") }
  var deskDayFiles: String { text("desk.day_files") }
  var deskDayFilesIntro: String { text("desk.day_files_intro") }
  var deskDayFilesNone: String { text("desk.day_files_none") }
  var deskDays: String { text("desk.days") }
  func deskDaysIntro(place: String, program: String) -> String {
    text(
      "desk.days_intro", ["place": .text(place), "program": .text(program)])
  }
  var deskDisable: String { text("desk.disable") }
  var deskDisabled: String { text("desk.disabled") }
  var deskDoNow: String { text("desk.do_now") }
  var deskDone: String { text("desk.done") }
  var deskEarlierUntil: String { text("desk.earlier_until") }
  var deskEffect: String { text("desk.effect") }
  var deskEnable: String { text("desk.enable") }
  var deskFirstPassword: String { text("desk.first_password") }
  var deskGiven: String { text("desk.given") }
  var deskGroupShop: String { text("desk.group_shop") }
  var deskGroupSystems: String { text("desk.group_systems") }
  var deskHappenedHere: String { text("desk.happened_here") }
  var deskHappenedHereNote: String { text("desk.happened_here_note") }
  func deskHomeIntro(place: String, time: String) -> String {
    text(
      "desk.home_intro", ["place": .text(place), "time": .text(time)])
  }
  var deskHowMuch: String { text("desk.how_much") }
  var deskHowMuchNote: String { text("desk.how_much_note") }
  var deskInStores: String { text("desk.in_stores") }
  var deskKey: String { text("desk.key") }
  var deskKeyId: String { text("desk.key_id") }
  var deskKeys: String { text("desk.keys") }
  var deskKeysIntro: String { text("desk.keys_intro") }
  var deskKindMini: String { text("desk.kind_mini") }
  var deskKindMis: String { text("desk.kind_mis") }
  var deskKindPos: String { text("desk.kind_pos") }
  var deskKindSeat: String { text("desk.kind_seat") }
  var deskKindSoftpos: String { text("desk.kind_softpos") }
  var deskLastVisit: String { text("desk.last_visit") }
  var deskLeft: String { text("desk.left") }
  var deskLines: String { text("desk.lines") }
  var deskLogin: String { text("desk.login") }
  var deskLoginInvalid: String { text("desk.login_invalid") }
  var deskLoginTaken: String { text("desk.login_taken") }
  var deskLots: String { text("desk.lots") }
  var deskMemberHint: String { text("desk.member_hint") }
  var deskMembersIntro: String { text("desk.members_intro") }
  var deskMoney: String { text("desk.money") }
  var deskName: String { text("desk.name") }
  var deskNameInvalid: String { text("desk.name_invalid") }
  var deskNewKey: String { text("desk.new_key") }
  var deskNewKeyNote: String { text("desk.new_key_note") }
  var deskNewSigning: String { text("desk.new_signing") }
  var deskNoMembers: String { text("desk.no_members") }
  var deskNoMembersText: String { text("desk.no_members_text") }
  var deskNoSales: String { text("desk.no_sales") }
  var deskNoSalesText: String { text("desk.no_sales_text") }
  var deskNotReversible: String { text("desk.not_reversible") }
  var deskNote: String { text("desk.note") }
  var deskNoteTooLong: String { text("desk.note_too_long") }
  var deskNumber: String { text("desk.number") }
  var deskNumberInvalid: String { text("desk.number_invalid") }
  var deskNumberTaken: String { text("desk.number_taken") }
  var deskOriginal: String { text("desk.original") }
  var deskOutcome: String { text("desk.outcome") }
  var deskOwnAccess: String { text("desk.own_access") }
  var deskPair: String { text("desk.pair") }
  var deskPairNote: String { text("desk.pair_note") }
  func deskPairingCode(time: String) -> String { text("desk.pairing_code", ["time": .text(time)]) }
  var deskPasswordWeak: String { text("desk.password_weak") }
  var deskPerson: String { text("desk.person") }
  var deskPersonAbove: String { text("desk.person_above") }
  var deskPin: String { text("desk.pin") }
  var deskPinSimple: String { text("desk.pin_simple") }
  var deskPlaceClosed: String { text("desk.place_closed") }
  var deskPrint: String { text("desk.print") }
  var deskProfile: String { text("desk.profile") }
  var deskProfileNote: String { text("desk.profile_note") }
  var deskReasonMissing: String { text("desk.reason_missing") }
  var deskReceipt: String { text("desk.receipt") }
  var deskReceiptNumber: String { text("desk.receipt_number") }
  var deskReceived: String { text("desk.received") }
  var deskReckon: String { text("desk.reckon") }
  var deskReclaimed: String { text("desk.reclaimed") }
  var deskReclaimedNote: String { text("desk.reclaimed_note") }
  var deskRefund: String { text("desk.refund") }
  var deskRefundIntro: String { text("desk.refund_intro") }
  var deskRefundNow: String { text("desk.refund_now") }
  var deskRefused: String { text("desk.refused") }
  var deskReturned: String { text("desk.returned") }
  var deskReturnedNote: String { text("desk.returned_note") }
  var deskReversible: String { text("desk.reversible") }
  var deskRevoke: String { text("desk.revoke") }
  var deskRevoked: String { text("desk.revoked") }
  var deskRoles: String { text("desk.roles") }
  var deskScopes: String { text("desk.scopes") }
  var deskScopesMissing: String { text("desk.scopes_missing") }
  var deskSecret: String { text("desk.secret") }
  var deskSecretOnce: String { text("desk.secret_once") }
  var deskSeen: String { text("desk.seen") }
  var deskSetPin: String { text("desk.set_pin") }
  var deskSetUp: String { text("desk.set_up") }
  func deskSetUpIntro(all: String, done: String) -> String {
    text(
      "desk.set_up_intro", ["all": .text(all), "done": .text(done)])
  }
  var deskSettled: String { text("desk.settled") }
  var deskShowBooking: String { text("desk.show_booking") }
  var deskSignOutAll: String { text("desk.sign_out_all") }
  var deskSignsIn: String { text("desk.signs_in") }
  var deskSignsInNote: String { text("desk.signs_in_note") }
  var deskStaff: String { text("desk.staff") }
  var deskStaffIntro: String { text("desk.staff_intro") }
  var deskStale: String { text("desk.stale") }
  var deskStepSale: String { text("desk.step_sale") }
  var deskStepSaleWhy: String { text("desk.step_sale_why") }
  var deskStepStaff: String { text("desk.step_staff") }
  var deskStepStaffWhy: String { text("desk.step_staff_why") }
  var deskStepStore: String { text("desk.step_store") }
  var deskStepStoreWhy: String { text("desk.step_store_why") }
  var deskStepTerminal: String { text("desk.step_terminal") }
  var deskStepTerminalWhy: String { text("desk.step_terminal_why") }
  var deskStepTerms: String { text("desk.step_terms") }
  var deskStepTermsWhy: String { text("desk.step_terms_why") }
  var deskSteps: String { text("desk.steps") }
  func deskStepsLeft(count: Int64) -> String { text("desk.steps_left", ["count": .count(count)]) }
  var deskStoreCode: String { text("desk.store_code") }
  var deskStores: String { text("desk.stores") }
  var deskSwitch: String { text("desk.switch") }
  var deskTaken: String { text("desk.taken") }
  var deskTerminalHint: String { text("desk.terminal_hint") }
  var deskTerminalsIntro: String { text("desk.terminals_intro") }
  var deskTooMuch: String { text("desk.too_much") }
  var deskTooWide: String { text("desk.too_wide") }
  var deskTransactionsIntro: String { text("desk.transactions_intro") }
  var deskUnknown: String { text("desk.unknown") }
  var deskUsed: String { text("desk.used") }
  var deskVisits: String { text("desk.visits") }
  var deskVoid: String { text("desk.void") }
  var deskVoidIntro: String { text("desk.void_intro") }
  var deskVoidNow: String { text("desk.void_now") }
  var deskWaits: String { text("desk.waits") }
  var deskWorth: String { text("desk.worth") }
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
  var deviceCurrent: String { text("device.current") }
  var deviceEnd: String { text("device.end") }
  var deviceEndOthers: String { text("device.end_others") }
  var deviceIntro: String { text("device.intro") }
  func deviceTimes(entered: String, seen: String) -> String {
    text(
      "device.times", ["entered": .text(entered), "seen": .text(seen)])
  }
  var deviceUnknown: String { text("device.unknown") }
  var devicesActive: String { text("devices.active") }
  var devicesDevice: String { text("devices.device") }
  var devicesEmptyAction: String { text("devices.empty_action") }
  var devicesEmptyText: String { text("devices.empty_text") }
  var devicesEmptyTitle: String { text("devices.empty_title") }
  var devicesEnded: String { text("devices.ended") }
  var devicesEnrolled: String { text("devices.enrolled") }
  var devicesFacts: String { text("devices.facts") }
  var devicesIntro: String { text("devices.intro") }
  var devicesLoss: String { text("devices.loss") }
  var devicesLossNote: String { text("devices.loss_note") }
  var devicesLost: String { text("devices.lost") }
  var devicesOperator: String { text("devices.operator") }
  var devicesOperatorNo: String { text("devices.operator_no") }
  var devicesOperatorYes: String { text("devices.operator_yes") }
  var devicesOver: String { text("devices.over") }
  var devicesProgramme: String { text("devices.programme") }
  var devicesReplaced: String { text("devices.replaced") }
  var devicesReport: String { text("devices.report") }
  var devicesSaidLost: String { text("devices.said_lost") }
}
