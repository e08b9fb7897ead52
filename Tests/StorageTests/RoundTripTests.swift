import DatabaseTesting
import Storage
import Testing

@Suite(.emptyDatabase) struct RoundTripTests {
  private static let table = """
    CREATE TABLE kept (id BIGINT PRIMARY KEY, number BIGINT, real {real}, text {text}, bytes {bytes}) {strict}
    """

  private static let rows: [[SQLValue]] = [
    [.int64(1), .int64(.min), .double(-0.1), .text(""), .blob([])],
    [
      .int64(2), .int64(.max), .double(1e300),
      .text("通宝 \\ \t \r\n 'x' \"y\" 🏮 \\N \\."), .blob([0, 255, 92, 10]),
    ],
    [.int64(3), .int64(0), .double(0), .text("\u{1}é"), .blob(Array(0...255))],
    [.int64(4), .null, .null, .null, .null],
  ]

  private static func stored(_ database: any Database) async throws -> [[SQLValue]] {
    try await database.read { tx in
      try tx.query("SELECT id, number, real, text, bytes FROM kept ORDER BY id") { row in
        var values: [SQLValue] = []
        for index in 0..<row.count { values.append(row.value(at: index)) }
        return values
      }
    }
  }

  @Test func `every kind of value comes back as it was bound`() async throws {
    let database = try TestDatabase.open()
    try await database.write { tx in
      try tx.run(script: tx.dialect.resolve(Self.table))
      for row in Self.rows {
        let insert: SQL = "INSERT INTO kept VALUES (\(row[0]), \(row[1]), \(row[2]), \(row[3]), \(row[4]))"
        let changed = try tx.execute(insert.typingNulls())
        #expect(changed == 1)
      }
    }
    #expect(try await Self.stored(database) == Self.rows)
  }

  @Test func `every kind of value comes back as it was inserted in bulk`() async throws {
    let database = try TestDatabase.open()
    let count = try await database.write { tx in
      try tx.run(script: tx.dialect.resolve(Self.table))
      return try tx.insert(into: "kept", columns: ["id", "number", "real", "text", "bytes"], rows: Self.rows)
    }
    #expect(count == Self.rows.count)
    #expect(try await Self.stored(database) == Self.rows)
  }

  @Test func `a bulk insert of many rows stores each once, and an uneven row none`() async throws {
    let database = try TestDatabase.open()
    let rows = (1...20_000).map { [SQLValue.int64($0), .text("row \($0)")] }
    let stored = try await database.write { tx in
      try tx.run(script: tx.dialect.resolve(Self.table))
      try tx.insert(into: "kept", columns: ["id", "text"], rows: rows)
      return try tx.queryFirst("SELECT count(*), CAST(sum(id) AS BIGINT) FROM kept") {
        ($0[0], $0[1]) as (Int, Int)
      }
    }
    #expect(stored?.0 == 20_000)
    #expect(stored?.1 == 200_010_000)
    await #expect(throws: DatabaseError.self) {
      try await database.write { tx in
        try tx.insert(
          into: "kept", columns: ["id", "text"],
          rows: [[.int64(30_000), .text("a")], [.int64(30_001)]])
      }
    }
    #expect(try await Self.stored(database).count == 20_000)
  }

  @Test func `of many rows those whose key is taken are left out, and what stands stays`() async throws {
    let database = try TestDatabase.open()
    let rows = (1...5_000).map { [SQLValue.int64($0), .text("new")] }
    let (inserted, old, new) = try await database.write { tx in
      try tx.run(script: tx.dialect.resolve(Self.table))
      try tx.execute("INSERT INTO kept (id, text) VALUES (1, 'old'), (4000, 'old')")
      let inserted = try tx.insertAbsent(into: "kept", columns: ["id", "text"], rows: rows + [rows[7]])
      let count = { (text: String) in
        try tx.queryFirst("SELECT count(*) FROM kept WHERE text = \(text)") { $0[0] as Int } ?? 0
      }
      return (inserted, try count("old"), try count("new"))
    }
    #expect(inserted == 4_998)
    #expect(old == 2)
    #expect(new == 4_998)
    await #expect(throws: DatabaseError.self) {
      try await database.write { tx in
        try tx.insertAbsent(
          into: "kept", columns: ["id", "text"], rows: [[.int64(9_000), .text("a")], [.int64(9_001)]])
      }
    }
    #expect(try await Self.stored(database).count == 5_000)
  }

  @Test func `optional columns, flags and enums decode by the wanted type`() async throws {
    let database = try TestDatabase.open()
    let row = try await database.read { tx in
      try tx.queryFirst("SELECT \(Int64?.none), \(true), \(SQLTests.Status.closed), \(Int?.some(5))") {
        ($0[0], $0[1], $0[2], $0[3]) as (Int64?, Bool, SQLTests.Status, Int?)
      }
    }
    let (absent, flag, status, present) = try #require(row)
    #expect(absent == nil && flag && status == .closed && present == 5)
  }

  @Test func `a column of another type is an error that names it`() async throws {
    let database = try TestDatabase.open()
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { tx in
        try tx.query("SELECT \("abc") AS code") { $0[0] as Int64 }
      }
    }
    #expect(error?.kind == .decoding)
    #expect(error?.message == "column 0 (code) does not hold a Int64")
  }

  @Test func `lists match their members, and an empty one nothing and everything but`() async throws {
    let database = try TestDatabase.open()
    let found = try await database.read { tx in
      let among: SQL =
        "SELECT id FROM (SELECT \(7) AS id UNION ALL SELECT \(9) UNION ALL SELECT \(11)) AS n WHERE id"
      return [
        try tx.query("\(among) IN (\([11, 7, 8])) ORDER BY id") { $0[0] as Int },
        try tx.query("\(among) NOT IN (\([7, 9, 12])) ORDER BY id") { $0[0] as Int },
        try tx.query("\(among) IN (\([Int]())) ORDER BY id") { $0[0] as Int },
        try tx.query("\(among) NOT IN (\([Int]())) ORDER BY id") { $0[0] as Int },
      ]
    }
    #expect(found == [[7, 11], [11], [], [7, 9, 11]])
  }

  @Test func `text sorts by code point`() async throws {
    let database = try TestDatabase.open()
    let sorted = try await database.write { tx in
      try tx.run(script: tx.dialect.resolve(Self.table))
      try tx.insert(
        into: "kept", columns: ["id", "text"],
        rows: ["é", "b", "B", "a", "Z"].enumerated().map { [.int64(Int64($0)), .text($1)] })
      return try tx.query("SELECT text FROM kept ORDER BY text") { $0[0] as String }
    }
    #expect(sorted == ["B", "Z", "a", "b", "é"])
  }
}

extension SQL {
  /// A bare NULL goes as text; a number's or blob's column wants its own type.
  fileprivate func typingNulls() -> SQL {
    let types: [SQLType] = [.bigint, .bigint, .double, .text, .bytes]
    var next = 0
    return SQL(
      parts: parts.map { part in
        guard case .argument(let value, _) = part else { return part }
        defer { next += 1 }
        return .argument(value, as: types[next])
      })
  }
}
