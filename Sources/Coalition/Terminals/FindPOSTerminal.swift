package import Ledger
internal import Storage

/// A terminal and its keys, as the gateway needs them for a message.
package struct POSAccess: Sendable {
  package let terminal: POSTerminal
  /// Nil while no master key was entered.
  package let keys: POSKeys?
}

extension Coalition {
  /// The terminal that a message is from, by its fields 42 and 41; nil for one that is not registered.
  package func posAccess(acceptor: String, number: String) async throws -> POSAccess? {
    let numbers = POSTerminalCache.Numbers(acceptor: acceptor, number: number)
    let now = clock.now()
    if let known = posTerminalCache.entry(numbers, at: now) { return known.access }
    let generation = posTerminalCache.generation
    let vault = keyVault
    let access = try await database.read { tx -> POSAccess? in
      let condition: SQL = "WHERE acceptor = \(acceptor) AND number = \(number)"
      guard let terminal = try tx.queryFirst(POSTerminal.select + condition, { POSTerminal($0) }) else {
        return nil
      }
      return POSAccess(terminal: terminal, keys: try tx.posKeys(of: terminal.id, vault))
    }
    posTerminalCache.remember(access, numbers, of: generation, at: now)
    return access
  }

  /// One terminal that speaks ISO 8583.
  /// - Throws: `AccessRefusal`, ``POSRefusal/posTerminalNotFound``.
  package func posTerminal(_ id: TerminalID, by principal: Principal) async throws -> POSTerminal {
    try principal.require(.readMerchants)
    return try await database.read { try $0.requirePOSTerminal(id, by: principal) }
  }

  /// Terminals that speak ISO 8583, newest first; of one merchant when it is named.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func posTerminals(
    of merchant: MerchantID? = nil, _ page: PageRequest<Identified.Terminal> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<POSTerminal> {
    try principal.require(.readMerchants)
    if let merchant, !principal.sees(merchant) { throw MerchantRefusal.merchantNotFound }
    let whose = merchant ?? principal.merchant
    return try await database.read { tx in
      var ofMerchant: SQL = whose.map { "AND pos_terminal.merchant_id = \($0) " } ?? ""
      if let own = principal.stores { ofMerchant += "AND terminal.store_id IN (\(own.sorted())) " }
      let found = try tx.query(
        POSTerminal.select + "WHERE pos_terminal.terminal_id < \(page.bound) " + ofMerchant
          + "ORDER BY pos_terminal.terminal_id DESC LIMIT \(page.limit + 1)"
      ) { POSTerminal($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// Writes down when terminals were last heard, those of the last moments in one commit.
  package func noteTerminalsSeen() async throws {
    let seen = posTerminalCache.takeSeen()
    if seen.isEmpty { return }
    try await database.write { tx in
      for (terminal, moment) in seen.sorted(by: { $0.key < $1.key }) {
        try tx.execute("UPDATE pos_terminal SET seen_at = \(moment) WHERE terminal_id = \(terminal)")
      }
    }
  }
}

extension Storage.Transaction {
  func posKeys(of terminal: TerminalID, _ vault: KeyVault) throws -> POSKeys? {
    let sealed = try queryFirst(
      "SELECT master_key, pin_key, mac_key, track_key FROM pos_terminal WHERE terminal_id = \(terminal)"
    ) { row in
      (
        master: row[0] as [UInt8]?, pin: row[1] as [UInt8]?, mac: row[2] as [UInt8]?,
        track: row[3] as [UInt8]?
      )
    }
    guard let sealed, let master = sealed.master else { return nil }
    return POSKeys(
      master: try vault.opened(master, .master, of: terminal),
      pin: try sealed.pin.map { try vault.opened($0, .pin, of: terminal) },
      mac: try sealed.mac.map { try vault.opened($0, .mac, of: terminal) },
      track: try sealed.track.map { try vault.opened($0, .track, of: terminal) })
  }
}
