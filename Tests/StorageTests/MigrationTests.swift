import DatabaseTesting
import Foundation
import Storage
import Testing

@Suite(.emptyDatabase) struct MigrationTests {
  private static let first = Migration(
    version: 1, name: "members",
    script: """
      -- the people; and their codes
      CREATE TABLE member (
        id {id},
        note {text} NOT NULL DEFAULT 'a;
      b', -- kept; always
        photo {bytes}
      ) {strict};
      CREATE TABLE tag (member_id BIGINT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (member_id, tag))
        {strict}, {without_rowid};
      -- only sqlite
      CREATE TRIGGER tag_kept BEFORE DELETE ON tag BEGIN
        SELECT raise(ABORT, 'kept');
        SELECT 1;
      END;
      -- only postgres
      CREATE FUNCTION two() RETURNS BIGINT LANGUAGE plpgsql AS $body$ BEGIN
        RETURN 2;
      END; $body$;
      """)
  private static let second = Migration(
    version: 2, name: "notes", script: "ALTER TABLE member ADD COLUMN extra TEXT;\n")

  /// What a release had must stay as it was, and come before what is new: a database that has run it takes
  /// nothing else (`released-migrations.txt` gets the new ones at each release).
  @Test func `what was released is there unchanged, and whatever is new comes after it`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/released-migrations.txt")
    let released = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(released.count >= 70)
    let bundled = try Migration.bundled().map { migration in
      let digits = String(migration.version)
      let zeros = String(repeating: "0", count: 4 - digits.count)
      return "\(zeros)\(digits)_\(migration.name) \(migration.checksum)"
    }
    #expect(Array(bundled.prefix(released.count)) == released)
  }

  @Test func `migrations run once, in order`() async throws {
    let database = try TestDatabase.open()
    let migrator = try Migrator([Self.second, Self.first])
    #expect(try await migrator.pending(database).map(\.version) == [1, 2])
    #expect(try await migrator.migrate(database, now: 5).map(\.version) == [1, 2])
    #expect(try await migrator.migrate(database, now: 6).isEmpty)
    #expect(try await migrator.pending(database).isEmpty)
    let notes = try await database.write { tx in
      try tx.query("INSERT INTO member (extra) VALUES ('x') RETURNING id, note") {
        ($0[0], $0[1]) as (Int, String)
      }
    }
    #expect(notes.first?.0 == 1)
    #expect(notes.first?.1 == "a;\nb")
  }

  @Test func `a migration that fails leaves nothing of itself`() async throws {
    let database = try TestDatabase.open()
    let broken = Migration(
      version: 2, name: "broken", script: "CREATE TABLE half (id BIGINT);\nCREATE TABEL;\n")
    await #expect(throws: DatabaseError.self) {
      try await Migrator([Self.first, broken]).migrate(database, now: 0)
    }
    #expect(try await Migrator([Self.first, Self.second]).migrate(database, now: 0).map(\.version) == [2])
    await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.query("SELECT id FROM half") { $0[0] as Int } }
    }
  }

  @Test func `a changed, an unknown and a late migration are refused`() async throws {
    let database = try TestDatabase.open()
    try await Migrator([Self.first, Self.second]).migrate(database, now: 0)
    func refusal(_ migrations: [Migration]) async -> DatabaseError? {
      let error = await #expect(throws: DatabaseError.self) {
        try await Migrator(migrations).migrate(database, now: 0)
      }
      #expect(error?.kind == .migration)
      return error
    }
    let edited = Migration(version: 2, name: "notes", script: Self.second.script + " ")
    #expect(await refusal([Self.first, edited])?.message.contains("was changed after it had run") == true)
    #expect(await refusal([Self.first])?.message.contains("made by a newer one") == true)
    let late = Migration(version: 0, name: "late", script: "SELECT 1;")
    #expect(await refusal([late, Self.first, Self.second])?.message.contains("comes behind") == true)
  }

  @Test func `eight servers that start at once migrate once`() async throws {
    let database = try TestDatabase.open()
    let done = try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { try await Migrator([Self.first, Self.second]).migrate(database, now: 0).count }
      }
      return try await group.reduce(0, +)
    }
    #expect(done == 2)
  }

  @Test func `a statement without its end and an unknown token are refused`() {
    for script in ["SELECT 1", "SELECT '1;\n", "SELECT {blob};"] {
      #expect(throws: DatabaseError.self) { try StatementSplitter.statements(of: script, for: .sqlite) }
    }
    #expect(throws: DatabaseError.self) { try Migrator([Self.first, Self.first]) }
  }

  @Test(.database, arguments: Engine.available)
  func `the program's own migrations run on both engines`(engine: Engine) async throws {
    let database = try await engine.makeDatabase()
    #expect(try await Migrator.bundled().pending(database).isEmpty)
  }
}
