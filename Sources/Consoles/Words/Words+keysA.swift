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
  var adjustAbuse: String { text("adjust.abuse") }
  var adjustAgain: String { text("adjust.again") }
  var adjustBack: String { text("adjust.back") }
  var adjustBalance: String { text("adjust.balance") }
  func adjustDeclined(reason: String) -> String { text("adjust.declined", ["reason": .text(reason)]) }
  var adjustDirection: String { text("adjust.direction") }
  var adjustEffect: String { text("adjust.effect") }
  var adjustEffectNote: String { text("adjust.effect_note") }
  var adjustFaultAgain: String { text("adjust.fault_again") }
  var adjustFaultPoints: String { text("adjust.fault_points") }
  var adjustFaultReason: String { text("adjust.fault_reason") }
  var adjustGive: String { text("adjust.give") }
  var adjustGoodwill: String { text("adjust.goodwill") }
  var adjustHowMuch: String { text("adjust.how_much") }
  var adjustHowMuchNote: String { text("adjust.how_much_note") }
  func adjustIntro(member: String) -> String { text("adjust.intro", ["member": .text(member)]) }
  var adjustNote: String { text("adjust.note") }
  var adjustOther: String { text("adjust.other") }
  var adjustPropose: String { text("adjust.propose") }
  var adjustReason: String { text("adjust.reason") }
  var adjustReceiptLost: String { text("adjust.receipt_lost") }
  var adjustReckon: String { text("adjust.reckon") }
  var adjustSystemFault: String { text("adjust.system_fault") }
  var adjustTake: String { text("adjust.take") }
  var adjustTitle: String { text("adjust.title") }
  var adjustWorth: String { text("adjust.worth") }
  var adjustWrongAmount: String { text("adjust.wrong_amount") }
  var adjustWrongMember: String { text("adjust.wrong_member") }
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
  var announcementDropNote: String { text("announcement.drop_note") }
  var announcementEnd: String { text("announcement.end") }
  var announcementEndNote: String { text("announcement.end_note") }
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
  var applicationRejectNote: String { text("application.reject_note") }
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
  var applyWithdrawNote: String { text("apply.withdraw_note") }
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
  func approvalCardsMake(count: String, points: String) -> String {
    text(
      "approval.cards_make", ["count": .text(count), "points": .text(points)])
  }
  func approvalCardsThaw(count: String, points: String) -> String {
    text(
      "approval.cards_thaw", ["count": .text(count), "points": .text(points)])
  }
  func approvalCardsVoid(count: String, points: String) -> String {
    text(
      "approval.cards_void", ["count": .text(count), "points": .text(points)])
  }
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
  func approvalProgram(program: String) -> String { text("approval.program", ["program": .text(program)]) }
  var approvalProposed: String { text("approval.proposed") }
  var approvalProposedNow: String { text("approval.proposed_now") }
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
}
