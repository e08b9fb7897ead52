import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct CaseTests {
  private static let day = BusinessDay(daysSince1970: 20_514)

  private func draft(_ merchant: Merchant, _ key: String = "2026-03-01/ONE/7") -> CaseDraft {
    CaseDraft(
      .amountDiffers, from: .dayFile, subjectKey: key, channel: .merchantSystem, merchant: merchant.id,
      day: Self.day, ours: AcquiringCase.Side(points: 120, reference: "R7"),
      theirs: AcquiringCase.Side(points: 100, minorUnits: 10_000), reason: .said("points differ"))
  }

  @Test func `a difference raised twice is one case, as it was first`() async throws {
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("ONE")
    let first = try await platform.coalition.raiseCase(draft(merchant))
    var again = draft(merchant)
    again.theirs.points = 1
    let second = try await platform.coalition.raiseCase(again)
    #expect(first.isNew && !second.isNew && first.id == second.id)
    let file = try await platform.coalition.caseFile(first.id, by: .system)
    #expect(file.found.theirs.points == 100 && file.found.ours.reference == "R7")
    #expect(file.found.state == .open && file.found.day == Self.day && file.found.owner == nil)
  }

  @Test func `a case is written with what the transaction writes, or not at all`() async throws {
    struct Stop: Error {}
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("ONE")
    let (coalition, draft) = (platform.coalition, draft(merchant))
    await #expect(throws: Stop.self) {
      try await coalition.database.write { tx in
        try coalition.raiseCase(draft, in: tx)
        throw Stop()
      }
    }
    #expect(try await coalition.cases(by: .system).items.isEmpty)
    #expect(try await coalition.raiseCase(draft).isNew)
  }

  @Test func `of many who raise the same difference, one opens the case`() async throws {
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("ONE")
    let (coalition, draft) = (platform.coalition, draft(merchant))
    let raised = try await withThrowingTaskGroup(of: RaisedCase.self) { group in
      for _ in 0..<20 { group.addTask { try await coalition.raiseCase(draft) } }
      return try await group.reduce(into: [RaisedCase]()) { $0.append($1) }
    }
    #expect(raised.count { $0.isNew } == 1 && Set(raised.map(\.id)).count == 1)
  }

  @Test func `a merchant sees its own cases, filters and pages`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("ONE"), try await platform.merchant("TWO"))
    for number in 0..<5 { try await coalition.raiseCase(draft(one, "one \(number)")) }
    let foreign = try await coalition.raiseCase(draft(two, "two")).id
    let caller = platform.caller(of: one)
    #expect(try await coalition.cases(by: caller).items.count == 5)
    #expect(try await coalition.cases(by: .system).items.count == 6)
    let page = try await coalition.cases(CaseQuery(), PageRequest(limit: 2), by: caller)
    #expect(page.hasMore && page.items.count == 2)
    var query = CaseQuery()
    query.merchant = two.id
    #expect(try await coalition.cases(query, by: caller).items.isEmpty)
    query = CaseQuery()
    query.kind = .missingHere
    #expect(try await coalition.cases(query, by: .system).items.isEmpty)
    await #expect(throws: CaseRefusal.caseNotFound) { try await coalition.caseFile(foreign, by: caller) }
    await #expect(throws: CaseRefusal.caseNotFound) {
      try await coalition.noteOnCase(foreign, "mine", by: caller)
    }
  }

  @Test func `a case is assigned, noted, corrected by two people and closed`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("ONE")
    let member = try await platform.member("13800138000")
    let (worker, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let id = try await coalition.raiseCase(draft(merchant)).id
    let assigned = try await coalition.assignCase(id, to: worker.id, by: worker.principal)
    #expect(assigned.found.owner == worker.id)
    try await coalition.noteOnCase(id, "the till was offline", by: platform.caller(of: merchant))
    let proposal = AdjustProposal(member: member.id, asset: AssetID(1), points: 20, memo: "")
    let proposed = try await coalition.proposeForCase(id, proposal, reason: "seen", by: worker.principal)
    #expect(proposed.found.state == .proposed && proposed.notes.map(\.words) == ["the till was offline"])
    let approval = try #require(proposed.found.approval)
    await #expect(throws: CaseRefusal.approvalPending) {
      try await coalition.closeCase(id, resolution: "done", by: worker.principal)
    }
    await #expect(throws: CaseRefusal.approvalPending) {
      try await coalition.proposeForCase(id, proposal, reason: "again", by: worker.principal)
    }
    _ = try await coalition.approve(approval, by: reviewer.principal) { _ in .succeeded("txn_1") }
    let closed = try await coalition.closeCase(id, resolution: "corrected", by: worker.principal)
    #expect(closed.found.state == .closed && closed.found.resolution == "corrected")
    #expect(try await coalition.closeCase(id, resolution: "else", by: worker.principal) == closed)
    await #expect(throws: CaseRefusal.closed) {
      try await coalition.noteOnCase(id, "late", by: worker.principal)
    }
    let trail = try await coalition.database.read { tx in
      try tx.query(
        "SELECT action FROM audit_log WHERE subject = \("case/\(id.rawValue)") ORDER BY number"
      ) { $0[0] as String }
    }
    #expect(trail == ["case.raise", "case.assign", "case.note", "case.propose", "case.close"])
  }

  @Test func `a rejected correction leaves the case to be worked on`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("ONE")
    let member = try await platform.member("13800138000")
    let (worker, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let id = try await coalition.raiseCase(draft(merchant)).id
    let proposal = AdjustProposal(member: member.id, asset: AssetID(1), points: 20, memo: "")
    let first = try await coalition.proposeForCase(id, proposal, reason: "seen", by: worker.principal)
    _ = try await coalition.reject(
      try #require(first.found.approval), reason: "no receipt", by: reviewer.principal)
    let second = try await coalition.proposeForCase(id, proposal, reason: "here", by: worker.principal)
    #expect(second.found.approval != first.found.approval)
  }

  @Test func `a refused proposal leaves neither approval nor change`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("ONE")
    let worker = try await platform.user("wang", .service)
    let id = try await coalition.raiseCase(draft(merchant)).id
    let nobody = AdjustProposal(member: MemberID(5), asset: AssetID(1), points: 20, memo: "")
    await #expect(throws: MemberRefusal.memberNotFound) {
      try await coalition.proposeForCase(id, nobody, reason: "seen", by: worker.principal)
    }
    #expect(try await coalition.caseFile(id, by: .system).found.state == .open)
    #expect(try await coalition.approvals(by: worker.principal).items.isEmpty)
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.proposeForCase(id, nobody, reason: "s", by: platform.caller(of: merchant, .all))
    }
  }
}
