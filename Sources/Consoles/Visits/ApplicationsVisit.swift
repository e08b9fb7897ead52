import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// Those who want to be merchants.
extension OperatorConsole {
  func applications(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: ApplicationsPage.filters, sorts: [])
      let rows = await visit.loaded { try await applicationRows(query, visit) }
      return faces.page(ApplicationsPage(query: query, applications: rows).render(visit.visit))
    }
  }

  private func applicationRows(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<ApplicationRow> {
    let after: ApplicationID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.applications(
      in: MerchantApplication.State(rawValue: query["state"]), PageRequest(limit: query.limit, after: after),
      by: visit.principal)
    var question = NameQuestion()
    question.operators = Set(page.items.compactMap(\.reviewer))
    let book = try await coalition.names(question, by: visit.principal)
    let rows = page.items.map { item in
      ApplicationRow(
        id: coalition.publicIDs.text(item.id), name: item.draft.name, legalName: item.draft.profile.legalName,
        category: item.draft.profile.category.name(visit.words), state: ShownApplication(item.state),
        reviewer: item.reviewer.flatMap { book.operators[$0] }, sentAt: ShownTime(item.createdAt))
    }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  func application(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try await shown(try await findApplication(asked, visit), visit)
    }
  }

  func takeApplication(_ asked: Asked) async throws -> Response {
    try await onApplication(asked) { found, _, principal in
      try await coalition.takeUpApplication(found.id, by: principal)
    }
  }

  func noteApplicationChecks(_ asked: Asked) async throws -> Response {
    try await onApplication(asked) { found, form, principal in
      let checks = MerchantApplication.Checks.named.filter { form["check_" + $0.name] == "1" }
        .reduce(into: MerchantApplication.Checks()) { $0.insert($1.check) }
      try await coalition.noteChecks(checks, of: found.id, by: principal)
    }
  }

  func rejectApplication(_ asked: Asked) async throws -> Response {
    try await onApplication(asked) { found, form, principal in
      try await coalition.rejectApplication(found.id, reason: form["reason"] ?? "", by: principal)
    }
  }

  /// The answer holds the code, so it is this page and no redirect.
  func renewInvitation(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let found = try await findApplication(asked, visit)
      do {
        let code = try await coalition.renewInvitation(of: found.id, by: visit.principal)
        return try await shown(found, visit, invitation: code)
      } catch let refusal as ApplicationRefusal {
        return try await shown(found, visit, fault: refusal.text(visit.words))
      }
    }
  }

  func proposeAdmission(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      // Before what was typed is looked at.
      try visit.principal.requireOperator([.writeMerchants, .writePrograms])
      let found = try await findApplication(asked, visit)
      let draft = ApplicationPage.Draft(form)
      do {
        let programs = try await coalition.programs(by: visit.principal)
        guard let program = programs.first(where: { $0.code == draft.terms.program }),
          let terms = draft.terms.terms(of: .none, in: program)
        else { throw ApprovalRefusal.invalidOperation }
        let proposal = AdmissionProposal(
          found.id, code: draft.code,
          names: Names(hans: draft.names[0], hant: draft.names[1], en: draft.names[2]),
          category: MerchantCategory(rawValue: draft.category) ?? .other, storeName: draft.storeName,
          terms: terms)
        let approval = try await coalition.proposeAdmission(
          proposal, reason: draft.terms.reason, by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApplicationRefusal {
        return try await shown(found, visit, typed: draft, fault: refusal.text(visit.words))
      } catch let refusal as MerchantRefusal {
        return try await shown(found, visit, typed: draft, fault: refusal.merchantText(visit.words))
      } catch is ApprovalRefusal {
        return try await shown(found, visit, typed: draft, fault: visit.words.applicationImpossible)
      }
    }
  }

  private func onApplication(
    _ asked: Asked, _ act: (MerchantApplication, FormFields, Principal) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let found = try await findApplication(asked, visit)
      do {
        try await act(found, form, visit.principal)
        return faces.redirect(to: .application(asked.id))
      } catch let refusal as ApplicationRefusal {
        return try await shown(
          try await findApplication(asked, visit), visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func findApplication(_ asked: Asked, _ visit: SignedInVisit) async throws -> MerchantApplication {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Application.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.application(id, by: visit.principal)
    } catch is ApplicationRefusal { throw HTTPError(.notFound) }
  }

  private func shown(
    _ found: MerchantApplication, _ visit: SignedInVisit, typed: ApplicationPage.Draft? = nil,
    invitation: String? = nil, fault: String? = nil
  ) async throws -> Response {
    let words = visit.words
    let scopes = visit.principal.scopes
    var question = NameQuestion()
    question.operators = Set([found.reviewer].compactMap(\.self))
    let book = try await coalition.names(question, by: visit.principal)
    var page = ApplicationPage(
      id: coalition.publicIDs.text(found.id), name: found.draft.name, state: ShownApplication(found.state),
      stated: found.draft.stated(words, isOpen: scopes.contains(.writeMerchants)), note: found.draft.note,
      likenesses: await visit.loaded { try await likenesses(found, visit) },
      checks: MerchantApplication.Checks.named.map { name, check in
        ("check_" + name, check.text(words), found.checks.contains(check))
      },
      reviewer: found.reviewer.flatMap { book.operators[$0] }, reason: found.reason,
      proposal: try await proposal(of: found, visit),
      merchant: found.merchant.map { .merchant(coalition.publicIDs.text($0)) },
      hasOwner: try await coalition.hasOwner(found.id, by: visit.principal))
    page.rights = .init(
      reviews: scopes.contains(.writeMerchants),
      proposes: scopes.contains([.writeMerchants, .writePrograms]),
      invites: scopes.contains([.writeMerchants, .users]))
    page.draft = try await draft(typed, of: found, visit)
    page.invitation = invitation
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func draft(
    _ typed: ApplicationPage.Draft?, of found: MerchantApplication, _ visit: SignedInVisit
  ) async throws -> ApplicationPage.Draft {
    var draft = typed ?? ApplicationPage.Draft(found.draft)
    // Whoever may not see programmes proposes nothing either.
    guard visit.principal.scopes.contains(.readPrograms) else { return draft }
    draft.terms.programs = try await coalition.programs(by: visit.principal)
      .filter { $0.status == .active }.map { ($0.code, visit.words.name($0.names)) }
    return draft
  }

  private func proposal(
    of found: MerchantApplication, _ visit: SignedInVisit
  ) async throws -> ApplicationPage.Proposal? {
    guard let id = found.approval, !visit.principal.scopes.isDisjoint(with: .ofApprovals) else { return nil }
    let approval = try await coalition.approval(id, by: visit.principal)
    let isOver = approval.state == .requiresReview && coalition.clock.now() >= approval.expiresAt
    return .init(
      decision: isOver ? .expired : ShownDecision(approval.state),
      link: .approval(coalition.publicIDs.text(id)), reason: approval.decisionReason)
  }

  private func likenesses(
    _ found: MerchantApplication, _ visit: SignedInVisit
  ) async throws -> [ApplicationPage.Likeness] {
    let like = try await coalition.likenesses(of: found, by: visit.principal)
    let words = visit.words
    return like.merchants.map { merchant in
      .init(
        name: words.name(merchant.names), state: ShownStanding(merchant.status).badge(words),
        link: .merchant(coalition.publicIDs.text(merchant.id)))
    }
      + like.applications.map { other in
        .init(
          name: words.applicationOther(
            name: other.draft.name, time: words.time(ShownTime(other.createdAt))),
          state: ShownApplication(other.state).badge(words),
          link: .application(coalition.publicIDs.text(other.id)))
      }
  }
}
