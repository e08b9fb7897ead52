import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listApprovalRules: Operation {
    Operation(
      .get, "/v1/approval-rules", "List what needs a second person, and whose decision counts",
      id: "listApprovalRules", needs: .ofApprovals, refusals: [.operatorOnly],
      gives: .list(of: .approvalRule)
    ) { call in
      let rules = try await call.services.approvalRules(by: call.principal)
      return Listing(items: rules, nextCursor: nil)
    }
  }

  static var proposeApprovalRule: Operation {
    Operation(
      .post, "/v1/approval-rules",
      "Propose a rule, or with `none` that one ends, for another person's approval",
      id: "proposeApprovalRule", needs: .settings, refusals: [.operatorOnly, .amountOutOfRange], status: 201,
      examples: Examples(request: [
        "operation": "points.adjust", "above": 50000, "control": "require", "reviewers": ["finance"],
        "reason": "audit of March",
      ]),
      takes: .body("operation", .choice(ReviewedOperation.allCases.map(\.rawValue))),
      .body("above", .points(0...1_000_000_000_000), default: 0),
      .body("control", .choice("require", "block", "none")),
      .body(
        "reviewers", Schema<[String]>.array(of: .choice(Role.named.map(\.name)), 0...Role.named.count),
        default: []),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, operation, above, control, reviewers, reason in
      let coalition = call.services
      guard let operation = ReviewedOperation(rawValue: operation), let roles = Role(names: reviewers) else {
        throw Problem(.amountOutOfRange)
      }
      let proposal =
        ApprovalRule.Control(rawValue: control).map {
          RuleProposal(ApprovalRule(operation, above: above, $0, reviewers: roles))
        } ?? RuleProposal(removing: operation, above: above)
      return coalition.shown(
        try await coalition.propose(.rule(proposal), reason: reason, by: call.principal))
    }
  }
}

extension Schema<ApprovalRule> {
  fileprivate static var approvalRule: Schema {
    .reply(
      "ApprovalRule",
      .constant("object", "approval_rule"),
      .always("operation", .choice(ReviewedOperation.allCases.map(\.rawValue))) { $0.operation.rawValue },
      .always("above", .points(0...Int.max)) { $0.above },
      .always("control", Schema<ApprovalRule.Control>.choice) { $0.control },
      .always(
        "reviewers", Schema<[String]>.array(of: .choice(Role.named.map(\.name)), 0...Role.named.count)
      ) { $0.reviewers.names })
  }
}

extension Schema<RuleProposal> {
  static var rule: Schema {
    .reply(
      "ProposedRule",
      .always("operation", .choice(ReviewedOperation.allCases.map(\.rawValue))) { $0.operation },
      .always("above", .points(0...Int.max)) { $0.above },
      .always("control", .choice("require", "block", "none")) { $0.control },
      .always(
        "reviewers", Schema<[String]>.array(of: .choice(Role.named.map(\.name)), 0...Role.named.count)
      ) { Role(rawValue: $0.reviewers).names })
  }
}
