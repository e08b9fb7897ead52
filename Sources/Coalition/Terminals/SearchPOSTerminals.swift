package import Ledger
internal import Storage

/// How ready a terminal is to trade.
package enum POSReadiness: String, CaseIterable, Sendable {
  /// It trades.
  case signedIn = "signed_in"
  /// It has its key; the cashier signs in.
  case signedOut = "signed_out"
  /// Two people enter its master key first.
  case keyMissing = "key_missing"
  /// It was switched off.
  case disabled
}

extension POSTerminal {
  package var readiness: POSReadiness {
    if status == .disabled { return .disabled }
    if masterKeyCheck == nil { return .keyMissing }
    return isSignedIn ? .signedIn : .signedOut
  }
}

/// Which terminals a list shows; all given conditions must hold.
package struct POSTerminalQuery: Sendable, Hashable {
  package var merchant: MerchantID?
  package var readiness: POSReadiness?
  /// A whole terminal number, merchant number or code.
  package var text: String?
  /// Those that could trade and were not heard of since.
  package var silentSince: Instant?

  package init() {}
}

extension Coalition {
  /// Terminals that speak ISO 8583, newest first.
  /// - Throws: `AccessRefusal`.
  package func posTerminals(
    _ query: POSTerminalQuery, _ page: PageRequest<Identified.Terminal> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<POSTerminal> {
    try principal.require(.readMerchants)
    if let merchant = query.merchant, !principal.sees(merchant) { return Page([], limit: page.limit) }
    var condition: SQL = "WHERE pos_terminal.terminal_id < \(page.bound)"
    if let merchant = query.merchant ?? principal.merchant {
      condition += " AND pos_terminal.merchant_id = \(merchant)"
    }
    if let own = principal.stores { condition += " AND terminal.store_id IN (\(own.sorted()))" }
    if let text = query.text {
      condition += " AND (number = \(text) OR acceptor = \(text) OR terminal.code = \(text))"
    }
    if let moment = query.silentSince {
      condition += """
         AND pos_terminal.seen_at < \(moment) AND terminal.status = 'enabled'
          AND master_key_check IS NOT NULL
        """
    }
    switch query.readiness {
    case .disabled: condition += " AND terminal.status = 'disabled'"
    case .keyMissing: condition += " AND terminal.status = 'enabled' AND master_key_check IS NULL"
    case .signedOut:
      condition +=
        " AND terminal.status = 'enabled' AND master_key_check IS NOT NULL AND signed_in_at = 0"
    case .signedIn:
      condition +=
        " AND terminal.status = 'enabled' AND master_key_check IS NOT NULL AND signed_in_at <> 0"
    case nil: break
    }
    let chosen = condition
    return try await database.read { tx in
      let found = try tx.query(
        POSTerminal.select + chosen + " ORDER BY pos_terminal.terminal_id DESC LIMIT \(page.limit + 1)"
      ) { POSTerminal($0) }
      return Page(found, limit: page.limit)
    }
  }
}
