import DatabaseTesting
import Foundation
import PostgresClient
import Storage
import Testing

/// How the test server is reached encrypted (bin/with-postgres); nil without a server.
private let address = ProcessInfo.processInfo.environment["TONGBAO_TEST_POSTGRES_TLS"]

/// What the connection string asks of TLS is kept to, both ways.
@Suite(.enabled(if: address != nil)) struct PostgresTLSTests {
  private func isEncrypted(_ address: String) async throws -> Bool {
    let database = PostgresDatabase(PostgresConfiguration(connectionString: address), attempts: 1)
    let answer = try await database.read { tx in
      try tx.query("SELECT CASE WHEN ssl THEN 1 ELSE 0 END FROM pg_stat_ssl WHERE pid = pg_backend_pid()") {
        $0[0] as Int32
      }
    }
    try await database.close()
    return answer == [1]
  }

  @Test func `a server that proves to be the one named is spoken to encrypted`() async throws {
    #expect(try await isEncrypted(#require(address)))
  }

  @Test(arguments: [
    // The certificate is the address's, not this name's.
    ("@127.0.0.1:", "@localhost:"),
    // Nobody is there to vouch for it.
    ("sslrootcert=", "sslrootcert=/nowhere"),
    ("sslmode=verify-full", "sslmode=disable"),
    ("postgresql://tongbao:", "postgresql://tongbao:wrong"),
  ])
  func `a server that does not, or a way that it does not take, is a connection error`(
    part: String, other: String
  ) async throws {
    let changed = try #require(address).replacing(part, with: other)
    let error = await #expect(throws: DatabaseError.self) { try await isEncrypted(changed) }
    #expect(error?.kind == .connection)
  }
}
