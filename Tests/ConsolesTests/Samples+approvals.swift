@testable import Consoles

extension Sample {
  static func approvalRow(_ index: Int) -> ApprovalRow {
    let decisions = ShownDecision.allCases
    return ApprovalRow(
      id: "apr_01K9ZQ4T7M3V8X2C5B\(index)", operation: "Correct \(Faked.people[index % 4]) by +5,000",
      author: "Lin Yue", reason: "Lost <receipt> \(index)", decision: decisions[index % decisions.count],
      proposedAt: Faked.ago(days: Int64(index)), expiresAt: Faked.ago(days: Int64(index) - 7))
  }

  private static func approval(
    _ choice: ApprovalPage.Choice, _ index: Int = 0, fault: String? = nil
  ) -> ApprovalPage {
    var page = ApprovalPage(
      row: approvalRow(index),
      parties: [("Member", "Lin Yue", .member("mem_1")), ("Programme", "Tongbao <points>", nil)],
      differences: index == 0 ? [.init(name: "Lin Yue: Tongbao", before: "120", after: "5,120")] : [],
      reviewer: index == 0 ? nil : "Wang Fang", decidedAt: index == 0 ? nil : Faked.now,
      decisionReason: index == 0 ? nil : "seen <it>",
      outcome: index == 0 ? nil : ("txn_1", .transaction("txn_1")), choice: choice)
    page.fault = fault
    return page
  }

  static let approvals: [Sample] = [
    Sample(
      "approvals",
      ApprovalsPage(query: ListQuery(), approvals: .loaded(Batch((0..<8).map(approvalRow), next: "n")))),
    Sample("approvals-first", ApprovalsPage(query: ListQuery(), approvals: .loaded(Batch([])))),
    Sample("approvals-none", ApprovalsPage(query: Faked.query, approvals: .loaded(Batch([])))),
    Sample(
      "approvals-forbidden",
      ApprovalsPage(query: ListQuery(), approvals: .forbidden(right: "approvals.review"))),
    Sample("approval-decide", approval(.decide)),
    Sample("approval-fault", approval(.decide, fault: "Please give a <reason>.")),
    Sample("approval-own", approval(.withdraw)),
    Sample("approval-look", approval(.look(ownWork: false))),
    Sample("approval-done", approval(.done, 5)),
  ]
}
