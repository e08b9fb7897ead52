package import Ledger
internal import Storage

extension Coalition {
  /// When each of the terminals was last heard of, whatever kind it is; those never heard of are left out.
  /// - Throws: `AccessRefusal`.
  package func terminalsSeen(
    _ terminals: [Terminal], by principal: Principal
  ) async throws -> [TerminalID: Instant] {
    try principal.require(.readMerchants)
    let own = terminals.filter { principal.sees($0.merchant, $0.store) }.map(\.id).sorted()
    if own.isEmpty { return [:] }
    return try await database.read { tx in
      // Tills, browsers and devices each keep it in a row of their own.
      let rows =
        try tx.query("SELECT terminal_id, seen_at FROM pos_terminal WHERE terminal_id IN (\(own))") {
          ($0[0] as TerminalID, $0[1] as Instant)
        }
        + tx.query(
          "SELECT terminal_id, seen_at FROM seat_browser WHERE terminal_id IN (\(own)) AND ended_at IS NULL"
        ) { ($0[0] as TerminalID, $0[1] as Instant) }
        + tx.query(
          """
          SELECT device.terminal_id, api_key.used_at FROM device JOIN api_key ON api_key.id = device.key_id
          WHERE device.terminal_id IN (\(own)) AND device.state = 'active' AND api_key.used_at IS NOT NULL
          """
        ) { ($0[0] as TerminalID, $0[1] as Instant) }
      return Dictionary(rows.filter { $0.1 > .distantPast }, uniquingKeysWith: max)
    }
  }
}
