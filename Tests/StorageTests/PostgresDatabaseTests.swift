import DatabaseTesting
import Dispatch
import PostgresClient
import Storage
import Testing

private let servers = Engine.available.filter { $0 == .postgres }

@Suite(.emptyDatabase) struct PostgresDatabaseTests {
  private static func open(
    attempts: Int = 12, _ change: (inout PostgresConfiguration) -> Void = { _ in }
  ) async throws -> PostgresDatabase {
    let made = try #require(try await Engine.postgres.makeDatabase(.empty) as? PostgresDatabase)
    var configuration = made.pool.configuration
    change(&configuration)
    return PostgresDatabase(configuration, attempts: attempts)
  }

  private static func terminateOthers(_ database: PostgresDatabase) async throws {
    let configuration = database.pool.configuration
    let other = PostgresPool(configuration)
    try await other.run { session in
      _ = try session.execute(
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database()
        """)
    }
    await other.close()
  }

  @Test(arguments: servers)
  func `a database works on after its connections were ended`(engine: Engine) async throws {
    let database = try await Self.open()
    try await database.write { try $0.run(script: "CREATE TABLE kept (id BIGINT PRIMARY KEY)") }
    try await Self.terminateOthers(database)
    try await database.write { _ = try $0.execute("INSERT INTO kept VALUES (\(1))") }
    try await Self.terminateOthers(database)
    #expect(try await database.read { try $0.query("SELECT id FROM kept") { $0[0] as Int } } == [1])
    try await database.close()
  }

  @Test(arguments: servers)
  func `a statement that takes too long is a time-out`(engine: Engine) async throws {
    let database = try await Self.open { $0.statementTimeoutMilliseconds = 20 }
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { _ = try $0.execute("SELECT pg_sleep(30)") }
    }
    #expect(error?.kind == .timeout)
    #expect(error?.code == "57014")
    try await database.close()
  }

  @Test(arguments: servers)
  func `more callers than connections are told so after the wait`(engine: Engine) async throws {
    let database = try await Self.open(attempts: 1) {
      $0.maximumConnections = 1
      $0.waitMilliseconds = 20
    }
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let busy = Task {
      try await database.read { tx in
        start.yield()
        // Holds the only connection until the server ends it below.
        try tx.execute("SELECT pg_sleep(30)")
      }
    }
    for await _ in started { break }
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.query("SELECT 1") { $0[0] as Int } }
    }
    #expect(error?.kind == .busy)
    #expect(error?.message == "all 1 connections were busy for 20 ms")
    try await Self.terminateOthers(database)
    _ = await busy.result
    try await database.close()
  }

  @Test(arguments: servers)
  func `a stale plan is prepared anew`(engine: Engine) async throws {
    let database = try await Self.open { $0.maximumConnections = 1 }
    try await database.write { tx in
      try tx.run(script: "CREATE TABLE kept (id BIGINT PRIMARY KEY)")
      try tx.execute("INSERT INTO kept VALUES (\(1))")
    }
    func widths() async throws -> [Int] {
      try await database.read { try $0.query("SELECT * FROM kept") { $0.count } }
    }
    #expect(try await widths() == [1])
    try await database.write { try $0.run(script: "ALTER TABLE kept ADD COLUMN note TEXT") }
    #expect(try await widths() == [2])
    try await database.close()
  }

  @Test(arguments: servers)
  func `prepared statements beyond the capacity still run`(engine: Engine) async throws {
    let database = try await Self.open {
      $0.maximumConnections = 1
      $0.statementCacheCapacity = 3
    }
    for round in 0..<2 {
      for number in 0..<10 {
        let sql: SQL = "SELECT \(round) + \(raw: "\(number)")"
        #expect(try await database.read { try $0.queryFirst(sql) { $0[0] as Int } } == round + number)
      }
    }
    let prepared = try await database.read {
      try $0.queryFirst("SELECT count(*) FROM pg_prepared_statements") { $0[0] as Int }
    }
    #expect(prepared == 3)
    try await database.close()
  }

  @Test(arguments: servers)
  func `two bodies that would both take the last unit do not both commit`(
    engine: Engine
  ) async throws {
    let database = try await Self.open()
    try await database.write { tx in
      try tx.run(script: "CREATE TABLE taken (id BIGINT PRIMARY KEY)")
    }
    // Write skew: both have counted before either adds a row of its own.
    let turns = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    try await withThrowingTaskGroup { group in
      for id in 0..<2 {
        group.addTask {
          try await database.write { tx in
            let count = try tx.queryFirst("SELECT count(*) FROM taken") { $0[0] as Int } ?? 0
            // Once for each attempt that may follow, so that a second one need not meet the other body again.
            for _ in 0..<database.attempts { turns[1 - id].signal() }
            turns[id].wait()
            if count < 1 { try tx.execute("INSERT INTO taken VALUES (\(id))") }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.read { try $0.queryFirst("SELECT count(*) FROM taken") { $0[0] as Int } } == 1)
    try await database.close()
  }

  @Test(arguments: servers)
  func `a conflict that never ends is reported after the attempts`(engine: Engine) async throws {
    let database = try await Self.open(attempts: 3)
    let (runs, ran) = AsyncStream.makeStream(of: Void.self)
    let error = await #expect(throws: DatabaseError.self) {
      try await database.write { tx in
        ran.yield()
        try tx.run(script: "DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$")
      }
    }
    ran.finish()
    #expect(error?.kind == .serialization)
    #expect(await runs.reduce(0) { count, _ in count + 1 } == 3)
    try await database.close()
  }

  @Test(arguments: servers)
  func `a server that is not there is a connection error`(engine: Engine) async throws {
    let database = PostgresDatabase(
      PostgresConfiguration(connectionString: "postgresql:///none?host=/nowhere"), attempts: 1)
    let error = await #expect(throws: DatabaseError.self) { try await database.read { _ in 1 } }
    #expect(error?.kind == .connection)
  }
}
