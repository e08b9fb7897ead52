import DatabaseTesting
import Storage
import Testing

@Suite(.emptyDatabase) struct TransactionTests {
  private struct Refused: Error {}

  private static func prepared() async throws -> any Database {
    let database = try TestDatabase.open()
    try await database.write { tx in
      try tx.run(
        script: """
          CREATE TABLE member (
            id BIGINT PRIMARY KEY, code TEXT NOT NULL, tier BIGINT, UNIQUE (tier, code))
          """)
      try tx.run(
        script: """
          CREATE TABLE lot (
            id BIGINT PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES member,
            remaining BIGINT NOT NULL CONSTRAINT remaining_is_not_negative CHECK (remaining >= 0))
          """)
      try tx.execute("INSERT INTO member VALUES (1, 'a', 1)")
      try tx.execute("INSERT INTO lot VALUES (1, 1, 0)")
    }
    return database
  }

  private static func remaining(_ database: any Database) async throws -> Int? {
    try await database.read { try $0.queryFirst("SELECT remaining FROM lot WHERE id = 1") { $0[0] } }
  }

  @Test func `a body that throws leaves everything as it was`() async throws {
    let database = try await Self.prepared()
    await #expect(throws: Refused.self) {
      try await database.write { tx in
        try tx.execute("UPDATE lot SET remaining = 50")
        throw Refused()
      }
    }
    #expect(try await Self.remaining(database) == 0)
  }

  @Test func `a body that swallows a failed statement commits nothing`() async throws {
    let database = try await Self.prepared()
    let error = await #expect(throws: DatabaseError.self) {
      try await database.write { tx in
        try tx.execute("UPDATE lot SET remaining = 50")
        _ = try? tx.execute("INSERT INTO member VALUES (1, 'b', 1)")
      }
    }
    #expect(error?.isUniqueViolation(of: "id") == true)
    #expect(try await Self.remaining(database) == 0)
  }

  @Test func `a read cannot write`() async throws {
    let database = try await Self.prepared()
    await #expect(throws: DatabaseError.self) {
      try await database.read { _ = try $0.execute("UPDATE lot SET remaining = 50") }
    }
    #expect(try await Self.remaining(database) == 0)
  }

  @Test func `violations tell which rule was broken, and no row contents`() async throws {
    let database = try await Self.prepared()
    func failure(_ sql: SQL) async -> DatabaseError? {
      await #expect(throws: DatabaseError.self) { try await database.write { _ = try $0.execute(sql) } }
    }
    let unique = await failure("INSERT INTO member VALUES (\(2), \("a"), \(1))")
    #expect(unique?.isUniqueViolation(of: "tier", "code") == true)
    #expect(unique?.description.contains("(1, a)") == false)
    if case .foreignKeyViolation = await failure("INSERT INTO lot VALUES (\(2), \(77), \(1))")?.kind {
    } else {
      Issue.record("a missing member was not a foreign key violation")
    }
    #expect(
      await failure("INSERT INTO lot VALUES (\(2), \(1), \(-1))")?.kind
        == .checkViolation(constraint: "remaining_is_not_negative"))
    #expect(
      await failure("INSERT INTO member VALUES (\(2), \(String?.none), \(1))")?.kind
        == .notNullViolation(table: "member", column: "code"))
    #expect(await failure("SELEKT 1")?.kind == .other)
  }

  @Test func `the count of a statement is of the rows it changed`() async throws {
    let database = try await Self.prepared()
    let counts = try await database.write { tx in
      [
        try tx.execute("UPDATE lot SET remaining = 1 WHERE id = 1"),
        try tx.execute("UPDATE lot SET remaining = 1 WHERE id = 99"),
        try tx.execute("INSERT INTO member VALUES (1, 'a', 1) ON CONFLICT DO NOTHING"),
        try tx.execute("DELETE FROM lot"),
      ]
    }
    #expect(counts == [1, 0, 0, 1])
  }

  @Test func `concurrent bodies that read and then write lose no update`() async throws {
    let database = try await Self.prepared()
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<5 {
            try await database.write { tx in
              let before = try tx.queryFirst("SELECT remaining FROM lot WHERE id = 1") { $0[0] as Int }
              try tx.execute("UPDATE lot SET remaining = \((before ?? 0) + 1) WHERE id = 1")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await Self.remaining(database) == 20)
  }
}
