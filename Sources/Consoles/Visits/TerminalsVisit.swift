import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  /// How many settled batches a terminal's page shows.
  private static let batchesShown = 20

  func terminals(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: TerminalsPage.filters, sorts: [])
      let batch = await visit.loaded { try await terminalRows(query, visit) }
      var page = TerminalsPage(query: query, terminals: batch)
      page.mayRegister = visit.principal.scopes.contains(.writeMerchants)
      return faces.page(page.render(visit.visit))
    }
  }

  func terminalRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<TerminalRow> {
    var search = POSTerminalQuery()
    search.readiness = POSReadiness(rawValue: query["state"])
    if query["state"] == TerminalsPage.silent {
      search.silentSince = coalition.clock.now().adding(seconds: -Coalition.silentSeconds)
    }
    search.text = query["q"].isEmpty ? nil : query["q"]
    if !query["merchant"].isEmpty {
      guard let merchant = try await merchant(named: query["merchant"], visit) else { return Batch([]) }
      search.merchant = merchant
    }
    let after: TerminalID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.posTerminals(
      search, PageRequest(limit: query.limit, after: after), by: visit.principal)
    var question = NameQuestion()
    for terminal in page.items { question.include(terminal) }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let rows = page.items.map { TerminalRow($0, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  /// A merchant by id or code; nil where there is none.
  func merchant(named text: String, _ visit: SignedInVisit) async throws -> MerchantID? {
    if let id: MerchantID = coalition.publicIDs.id(text) { return id }
    do {
      return try await coalition.merchant(code: text, by: visit.principal).id
    } catch is MerchantRefusal { return nil }
  }

  func terminal(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var visit = visit
      if let said = TerminalSaid(rawValue: asked.query["said"] ?? "") {
        let terminal = try await findTerminal(asked, visit)
        visit.say(said.text(of: terminal, visit.words))
      }
      return try await shownTerminal(try await findTerminal(asked, visit), visit)
    }
  }

  func findTerminal(_ asked: Asked, _ visit: SignedInVisit) async throws -> POSTerminal {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Terminal.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.posTerminal(id, by: visit.principal)
    } catch POSRefusal.posTerminalNotFound { throw HTTPError(.notFound) }
  }

  /// A terminal's page; `typed` is what a form said that was turned down because of `fault`.
  func shownTerminal(
    _ terminal: POSTerminal, _ visit: SignedInVisit, typed: TerminalPage.Parameters? = nil,
    fault: (part: TerminalPage.Part, text: String)? = nil
  ) async throws -> Response {
    let begun = try await coalition.keyEntryBegun(ofPOSTerminal: terminal.id, by: visit.principal)
    var question = NameQuestion()
    question.include(terminal)
    if let begun { question.operators.insert(begun.person) }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let day = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    // Nil before there is a programme, when a terminal has moved no points.
    let decimals = (try? await coalition.universalProgram())?.decimals ?? 0
    var page = TerminalPage(
      row: TerminalRow(terminal, naming), isMerchantActive: terminal.merchantStatus == .active,
      checkValue: terminal.masterKeyCheck?.keyText, keyEntry: keyEntry(begun, naming, visit),
      day: ShownDay(daysSince1970: Int64(day.daysSince1970)),
      today: await visit.loaded {
        try await coalition.tillDay(day, of: terminal.id, by: visit.principal).map { total in
          .init(
            name: total.kind.name(visit.words), count: total.count,
            money: ShownMoney(total.amount, TerminalPage.currency),
            points: ShownPoints(total.points.units, decimals: decimals))
        }
      },
      batches: await visit.loaded {
        try await coalition.tillBatches(of: terminal.id, limit: Self.batchesShown, by: visit.principal)
          .map(TerminalPage.BatchRow.init)
      },
      parameters: typed ?? .init(terminal.parameters, visit.words),
      rights: .init(
        changes: visit.principal.scopes.contains(.writeMerchants),
        entersKeys: visit.principal.scopes.contains(.keys)))
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func keyEntry(
    _ begun: KeyEntryBegun?, _ naming: Naming, _ visit: SignedInVisit
  ) -> TerminalPage.KeyEntry {
    guard let begun else { return .notBegun }
    let since = ShownTime(begun.at)
    if begun.person.rawValue == visit.principal.actor.answerable { return .waitsForAnother(since: since) }
    return .waitsForViewer(
      person: naming.book.operators[begun.person] ?? naming.words.commonNone, since: since)
  }
}
