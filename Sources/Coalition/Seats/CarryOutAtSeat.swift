internal import Ledger
internal import LedgerStore
internal import Storage

/// What came of an order at a seat.
package enum SeatOutcome: Sendable, Hashable {
  case booked(Receipt)
  /// Nothing moved, and nothing will with this key.
  case declined(Decline)
  /// It may have been booked or not: ask for the key.
  case unknown
}

extension Coalition {
  /// Asks the ledger for what a cashier wants, under a key of this seat.
  ///
  /// The entry is written first, so that a lost answer can be asked for; the same key books once, whatever
  /// happens. What a check refuses before the ledger is thrown, and the entry says so.
  /// - Throws: `SeatRefusal`, and the refusals of ``carryOut(_:key:by:)``.
  package func carryOutAtSeat(
    _ order: SeatOrder, key: String, by session: Session
  ) async throws -> SeatOutcome {
    let seat = try session.requireSeat()
    guard SeatEntry.isKey(key) else { throw SeatRefusal.keyInvalid }
    try await register(order, key, at: seat, by: session)
    let outcome: SeatOutcome
    do {
      outcome = .booked(
        try await carryOut(order.order, key: SeatEntry.ledgerKey(key), by: session.principal))
    } catch OrderRefusal.declined(let decline) {
      outcome = .declined(decline)
    } catch OrderRefusal.busy, OrderRefusal.outcomeUnknown {
      return .unknown
    } catch OrderRefusal.idempotencyMismatch(let earlier) {
      // Something else was done under the key, and stands as it was.
      throw OrderRefusal.idempotencyMismatch(earlier)
    } catch let error where error.isRefusal {
      try await note(.refused, of: key, at: seat)
      throw error
    }
    return try await note(outcome, of: key, at: seat)
  }

  /// What became of a key of this seat; asks the ledger where that is not known yet.
  /// - Throws: `SeatRefusal.entryNotFound`, `AccessRefusal`.
  package func outcome(
    ofEntry key: String, by session: Session
  ) async throws -> (entry: SeatEntry, outcome: SeatOutcome) {
    let seat = try session.requireSeat()
    guard let entry = try await database.read({ try $0.seatEntry(key, of: seat) }) else {
      throw SeatRefusal.entryNotFound
    }
    if entry.state == .refused || entry.state == .dropped { return (entry, .unknown) }
    let found: Receipt?
    do {
      found = try await transaction(key: SeatEntry.ledgerKey(key), by: session.principal)
    } catch let refusal as AccessRefusal { throw refusal } catch {
      // The ledger cannot say now, so nothing is known that was not before.
      return (entry, .unknown)
    }
    guard let found else { return (entry, .unknown) }
    let outcome: SeatOutcome
    switch Receipt.result(of: found.transaction, isReplay: true) {
    case .success: outcome = .booked(found)
    case .failure(OrderRefusal.declined(let decline)): outcome = .declined(decline)
    case .failure(let error): throw error
    }
    if entry.state != .sent { return (entry, outcome) }
    try await note(outcome, of: key, at: seat)
    return (try await database.read { try $0.seatEntry(key, of: seat) } ?? entry, outcome)
  }

  /// Makes sure that a key whose outcome is not known never counts (冲正); what it did is undone.
  /// - Throws: `SeatRefusal.entryNotFound`, and the refusals of ``carryOut(_:key:by:)``.
  package func dropEntry(_ key: String, by session: Session) async throws {
    let seat = try session.requireSeat()
    let (entry, outcome) = try await outcome(ofEntry: key, by: session)
    guard entry.state == .sent, outcome == .unknown else { return }
    let ledgerKey = SeatEntry.ledgerKey(key)
    do {
      _ = try await reverse(
        ledgerKey, occasion: Occasion(.seat, memo: "outcome unknown"), key: ledgerKey + "/reversal",
        by: session.principal)
    } catch OrderRefusal.declined(let decline) where decline.refusal == .transactionNotFound {
      // It never arrived, and is refused from now on.
    }
    try await note(.dropped, of: key, at: seat)
  }

  /// Asks for every entry of the shift whose outcome is not known.
  func settleEntries(of shift: SeatShift, by session: Session) async throws {
    let open = try await database.read { tx in
      try tx.query("SELECT request_key FROM seat_entry WHERE shift_id = \(shift.id) AND state = 'sent'") {
        $0[0] as String
      }
    }
    for key in open { _ = try await outcome(ofEntry: key, by: session) }
  }

  /// Writes the entry before the ledger is asked; one of the key that is on its way or done stays as it is.
  private func register(
    _ order: SeatOrder, _ key: String, at seat: SeatBrowser, by session: Session
  ) async throws {
    let now = clock.now()
    let user = session.user.id
    try await database.write { tx in
      let known = try tx.seatEntry(key, of: seat)
      // What a check refused may be mended and sent again, as long as the shift runs.
      if let known, known.state != .refused { return }
      guard let shift = try tx.openShift(of: user, at: seat.id), shift.id == known?.shift ?? shift.id,
        let place = try tx.nextPlace(in: shift.id)
      else { throw SeatRefusal.shiftClosed }
      try order.checkOffline(at: now)
      try tx.checkOfflineTotals(with: order, in: shift.id)
      if case .void(let original) = order.act { try tx.requireVoidable(original, in: shift.id) }
      try tx.execute(
        """
        INSERT INTO seat_entry (merchant_id, request_key, shift_id, place, kind, state, money, taken_at,
          original_id, points, at, prints)
        VALUES (\(seat.merchant), \(key), \(shift.id), \(place), \(order.kind), 'sent', \(order.money),
          \(order.takenAt), \(order.original), 0, \(now), 0)
        ON CONFLICT (merchant_id, request_key) DO UPDATE SET place = excluded.place, kind = excluded.kind,
          state = excluded.state, money = excluded.money, taken_at = excluded.taken_at,
          original_id = excluded.original_id, at = excluded.at
        WHERE seat_entry.state = 'refused' AND seat_entry.shift_id = excluded.shift_id
        """)
      // It is another seat's key.
      if try tx.seatEntry(key, of: seat) == nil { throw SeatRefusal.keyInvalid }
    }
  }

  @discardableResult
  private func note(
    _ outcome: SeatOutcome, of key: String, at seat: SeatBrowser
  ) async throws -> SeatOutcome {
    let (state, id): (SeatEntry.State, TransactionID)
    switch outcome {
    case .booked(let receipt): (state, id) = (.booked, receipt.transaction.id)
    case .declined(let decline): (state, id) = (.declined, decline.transaction)
    case .unknown: return outcome
    }
    let kept = try await ledger.transaction(id)
    let effect = kept.flatMap { kept in kept.touches.first.map { kept.effect(on: $0.wallet) } } ?? 0
    let points: Points = state == .booked ? effect : 0
    let member: MemberID? = kept.flatMap { $0.subject.member.isGiven ? $0.subject.member : nil }
    let asset: AssetID? = kept.flatMap { $0.subject.asset.isGiven ? $0.subject.asset : nil }
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE seat_entry SET state = \(state), transaction_id = \(id), member_id = \(member),
          asset_id = \(asset), points = \(points)
        WHERE merchant_id = \(seat.merchant) AND request_key = \(key) AND state <> 'dropped'
        """)
    }
    return outcome
  }

  /// Refused is only what was not answered yet; dropped is also what was booked while it was being dropped,
  /// since its reversal has undone it.
  private func note(_ state: SeatEntry.State, of key: String, at seat: SeatBrowser) async throws {
    let from: [SeatEntry.State] = state == .dropped ? [.sent, .booked, .declined] : [.sent]
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE seat_entry SET state = \(state), points = 0
        WHERE merchant_id = \(seat.merchant) AND request_key = \(key) AND state IN (\(from))
        """)
    }
  }
}

extension SeatEntry {
  /// Keys are made by pages and by browsers; what they may hold is small.
  static func isKey(_ text: String) -> Bool {
    8...64 ~= text.utf8.count
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
      }
  }

  /// Apart from the keys of the merchant's own programs.
  static func ledgerKey(_ key: String) -> String { "seat/" + key }
}

extension Storage.Transaction {
  /// Takes the shift's row, so that entries and the shift's end wait for one another; nil where it has ended.
  fileprivate func nextPlace(in shift: SeatShiftID) throws -> Int64? {
    try queryFirst(
      """
      UPDATE seat_shift SET entry_count = entry_count + 1 WHERE id = \(shift) AND closed_at IS NULL
      RETURNING entry_count
      """
    ) { $0[0] as Int64 }
  }

  fileprivate func checkOfflineTotals(with order: SeatOrder, in shift: SeatShiftID) throws {
    guard order.takenAt != nil else { return }
    let taken = try queryFirst(
      """
      SELECT count(*), CAST(coalesce(sum(money), 0) AS BIGINT) FROM seat_entry
      WHERE shift_id = \(shift) AND taken_at IS NOT NULL AND state IN ('sent', 'booked')
      """
    ) { (count: $0[0] as Int64, money: $0[1] as Int64) }
    guard let taken, taken.count < SeatOffline.mostEntriesOfShift,
      taken.money + (order.money ?? 0) <= SeatOffline.mostMoneyOfShift
    else { throw SeatRefusal.offlineTooMuch }
  }

  fileprivate func requireVoidable(_ original: TransactionID, in shift: SeatShiftID) throws {
    let last = try queryFirst(
      """
      SELECT transaction_id FROM seat_entry WHERE shift_id = \(shift) AND state = 'booked'
        AND kind IN ('earn', 'spend', 'topup')
        AND NOT EXISTS (
          SELECT 1 FROM seat_entry AS undone WHERE undone.shift_id = \(shift)
            AND undone.original_id = seat_entry.transaction_id AND undone.kind = 'void'
            AND undone.state = 'booked'
        )
      ORDER BY place DESC LIMIT 1
      """
    ) { $0[0] as TransactionID? }
    guard last == original else { throw SeatRefusal.nothingToVoid }
  }
}
