import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct RuleTests {
  private func adjust(
    _ platform: TestPlatform, _ points: Points, _ phone: String
  ) async throws
    -> ProposedOperation
  {
    let member = try await platform.member(phone)
    return .adjust(AdjustProposal(member: member.id, asset: AssetID(1), points: points, memo: "m"))
  }

  private func decide(
    _ platform: TestPlatform, _ approval: Approval, _ reviewer: OperatorUser
  ) async throws -> Approval {
    try await platform.coalition.approve(approval.id, by: reviewer.principal) {
      try await platform.coalition.execute($0)
    }
  }

  @Test func `the rule with the largest measure below the request says who decides`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let author = try await platform.user("author", .service)
    let risk = try await platform.user("risk", .risk)
    let finance = try await platform.user("finance", .finance)
    let cases: [(Points, Bool)] = [(1_000_000, false), (1_000_001, true), (-1_000_001, true)]
    for (index, (points, isLarge)) in cases.enumerated() {
      let proposed = try await coalition.propose(
        try await adjust(platform, points, "1380013800\(index)"), reason: "r", by: author.principal)
      #expect(proposed.reviewers.contains(.risk) == !isLarge)
      if isLarge {
        await #expect(throws: ApprovalRefusal.wrongReviewer(proposed.reviewers)) {
          try await coalition.reject(proposed.id, reason: "no", by: risk.principal)
        }
        #expect(
          try await coalition.reject(proposed.id, reason: "no", by: finance.principal).state == .rejected)
      } else {
        #expect(try await coalition.reject(proposed.id, reason: "no", by: risk.principal).state == .rejected)
      }
    }
  }

  @Test func `a rule changes by two people, and what moves points always needs two`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let chief = try await platform.user("chief", .administrator)
    let second = try await platform.user("second", .reviewer)
    let service = try await platform.user("service", .service)
    let risk = try await platform.user("risk", .risk)
    await #expect(throws: AccessRefusal.scopeMissing(.settings)) {
      try await coalition.propose(
        .rule(RuleProposal(removing: .adjust, above: 0)), reason: "r", by: service.principal)
    }
    let proposed = try await coalition.propose(
      .rule(RuleProposal(removing: .adjust, above: 0)), reason: "r", by: chief.principal)
    await #expect(throws: ApprovalRefusal.reviewerIsAuthor) { try await decide(platform, proposed, chief) }
    await #expect(throws: ApprovalRefusal.wrongReviewer([.administrator, .reviewer])) {
      try await decide(platform, proposed, risk)
    }
    #expect(try await decide(platform, proposed, second).state == .succeeded)
    #expect(
      try await coalition.approvalRules(by: chief.principal).filter { $0.operation == .adjust }.map(\.above)
        == [1_000_000])
    let small = try await coalition.propose(
      try await adjust(platform, 5, "13800138000"), reason: "r", by: service.principal)
    #expect(small.state == .requiresReview && small.reviewers.isEmpty)
    let blocking = try await coalition.propose(
      .rule(RuleProposal(ApprovalRule(.merge, above: 0, .block))), reason: "r", by: chief.principal)
    _ = try await decide(platform, blocking, second)
    let (one, two) = (try await platform.member("13800138001"), try await platform.member("13800138002"))
    await #expect(throws: ApprovalRefusal.blocked) {
      try await coalition.propose(
        .merge(MergeProposal(from: one.id, into: two.id)), reason: "r", by: service.principal)
    }
    let log = try await coalition.auditLog(subject: "rule/points.adjust", by: .system).items
    #expect(log.count == 1 && log[0].before.contains("require") && log[0].after.contains("none"))
  }

  @Test func `a rule that nobody could obey is refused`() async throws {
    let platform = try TestPlatform.open()
    for rule in [
      RuleProposal(ApprovalRule(.terms, above: -1, .require)),
      RuleProposal(ApprovalRule(.terms, above: 0, .require, reviewers: .service)),
      RuleProposal(ApprovalRule(.terms, above: 0, .require, reviewers: .cashier)),
    ] {
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await platform.coalition.propose(.rule(rule), reason: "r", by: .system)
      }
    }
  }

  @Test func `terms are set by two people, or by whoever the rules let alone`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let chief = try await platform.user("chief", .administrator)
    let finance = try await platform.user("finance", .finance)
    let merchant = try await platform.merchant("m1")
    let program = try await coalition.createProgram(
      ProgramDraft(
        code: "TB", names: Names("TB"), worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY"))),
      by: .system)
    let terms = MerchantTerms(
      merchant: merchant.id, asset: program.asset, earning: EarnTerms(2, perMinorUnits: 100),
      issuingLimit: 5_000, validity: [.awarded: .endOfMonth(6)])
    await #expect(throws: ApprovalRefusal.approvalRequired(.terms)) {
      try await coalition.setTerms(terms, by: chief.principal)
    }
    #expect(try await coalition.terms(of: merchant.id, in: program.asset) == nil)
    let proposed = try await coalition.propose(
      .terms(TermsProposal(terms)), reason: "contract", by: chief.principal)
    #expect(try await decide(platform, proposed, finance).state == .succeeded)
    #expect(try await coalition.terms(of: merchant.id, in: program.asset) == terms)
    let removing = try await coalition.propose(
      .rule(RuleProposal(removing: .terms, above: 0)), reason: "small alliance", by: chief.principal)
    _ = try await decide(platform, removing, try await platform.user("second", .reviewer))
    var changed = terms
    changed.isIssuing = false
    try await coalition.setTerms(changed, by: chief.principal)
    #expect(try await coalition.terms(of: merchant.id, in: program.asset) == changed)
  }

  @Test func `a programme is not made with services by one person, where its changes need two`()
    async throws
  {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let chief = try await platform.user("chief", .administrator)
    let worth = Worth(500, are: Money(minorUnits: 100, currency: "CNY"))
    func make(_ code: String, _ services: [PaidService: ServiceTerms]) async throws -> Program {
      var draft = ProgramDraft(code: code, names: Names(code), worth: worth)
      draft.merchant = try await platform.merchant(code).id
      draft.policies.services = services
      return try await coalition.createProgram(draft, by: chief.principal)
    }
    var terms = ServiceTerms()
    (terms.isOn, terms.price) = (true, worth)
    let selling = terms
    // Nor with a price that one word would put into force later.
    terms.isOn = false
    for (code, terms) in [("A", selling), ("B", terms)] {
      await #expect(throws: ApprovalRefusal.approvalRequired(.program)) {
        try await make(code, [.buying: terms])
      }
    }
    #expect(try await coalition.programs(by: .system).isEmpty)
    let plain = try await make("C", [:])
    #expect(plain.policies.services.isEmpty && plain.status == .paused)
    let removing = try await coalition.propose(
      .rule(RuleProposal(removing: .program, above: 0)), reason: "small alliance", by: chief.principal)
    _ = try await decide(platform, removing, try await platform.user("second", .reviewer))
    let whole = try await make("D", [.buying: terms])
    #expect(whole.policies.services == [.buying: terms] && whole.status == .active)
  }

  @Test func `a permit is its author's, for exactly this, once, within a day`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let chief = try await platform.user("chief", .administrator)
    let other = try await platform.user("other", .administrator)
    let second = try await platform.user("second", .reviewer)
    let draft = APIKeyDraft(forOperator: "office", scopes: [.writeMembers])
    await #expect(throws: ApprovalRefusal.approvalRequired(.key)) {
      try await coalition.createAPIKey(draft, by: chief.principal)
    }
    let proposed = try await coalition.propose(.key(KeyProposal(draft)), reason: "r", by: chief.principal)
    await #expect(throws: ApprovalRefusal.notPending(.requiresReview)) {
      try await coalition.createAPIKey(draft, permit: proposed.id, by: chief.principal)
    }
    #expect(try await decide(platform, proposed, second).state == .approved)
    // Neither a restart nor the jobs carry out what is its author's.
    #expect(try await coalition.resumeApprovals { _ in .failed("not this") } == 0)
    await #expect(throws: ApprovalRefusal.approvalNotFound) {
      try await coalition.createAPIKey(draft, permit: proposed.id, by: other.principal)
    }
    var wider = draft
    wider.scopes = [.writeMembers, .adjust]
    await #expect(throws: ApprovalRefusal.otherOperation) {
      try await coalition.createAPIKey(wider, permit: proposed.id, by: chief.principal)
    }
    _ = try await coalition.createAPIKey(draft, permit: proposed.id, by: chief.principal)
    await #expect(throws: ApprovalRefusal.notPending(.succeeded)) {
      try await coalition.createAPIKey(draft, permit: proposed.id, by: chief.principal)
    }
    let late = try await coalition.propose(.key(KeyProposal(draft)), reason: "r", by: chief.principal)
    _ = try await decide(platform, late, second)
    platform.clock.advance(seconds: 86_400)
    await #expect(throws: ApprovalRefusal.notPending(.approved)) {
      try await coalition.createAPIKey(draft, permit: late.id, by: chief.principal)
    }
    let reading = APIKeyDraft(forOperator: "reader", scopes: [.readMembers, .reports])
    _ = try await coalition.createAPIKey(reading, by: chief.principal)
  }

  @Test func `the queue has three parts, and nobody's own work waits for them`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let author = try await platform.user("author", .administrator)
    let reviewer = try await platform.user("reviewer", .reviewer)
    let first = try await coalition.propose(
      try await adjust(platform, 5, "13800138000"), reason: "r", by: author.principal)
    let settled = try await coalition.propose(
      try await adjust(platform, 5, "13800138001"), reason: "r", by: author.principal)
    _ = try await coalition.reject(settled.id, reason: "no", by: reviewer.principal)
    func part(_ part: ApprovalPart, _ user: OperatorUser) async throws -> [ApprovalID] {
      try await coalition.approvals(part: part, by: user.principal).items.map(\.id)
    }
    #expect(try await part(.toDecide, reviewer) == [first.id])
    #expect(try await part(.toDecide, author) == [])
    #expect(try await part(.own, author) == [settled.id, first.id])
    #expect(try await part(.own, reviewer) == [])
    #expect(try await part(.settled, reviewer) == [settled.id])
    platform.clock.advance(seconds: 7 * 86_400)
    #expect(try await part(.toDecide, reviewer) == [])
    #expect(try await part(.settled, reviewer) == [settled.id, first.id])
  }
}
