import Coalition
import DatabaseTesting
import Storage
import Testing

@Suite(.database) struct AuditTests {
  private func platformWithLines() async throws -> Coalition {
    let platform = try TestPlatform.open()
    for number in 1...4 { _ = try await platform.merchant("m\(number)") }
    return platform.coalition
  }

  @Test func `an untouched log is intact`() async throws {
    let coalition = try await platformWithLines()
    #expect(try await coalition.verifyAudit() == .intact(count: 4))
  }

  @Test func `a refused operation leaves no line`() async throws {
    let platform = try TestPlatform.open()
    _ = try await platform.merchant("m1")
    await #expect(throws: MerchantRefusal.codeTaken) { try await platform.merchant("m1") }
    #expect(try await platform.coalition.verifyAudit() == .intact(count: 1))
  }

  @Test func `a changed line is found`() async throws {
    let changes: [SQL] = [
      "UPDATE audit_log SET state_after = 'm3 active M3' WHERE number = 3",
      "UPDATE audit_log SET actor_id = 5 WHERE number = 3",
      "UPDATE audit_log SET at = at + 1 WHERE number = 3",
      "DELETE FROM audit_log WHERE number = 3",
    ]
    let coalition = try await platformWithLines()
    for change in changes {
      let kept = try await coalition.database.read { tx in
        try tx.query("SELECT state_after, actor_id, at FROM audit_log WHERE number = 3") {
          (after: $0[0] as String, actor: $0[1] as Int64, at: $0[2] as Int64)
        }
      }
      guard let kept = kept.first else { break }
      try await coalition.database.write { _ = try $0.execute(change) }
      #expect(try await coalition.verifyAudit() == .broken(at: 3))
      try await coalition.database.write { tx in
        _ = try tx.execute(
          """
          UPDATE audit_log SET state_after = \(kept.after), actor_id = \(kept.actor), at = \(kept.at) WHERE
            number = 3
          """)
      }
    }
  }

  @Test func `a line cut off the end is found`() async throws {
    let coalition = try await platformWithLines()
    try await coalition.database.write { _ = try $0.execute("DELETE FROM audit_log WHERE number = 4") }
    #expect(try await coalition.verifyAudit() == .broken(at: 4))
  }

  @Test func `changes at the same moment make one chain`() async throws {
    let platform = try TestPlatform.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 { group.addTask { _ = try await platform.merchant("m\(number)") } }
      try await group.waitForAll()
    }
    #expect(try await platform.coalition.verifyAudit() == .intact(count: 8))
  }
}
