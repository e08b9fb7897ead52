// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var financeAbout: String { text("finance.about") }
  var financeAcceptMoney: String { text("finance.accept_money") }
  var financeAcceptPoints: String { text("finance.accept_points") }
  var financeAddsUp: String { text("finance.adds_up") }
  var financeAgency: String { text("finance.agency") }
  var financeAllLines: String { text("finance.all_lines") }
  var financeApprove: String { text("finance.approve") }
  var financeApproveNote: String { text("finance.approve_note") }
  var financeBack: String { text("finance.back") }
  var financeBlock: String { text("finance.block") }
  var financeByDay: String { text("finance.by_day") }
  var financeByMerchant: String { text("finance.by_merchant") }
  var financeByStore: String { text("finance.by_store") }
  var financeCampaignShare: String { text("finance.campaign_share") }
  var financeCarried: String { text("finance.carried") }
  var financeClosedAt: String { text("finance.closed_at") }
  var financeCorrect: String { text("finance.correct") }
  var financeCorrectAmount: String { text("finance.correct_amount") }
  var financeCorrectNote: String { text("finance.correct_note") }
  var financeCorrections: String { text("finance.corrections") }
  var financeCsv: String { text("finance.csv") }
  var financeDays: String { text("finance.days") }
  var financeDaysIntro: String { text("finance.days_intro") }
  var financeDaysNone: String { text("finance.days_none") }
  var financeDaysNoneText: String { text("finance.days_none_text") }
  var financeDecision: String { text("finance.decision") }
  var financeDeskIntro: String { text("finance.desk_intro") }
  var financeDifference: String { text("finance.difference") }
  var financeDiffers: String { text("finance.differs") }
  var financeDispute: String { text("finance.dispute") }
  var financeDisputeNote: String { text("finance.dispute_note") }
  var financeDueDays: String { text("finance.due_days") }
  var financeEven: String { text("finance.even") }
  var financeExchange: String { text("finance.exchange") }
  var financeExpiredField: String { text("finance.expired_field") }
  var financeExpiredPart: String { text("finance.expired_part") }
  var financeFaultAmount: String { text("finance.fault_amount") }
  var financeFaultCommission: String { text("finance.fault_commission") }
  var financeFaultCycle: String { text("finance.fault_cycle") }
  var financeFaultDay: String { text("finance.fault_day") }
  var financeFaultDays: String { text("finance.fault_days") }
  var financeFaultFees: String { text("finance.fault_fees") }
  var financeFaultFrom: String { text("finance.fault_from") }
  var financeFaultNoTerms: String { text("finance.fault_no_terms") }
  var financeFaultPrices: String { text("finance.fault_prices") }
  var financeFaultReason: String { text("finance.fault_reason") }
  var financeFaultReference: String { text("finance.fault_reference") }
  var financeFaultReferenceUsed: String { text("finance.fault_reference_used") }
  var financeFaultReviewer: String { text("finance.fault_reviewer") }
  func financeFaultState(state: String) -> String { text("finance.fault_state", ["state": .text(state)]) }
  var financeFeeFixed: String { text("finance.fee_fixed") }
  var financeFeeMoney: String { text("finance.fee_money") }
  var financeFeePoints: String { text("finance.fee_points") }
  var financeFees: String { text("finance.fees") }
  var financeFigures: String { text("finance.figures") }
  var financeFiles: String { text("finance.files") }
  var financeFilesNote: String { text("finance.files_note") }
  var financeFixed: String { text("finance.fixed") }
  var financeGiven: String { text("finance.given") }
  var financeGroup: String { text("finance.group") }
  var financeHead: String { text("finance.head") }
  var financeHold: String { text("finance.hold") }
  var financeHoldNote: String { text("finance.hold_note") }
  var financeIntro: String { text("finance.intro") }
  var financeIssueCost: String { text("finance.issue_cost") }
  var financeIssueMoney: String { text("finance.issue_money") }
  var financeIssuePoints: String { text("finance.issue_points") }
  var financeLeast: String { text("finance.least") }
  var financeLines: String { text("finance.lines") }
  var financeLinesNone: String { text("finance.lines_none") }
  var financeLinesNoneText: String { text("finance.lines_none_text") }
  func financeLinesOf(period: String) -> String { text("finance.lines_of", ["period": .text(period)]) }
  var financeMadeUp: String { text("finance.made_up") }
  var financeMerchantHint: String { text("finance.merchant_hint") }
  var financeMoment: String { text("finance.moment") }
  var financeMonth: String { text("finance.month") }
  var financeMost: String { text("finance.most") }
  var financeNet: String { text("finance.net") }
  var financeNoStore: String { text("finance.no_store") }
  var financeNone: String { text("finance.none") }
  var financeNoneText: String { text("finance.none_text") }
  var financeNotMadeUp: String { text("finance.not_made_up") }
  var financeOne: String { text("finance.one") }
  var financeOpen: String { text("finance.open") }
  var financeOpenNone: String { text("finance.open_none") }
  var financeOpenNote: String { text("finance.open_note") }
  var financeOwnTerms: String { text("finance.own_terms") }
  var financePaidOn: String { text("finance.paid_on") }
  var financePart: String { text("finance.part") }
  var financePay: String { text("finance.pay") }
  var financePayNote: String { text("finance.pay_note") }
  var financePeriod: String { text("finance.period") }
  var financePoints: String { text("finance.points") }
  var financePool: String { text("finance.pool") }
  var financePoolBalance: String { text("finance.pool_balance") }
  var financePoolField: String { text("finance.pool_field") }
  var financePoolNote: String { text("finance.pool_note") }
  var financePreview: String { text("finance.preview") }
  var financePreviewAct: String { text("finance.preview_act") }
  var financePreviewNote: String { text("finance.preview_note") }
  func financePreviewOf(first: String, last: String, lines: String) -> String {
    text(
      "finance.preview_of", ["first": .text(first), "last": .text(last), "lines": .text(lines)])
  }
  var financePrices: String { text("finance.prices") }
  var financePricesNote: String { text("finance.prices_note") }
  var financePrint: String { text("finance.print") }
  var financeProceeds: String { text("finance.proceeds") }
  var financeProof: String { text("finance.proof") }
  var financeProofNote: String { text("finance.proof_note") }
  var financePropose: String { text("finance.propose") }
  var financeReference: String { text("finance.reference") }
  var financeReferral: String { text("finance.referral") }
  var financeReopen: String { text("finance.reopen") }
  var financeReopenNote: String { text("finance.reopen_note") }
  var financeReview: String { text("finance.review") }
  var financeReviewNote: String { text("finance.review_note") }
  var financeRoleAgency: String { text("finance.role_agency") }
  var financeRoleCampaign: String { text("finance.role_campaign") }
  var financeRoleExchange: String { text("finance.role_exchange") }
  var financeRoleExpired: String { text("finance.role_expired") }
  var financeRoleGiven: String { text("finance.role_given") }
  var financeRolePool: String { text("finance.role_pool") }
  var financeRoleReferral: String { text("finance.role_referral") }
  var financeRoleTaken: String { text("finance.role_taken") }
  var financeRoleUsed: String { text("finance.role_used") }
  var financeSaid: String { text("finance.said") }
  var financeSale: String { text("finance.sale") }
  var financeShareField: String { text("finance.share_field") }
  var financeSigned: String { text("finance.signed") }
  var financeSignedMerchant: String { text("finance.signed_merchant") }
  var financeSignedOperator: String { text("finance.signed_operator") }
  var financeStateApproved: String { text("finance.state_approved") }
  var financeStateCalculated: String { text("finance.state_calculated") }
  var financeStateDisputed: String { text("finance.state_disputed") }
  var financeStateHeld: String { text("finance.state_held") }
  var financeStatePaid: String { text("finance.state_paid") }
  var financeStateReviewed: String { text("finance.state_reviewed") }
  func financeStepWith(reason: String, state: String) -> String {
    text(
      "finance.step_with", ["reason": .text(reason), "state": .text(state)])
  }
  var financeSteps: String { text("finance.steps") }
  var financeSummary: String { text("finance.summary") }
  var financeTaken: String { text("finance.taken") }
  var financeTerms: String { text("finance.terms") }
  var financeTermsComing: String { text("finance.terms_coming") }
  var financeTermsIntro: String { text("finance.terms_intro") }
  var financeTermsLook: String { text("finance.terms_look") }
  var financeTermsNone: String { text("finance.terms_none") }
  var financeTermsNoneText: String { text("finance.terms_none_text") }
  var financeTermsNote: String { text("finance.terms_note") }
  var financeTermsNow: String { text("finance.terms_now") }
  var financeTermsPast: String { text("finance.terms_past") }
  var financeTermsPropose: String { text("finance.terms_propose") }
  var financeTitle: String { text("finance.title") }
  var financeToMerchant: String { text("finance.to_merchant") }
  var financeTogether: String { text("finance.together") }
  var financeTraceNote: String { text("finance.trace_note") }
  func financeUnit(currency: String) -> String { text("finance.unit", ["currency": .text(currency)]) }
  func financeUntold(roles: String) -> String { text("finance.untold", ["roles": .text(roles)]) }
  func financeVersion(day: String, number: String) -> String {
    text(
      "finance.version", ["day": .text(day), "number": .text(number)])
  }
  var financeWas: String { text("finance.was") }
  var financeWouldBe: String { text("finance.would_be") }
  var financeXlsx: String { text("finance.xlsx") }
}
