// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var settlementAbout: String { text("settlement.about") }
  var settlementAcceptMoney: String { text("settlement.accept_money") }
  var settlementAcceptPoints: String { text("settlement.accept_points") }
  var settlementAcceptPrice: String { text("settlement.accept_price") }
  var settlementAddsUp: String { text("settlement.adds_up") }
  var settlementAllLines: String { text("settlement.all_lines") }
  var settlementAmount: String { text("settlement.amount") }
  var settlementApprove: String { text("settlement.approve") }
  var settlementApproveNote: String { text("settlement.approve_note") }
  var settlementAsGiven: String { text("settlement.as_given") }
  var settlementAsUsed: String { text("settlement.as_used") }
  var settlementBack: String { text("settlement.back") }
  var settlementBlock: String { text("settlement.block") }
  var settlementByDay: String { text("settlement.by_day") }
  var settlementByMerchant: String { text("settlement.by_merchant") }
  var settlementByStore: String { text("settlement.by_store") }
  var settlementCarried: String { text("settlement.carried") }
  var settlementClosedAt: String { text("settlement.closed_at") }
  var settlementCommission: String { text("settlement.commission") }
  func settlementCommissionOf(fixed: String, least: String, most: String, share: String) -> String {
    text(
      "settlement.commission_of",
      ["fixed": .text(fixed), "least": .text(least), "most": .text(most), "share": .text(share)])
  }
  var settlementCorrect: String { text("settlement.correct") }
  var settlementCorrectAmount: String { text("settlement.correct_amount") }
  var settlementCorrectNote: String { text("settlement.correct_note") }
  var settlementCorrections: String { text("settlement.corrections") }
  var settlementCsv: String { text("settlement.csv") }
  var settlementCycle: String { text("settlement.cycle") }
  var settlementDaily: String { text("settlement.daily") }
  var settlementDays: String { text("settlement.days") }
  var settlementDaysIntro: String { text("settlement.days_intro") }
  var settlementDaysNone: String { text("settlement.days_none") }
  var settlementDaysNoneText: String { text("settlement.days_none_text") }
  var settlementDecision: String { text("settlement.decision") }
  var settlementDeskIntro: String { text("settlement.desk_intro") }
  var settlementDifference: String { text("settlement.difference") }
  var settlementDiffers: String { text("settlement.differs") }
  var settlementDispute: String { text("settlement.dispute") }
  var settlementDisputeNote: String { text("settlement.dispute_note") }
  var settlementDue: String { text("settlement.due") }
  func settlementDueAfter(days: String) -> String { text("settlement.due_after", ["days": .text(days)]) }
  var settlementDueDays: String { text("settlement.due_days") }
  var settlementEven: String { text("settlement.even") }
  var settlementExpiredField: String { text("settlement.expired_field") }
  var settlementExpiredPart: String { text("settlement.expired_part") }
  var settlementExpiredShare: String { text("settlement.expired_share") }
  var settlementFaultAmount: String { text("settlement.fault_amount") }
  var settlementFaultCommission: String { text("settlement.fault_commission") }
  var settlementFaultCycle: String { text("settlement.fault_cycle") }
  var settlementFaultDay: String { text("settlement.fault_day") }
  var settlementFaultDays: String { text("settlement.fault_days") }
  var settlementFaultFees: String { text("settlement.fault_fees") }
  var settlementFaultFrom: String { text("settlement.fault_from") }
  var settlementFaultPrices: String { text("settlement.fault_prices") }
  var settlementFaultReason: String { text("settlement.fault_reason") }
  var settlementFaultReference: String { text("settlement.fault_reference") }
  var settlementFaultReferenceUsed: String { text("settlement.fault_reference_used") }
  var settlementFaultReviewer: String { text("settlement.fault_reviewer") }
  func settlementFaultState(state: String) -> String {
    text(
      "settlement.fault_state", ["state": .text(state)])
  }
  var settlementFeeFixed: String { text("settlement.fee_fixed") }
  var settlementFeeMoney: String { text("settlement.fee_money") }
  func settlementFeeOf(fixed: String, price: String) -> String {
    text(
      "settlement.fee_of", ["fixed": .text(fixed), "price": .text(price)])
  }
  var settlementFeePoints: String { text("settlement.fee_points") }
  var settlementFees: String { text("settlement.fees") }
  var settlementFigures: String { text("settlement.figures") }
  var settlementFiles: String { text("settlement.files") }
  var settlementFilesNote: String { text("settlement.files_note") }
  var settlementFixed: String { text("settlement.fixed") }
  var settlementFrom: String { text("settlement.from") }
  var settlementGiven: String { text("settlement.given") }
  var settlementGivingFee: String { text("settlement.giving_fee") }
  var settlementGroup: String { text("settlement.group") }
  var settlementHead: String { text("settlement.head") }
  var settlementHold: String { text("settlement.hold") }
  var settlementHoldNote: String { text("settlement.hold_note") }
  var settlementIntro: String { text("settlement.intro") }
  var settlementIssueCost: String { text("settlement.issue_cost") }
  var settlementIssueMoney: String { text("settlement.issue_money") }
  var settlementIssuePoints: String { text("settlement.issue_points") }
  var settlementIssuePrice: String { text("settlement.issue_price") }
  var settlementLeast: String { text("settlement.least") }
  var settlementLines: String { text("settlement.lines") }
  var settlementLinesNone: String { text("settlement.lines_none") }
  var settlementLinesNoneText: String { text("settlement.lines_none_text") }
  func settlementLinesOf(period: String) -> String { text("settlement.lines_of", ["period": .text(period)]) }
  var settlementMadeUp: String { text("settlement.made_up") }
  var settlementMerchantHint: String { text("settlement.merchant_hint") }
  var settlementMinimum: String { text("settlement.minimum") }
  var settlementMoment: String { text("settlement.moment") }
  var settlementMonth: String { text("settlement.month") }
  func settlementMonthly(day: String) -> String { text("settlement.monthly", ["day": .text(day)]) }
  var settlementMost: String { text("settlement.most") }
  var settlementNet: String { text("settlement.net") }
  var settlementNoStore: String { text("settlement.no_store") }
  var settlementNone: String { text("settlement.none") }
  var settlementNoneText: String { text("settlement.none_text") }
  var settlementNotMadeUp: String { text("settlement.not_made_up") }
  var settlementNothing: String { text("settlement.nothing") }
  var settlementOne: String { text("settlement.one") }
  var settlementOpen: String { text("settlement.open") }
  var settlementOpenNone: String { text("settlement.open_none") }
  var settlementOpenNote: String { text("settlement.open_note") }
  var settlementOwnTerms: String { text("settlement.own_terms") }
  var settlementPaidOn: String { text("settlement.paid_on") }
  var settlementPart: String { text("settlement.part") }
  var settlementPay: String { text("settlement.pay") }
  var settlementPayNote: String { text("settlement.pay_note") }
  func settlementPercent(share: String) -> String { text("settlement.percent", ["share": .text(share)]) }
  var settlementPeriod: String { text("settlement.period") }
  var settlementPoints: String { text("settlement.points") }
  var settlementPreview: String { text("settlement.preview") }
  var settlementPreviewAct: String { text("settlement.preview_act") }
  var settlementPreviewNote: String { text("settlement.preview_note") }
  func settlementPreviewOf(first: String, last: String, lines: String) -> String {
    text(
      "settlement.preview_of", ["first": .text(first), "last": .text(last), "lines": .text(lines)])
  }
  func settlementPrice(money: String, points: String) -> String {
    text(
      "settlement.price", ["money": .text(money), "points": .text(points)])
  }
  var settlementPrices: String { text("settlement.prices") }
  var settlementPricesNote: String { text("settlement.prices_note") }
  var settlementPrint: String { text("settlement.print") }
  var settlementProceeds: String { text("settlement.proceeds") }
  var settlementProof: String { text("settlement.proof") }
  var settlementProofNote: String { text("settlement.proof_note") }
  func settlementProposal(merchant: String, program: String) -> String {
    text(
      "settlement.proposal", ["merchant": .text(merchant), "program": .text(program)])
  }
  func settlementProposalAdjustment(amount: String, merchant: String) -> String {
    text(
      "settlement.proposal_adjustment", ["amount": .text(amount), "merchant": .text(merchant)])
  }
  var settlementPropose: String { text("settlement.propose") }
  var settlementReference: String { text("settlement.reference") }
  var settlementReopen: String { text("settlement.reopen") }
  var settlementReopenNote: String { text("settlement.reopen_note") }
  var settlementReview: String { text("settlement.review") }
  var settlementReviewNote: String { text("settlement.review_note") }
  var settlementRoleExpired: String { text("settlement.role_expired") }
  var settlementRoleGiven: String { text("settlement.role_given") }
  var settlementRoleTaken: String { text("settlement.role_taken") }
  var settlementRoleUsed: String { text("settlement.role_used") }
  var settlementSaid: String { text("settlement.said") }
  var settlementSale: String { text("settlement.sale") }
  var settlementShareField: String { text("settlement.share_field") }
  var settlementSigned: String { text("settlement.signed") }
  var settlementSignedMerchant: String { text("settlement.signed_merchant") }
  var settlementSignedOperator: String { text("settlement.signed_operator") }
  var settlementStateApproved: String { text("settlement.state_approved") }
  var settlementStateCalculated: String { text("settlement.state_calculated") }
  var settlementStateDisputed: String { text("settlement.state_disputed") }
  var settlementStateHeld: String { text("settlement.state_held") }
  var settlementStatePaid: String { text("settlement.state_paid") }
  var settlementStateReviewed: String { text("settlement.state_reviewed") }
  func settlementStepWith(reason: String, state: String) -> String {
    text(
      "settlement.step_with", ["reason": .text(reason), "state": .text(state)])
  }
  var settlementSteps: String { text("settlement.steps") }
  var settlementSummary: String { text("settlement.summary") }
  var settlementTaken: String { text("settlement.taken") }
  var settlementTakingFee: String { text("settlement.taking_fee") }
  var settlementTerms: String { text("settlement.terms") }
  var settlementTermsComing: String { text("settlement.terms_coming") }
  var settlementTermsIntro: String { text("settlement.terms_intro") }
  var settlementTermsLook: String { text("settlement.terms_look") }
  var settlementTermsNone: String { text("settlement.terms_none") }
  var settlementTermsNoneText: String { text("settlement.terms_none_text") }
  var settlementTermsNote: String { text("settlement.terms_note") }
  var settlementTermsNow: String { text("settlement.terms_now") }
  var settlementTermsPast: String { text("settlement.terms_past") }
  var settlementTermsPropose: String { text("settlement.terms_propose") }
  var settlementTitle: String { text("settlement.title") }
  var settlementToMerchant: String { text("settlement.to_merchant") }
  var settlementTogether: String { text("settlement.together") }
  var settlementTraceNote: String { text("settlement.trace_note") }
  func settlementUntold(roles: String) -> String { text("settlement.untold", ["roles": .text(roles)]) }
  func settlementVersion(day: String, number: String) -> String {
    text(
      "settlement.version", ["day": .text(day), "number": .text(number)])
  }
  var settlementWas: String { text("settlement.was") }
  func settlementWeekly(day: String) -> String { text("settlement.weekly", ["day": .text(day)]) }
  var settlementWouldBe: String { text("settlement.would_be") }
  var settlementXlsx: String { text("settlement.xlsx") }
}
