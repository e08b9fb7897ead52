// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
  func approvalMembers(merchant: String) -> String { text("approval.members", ["merchant": .text(merchant)]) }
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
  var approvalPointsPerDay: String { text("approval.points_per_day") }
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
  func approvalSeparate(member: String) -> String { text("approval.separate", ["member": .text(member)]) }
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
}
