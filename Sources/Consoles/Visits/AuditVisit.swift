import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func auditLog(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.audit)
      let query = ListQuery(parsing: asked.query.items, filters: AuditPage.filters, sorts: [])
      let batch = await visit.loaded { try await auditRows(query, visit) }
      let check = try await coalition.lastAuditCheck(by: visit.principal)
      return faces.page(
        AuditPage(query: query, lines: batch, proof: AuditPage.Proof(check)).render(visit.visit))
    }
  }

  func proveAudit(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      _ = try await coalition.checkAudit(by: visit.principal)
      return faces.redirect(to: .audit)
    }
  }

  func auditRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<AuditRow> {
    let calendar = coalition.settings.calendar
    var wanted = AuditQuery()
    if !query["login"].isEmpty {
      // A name that nobody has finds nothing, not everything.
      wanted.person = try await coalition.personID(login: query["login"], by: visit.principal) ?? .none
    }
    wanted.action = query["action"].isEmpty ? nil : query["action"]
    wanted.subject = query["subject"].isEmpty ? nil : query["subject"]
    wanted.origin = query["origin"].isEmpty ? nil : query["origin"]
    wanted.from = CivilDate(query["from"]).map { calendar.start(ofDate: $0.daysSince1970) }
    wanted.until = CivilDate(query["to"]).map { calendar.end(ofDate: $0.daysSince1970) }
    let page = try await coalition.searchAudit(
      wanted, before: query.after.flatMap { Int64($0) } ?? .max, limit: query.limit, by: visit.principal)
    let rows = try await auditRows(of: page.items, visit)
    return Batch(rows, next: page.hasMore ? rows.last.map { String($0.number) } : nil)
  }

  /// Lines of the log with people by their names.
  func auditRows(of entries: [AuditEntry], _ visit: SignedInVisit) async throws -> [AuditRow] {
    let people = Set(entries.filter { $0.actorKind == "user" }.map { OperatorID($0.actor) })
    let names = try await coalition.peopleNames(people, by: visit.principal)
    return entries.map { entry in
      let words = visit.words
      let who =
        switch entry.actorKind {
        case "user": names[OperatorID(entry.actor)] ?? words.commonNone
        case "key": words.auditKey(key: coalition.publicIDs.text(APIKeyID(entry.actor)))
        default: words.auditSystem
        }
      return AuditRow(
        number: entry.number, at: ShownTime(entry.at), who: who, origin: entry.origin, action: entry.action,
        subject: entry.subject, before: entry.before, after: entry.after)
    }
  }
}

extension AuditPage.Proof {
  fileprivate init(_ check: AuditCheck?) {
    guard let check else {
      self = .none
      return
    }
    switch check.verdict {
    case .intact(let count): self = .intact(count: count, at: ShownTime(check.at))
    case .broken(let number): self = .broken(number: number, at: ShownTime(check.at))
    }
  }
}
