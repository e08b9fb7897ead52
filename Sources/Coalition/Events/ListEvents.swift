package import Ledger
internal import Storage

extension Coalition {
  /// Events, newest first; a merchant's log-in sees its own. What was durable before the call is among them.
  /// - Throws: `AccessRefusal`.
  package func events(
    _ page: PageRequest<Identified.Event> = PageRequest(), kinds: [Event.Kind] = [], by principal: Principal
  ) async throws -> Page<Event> {
    try principal.require(.events)
    try principal.requireAllStores()
    try await projectEvents()
    let merchant = principal.merchant
    return try await database.read { tx in
      let own: SQL = merchant.map { "AND merchant_id = \($0) " } ?? ""
      let chosen: SQL = kinds.isEmpty ? "" : "AND kind IN (\(kinds)) "
      let found = try tx.query(
        Event.select + "WHERE id < \(page.bound) " + own + chosen + "ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Event($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One event; another merchant's is not found.
  /// - Throws: `AccessRefusal`.
  package func event(_ id: EventID, by principal: Principal) async throws -> Event? {
    try principal.require(.events)
    try principal.requireAllStores()
    try await projectEvents()
    let found = try await database.read { tx in
      try tx.event(id)
    }
    return found.flatMap { principal.sees($0.merchant) ? $0 : nil }
  }
}

extension Event {
  fileprivate static let select: SQL =
    "SELECT id, merchant_id, kind, transaction_id, member_id, asset_id, points, at FROM event "
}

extension Storage.Transaction {
  /// An event, whosever it is.
  func event(_ id: EventID) throws -> Event? {
    try queryFirst(Event.select + "WHERE id = \(id)") { Event($0) }
  }
}
