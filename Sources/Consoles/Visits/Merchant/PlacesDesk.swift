import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// A merchant's stores and terminals.
extension MerchantDesk {
  private static let batchesShown = 20

  func stores(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownStores(asked, visit) }
  }

  func openStore(_ asked: Asked) async throws -> Response {
    try await onStores(asked) { visit, form in
      _ = try await coalition.createStore(
        of: visit.merchant, code: form["code"] ?? "", name: form["name"] ?? "", by: visit.principal)
    }
  }

  func renameStore(_ asked: Asked) async throws -> Response {
    try await onStores(asked) { visit, form in
      let name = form[asked.id] ?? ""
      let id: StoreID = try id(asked, Identified.Store.self)
      _ = try await coalition.updateStore(id, name: name, by: visit.principal)
    }
  }

  func closeStore(_ asked: Asked) async throws -> Response {
    try await onStores(asked) { visit, _ in
      let id: StoreID = try id(asked, Identified.Store.self)
      _ = try await coalition.updateStore(id, status: .closed, by: visit.principal)
    }
  }

  private func onStores(
    _ asked: Asked, _ act: (DeskVisit, FormFields) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        try await act(visit, form)
        return faces.redirect(to: .deskStores)
      } catch let refusal as MerchantRefusal {
        guard let text = refusal.deskText(visit.words) else { throw HTTPError(.notFound) }
        return try await shownStores(asked, visit, fault: text)
      }
    }
  }

  private func shownStores(_ asked: Asked, _ visit: DeskVisit, fault: String? = nil) async throws -> Response
  {
    try visit.principal.require(.readMerchants)
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let after: StoreID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let stores = await visit.visit.loaded { () -> Batch<DeskStoresPage.Row> in
      let page = try await coalition.stores(
        of: visit.merchant, PageRequest(limit: query.limit, after: after), by: visit.principal)
      let rows = page.items.map { store in
        DeskStoresPage.Row(
          id: coalition.publicIDs.text(store.id), code: store.code, name: store.name,
          isOpen: store.status == .active)
      }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    let mayChange = visit.principal.scopes.contains(.writeMerchants)
    var page = DeskStoresPage(
      query: query, stores: stores, mayChange: mayChange,
      mayOpen: mayChange && visit.principal.stores == nil)
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .conflict)
  }

  func terminals(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownTerminals(asked, visit) }
  }

  func addTerminal(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        guard let store: StoreID = coalition.publicIDs.id(form["in"] ?? ""),
          let kind = Terminal.Kind(rawValue: form["kind"] ?? "")
        else { throw HTTPError(.notFound) }
        let made = try await coalition.createTerminal(
          in: store, code: form["code"] ?? "", kind: kind, by: visit.principal)
        return faces.redirect(to: .deskTerminal(coalition.publicIDs.text(made.id)))
      } catch let refusal as MerchantRefusal {
        guard let text = refusal.deskText(visit.words) else { throw HTTPError(.notFound) }
        return try await shownTerminals(asked, visit, fault: text)
      }
    }
  }

  private func shownTerminals(
    _ asked: Asked, _ visit: DeskVisit, fault: String? = nil
  ) async throws -> Response {
    try visit.principal.require(.readMerchants)
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let after: TerminalID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let terminals = await visit.visit.loaded { () -> Batch<DeskTerminalRow> in
      let page = try await coalition.terminals(
        of: visit.merchant, store: visit.store, PageRequest(limit: query.limit, after: after),
        by: visit.principal)
      let seen = try await coalition.terminalsSeen(page.items, by: visit.principal)
      let rows = page.items.map { row($0, seen[$0.id], visit) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    let words = visit.words
    let stores = (visit.visit.visit.desk?.stores ?? []).map { (value: $0.id, name: $0.name) }
    let kinds = Terminal.Kind.allCases.map { (value: $0.rawValue, name: $0.name(words)) }
    var page = DeskTerminalsPage(
      query: query, terminals: terminals,
      adding: visit.principal.scopes.contains(.writeMerchants) ? (stores, kinds) : nil)
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .conflict)
  }

  func terminal(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownTerminal(asked, visit) }
  }

  func disableTerminal(_ asked: Asked) async throws -> Response { try await turn(asked, .disabled) }
  func enableTerminal(_ asked: Asked) async throws -> Response { try await turn(asked, .enabled) }

  private func turn(_ asked: Asked, _ status: Terminal.Status) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let id = try await ownTerminal(asked, visit).id
      _ = try await coalition.setStatus(status, ofTerminal: id, by: visit.principal)
      return faces.redirect(to: .deskTerminal(asked.id))
    }
  }

  /// Makes a code for a browser or a device, and shows it once.
  func pairTerminal(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let terminal = try await ownTerminal(asked, visit)
      switch terminal.kind {
      case .seat:
        let made = try await coalition.createPairingCode(forTerminal: terminal.id, by: visit.principal)
        return try await shownTerminal(
          asked, visit, code: .init(text: made.code, until: ShownTime(made.expiresAt)))
      case .softpos, .mini:
        let made = try await coalition.createEnrolmentCode(forTerminal: terminal.id, by: visit.principal)
        return try await shownTerminal(
          asked, visit, code: .init(text: made.code, until: ShownTime(made.expiresAt)))
      case .pos, .mis: throw HTTPError(.notFound)
      }
    }
  }

  private func ownTerminal(_ asked: Asked, _ visit: DeskVisit) async throws -> Terminal {
    do {
      return try await coalition.terminal(try id(asked, Identified.Terminal.self), by: visit.principal)
    } catch is MerchantRefusal { throw HTTPError(.notFound) }
  }

  private func shownTerminal(
    _ asked: Asked, _ visit: DeskVisit, code: DeskTerminalPage.Code? = nil
  ) async throws -> Response {
    let terminal = try await ownTerminal(asked, visit)
    let seen = try await coalition.terminalsSeen([terminal], by: visit.principal)[terminal.id]
    let decimals = try await ownPrograms(visit).first?.decimals ?? 0
    let principal = visit.principal
    var page = DeskTerminalPage(
      row: row(terminal, seen, visit), pairs: [.seat, .softpos, .mini].contains(terminal.kind),
      mayChange: principal.scopes.contains(.writeMerchants),
      today: await visit.visit.loaded {
        let totals = try await coalition.storeTotals(terminal.store, terminal: terminal.id, by: principal)
        return totals.lines.map { line in
          .init(
            kind: ShownKind(line.kind).name(visit.words), count: Int64(line.count),
            points: ShownPoints(line.points.units, decimals: decimals))
        }
      },
      batches: terminal.kind != .pos
        ? nil
        : await visit.visit.loaded {
          do {
            return try await coalition.tillBatches(of: terminal.id, limit: Self.batchesShown, by: principal)
              .map(TerminalPage.BatchRow.init)
          } catch is POSRefusal { return [] }
        })
    page.code = code
    return faces.page(page.render(visit.visit.visit))
  }

  private func row(_ terminal: Terminal, _ seen: Instant?, _ visit: DeskVisit) -> DeskTerminalRow {
    DeskTerminalRow(
      id: coalition.publicIDs.text(terminal.id), code: terminal.code, kind: terminal.kind.name(visit.words),
      store: storeNames(visit)[coalition.publicIDs.text(terminal.store)] ?? visit.words.commonNone,
      isOn: terminal.status == .enabled, seenAt: seen.map { ShownTime($0) })
  }
}

extension Terminal.Kind {
  func name(_ words: Words) -> String {
    switch self {
    case .pos: words.deskKindPos
    case .softpos: words.deskKindSoftpos
    case .seat: words.deskKindSeat
    case .mis: words.deskKindMis
    case .mini: words.deskKindMini
    }
  }
}

extension MerchantRefusal {
  /// Why a form was not taken; nil where nothing is said of what it names.
  fileprivate func deskText(_ words: Words) -> String? {
    switch self {
    case .invalid: words.deskCodeInvalid
    case .codeTaken: words.deskCodeTaken
    case .alreadyClosed: words.deskPlaceClosed
    default: nil
    }
  }
}
