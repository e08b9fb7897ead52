import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct ApprovalTests {
  private struct Crash: Error {}

  private func proposal(_ platform: TestPlatform) async throws -> ProposedOperation {
    let member = try await platform.member("13800138000")
    return .adjust(AdjustProposal(member: member.id, asset: AssetID(1), points: -50, memo: "wrong till"))
  }

  @Test func `another person approves and it is carried out`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (author, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let operation = try await proposal(platform)
    let proposed = try await coalition.propose(operation, reason: "till 7", by: author.principal)
    #expect(try await coalition.approvals(in: .requiresReview, by: reviewer.principal).items == [proposed])
    let done = try await coalition.approve(proposed.id, by: reviewer.principal) { approval in
      #expect(approval.operation == operation && approval.state == .approved)
      return .succeeded("txn_1")
    }
    #expect(done.state == .succeeded && done.outcome == "txn_1" && done.reviewer == reviewer.id)
    await #expect(throws: ApprovalRefusal.notPending(.succeeded)) {
      try await coalition.approve(proposed.id, by: reviewer.principal) { _ in .succeeded("") }
    }
  }

  @Test func `nobody decides on their own proposal, nor on one of their key`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let admin = try await platform.user("wang", .administrator)
    let operation = try await proposal(platform)
    let own = try await coalition.propose(operation, reason: "mine", by: admin.principal)
    let made = try await platform.approvedKey(
      APIKeyDraft(forOperator: "script", scopes: .all), by: admin.principal)
    let key = try await coalition.authenticate(bearer: made.secret)
    let byKey = try await coalition.propose(operation, reason: "mine", by: key)
    for id in [own.id, byKey.id] {
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        try await coalition.approve(id, by: admin.principal) { _ in .succeeded("") }
      }
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        try await coalition.reject(id, reason: "no", by: admin.principal)
      }
    }
    await #expect(throws: ApprovalRefusal.reviewerMustBePerson) {
      try await coalition.approve(own.id, by: key) { _ in .succeeded("") }
    }
    // The schema says the same, whatever the code does.
    await #expect(throws: DatabaseError.self) {
      try await coalition.database.write { tx in
        try tx.execute(
          "UPDATE approval SET state = 'approved', decided_at = 1, reviewer_id = author_id WHERE id = \(own.id.rawValue)"
        )
      }
    }
  }

  @Test func `of two who decide at once, one does`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let author = try await platform.user("wang", .service)
    let reviewers = [try await platform.user("li1", .reviewer), try await platform.user("li2", .reviewer)]
    let proposed = try await coalition.propose(
      try await proposal(platform), reason: "r", by: author.principal)
    let decided = await withTaskGroup(of: Bool.self) { group in
      for reviewer in reviewers {
        group.addTask {
          (try? await coalition.approve(proposed.id, by: reviewer.principal) { _ in .succeeded("x") }) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(decided == 1)
  }

  @Test func `a rejection needs a reason, a withdrawal the author`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (author, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let operation = try await proposal(platform)
    await #expect(throws: ApprovalRefusal.reasonMissing) {
      try await coalition.propose(operation, reason: " ", by: author.principal)
    }
    let first = try await coalition.propose(operation, reason: "r", by: author.principal)
    await #expect(throws: ApprovalRefusal.reasonMissing) {
      try await coalition.reject(first.id, reason: "", by: reviewer.principal)
    }
    #expect(try await coalition.reject(first.id, reason: "no", by: reviewer.principal).state == .rejected)
    let second = try await coalition.propose(operation, reason: "r", by: author.principal)
    await #expect(throws: ApprovalRefusal.notTheAuthor) {
      try await coalition.withdrawProposal(second.id, by: reviewer.principal)
    }
    #expect(try await coalition.withdrawProposal(second.id, by: author.principal).state == .withdrawn)
    await #expect(throws: ApprovalRefusal.notPending(.withdrawn)) {
      try await coalition.reject(second.id, reason: "no", by: reviewer.principal)
    }
  }

  @Test func `what nobody decides expires`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (author, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let proposed = try await coalition.propose(
      try await proposal(platform), reason: "r", by: author.principal)
    platform.clock.advance(seconds: 7 * 86_400)
    await #expect(throws: ApprovalRefusal.notPending(.expired)) {
      try await coalition.reject(proposed.id, reason: "late", by: reviewer.principal)
    }
    #expect(try await coalition.expireApprovals() == 1)
    #expect(try await coalition.approval(proposed.id, by: reviewer.principal).state == .expired)
  }

  @Test func `what was approved before a crash is carried out after it`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (author, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let proposed = try await coalition.propose(
      try await proposal(platform), reason: "r", by: author.principal)
    await #expect(throws: Crash.self) {
      try await coalition.approve(proposed.id, by: reviewer.principal) { _ in throw Crash() }
    }
    #expect(try await coalition.approval(proposed.id, by: reviewer.principal).state == .approved)
    #expect(try await coalition.resumeApprovals { _ in .failed("insufficient_points") } == 1)
    let done = try await coalition.approval(proposed.id, by: reviewer.principal)
    #expect(done.state == .failed && done.outcome == "insufficient_points")
    #expect(try await coalition.resumeApprovals { _ in .succeeded("") } == 0)
  }

  @Test func `one that cannot go on holds up no other`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (author, reviewer) = (
      try await platform.user("wang", .service), try await platform.user("lihua", .reviewer)
    )
    let operation = try await proposal(platform)
    var ids: [ApprovalID] = []
    for reason in ["one", "two"] {
      let proposed = try await coalition.propose(operation, reason: reason, by: author.principal)
      ids.append(proposed.id)
      await #expect(throws: Crash.self) {
        try await coalition.approve(proposed.id, by: reviewer.principal) { _ in throw Crash() }
      }
    }
    let first = try #require(ids.first)
    await #expect(throws: Crash.self) {
      try await coalition.resumeApprovals { if $0.id == first { throw Crash() } else { .succeeded("") } }
    }
    var states: [Approval.State] = []
    for id in ids { states.append(try await coalition.approval(id, by: reviewer.principal).state) }
    #expect(states == [.approved, .succeeded])
  }

  @Test func `impossible proposals and strangers are refused`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let zero = ProposedOperation.adjust(
      AdjustProposal(member: MemberID(1), asset: AssetID(1), points: 0, memo: ""))
    await #expect(throws: ApprovalRefusal.invalidOperation) {
      try await coalition.propose(zero, reason: "r", by: .system)
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.propose(zero, reason: "r", by: platform.caller(of: merchant, .all))
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.approvals(by: platform.caller(of: merchant, .all))
    }
  }
}
