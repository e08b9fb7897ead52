import DatabaseTesting
import Foundation
import Storage
import Testing

@Suite(.emptyDatabase) struct SQLiteDatabaseTests {
  private static func open() async throws -> SQLiteDatabase {
    try #require(try await Engine.sqlite.makeDatabase(.empty) as? SQLiteDatabase)
  }

  @Test(arguments: [Engine.sqlite]) func `readers never checkpoint, and the writer is as safe as it can be`(
    engine: Engine
  ) async throws {
    let database = try await Self.open()
    try await database.write { tx in
      try tx.run(script: "CREATE TABLE kept (id BIGINT PRIMARY KEY)")
      try tx.insert(into: "kept", columns: ["id"], rows: (1...1_000).map { [.int64($0)] })
    }
    let reader = try await database.read { tx in
      try ["wal_autocheckpoint", "mmap_size"].map { try tx.queryFirst("PRAGMA \(raw: $0)") { $0[0] as Int } }
    }
    #expect(reader[0] == 0)
    #expect(reader[1] ?? 0 == 0)
    let writer = try await database.write { tx in
      try ["synchronous", "foreign_keys"].map { try tx.queryFirst("PRAGMA \(raw: $0)") { $0[0] as Int } }
    }
    #expect(writer == [2, 1])
    let size = try FileManager.default.attributesOfItem(atPath: database.path)[.size] as? Int
    // A reader that is told to checkpoint moves nothing out of the log.
    _ = try? await database.read { try $0.query("PRAGMA wal_checkpoint(TRUNCATE)") { $0[0] as Int } }
    #expect(try FileManager.default.attributesOfItem(atPath: database.path)[.size] as? Int == size)
    try await database.checkpoint()
    #expect(try FileManager.default.attributesOfItem(atPath: database.path)[.size] as? Int != size)
  }

  @Test(arguments: [Engine.sqlite]) func `a copy holds what was committed`(engine: Engine) async throws {
    let database = try await Self.open()
    try await database.write { tx in
      try tx.run(script: "CREATE TABLE kept (id BIGINT PRIMARY KEY)")
      try tx.execute("INSERT INTO kept VALUES (7)")
    }
    let path = database.path + ".copy"
    try await database.copy(to: path)
    let copy = try SQLiteDatabase(path: path)
    #expect(try await copy.read { try $0.query("SELECT id FROM kept") { $0[0] as Int } } == [7])
    try await copy.close()
    await #expect(throws: DatabaseError.self) { try await database.copy(to: path) }
  }

  @Test(arguments: [(3_040_001, 1), (3_051_002, 1), (3_051_003, 0), (3_060_000, 0)])
  func `an old library is warned of`(version: Int, warnings: Int) {
    #expect(SQLiteDatabase.warnings(libraryVersion: version).count == warnings)
  }
}
