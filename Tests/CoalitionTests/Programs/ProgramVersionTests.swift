import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct ProgramVersionTests {
  private struct Hall {
    let platform: TestPlatform
    let program: Program
    let author: OperatorUser
    let finance: OperatorUser

    var coalition: Coalition { platform.coalition }

    static func open() async throws -> Hall {
      let platform = try TestPlatform.open()
      let draft = ProgramDraft(
        code: "TB", names: Names("TB"), worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")))
      return Hall(
        platform: platform, program: try await platform.coalition.createProgram(draft, by: .system),
        author: try await platform.user("author", .operations),
        finance: try await platform.user("finance", .finance))
    }

    func propose(
      base: Int = 1, from: Instant? = nil, _ change: (inout Program) -> Void
    ) async throws -> Approval {
      var new = try await coalition.program(program.asset)
      change(&new)
      let proposal = ProgramProposal(
        program.asset, base: base, settings: ProgramSettings(new), from: from)
      return try await coalition.propose(.program(proposal), reason: "r", by: author.principal)
    }

    @discardableResult func approve(_ approval: Approval) async throws -> Approval {
      try await coalition.approve(approval.id, by: finance.principal) { try await coalition.execute($0) }
    }

    func versions() async throws -> [ProgramVersion] {
      try await coalition.versions(of: program.asset, by: .system)
    }
  }

  @Test func `two people change a programme, and what it was stays to be read`() async throws {
    let hall = try await Hall.open()
    await #expect(throws: ApprovalRefusal.approvalRequired(.program)) {
      _ = try await hall.coalition.updateProgram(hall.program.asset, by: hall.author.principal) {
        $0.worth.points = 400
      }
    }
    hall.platform.clock.advance(seconds: 60)
    let proposed = try await hall.propose {
      $0.worth.points = 400
      $0.policies.isDebtAllowed = false
      $0.validity[.awarded] = .endOfQuarter(2)
    }
    #expect(try await hall.coalition.program(hall.program.asset) == hall.program)
    #expect(try await hall.approve(proposed).state == .succeeded)
    let changed = try await hall.coalition.program(hall.program.asset)
    #expect(changed.worth.points == 400 && !changed.policies.isDebtAllowed)
    #expect(changed.validity[.awarded] == .endOfQuarter(2))
    let versions = try await hall.versions()
    #expect(versions.map(\.number) == [2, 1] && versions[0].approval == proposed.id)
    #expect(versions[1].settings == ProgramSettings(hall.program))
    #expect(versions[0].settings == ProgramSettings(changed))
    let log = try await hall.coalition.auditLog(subject: "program/1", by: .system).items
    #expect(log[0].action == "program.update" && log[0].actor == hall.author.id.rawValue)
    #expect(log[0].before.contains("worth=500:100") && log[0].after.contains("worth=400:100"))
    // Carried out again, as after a crash, it makes no version more.
    #expect(
      try await hall.coalition.execute(proposed)
        == .succeeded(hall.coalition.publicIDs.text(hall.program.asset)))
    #expect(try await hall.versions().count == 2)
  }

  @Test func `a change with a day to come waits for its first moment`() async throws {
    let hall = try await Hall.open()
    let now = hall.platform.clock.clock.now()
    let proposed = try await hall.propose(from: now.adding(seconds: 3_600)) {
      $0.policies.proofFreePoints = 70
    }
    try await hall.approve(proposed)
    hall.platform.clock.advance(seconds: 3_599)
    #expect(try await hall.coalition.applyDueVersions() == 0)
    #expect(try await hall.coalition.program(hall.program.asset).policies.proofFreePoints == 0)
    #expect(try await hall.versions()[0].appliedAt == nil)
    // The platform itself does not change over what waits.
    await #expect(throws: ProgramRefusal.changedMeanwhile) {
      _ = try await hall.coalition.updateProgram(hall.program.asset, by: .system) { $0.status = .paused }
    }
    hall.platform.clock.advance(seconds: 1)
    #expect(try await hall.coalition.applyDueVersions() == 1)
    #expect(try await hall.coalition.applyDueVersions() == 0)
    #expect(try await hall.coalition.program(hall.program.asset).policies.proofFreePoints == 70)
    #expect(try await hall.versions()[0].appliedAt == now.adding(seconds: 3_600))
  }

  @Test func `of two changes upon the same version the second is declined`() async throws {
    let hall = try await Hall.open()
    let one = try await hall.propose { $0.status = .paused }
    let two = try await hall.propose { $0.policies.proofFreePoints = 5 }
    #expect(try await hall.approve(one).state == .succeeded)
    let declined = try await hall.approve(two)
    #expect(declined.state == .failed && declined.outcome == "changedMeanwhile")
    let program = try await hall.coalition.program(hall.program.asset)
    #expect(program.status == .paused && program.policies.proofFreePoints == 0)
    await #expect(throws: ProgramRefusal.changedMeanwhile) { try await hall.propose { $0.status = .active } }
  }

  @Test func `what changes nothing or cannot be is refused when it is proposed`() async throws {
    let hall = try await Hall.open()
    let now = hall.platform.clock.clock.now()
    await #expect(throws: ProgramRefusal.nothingChanged) { try await hall.propose { _ in } }
    await #expect(throws: ProgramRefusal.invalid(.worth)) { try await hall.propose { $0.worth.points = 0 } }
    await #expect(throws: ProgramRefusal.invalid(.validity)) {
      try await hall.propose { $0.validity[.awarded] = .exactMonths(0) }
    }
    await #expect(throws: ProgramRefusal.invalid(.effectiveAt)) {
      try await hall.propose(from: now.adding(seconds: 401 * 86_400)) { $0.status = .paused }
    }
    let service = try await hall.platform.user("service", .service)
    await #expect(throws: AccessRefusal.scopeMissing(.writePrograms)) {
      try await hall.coalition.propose(
        .program(ProgramProposal(hall.program.asset, base: 1, settings: ProgramSettings(hall.program))),
        reason: "r", by: service.principal)
    }
    let shop = hall.platform.caller(of: try await hall.platform.merchant("m1"), .all)
    await #expect(throws: AccessRefusal.operatorOnly) {
      _ = try await hall.coalition.versions(of: hall.program.asset, by: shop)
    }
    #expect(try await hall.versions().count == 1)
  }
}
