import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func approvals(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: ApprovalsPage.filters, sorts: [])
      let batch = await visit.loaded { try await approvalRows(query, visit) }
      return faces.page(ApprovalsPage(query: query, approvals: batch).render(visit.visit))
    }
  }

  func approvalRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<ApprovalRow> {
    let after: ApprovalID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.approvals(
      in: Approval.State(rawValue: query["state"]), part: ApprovalPart(rawValue: query["part"]),
      PageRequest(limit: query.limit, after: after),
      by: visit.principal)
    var question = NameQuestion()
    for approval in page.items { question.include(approval) }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let now = coalition.clock.now()
    let rows = page.items.map { ApprovalRow($0, naming, at: now) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  func approval(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var visit = visit
      if asked.query["said"] == "proposed" { visit.say(visit.words.approvalProposedNow) }
      return try await shown(try await find(asked, visit), visit)
    }
  }

  func approve(_ asked: Asked) async throws -> Response {
    try await decide(asked) { id, form, principal in
      try await coalition.approve(id, reason: form["reason"] ?? "", by: principal) {
        try await coalition.execute($0)
      }
    }
  }

  func reject(_ asked: Asked) async throws -> Response {
    try await decide(asked) { id, form, principal in
      try await coalition.reject(id, reason: form["reason"] ?? "", by: principal)
    }
  }

  func withdraw(_ asked: Asked) async throws -> Response {
    try await decide(asked) { id, _, principal in
      try await coalition.withdrawProposal(id, by: principal)
    }
  }

  /// Whoever may not decide is told why on the page itself; it shows what has become of the proposal.
  private func decide(
    _ asked: Asked, _ act: (ApprovalID, FormFields, Principal) async throws -> Approval
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let approval = try await find(asked, visit)
      do {
        _ = try await act(approval.id, form, visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApprovalRefusal {
        return try await shown(
          try await find(asked, visit), visit, fault: refusal.text(visit.words), status: .conflict)
      } catch OrderRefusal.busy, OrderRefusal.outcomeUnknown {
        // It was decided; the jobs carry it out.
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      }
    }
  }

  private func find(_ asked: Asked, _ visit: SignedInVisit) async throws -> Approval {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Approval.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.approval(id, by: visit.principal)
    } catch ApprovalRefusal.approvalNotFound { throw HTTPError(.notFound) }
  }

  private func shown(
    _ approval: Approval, _ visit: SignedInVisit, fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    var question = NameQuestion()
    question.include(approval)
    let wallets = try await changing(approval, visit)
    for wallet in wallets.flatMap({ [$0.from, $0.into].compactMap(\.self) }) {
      question.programs.insert(wallet.key.asset)
    }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let now = coalition.clock.now()
    var page = ApprovalPage(
      row: ApprovalRow(approval, naming, at: now), parties: approval.parties(naming),
      differences: try await differences(approval, wallets, naming, visit),
      reviewers: approval.reviewers.isEmpty
        ? visit.words.approvalAnybody : approval.reviewers.name(visit.words),
      reviewer: approval.reviewer.flatMap { naming.book.operators[$0] },
      decidedAt: approval.decidedAt.map { ShownTime($0) }, decisionReason: approval.decisionReason,
      outcome: approval.shownOutcome,
      choice: approval.choice(of: visit.principal, at: now, coalition.publicIDs))
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  /// The wallets that it would change, as they are now; nothing once it was decided.
  private func changing(
    _ approval: Approval, _ visit: SignedInVisit
  ) async throws -> [Approval.Changing] {
    guard approval.state == .requiresReview else { return [] }
    switch approval.operation {
    case .adjust(let proposal):
      return [.init(into: try await coalition.wallet(proposal.wallet, by: visit.principal))]
    case .merge(let proposal):
      let given = try await coalition.wallets(of: MemberID(proposal.from), by: visit.principal)
      let kept = try await coalition.wallets(of: MemberID(proposal.into), by: visit.principal)
      return given.map { wallet in
        .init(from: wallet, into: kept.first { $0.key.asset == wallet.key.asset })
      }
    case .separate, .terms, .program, .key, .purchases, .export, .rule, .admit, .earningRule,
      .settlementTerms, .settlementAdjustment, .pointsCards, .exchangeRates, .ladder, .discount,
      .cardType, .cardBatch, .partner:
      return []
    case .costShares, .agent, .funding: return []
    }
  }

  /// What is, and what would be: balances, or what a row says.
  private func differences(
    _ approval: Approval, _ wallets: [Approval.Changing], _ naming: Naming, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let words = visit.words
    switch approval.operation {
    case .adjust, .merge: return wallets.flatMap { approval.differences($0, naming) }
    // What goes back is what is there when it is decided: the member's page shows it.
    case .separate: return []
    case .terms(let proposal):
      let old = try await coalition.terms(of: MerchantID(proposal.merchant), in: AssetID(proposal.asset))
      let isOpen = approval.state == .requiresReview
      return [
        .init(
          name: words.approvalTermsName, before: isOpen ? old?.summary ?? words.commonNone : words.commonNone,
          after: proposal.terms?.summary ?? words.commonNone)
      ]
    case .program(let proposal): return try await changes(of: proposal, visit)
    case .rule(let proposal): return try await differences(proposal, approval, visit)
    case .admit(let proposal):
      // Whoever decides but may not see applications has the proposal itself.
      guard visit.principal.scopes.contains(.readMerchants) else { return [] }
      let found = try await coalition.application(
        ApplicationID(proposal.application), by: visit.principal)
      return proposal.differences(found.draft, naming)
    case .earningRule(let proposal):
      // Whoever decides but may not see programmes has the proposal itself.
      let isSeen = visit.principal.scopes.contains(.readPrograms)
      let old =
        isSeen
        ? try await coalition.earningRules(
          of: AssetID(proposal.asset), number: proposal.number, by: visit.principal
        ).first : nil
      let isOpen = approval.state == .requiresReview
      let now = proposal.rule.map { naming.lines(of: $0, AssetID(proposal.asset)) } ?? []
      let before = isOpen ? old.map { naming.lines(of: $0.rule, $0.asset) } ?? [] : []
      return now.enumerated().map { place, line in
        .init(
          name: line.name, before: before.isEmpty ? words.commonNone : before[place].text, after: line.text)
      }
    case .exchangeRates(let proposal):
      let old = try await coalition.exchangeBoard() + coalition.partnerRates()
      return proposal.differences(approval.state == .requiresReview ? old : [], naming)
    case .ladder(let proposal): return try await differences(proposal, approval, naming, visit)
    case .discount(let proposal): return try await differences(proposal, approval, naming, visit)
    case .settlementTerms(let proposal):
      let old = try await coalition.settlementAgreements(
        of: MerchantID(proposal.merchant), by: visit.principal
      ).first { $0.asset == AssetID(proposal.asset) && $0.approval != approval.id }
      var question = NameQuestion()
      question.programs = [AssetID(proposal.asset)]
      question.merchants = Set(old?.terms.parties ?? [])
      let past = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
      let before = old.map { past.lines(of: $0.terms, $0.asset) }
      return naming.lines(of: proposal.terms, AssetID(proposal.asset)).enumerated().map { place, line in
        .init(name: line.name, before: before?[place].text ?? words.commonNone, after: line.text)
      }
    case .agent(let proposal): return try await differences(proposal, approval, naming, visit)
    case .costShares(let proposal): return try await differences(proposal, approval, naming, visit)
    case .funding(let proposal): return try await differences(proposal, approval, naming, visit)
    case .key, .purchases, .export, .settlementAdjustment, .pointsCards, .cardType, .cardBatch, .partner:
      return []
    }
  }
}

extension OperatorConsole {
  private func differences(
    _ proposal: RuleProposal, _ approval: Approval, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let words = visit.words
    let isOpen = approval.state == .requiresReview
    let old = try await coalition.approvalRules(by: visit.principal)
      .first { isOpen && $0.operation.rawValue == proposal.operation && $0.above == proposal.above }
    return [
      .init(
        name: words.approvalRuleName(above: words.number(proposal.above)),
        before: old.map { RuleProposal($0).text(words) } ?? words.commonNone, after: proposal.text(words))
    ]
  }

  /// What a change of a programme changes, upon the version that it was made on.
  private func changes(
    of proposal: ProgramProposal, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let program = try await coalition.program(AssetID(proposal.asset))
    let before = try await coalition.settings(before: proposal, by: visit.principal)
    // Who lets a programme start answers for all of it: one person may have made it.
    let starts = before.status == Program.Status.paused.rawValue && proposal.settings.isActive
    return proposal.settings.changes(
      since: before, decimals: program.decimals, currency: program.worth.money.currency, visit.words,
      withTheSame: starts
    ).map { .init(name: $0.name, before: $0.before, after: $0.after) }
  }
}

extension RuleProposal {
  /// What the rule says, in words.
  func text(_ words: Words) -> String {
    let reviewers = Role(rawValue: self.reviewers)
    let who = reviewers.isEmpty ? words.approvalAnybody : reviewers.name(words)
    switch control {
    case "require": return words.rulesRequire + " \u{00B7} " + who
    case "block": return words.rulesBlock
    default: return words.rulesNone
    }
  }
}
