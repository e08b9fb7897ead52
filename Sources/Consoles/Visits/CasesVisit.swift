import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func cases(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: CasesPage.filters, sorts: [])
      let batch = await visit.loaded { () -> Batch<CaseRow> in
        guard let search = try await caseQuery(query, visit) else { return Batch([]) }
        return try await caseRows(search, query, visit)
      }
      return faces.page(CasesPage(query: query, cases: batch).render(visit.visit))
    }
  }

  /// What the address asks for; nil when it names something that cannot be there.
  private func caseQuery(_ query: ListQuery, _ visit: SignedInVisit) async throws -> CaseQuery? {
    var search = CaseQuery()
    search.state = AcquiringCase.State(rawValue: query["state"])
    search.kind = AcquiringCase.Kind(rawValue: query["kind"])
    if !query["source"].isEmpty { search.source = AcquiringCase.Source(query["source"]) }
    search.day = CivilDate(query["day"]).map { BusinessDay(daysSince1970: Int32($0.daysSince1970)) }
    if !query["merchant"].isEmpty {
      guard let merchant = try await merchant(named: query["merchant"], visit) else { return nil }
      search.merchant = merchant
    }
    if !query["terminal"].isEmpty {
      guard let terminal: TerminalID = coalition.publicIDs.id(query["terminal"]) else { return nil }
      search.terminal = terminal
    }
    switch CasesPage.Owner(rawValue: query["owner"]) {
    case .viewer: search.owner = OperatorID(visit.principal.actor.id)
    case .nobody: search.isUnowned = true
    case nil: break
    }
    return search
  }

  private func caseRows(
    _ search: CaseQuery, _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<CaseRow> {
    let after: CaseID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.cases(
      search, PageRequest(limit: query.limit, after: after), by: visit.principal)
    var question = NameQuestion()
    for found in page.items { question.include(found) }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let now = coalition.clock.now()
    let rows = page.items.map { CaseRow($0, naming, at: now) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  func caseFile(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var visit = visit
      if let said = CaseSaid(rawValue: asked.query["said"] ?? "") { visit.say(said.text(visit.words)) }
      let page = try await casePage(try await findCase(asked, visit), visit)
      return faces.page(page.render(visit.visit))
    }
  }

  func findCase(_ asked: Asked, _ visit: SignedInVisit) async throws -> CaseFile {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Case.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.caseFile(id, by: visit.principal)
    } catch CaseRefusal.caseNotFound { throw HTTPError(.notFound) }
  }

  func casePage(_ file: CaseFile, _ visit: SignedInVisit) async throws -> CasePage {
    let found = file.found
    var question = NameQuestion()
    question.include(found)
    for note in file.notes where note.actorKind == .user { question.operators.insert(OperatorID(note.actor)) }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let viewer = OperatorID(visit.principal.actor.id)
    return CasePage(
      row: CaseRow(found, naming, at: coalition.clock.now()), about: found.about(naming),
      raisedAt: ShownTime(found.createdAt), closedAt: found.closedAt.map { ShownTime($0) },
      lines: found.lines(naming), notes: file.notes.map { CasePage.Note($0, naming) },
      owner: found.owner.map { $0 == viewer ? .viewer : .another } ?? .nobody,
      isUndecided: try await isUndecided(found, visit), resolution: found.resolution,
      proposal: try await proposal(for: found, visit),
      rights: .init(
        works: visit.principal.scopes.contains(.adjust),
        notes: visit.principal.scopes.contains(.refund)))
  }

  private func isUndecided(_ found: AcquiringCase, _ visit: SignedInVisit) async throws -> Bool {
    guard found.state == .proposed, let id = found.approval else { return false }
    // Who works on cases may read proposals; to others nothing is offered anyway.
    guard visit.principal.scopes.contains(.adjust) else { return true }
    let approval = try await coalition.approval(id, by: visit.principal)
    switch approval.state {
    case .requiresReview: return coalition.clock.now() < approval.expiresAt
    case .approved: return true
    case .rejected, .withdrawn, .expired, .succeeded, .failed: return false
    }
  }

  private func proposal(
    for found: AcquiringCase, _ visit: SignedInVisit
  ) async throws -> CasePage.Proposal {
    guard visit.principal.scopes.contains(.adjust), visit.principal.scopes.contains(.readPrograms) else {
      return CasePage.Proposal(programs: [], program: "", member: "")
    }
    let programs = try await coalition.programs(by: visit.principal)
    let usual = programs.first { $0.asset == found.asset } ?? programs.first { $0.merchant == nil }
    return CasePage.Proposal(
      programs: programs.map { ($0.code, visit.words.name($0.names)) }, program: usual?.code ?? "",
      member: found.member.isGiven ? coalition.publicIDs.text(found.member) : "",
      currency: found.source == .bankFile ? found.currency : nil)
  }
}

extension CasePage.Note {
  init(_ note: CaseNote, _ naming: Naming) {
    let by =
      switch note.actorKind {
      case .user: naming.book.operators[OperatorID(note.actor)] ?? naming.words.commonNone
      case .key: naming.words.caseKey
      case .system: naming.words.caseSystem
      }
    self.init(by: by, at: ShownTime(note.at), text: note.words)
  }
}
