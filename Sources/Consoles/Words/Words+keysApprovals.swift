// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var approvalsEmptyText: String { text("approvals.empty_text") }
  var approvalsEmptyTitle: String { text("approvals.empty_title") }
  var approvalsIntro: String { text("approvals.intro") }
  var approvalsOwn: String { text("approvals.own") }
  var approvalsPart: String { text("approvals.part") }
  var approvalsRules: String { text("approvals.rules") }
  var approvalsSettled: String { text("approvals.settled") }
  var approvalsToDecide: String { text("approvals.to_decide") }
}
