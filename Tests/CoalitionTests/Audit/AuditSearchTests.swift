import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct AuditSearchTests {
  @Test func `lines are found by who, what, about what, from where and when`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let chief = try await platform.user("chief", .administrator)
    var there = chief.principal.actor
    there.origin = "192.0.2.7"
    let caller = Principal(kind: .platform, scopes: .all, actor: there)
    platform.clock.advance(seconds: 3_600)
    let merchant = try await coalition.createMerchant(code: "m1", names: Names("m1"), by: caller)
    platform.clock.advance(seconds: 3_600)
    _ = try await coalition.updateMerchant(merchant.id, status: .suspended, by: caller)
    _ = try await platform.merchant("m2")

    func found(_ set: (inout AuditQuery) -> Void) async throws -> [String] {
      var query = AuditQuery()
      set(&query)
      return try await coalition.searchAudit(query, by: caller).items.map(\.action)
    }
    let mine = ["merchant.update", "merchant.create"]
    #expect(try await found { $0.person = chief.id } == mine)
    #expect(try await found { $0.origin = "192.0.2.7" } == mine)
    #expect(try await found { $0.subject = "merchant/\(merchant.id.rawValue)" } == mine)
    #expect(try await found { $0.action = "merchant.create" } == ["merchant.create", "merchant.create"])
    let hour = TestPlatform.start.adding(seconds: 3_600)
    #expect(try await found { $0.from = hour } == ["merchant.create", "merchant.update", "merchant.create"])
    #expect(try await found { $0.from = hour.adding(seconds: 1) } == ["merchant.create", "merchant.update"])
    #expect(try await found { $0.until = hour } == ["user.create"])
    #expect(
      try await found {
        $0.from = hour
        $0.until = hour.adding(seconds: 1)
      } == ["merchant.create"])
    #expect(try await found { $0.from = hour.adding(seconds: 7_200) } == [])
    #expect(try await found { $0.until = TestPlatform.start } == [])
    #expect(try await found { $0.person = OperatorID(7) } == [])
    let update = try await coalition.searchAudit(AuditQuery(), by: caller).items[1]
    #expect(update.before.contains("active") && update.after.contains("suspended"))
    await #expect(throws: AccessRefusal.scopeMissing(.audit)) {
      try await coalition.searchAudit(
        AuditQuery(), by: Principal(kind: .platform, scopes: .readMembers, actor: there))
    }
  }

  @Test func `pages follow each other without a gap`() async throws {
    let platform = try TestPlatform.open()
    for number in 1...7 { _ = try await platform.merchant("m\(number)") }
    var numbers: [Int64] = []
    var before = Int64.max
    while true {
      let page = try await platform.coalition.searchAudit(
        AuditQuery(), before: before, limit: 3, by: .system)
      numbers += page.items.map(\.number)
      guard page.hasMore, let last = page.items.last else { break }
      before = last.number
    }
    #expect(numbers == [7, 6, 5, 4, 3, 2, 1])
  }

  @Test func `the last proof is kept, whole or broken`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    for number in 1...3 { _ = try await platform.merchant("m\(number)") }
    #expect(try await coalition.lastAuditCheck(by: .system) == nil)
    #expect(try await coalition.checkAudit(by: .system).verdict == .intact(count: 3))
    #expect(try await coalition.lastAuditCheck(by: .system)?.at == TestPlatform.start)
    try await coalition.database.write { tx in
      _ = try tx.execute("UPDATE audit_log SET origin = 'elsewhere' WHERE number = 2")
    }
    _ = try await coalition.checkAudit(by: .system)
    #expect(try await coalition.lastAuditCheck(by: .system)?.verdict == .broken(at: 2))
  }
}
