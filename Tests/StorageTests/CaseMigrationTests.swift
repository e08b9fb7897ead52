import DatabaseTesting
import Storage
import Testing

/// A database of before the bank's differences, with a case, what was said of it and the line that raised it,
/// is brought up to date and keeps all three.
@Suite(.emptyDatabase) struct CaseMigrationTests {
  private static let before: [SQL] = [
    """
    INSERT INTO merchant (id, code, name_hans, name_hant, name_en, status, created_at, updated_at)
    VALUES (3, 'M3', 'M', 'M', 'M', 'active', 1, 1)
    """,
    """
    INSERT INTO acquiring_case (id, source, subject_key, kind, channel, merchant_id, store_id, terminal_id,
      member_id, asset_id, day, our_transaction, our_points, our_amount, our_reference, their_points,
      their_amount, their_reference, reason, reason_details, state, resolution, created_at, updated_at)
    VALUES (7, 'day_file', 'line 5', 'amount_differs', 1, 3, 4, 5, 6, 8, 20000, 9, 10, 11, 'ours', 12, NULL,
      'theirs', 'day_file_line', '2026-03-04 1 5', 'open', '', 13, 14)
    """,
    """
    INSERT INTO acquiring_case_note (case_id, number, actor_kind, actor_id, at, words)
    VALUES (7, 1, 'user', 15, 16, 'who was it?')
    """,
    """
    INSERT INTO day_file (id, merchant_id, day, sequence, is_last, currency, state, lines, points, amount,
      sha256, actor_kind, actor_id, answerable_id, may_earn, position, created_at, finished_at)
    VALUES (17, 3, 20000, 1, 1, 'CNY', 'done', 1, 12, 0, \([UInt8](repeating: 1, count: 32)), 'key', 18, 18,
      0, 1, 19, 20)
    """,
    """
    INSERT INTO day_file_line (file_id, number, merchant_id, key, kind, points, amount, member, occurred_at,
      reference, is_posting, state, fault, transaction_id, our_points, our_amount, case_id)
    VALUES (17, 5, 3, 'k', 'earn', 12, NULL, 'm', 21, 'r', 0, 'amount_differs', '', 9, 10, 11, 7)
    """,
  ]

  @Test func `cases, their notes and the lines that raised them outlast the change of kinds`() async throws {
    let database = try TestDatabase.open()
    let all = try Migration.bundled()
    try await Migrator(all.filter { $0.version <= 154 }).migrate(database, now: 1)
    try await database.write { tx in for statement in Self.before { try tx.execute(statement) } }
    let done = try await Migrator(all).migrate(database, now: 2)
    #expect(done.map(\.version).contains(155))
    try await database.read { tx in
      let found = try tx.queryFirst(
        """
        SELECT source, kind, merchant_id, our_points, our_amount, their_points, their_amount, their_reference,
          reason_details, state, updated_at, currency FROM acquiring_case WHERE id = 7
        """
      ) { row in
        let texts: [String] = [row[0], row[1], row[7], row[8], row[9], row[11]]
        let numbers: [Int64?] = [row[2], row[3], row[4], row[5], row[6], row[10]]
        return (texts, numbers)
      }
      #expect(found?.0 == ["day_file", "amount_differs", "theirs", "2026-03-04 1 5", "open", ""])
      #expect(found?.1 == [3, 10, 11, 12, nil, 14])
      let words = try tx.query("SELECT words FROM acquiring_case_note WHERE case_id = 7") {
        $0[0] as String
      }
      #expect(words == ["who was it?"])
      let line = try tx.queryFirst(
        "SELECT case_id, key, points, amount, our_amount FROM day_file_line WHERE file_id = 17 AND number = 5"
      ) { ($0[0] as Int64, $0[1] as String, $0[2] as Int64, $0[3] as Int64?, $0[4] as Int64?) }
      #expect(line?.0 == 7 && line?.1 == "k" && line?.2 == 12 && line?.3 == nil && line?.4 == 11)
    }
    // What names a case still needs one that is there, and a case of the bank's needs no merchant.
    for table: SQL in [
      "INSERT INTO acquiring_case_note (case_id, number, actor_kind, actor_id, at, words)"
        + " VALUES (99, 1, 'user', 1, 1, 'x')",
      "UPDATE day_file_line SET case_id = 99 WHERE file_id = 17", "DELETE FROM acquiring_case WHERE id = 7",
    ] {
      await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute(table) } }
    }
    let bank: SQL = """
      INSERT INTO acquiring_case (id, source, subject_key, kind, channel, store_id, terminal_id, member_id,
        asset_id, day, our_transaction, our_reference, their_reference, reason, currency, state, resolution,
        created_at, updated_at)
      VALUES (8, 'bank_file', 'x', 'currency_differs', 1, 0, 0, 0, 0, 20000, 0, '', '', '', 'CNY', 'open', '',
        1, 1)
      """
    try await database.write { _ = try $0.execute(bank) }
  }
}
