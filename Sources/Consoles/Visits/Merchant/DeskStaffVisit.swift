import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MerchantDesk {
  func staff(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.users)
      return try await shownStaff(asked, visit, FormFields([]))
    }
  }

  func addPerson(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let draft = UserDraft(
        login: String((form["login"] ?? "").prefix(64)), name: String((form["name"] ?? "").prefix(100)),
        password: String((form["password"] ?? "").prefix(200)), roles: roles(form), merchant: visit.merchant,
        stores: stores(form, visit), number: form["number"].flatMap { $0.isEmpty ? nil : $0 })
      do {
        let made = try await coalition.createUser(draft, by: visit.principal)
        return faces.redirect(to: .deskPerson(coalition.publicIDs.text(made.id)))
      } catch let refusal as AccessRefusal {
        guard let text = refusal.deskText(visit.words) else { throw refusal }
        return try await shownStaff(asked, visit, form, fault: text)
      } catch is MerchantRefusal { throw HTTPError(.notFound) }
    }
  }

  func person(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownPerson(asked, visit) }
  }

  func changePerson(_ asked: Asked) async throws -> Response {
    try await onPerson(asked) { id, visit, form in
      let change = UserChange(
        name: String((form["name"] ?? "").prefix(100)), roles: roles(form), stores: stores(form, visit),
        number: form["number"] ?? "")
      _ = try await coalition.changeUser(id, change, by: visit.principal)
    }
  }

  func setPersonPIN(_ asked: Asked) async throws -> Response {
    try await onPerson(asked) { id, visit, form in
      try await coalition.setStaffPIN(String((form["pin"] ?? "").prefix(20)), of: id, by: visit.principal)
    }
  }

  func signOutPerson(_ asked: Asked) async throws -> Response {
    try await onPerson(asked) { id, visit, _ in
      try await coalition.endSessions(ofUser: id, by: visit.principal)
    }
  }

  func disablePerson(_ asked: Asked) async throws -> Response {
    try await onPerson(asked) { id, visit, _ in
      _ = try await coalition.setStatus(.disabled, ofUser: id, by: visit.principal)
    }
  }

  func enablePerson(_ asked: Asked) async throws -> Response {
    try await onPerson(asked) { id, visit, _ in
      _ = try await coalition.setStatus(.active, ofUser: id, by: visit.principal)
    }
  }

  private func onPerson(
    _ asked: Asked, _ act: (OperatorID, DeskVisit, FormFields) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        try await act(try id(asked, Identified.Operator.self), visit, form)
        return faces.redirect(to: .deskPerson(asked.id))
      } catch AccessRefusal.userNotFound { throw HTTPError(.notFound) } catch let refusal as AccessRefusal {
        guard let text = refusal.deskText(visit.words) else { throw refusal }
        return try await shownPerson(asked, visit, fault: text)
      } catch is MerchantRefusal { throw HTTPError(.notFound) }
    }
  }

  private func shownStaff(
    _ asked: Asked, _ visit: DeskVisit, _ form: FormFields, fault: String? = nil
  ) async throws -> Response {
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let after: OperatorID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let people = await visit.visit.loaded { () -> Batch<PersonRow> in
      let page = try await coalition.users(
        UserQuery(), PageRequest(limit: query.limit, after: after), by: visit.principal)
      let rows = page.items.map { row($0, visit) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    var page = DeskStaffPage(
      query: query, people: people, choices: choices(roles(form), stores(form, visit), visit))
    page.typed = (form["login"] ?? "", form["name"] ?? "", form["number"] ?? "")
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func shownPerson(_ asked: Asked, _ visit: DeskVisit, fault: String? = nil) async throws -> Response
  {
    let user: OperatorUser
    do {
      user = try await coalition.user(try id(asked, Identified.Operator.self), by: visit.principal)
    } catch AccessRefusal.userNotFound { throw HTTPError(.notFound) }
    let isSelf = visit.principal.actor.operatorID == user.id
    var page = DeskPersonPage(
      row: row(user, visit), choices: choices(user.roles, user.stores ?? [], visit),
      mayChange: !isSelf && visit.principal.scopes.contains(user.roles.scopes), isSelf: isSelf)
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func row(_ user: OperatorUser, _ visit: DeskVisit) -> PersonRow {
    let names = storeNames(visit)
    return PersonRow(
      id: coalition.publicIDs.text(user.id), login: user.login, name: user.name,
      roles: user.roles.name(visit.words),
      stores: (user.stores ?? []).sorted().compactMap { names[coalition.publicIDs.text($0)] },
      number: user.number, isActive: user.status == .active)
  }

  func storeNames(_ visit: DeskVisit) -> [String: String] {
    let stores = visit.visit.visit.desk?.stores ?? []
    return Dictionary(stores.map { ($0.id, $0.name) }) { first, _ in first }
  }

  /// The roles that the viewer may give, and the stores that they work in.
  private func choices(_ roles: Role, _ stores: Set<StoreID>, _ visit: DeskVisit) -> PersonChoices {
    let words = visit.words
    let given = Role.named.filter {
      Role.ofMerchant.contains($0.role) && visit.principal.scopes.contains($0.scopes)
    }
    return PersonChoices(
      roles: given.map {
        .init(field: "role_" + $0.name, name: $0.role.name(words), isOn: roles.contains($0.role))
      },
      stores: (visit.visit.visit.desk?.stores ?? []).map { store in
        .init(
          field: store.id, name: store.name,
          isOn: coalition.publicIDs.id(store.id).map { stores.contains($0) } ?? false)
      })
  }

  private func roles(_ form: FormFields) -> Role {
    Role.named.filter { form["role_" + $0.name] == "1" }.reduce(into: []) { $0.insert($1.role) }
  }

  private func stores(_ form: FormFields, _ visit: DeskVisit) -> Set<StoreID> {
    let own = visit.visit.visit.desk?.stores ?? []
    return Set(own.filter { form[$0.id] == "1" }.compactMap { coalition.publicIDs.id($0.id) })
  }
}

extension AccessRefusal {
  /// Why a form about people was not taken; nil for what is no matter of the form.
  func deskText(_ words: Words) -> String? {
    switch self {
    case .loginInvalid: words.deskLoginInvalid
    case .nameInvalid: words.deskNameInvalid
    case .userExists: words.deskLoginTaken
    case .passwordTooWeak: words.deskPasswordWeak
    case .scopesTooWide: words.deskTooWide
    case .ownAccess: words.deskOwnAccess
    case .personAbove: words.deskPersonAbove
    case .staffNumberInvalid: words.deskNumberInvalid
    case .staffNumberTaken: words.deskNumberTaken
    case .pinTooSimple: words.deskPinSimple
    default: nil
    }
  }
}
