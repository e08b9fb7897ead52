import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func staff(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownStaff(visit) }
  }

  func staffMember(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shown(try await person(asked, visit), visit) }
  }

  func addStaff(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let draft = UserDraft(
        login: form["login"] ?? "", name: form["name"] ?? "", password: form["password"] ?? "",
        roles: roles(form))
      do {
        let made = try await coalition.createUser(draft, by: visit.principal)
        return faces.redirect(to: .staff(coalition.publicIDs.text(made.id)))
      } catch let refusal as AccessRefusal {
        guard let text = refusal.staffText(visit.words) else { throw refusal }
        return try await shownStaff(visit, fault: text)
      }
    }
  }

  func changeStaff(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, form, principal in
      let change = UserChange(name: form["name"], roles: roles(form))
      _ = try await coalition.changeUser(id, change, by: principal)
    }
  }

  func switchStaff(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, form, principal in
      guard let status = OperatorUser.Status(rawValue: form["status"] ?? "") else {
        throw HTTPError(.badRequest)
      }
      _ = try await coalition.setStatus(status, ofUser: id, by: principal)
    }
  }

  func setStaffPassword(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, form, principal in
      try await coalition.setPassword(String((form["password"] ?? "").prefix(200)), of: id, by: principal)
    }
  }

  func signStaffOut(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, _, principal in try await coalition.endSessions(ofUser: id, by: principal) }
  }

  func removeStaffFactor(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, _, principal in
      try await coalition.removeSecondFactor(of: id, by: principal)
    }
  }

  private func act(
    _ asked: Asked, _ body: (OperatorID, FormFields, Principal) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let person = try await person(asked, visit)
      do {
        try await body(person.id, form, visit.principal)
        return faces.redirect(to: .staff(coalition.publicIDs.text(person.id)))
      } catch let refusal as AccessRefusal {
        guard let text = refusal.staffText(visit.words) else { throw refusal }
        return try await shown(try await self.person(asked, visit), visit, fault: text)
      }
    }
  }

  private func roles(_ form: FormFields) -> Role {
    Role.named.filter { form["role_" + $0.name] != nil }.reduce(into: Role()) { $0.formUnion($1.role) }
  }

  private func person(_ asked: Asked, _ visit: SignedInVisit) async throws -> OperatorUser {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Operator.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.user(id, by: visit.principal)
    } catch AccessRefusal.userNotFound { throw HTTPError(.notFound) }
  }

  private func givable(_ most: Role, _ visit: SignedInVisit) -> [Role] {
    Role.named.filter { most.contains($0.role) && visit.principal.scopes.contains($0.scopes) }.map(\.role)
  }

  private func shownStaff(_ visit: SignedInVisit, fault: String? = nil) async throws -> Response {
    let query = ListQuery(parsing: visit.asked.query.items, filters: StaffPage.filters, sorts: [])
    let batch = await visit.loaded { try await staffRows(query, visit) }
    var page = StaffPage(
      query: query, staff: batch,
      givable: visit.principal.scopes.contains(.users) ? givable(.ofOperator, visit) : [])
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func staffRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<StaffRow> {
    let wanted = UserQuery(
      whose: query["whose"] == "operators" ? .operators : nil,
      status: OperatorUser.Status(rawValue: query["state"]),
      login: query["login"].isEmpty ? nil : query["login"].lowercased())
    let after: OperatorID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.users(
      wanted, PageRequest(limit: query.limit, after: after), by: visit.principal)
    let naming = try await naming(page.items, visit)
    let rows = page.items.map { StaffRow($0, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func naming(_ people: [OperatorUser], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    for person in people {
      if let merchant = person.merchant { question.merchants.insert(merchant) }
      question.stores.formUnion(person.stores ?? [])
    }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  private func shown(
    _ person: OperatorUser, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let isOwn = person.id == visit.session.user.id
    let mayChange = !isOwn && visit.principal.scopes.contains(person.roles.scopes)
    var page = StaffMemberPage(
      row: StaffRow(person, try await naming([person], visit)),
      hasFactor: try await coalition.secondFactor(of: person).since != nil,
      givable: mayChange ? givable(person.merchant == nil ? .ofOperator : .ofMerchant, visit) : [])
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}

extension StaffRow {
  init(_ person: OperatorUser, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(person.id), login: person.login, name: person.name, roles: person.roles,
      isActive: person.status == .active,
      merchantName: person.merchant.map { naming.merchant($0) ?? naming.words.commonNone },
      stores: person.stores?.sorted().map { naming.book.stores[$0] ?? naming.words.commonNone },
      number: person.number, createdAt: ShownTime(person.createdAt))
  }
}

extension AccessRefusal {
  /// What a form about people says; nil for what is no fault of what was typed.
  fileprivate func staffText(_ words: Words) -> String? {
    switch self {
    case .ownAccess: words.staffFaultOwn
    case .personAbove: words.staffFaultAbove
    case .scopesTooWide: words.staffFaultRoles
    case .loginInvalid, .userExists: words.staffFaultLogin
    case .nameInvalid: words.staffFaultName
    case .passwordTooWeak: words.ownPasswordWeak
    default: nil
    }
  }
}
