import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func approvalRules(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownRules(visit) }
  }

  func proposeRule(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      guard let operation = ReviewedOperation(rawValue: form["operation"] ?? ""),
        let above = Entered.decimal(form["above"] ?? "", decimals: 0)
      else { return try await shownRules(visit, fault: visit.words.approvalFaultImpossible) }
      let roles = RulesPage.reviewing.filter { form["role_" + $0.names.joined()] != nil }
        .reduce(into: Role()) { $0.formUnion($1) }
      let proposal =
        ApprovalRule.Control(rawValue: form["control"] ?? "").map {
          RuleProposal(ApprovalRule(operation, above: above, $0, reviewers: roles))
        } ?? RuleProposal(removing: operation, above: above)
      do {
        let approval = try await coalition.propose(
          .rule(proposal), reason: form["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApprovalRefusal {
        return try await shownRules(visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func shownRules(_ visit: SignedInVisit, fault: String? = nil) async throws -> Response {
    let words = visit.words
    let rules = try await coalition.approvalRules(by: visit.principal)
    var page = RulesPage(
      rules: rules.map { rule in
        RulesPage.Line(
          operation: rule.operation.name(words), above: words.number(rule.above),
          control: rule.control == .require ? words.rulesRequire : words.rulesBlock,
          reviewers: rule.reviewers.isEmpty ? words.approvalAnybody : rule.reviewers.name(words))
      }, mayPropose: visit.principal.scopes.contains(.settings))
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}
