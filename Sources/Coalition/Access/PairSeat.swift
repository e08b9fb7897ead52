internal import Crypto
package import Ledger
internal import Storage

/// A browser that is a seat (坐席): it stands for a terminal of a store.
package struct SeatBrowser: Sendable, Hashable {
  package let id: SeatBrowserID
  package let merchant: MerchantID
  package let store: StoreID
  package let terminal: TerminalID
  package let pairedAt: Instant
  /// When somebody last worked at it, to within half a minute.
  package let seenAt: Instant
  package let endedAt: Instant?
}

/// A code with which one browser becomes a seat; it is never shown again.
package struct PairingCode: Sendable {
  /// Two groups of four characters: 40 random bits, for 15 minutes, behind the delays of sign-in.
  package let code: String
  package let expiresAt: Instant
}

/// A browser that has become a seat.
package struct PairedSeat: Sendable {
  package let seat: SeatBrowser
  /// 256 random bits in base 32, for a cookie that lasts; only its hash is kept.
  package let token: String
}

extension Coalition {
  static let pairingSeconds: Int64 = 15 * 60

  /// Makes a code for a terminal that is a seat; an earlier code of it ends.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`, `DeviceRefusal.wrongTerminalKind`.
  package func createPairingCode(
    forTerminal id: TerminalID, by principal: Principal
  ) async throws -> PairingCode {
    try principal.require(.writeMerchants)
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    let expiresAt = now.adding(seconds: Self.pairingSeconds)
    let random = ids.bytes(5).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    let text = Crockford.text(random, bitCount: 40)
    let hash = pairingHash(text)
    try await database.write { tx in
      guard let terminal = try tx.terminal(id), principal.sees(terminal.merchant, terminal.store) else {
        throw MerchantRefusal.terminalNotFound
      }
      guard terminal.kind == .seat else { throw DeviceRefusal.wrongTerminalKind }
      try tx.execute("DELETE FROM seat_pairing WHERE terminal_id = \(id)")
      try tx.execute(
        """
        INSERT INTO seat_pairing (code_hash, terminal_id, created_by, created_at, expires_at)
        VALUES (\(hash), \(id), \(principal.actor.answerable), \(now), \(expiresAt))
        """)
      try append(
        Change(action: "seat.pairing_code", subject: "terminal/\(id.rawValue)"), by: principal.actor, in: tx)
    }
    return PairingCode(code: "\(text.prefix(4))-\(text.suffix(4))", expiresAt: expiresAt)
  }

  /// Makes the browser that brings the code a seat; the browser that stood for the terminal before is one no
  /// more.
  ///
  /// Wrong codes delay the address, as failed sign-ins do.
  /// - Throws: `AccessRefusal.pairingCodeInvalid`, `.signInDelayed`.
  package func pairSeat(code: String, from address: String) async throws -> PairedSeat {
    let subject = failureSubject(CountedAddress(address), kind: "pairing")
    let place = TrySubject(hash: subject, freeFailures: Self.freeFailures)
    let paired = try await judging([place], in: .staff, from: address) {
      try await pair(with: code, from: address)
    }
    guard let paired else { throw AccessRefusal.pairingCodeInvalid }
    return paired
  }

  /// Nil where the code is none.
  private func pair(with code: String, from address: String) async throws -> PairedSeat? {
    let hash = pairingHash(code)
    let now = clock.now()
    let id: SeatBrowserID = ids.next()
    let token = sessionToken()
    let seat = try await database.write { tx -> SeatBrowser? in
      let found = try tx.queryFirst(
        """
        DELETE FROM seat_pairing WHERE code_hash = \(hash) AND expires_at > \(now)
        RETURNING terminal_id, created_by
        """
      ) { (terminal: $0[0] as TerminalID, by: $0[1] as Int64) }
      guard let found, let terminal = try tx.terminal(found.terminal), terminal.status == .enabled,
        terminal.kind == .seat
      else { return nil }
      try tx.endSeat("terminal_id = \(terminal.id)", at: now)
      try tx.execute(
        """
        INSERT INTO seat_browser (id, token_hash, merchant_id, terminal_id, paired_by, paired_at, seen_at)
        VALUES (\(id), \(APISecret.hash(token)), \(terminal.merchant), \(terminal.id), \(found.by), \(now),
          \(now))
        """)
      // Whoever made the code answers for the browser; the person in front of it is not known yet.
      try append(
        Change(
          action: "seat.pair", subject: "seat/\(id.rawValue)", after: "terminal/\(terminal.id.rawValue)"),
        by: Actor(kind: .user, id: found.by, answerable: found.by, origin: address), in: tx)
      return try tx.seatBrowser("seat_browser.id = \(id)")
    }
    return seat.map { PairedSeat(seat: $0, token: token) }
  }

  /// The seat that a browser's cookie names.
  /// - Throws: `AccessRefusal.seatNotPaired`, also where the terminal was switched off.
  package func seat(_ token: String) async throws -> SeatBrowser {
    guard token.utf8.count == 52 else { throw AccessRefusal.seatNotPaired }
    let hash = APISecret.hash(token)
    let found = try await database.read { tx -> SeatBrowser? in
      guard let seat = try tx.seatBrowser("token_hash = \(hash) AND ended_at IS NULL") else { return nil }
      return try tx.terminal(seat.terminal)?.status == .enabled ? seat : nil
    }
    guard let found else { throw AccessRefusal.seatNotPaired }
    return found
  }

  /// A merchant's seats that are paired, newest first.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func seats(of merchant: MerchantID, by principal: Principal) async throws -> [SeatBrowser] {
    try principal.require(.readMerchants)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    let found = try await database.read { tx in
      try tx.query(
        SeatBrowser.select
          + "WHERE seat_browser.merchant_id = \(merchant) AND ended_at IS NULL ORDER BY seat_browser.id DESC"
      ) { SeatBrowser($0) }
    }
    return found.filter { principal.sees($0.store) }
  }

  /// Ends a seat: its browser is one no more, and whoever is signed in there is signed out.
  /// - Throws: `AccessRefusal`.
  package func unpairSeat(_ id: SeatBrowserID, by principal: Principal) async throws {
    try principal.require(.writeMerchants)
    let now = clock.now()
    try await database.write { tx in
      guard let seat = try tx.seatBrowser("seat_browser.id = \(id)"),
        principal.sees(seat.merchant, seat.store)
      else { throw AccessRefusal.seatNotPaired }
      guard seat.endedAt == nil else { return }
      try tx.endSeat("id = \(id)", at: now)
      try append(
        Change(
          action: "seat.unpair", subject: "seat/\(id.rawValue)",
          before: "terminal/\(seat.terminal.rawValue)"),
        by: principal.actor, in: tx)
    }
  }

  /// Codes are read as people type them: small letters and missing hyphens do no harm.
  private func pairingHash(_ code: String) -> [UInt8] {
    let plain = code.prefix(40).uppercased().filter { $0 != "-" && $0 != " " }
    return Array(
      HMAC<SHA256>.authenticationCode(for: Array("pairing \(plain)".utf8), using: secrets.oneTimeCodeKey))
  }
}

extension SeatBrowser {
  static let select: SQL = """
    SELECT seat_browser.id, seat_browser.merchant_id, terminal.store_id, terminal_id, paired_at, seen_at,
      ended_at
    FROM seat_browser JOIN terminal ON terminal.id = seat_browser.terminal_id 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], merchant: row[1], store: row[2], terminal: row[3], pairedAt: row[4], seenAt: row[5],
      endedAt: row[6])
  }
}

extension Storage.Transaction {
  func seatBrowser(_ condition: SQL) throws -> SeatBrowser? {
    try queryFirst(SeatBrowser.select + "WHERE " + condition) { SeatBrowser($0) }
  }

  /// Ends the seats that the condition names and the sessions opened there.
  func endSeat(_ condition: SQL, at now: Instant) throws {
    try execute(
      """
      DELETE FROM session WHERE browser_id IN (SELECT id FROM seat_browser WHERE
      """ + " " + condition + ")")
    try execute("UPDATE seat_browser SET ended_at = \(now) WHERE ended_at IS NULL AND " + condition)
  }
}
