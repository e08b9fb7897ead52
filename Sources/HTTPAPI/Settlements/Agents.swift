import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listAgents: Operation {
    Operation(
      .get, "/v1/agents",
      "List agents with their places in the tree, which is two deep at the most, newest merchant first",
      id: "listAgents", needs: .reports, refusals: [.operatorOnly], takes: .page(), gives: .list(of: .agent)
    ) { call, page in
      let coalition = call.services
      let found = try await coalition.agents(page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.merchant }
    }
  }

  static var proposeAgent: Operation {
    Operation(
      .post, "/v1/agents",
      """
      Propose an agent's place in the tree, or its end, for another person's approval; a second level says \
      why it is lawful, and there is no third
      """, id: "proposeAgent", needs: .settle,
      refusals: [.merchantNotFound, .operatorOnly, .amountOutOfRange, .notAllowedNow], status: 201,
      examples: Examples(request: [
        "merchant": "mch_0000000000001", "region": "Fujian", "reason": "contract of March",
      ]),
      takes: .body("merchant", .id("mch")), .body("parent", optional: .id("mch")),
      .body("region", .text(1...64)), .body("legal_note", optional: .text(1...500)),
      .body("ends", .boolean, default: false), .body("reason", .text(1...200)), gives: .approval
    ) { call, merchant, parent, region, note, ends, reason in
      let coalition = call.services
      try call.principal.requireOperator(.settle)
      let merchant: MerchantID = try coalition.id(merchant, otherwise: .merchantNotFound)
      var above: MerchantID?
      if let parent {
        let named: MerchantID = try coalition.id(parent, otherwise: .merchantNotFound)
        guard named != merchant else { throw Problem.fault(.notAllowed, "another merchant", at: "/parent") }
        if note == nil { throw Problem.fault(.badFormat, "needed with a parent", at: "/legal_note") }
        above = named
      }
      let proposal = AgentProposal(
        merchant, below: above, region: region, legalNote: note ?? "", isActive: !ends)
      return coalition.shown(
        try await coalition.propose(.agent(proposal), reason: reason, by: call.principal))
    }
  }
}

extension Schema<Shown<Agent>> {
  fileprivate static var agent: Schema {
    .reply(
      "Agent",
      .constant("object", "agent"),
      .always("merchant", .id("mch")) { $0.text($0.merchant) },
      .always("level", .integer(1...2)) { Int64($0.level) },
      .maybe("parent", .id("mch")) { shown in shown.parent.map { shown.text($0) } },
      .always("region", .text(1...64)) { $0.region },
      .maybe("legal_note", .text(1...500)) { $0.legalNote.isEmpty ? nil : $0.legalNote },
      .always("active", .boolean) { $0.isActive },
      .always("approval", .id("apr")) { $0.text($0.approval) },
      .always("set_at", .timestamp) { $0.setAt.microseconds })
  }
}

extension Schema<Shown<AgentProposal>> {
  /// As a proposal shows it.
  static var proposedAgent: Schema {
    .reply(
      "ProposedAgent",
      .maybe("parent", .id("mch")) { shown in shown.value.parent.map { shown.text(MerchantID($0)) } },
      .always("region", .text(1...64)) { $0.region },
      .maybe("legal_note", .text(1...500)) { $0.legalNote.isEmpty ? nil : $0.legalNote },
      .always("ends", .boolean) { !$0.isActive })
  }
}
