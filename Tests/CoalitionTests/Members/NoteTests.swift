import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct NoteTests {
  @Test func `a note is kept with its writer and its moment, and the log has not its words`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.user("one", .service), try await platform.user("two", .service))
    let member = try await platform.member("13800138000")
    try await coalition.noteOnMember(member.id, "called\r\ntwice", by: one.principal)
    platform.clock.advance(seconds: 60)
    try await coalition.noteOnMember(member.id, "calm now", by: two.principal)
    let notes = try await coalition.notes(of: member.id, by: one.principal)
    #expect(notes.map(\.words) == ["calm now", "called\ntwice"] && notes.map(\.number) == [2, 1])
    #expect(notes.map(\.by) == [two.id.rawValue, one.id.rawValue])
    #expect(notes[0].at == platform.clock.clock.now())
    #expect(try await coalition.notes(of: member.id, limit: 1, by: one.principal).count == 1)
    let log = try await coalition.auditLog(subject: "member/\(member.id.rawValue)", by: .system).items
    #expect(log.first?.action == "member.note" && log.allSatisfy { !$0.after.contains("calm") })
  }

  @Test func `a note that says nothing, says too much or hides something is refused`() async throws {
    let platform = try TestPlatform.open()
    let member = try await platform.member("13800138000")
    for words in ["", " \n ", String(repeating: "x", count: 501), "a\u{07}b"] {
      await #expect(throws: NoteRefusal.textInvalid) {
        try await platform.coalition.noteOnMember(member.id, words, by: .system)
      }
    }
    await #expect(throws: MemberRefusal.memberNotFound) {
      try await platform.coalition.noteOnMember(MemberID(9), "x", by: .system)
    }
    #expect(try await platform.coalition.notes(of: member.id, by: .system).isEmpty)
  }

  @Test func `who only reads writes none, and merchants see none`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let auditor = try await platform.user("auditor", .auditor)
    let member = try await platform.member("13800138000")
    await #expect(throws: AccessRefusal.scopeMissing(.writeMembers)) {
      try await coalition.noteOnMember(member.id, "x", by: auditor.principal)
    }
    let shop = platform.caller(of: try await platform.merchant("m1"), .all)
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.noteOnMember(member.id, "x", by: shop)
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      _ = try await coalition.notes(of: member.id, by: shop)
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      _ = try await coalition.messages(of: member.id, by: shop)
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      _ = try await coalition.devices(of: member.id, by: shop)
    }
  }

  @Test func `a member is found by their number and by any merchant's own, by the operator alone`()
    async throws
  {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let member = try await coalition.createMember(
      MemberDraft(.own("VIP-77", of: merchant.id), name: "Li"), by: .system)
    let other = try await platform.member("13800138001")
    func found(_ text: String, others: Set<MemberID> = []) async throws -> [MemberID] {
      var search = MemberSearch()
      search.text = text
      search.others = others
      return try await coalition.members(search, by: .system).items.map(\.id)
    }
    #expect(try await found("VIP-77") == [member.id])
    #expect(try await found("vip-77") == [])
    let digits = String(member.codeNumber)
    let number = String(repeating: "0", count: 9 - digits.count) + digits
    #expect(try await found(number) == [member.id])
    #expect(try await found("R-100", others: [other.id]) == [other.id])
  }
}
