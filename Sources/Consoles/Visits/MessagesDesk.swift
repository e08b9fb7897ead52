import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func templates(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var changed: [ShownMessage: Int64] = [:]
      for kind in MessageKind.allCases {
        let texts = try await coalition.templates(of: kind, by: visit.principal)
        if let shown = ShownMessage(rawValue: kind.rawValue) {
          changed[shown] = Int64(texts.count { $0.isChanged })
        }
      }
      return faces.page(TemplatesPage(changed: changed).render(visit.visit))
    }
  }

  func template(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shown(try kind(asked), visit) }
  }

  func saveTemplate(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let kind = try kind(asked)
      guard let channel = MessageChannel(rawValue: form["way"] ?? ""), kind.channels.contains(channel),
        let language = MemberLanguage(rawValue: form["language"] ?? "")
      else { throw HTTPError(.badRequest) }
      let name = TemplateName(kind: kind, channel: channel, language: language)
      let typed = MessageTemplate(
        title: channel == .sms ? "" : form["title"] ?? "",
        body: (form["body"] ?? "").replacing("\r\n", with: "\n"))
      var edit = TemplateEdit(name: name, typed: typed)
      do {
        switch form["act"] {
        case "reset": try await coalition.setTemplate(nil, for: name, by: visit.principal)
        case "try":
          try visit.principal.requireOperator(.readMembers)
          let text = try coalition.preview(typed, for: name)
          edit.preview = TemplatePage.Preview(title: text.title, body: text.body)
          return try await shown(kind, visit, edit)
        default: try await coalition.setTemplate(typed, for: name, by: visit.principal)
        }
      } catch let refusal as TemplateRefusal {
        edit.fault = refusal.text(visit.words)
        return try await shown(kind, visit, edit, status: .badRequest)
      }
      return faces.redirect(to: .template(kind.rawValue))
    }
  }

  func deliveries(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: DeliveriesPage.filters, sorts: [])
      let rows = await visit.loaded { try await deliveryRows(query, visit) }
      return faces.page(DeliveriesPage(query: query, rows: rows).render(visit.visit))
    }
  }

  /// What was typed into one of the forms, and what became of it.
  private struct TemplateEdit {
    let name: TemplateName
    let typed: MessageTemplate
    var fault: String?
    var preview: TemplatePage.Preview?
  }

  private func kind(_ asked: Asked) throws -> MessageKind {
    guard let kind = MessageKind(rawValue: asked.id) else { throw HTTPError(.notFound) }
    return kind
  }

  private func shown(
    _ kind: MessageKind, _ visit: SignedInVisit, _ edit: TemplateEdit? = nil,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let stored = try await coalition.templates(of: kind, by: visit.principal)
    let texts = stored.compactMap { stored -> TemplatePage.Text? in
      guard let way = ShownWay(rawValue: stored.name.channel.rawValue),
        let language = Language(rawValue: stored.name.language.rawValue)
      else { return nil }
      let edited = edit?.name == stored.name ? edit : nil
      let words = edited?.typed ?? stored.template
      return TemplatePage.Text(
        way: way, language: language, title: words.title, body: words.body, isChanged: stored.isChanged,
        fault: edited?.fault, preview: edited?.preview)
    }
    let page = TemplatePage(
      kind: ShownMessage(rawValue: kind.rawValue) ?? .earned, keys: kind.keys.map(\.rawValue), texts: texts,
      mayEdit: visit.principal.scopes.contains(.writePrograms))
    return faces.page(page.render(visit.visit), status: status)
  }

  private func deliveryRows(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<DeliveriesPage.Row> {
    let after: MessageDeliveryID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.deliveries(
      in: MessageDelivery.State(rawValue: query["state"]), PageRequest(limit: query.limit, after: after),
      by: visit.principal)
    var question = NameQuestion()
    question.members = Set(page.items.map(\.member))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let rows = page.items.map { item in
      DeliveriesPage.Row(
        at: ShownTime(item.createdAt), kind: ShownMessage(rawValue: item.kind.rawValue) ?? .earned,
        member: naming.member(item.member) ?? "", memberLink: .member(coalition.publicIDs.text(item.member)),
        way: ShownWay(rawValue: item.channel.rawValue) ?? .sms, tries: Int64(item.tries),
        progress: DeliveriesPage.Progress(rawValue: item.state.rawValue) ?? .waiting,
        nextTry: item.state == .waiting ? ShownTime(item.nextTryAt) : nil, failure: item.failure)
    }
    return Batch(rows, next: page.hasMore ? page.items.last.map { coalition.publicIDs.text($0.id) } : nil)
  }
}

extension TemplateRefusal {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .unknownKey(let name): words.templateUnknown(name: "{{" + name + "}}")
    case .braces: words.templateBraces
    case .length: words.templateLength
    case .codeMissing: words.templateCodeMissing
    }
  }
}
