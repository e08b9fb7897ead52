import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// Agents: their list, one of them, and proposals.
extension OperatorConsole {
  func agents(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownAgents(asked, visit) }
  }

  func agent(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      guard let id: MerchantID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
      let agent: Agent
      do {
        agent = try await coalition.agent(id, by: visit.principal)
      } catch MerchantRefusal.merchantNotFound { throw HTTPError(.notFound) }
      let after: MerchantID? = asked.query["after"].flatMap { coalition.publicIDs.id($0) }
      let served = try await coalition.lookedAfter(
        by: id, PageRequest(limit: 50, after: after), for: visit.principal)
      var question = NameQuestion()
      question.merchants = Set([id] + served.items.map(\.merchant) + (agent.parent.map { [$0] } ?? []))
      question.programs = Set(served.items.map(\.asset))
      let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
      var page = AgentPage(
        row: AgentsPage.Row(agent, naming), note: agent.legalNote,
        approval: naming.publicIDs.text(agent.approval),
        lookedAfter: served.items.map { one in
          AgentPage.LookedAfter(
            id: naming.publicIDs.text(one.merchant), name: naming.issuer(one.merchant),
            program: naming.program(one.asset), share: naming.percent(one.share))
        }, next: served.hasMore ? served.items.last.map { naming.publicIDs.text($0.merchant) } : nil)
      page.mayPropose = visit.principal.scopes.contains(.settle)
      page.typed = ["region": agent.region, "note": agent.legalNote]
      page.typed["merchant"] = try await coalition.merchant(id, by: visit.principal).code
      if let parent = agent.parent {
        page.typed["parent"] = try await coalition.merchant(parent, by: visit.principal).code
      }
      return faces.page(page.render(visit.visit))
    }
  }

  func proposeAgent(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.settle)
      var typed: [String: String] = [:]
      for name in AgentsPage.fields { typed[name] = String((form[name] ?? "").prefix(500)) }
      let words = visit.words
      do {
        guard let merchant = try await party(typed["merchant"] ?? "", visit), merchant.isGiven else {
          return try await shownAgents(asked, visit, typed, fault: words.agentFaultMerchant)
        }
        var parent: MerchantID?
        if let above = typed["parent"], !above.isEmpty {
          guard let found = try await party(above, visit), found.isGiven else {
            return try await shownAgents(asked, visit, typed, fault: words.agentFaultMerchant)
          }
          parent = found
        }
        let proposal = AgentProposal(
          merchant, below: parent, region: (typed["region"] ?? "").trimmed,
          legalNote: (typed["note"] ?? "").trimmed, isActive: typed["ends"]?.isEmpty ?? true)
        let approval = try await coalition.propose(
          .agent(proposal), reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch ApprovalRefusal.invalidOperation {
        return try await shownAgents(asked, visit, typed, fault: words.agentFaultForm)
      } catch let refusal as ApprovalRefusal {
        return try await shownAgents(asked, visit, typed, fault: refusal.text(words))
      } catch let refusal as SettlementRefusal {
        return try await shownAgents(asked, visit, typed, fault: refusal.text(words))
      }
    }
  }

  private func shownAgents(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: [String: String] = [:], fault: String? = nil
  ) async throws -> Response {
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let rows = await visit.loaded {
      let after: MerchantID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let found = try await coalition.agents(
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      var question = NameQuestion()
      question.merchants = Set(found.items.map(\.merchant) + found.items.compactMap(\.parent))
      let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
      let rows = found.items.map { AgentsPage.Row($0, naming) }
      return Batch(rows, next: found.hasMore ? rows.last?.id : nil)
    }
    var page = AgentsPage(query: query, agents: rows, typed: typed)
    page.mayPropose = visit.principal.scopes.contains(.settle)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  /// What a proposal changes of an agent's place.
  func differences(
    _ proposal: AgentProposal, _ approval: Approval, _ naming: Naming, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let words = visit.words
    var old: Agent?
    do {
      old = try await coalition.agent(MerchantID(proposal.merchant), by: visit.principal)
    } catch MerchantRefusal.merchantNotFound {}
    // Where it was decided, what was before is not kept.
    if old?.approval == approval.id { old = nil }
    let parent = proposal.parent.map { naming.issuer(MerchantID($0)) } ?? words.accountPlatform
    return [
      .init(
        name: words.agentLevel,
        before: old.map { words.number(Int64($0.level)) } ?? words.commonNone,
        after: words.number(Int64(proposal.level))),
      .init(
        name: words.agentParent,
        before: old.map { $0.parent.map { naming.issuer($0) } ?? words.accountPlatform } ?? words.commonNone,
        after: parent),
      .init(name: words.agentRegion, before: old?.region ?? words.commonNone, after: proposal.region),
      .init(
        name: words.commonState,
        before: old.map { $0.isActive ? words.agentActive : words.agentEnded } ?? words.commonNone,
        after: proposal.isActive ? words.agentActive : words.agentEnded),
    ]
  }
}

extension AgentsPage.Row {
  fileprivate init(_ agent: Agent, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(agent.merchant), name: naming.issuer(agent.merchant), region: agent.region,
      level: agent.level, parent: agent.parent.map { naming.issuer($0) }, isActive: agent.isActive)
  }
}
