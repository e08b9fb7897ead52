package import Ledger
internal import Storage

extension Coalition {
  /// Puts a terminal into a store.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func createTerminal(
    in store: StoreID, code: String, kind: Terminal.Kind, by principal: Principal
  ) async throws -> Terminal {
    try principal.require(.writeMerchants)
    guard code.isCode(of: 1...16) else { throw MerchantRefusal.invalid(.code) }
    let now = clock.now()
    let id: TerminalID = ids.next()
    do {
      return try await database.write { tx in
        guard let place = try tx.store(store), principal.sees(place.merchant, store) else {
          throw MerchantRefusal.storeNotFound
        }
        if place.status == .closed { throw MerchantRefusal.alreadyClosed }
        let terminal = Terminal(
          id: id, merchant: place.merchant, store: store, code: code, kind: kind, status: .enabled,
          createdAt: now, updatedAt: now)
        try tx.execute(
          """
          INSERT INTO terminal (id, merchant_id, store_id, code, kind, status, created_at, updated_at)
          VALUES (\(id), \(place.merchant), \(store), \(code), \(kind), \(terminal.status), \(now), \(now))
          """)
        try append(
          Change(
            action: "terminal.create", subject: "terminal/\(id.rawValue)",
            after: "\(code) \(kind.rawValue) enabled"),
          by: principal.actor, in: tx)
        return terminal
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw MerchantRefusal.codeTaken
    }
  }

  /// Switches a terminal on or off (启用 / 停用); its keys stop at once.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.terminalNotFound`.
  package func setStatus(
    _ status: Terminal.Status, ofTerminal id: TerminalID, by principal: Principal
  ) async throws -> Terminal {
    try principal.require(.writeMerchants)
    let now = clock.now()
    if status == .enabled { try principal.requireConfirmed(at: now) }
    let updated = try await database.write { tx in
      guard var terminal = try tx.terminal(id), principal.sees(terminal.merchant, terminal.store)
      else {
        throw MerchantRefusal.terminalNotFound
      }
      let before = terminal.status.rawValue
      terminal.status = status
      terminal.updatedAt = now
      try tx.execute("UPDATE terminal SET status = \(status), updated_at = \(now) WHERE id = \(id)")
      try append(
        Change(
          action: "terminal.update", subject: "terminal/\(id.rawValue)", before: before,
          after: status.rawValue),
        by: principal.actor, in: tx)
      return terminal
    }
    keyCache.forgetAll()
    signingKeyCache.forgetAll()
    directoryCache.forgetAll()
    posTerminalCache.forgetAll()
    return updated
  }
}

extension Terminal {
  static let select: SQL =
    "SELECT id, merchant_id, store_id, code, kind, status, created_at, updated_at FROM terminal "

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], merchant: row[1], store: row[2], code: row[3], kind: row[4], status: row[5],
      createdAt: row[6],
      updatedAt: row[7])
  }
}

extension Storage.Transaction {
  func terminal(_ id: TerminalID) throws -> Terminal? {
    try queryFirst(Terminal.select + "WHERE id = \(id)") { Terminal($0) }
  }
}
