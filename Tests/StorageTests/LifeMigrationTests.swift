import DatabaseTesting
import Storage
import Testing

/// How long points of a programme of before there were days, quarters and exact months live, is what it was.
@Suite(.emptyDatabase) struct LifeMigrationTests {
  @Test func `every stored end outlasts the new table`() async throws {
    let database = try TestDatabase.open()
    let all = try Migration.bundled()
    try await Migrator(all.filter { $0.version < 200 }).migrate(database, now: 1)
    let rules: [(merchant: Int64, rule: String, value: Int64)] = [
      (0, "months", 12), (1, "rolling", 6), (2, "fixed_date", 20_000), (3, "end_of_year", 0), (4, "never", 0),
    ]
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO program (asset_id, code, kind, name_hans, name_hant, name_en, status, decimals, currency,
          worth_points, worth_minor_units, refund_extension_days, is_debt_allowed, transfer_minimum,
          transfer_fee_basis_points, transfer_fee_mode, proof_free_points, created_at, updated_at)
        VALUES (1, 'TB', 'universal', 'T', 'T', 'T', 'active', 0, 'CNY', 500, 100, 30, 1, 1, 0, 'on_top', 0,
          1, 1)
        """)
      for line in rules {
        try tx.execute(
          """
          INSERT INTO program_validity (asset_id, merchant_id, origin, rule, value)
          VALUES (1, \(line.merchant), 'awarded', \(line.rule), \(line.value))
          """)
      }
    }
    let done = try await Migrator(all).migrate(database, now: 2)
    #expect(done.map(\.version).contains(200))
    let found = try await database.read { tx in
      try tx.query("SELECT merchant_id, rule, value FROM program_validity ORDER BY merchant_id") { row in
        "\(row[0] as Int64) \(row[1] as String) \(row[2] as Int64)"
      }
    }
    #expect(found == rules.map { "\($0.merchant) \($0.rule) \($0.value)" })
    for rule in ["days", "exact_months", "end_of_quarter"] {
      try await database.write { tx in
        try tx.execute("UPDATE program_validity SET rule = \(rule), value = 3 WHERE merchant_id = 0")
      }
    }
  }
}
