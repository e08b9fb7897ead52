import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct ProofTests {
  @Test func `a right PIN passes and ends the count of wrong ones`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000").id
    await #expect(throws: MemberRefusal.pinNotSet) { try await coalition.verifyPIN("493817", of: member) }
    for weak in ["111111", "123456", "654321", "12345", "1234567", "12a456"] {
      await #expect(throws: MemberRefusal.pinTooSimple) {
        try await coalition.setPIN(weak, of: member, by: .system)
      }
    }
    try await coalition.setPIN("493817", of: member, by: .system)
    for _ in 0..<2 {
      await #expect(throws: MemberRefusal.pinWrong(triesLeft: 4)) {
        try await coalition.verifyPIN("000001", of: member)
      }
      try await coalition.verifyPIN("493817", of: member)
    }
  }

  @Test func `wrong PINs at once are counted each, and lock`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000").id
    try await coalition.setPIN("493817", of: member, by: .system)
    let refusals = await withTaskGroup(of: MemberRefusal?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            try await coalition.verifyPIN("000001", of: member)
            return nil
          } catch { return error as? MemberRefusal }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let wrong = refusals.filter { if case .pinWrong = $0 { true } else { false } }
    #expect(Set(wrong) == Set((1...4).map { .pinWrong(triesLeft: $0) }) && wrong.count == 4)
    await #expect(throws: MemberRefusal.pinLocked(seconds: 3_600)) {
      try await coalition.verifyPIN("493817", of: member)
    }
    platform.clock.advance(seconds: 3_600)
    try await coalition.verifyPIN("493817", of: member)
  }

  @Test func `a one-time code passes once, for its purpose and recipient`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let phone = MemberIdentity.phone("13800138000")
    try await coalition.requestCode(to: phone, for: .proof)
    let code = try #require(platform.codes.latest(for: "+8613800138000")).code
    await #expect(throws: MemberRefusal.codeExpired) {
      try await coalition.verifyCode(code, from: phone, for: .signIn)
    }
    await #expect(throws: MemberRefusal.codeExpired) {
      try await coalition.verifyCode(code, from: .phone("13800138001"), for: .proof)
    }
    try await coalition.verifyCode(code, from: phone, for: .proof, request: .test(1))
    try await coalition.verifyCode(code, from: phone, for: .proof, request: .test(1))
    await #expect(throws: MemberRefusal.codeExpired) {
      try await coalition.verifyCode(code, from: phone, for: .proof, request: .test(2))
    }
  }

  @Test func `a one-time code ends by time and by wrong tries`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let phone = MemberIdentity.phone("13800138000")
    try await coalition.requestCode(to: phone, for: .register)
    await #expect(throws: MemberRefusal.codeTooSoon(seconds: 60)) {
      try await coalition.requestCode(to: phone, for: .register)
    }
    let first = try #require(platform.codes.latest(for: "+8613800138000")).code
    platform.clock.advance(seconds: Coalition.codeSeconds)
    await #expect(throws: MemberRefusal.codeExpired) {
      try await coalition.verifyCode(first, from: phone, for: .register)
    }
    try await coalition.requestCode(to: phone, for: .register)
    let second = try #require(platform.codes.latest(for: "+8613800138000")).code
    for _ in 0..<Coalition.codeTries {
      await #expect(throws: MemberRefusal.codeExpired) {
        try await coalition.verifyCode("x", from: phone, for: .register)
      }
    }
    await #expect(throws: MemberRefusal.codeExpired) {
      try await coalition.verifyCode(second, from: phone, for: .register)
    }
  }

  @Test func `ten codes a day are enough`() async throws {
    let platform = try TestPlatform.open()
    for _ in 0..<10 {
      try await platform.coalition.requestCode(to: .phone("13800138000"), for: .proof)
      platform.clock.advance(seconds: 60)
    }
    await #expect(throws: MemberRefusal.codeTooSoon(seconds: 86_400 - 600)) {
      try await platform.coalition.requestCode(to: .phone("13800138000"), for: .proof)
    }
  }

  @Test func `a live code finds often and proves once, in both forms`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    let code = try await coalition.issueMemberCode(of: member.id, by: .system)
    #expect(code.digits.count == 19)
    #expect(try await coalition.member(.code(code.digits), by: .system) == member)
    #expect(try await coalition.member(.code(code.payload), by: .system) == member)
    #expect(try await coalition.useMemberCode(code.digits, for: .test(1)) == member)
    #expect(try await coalition.useMemberCode(code.digits, for: .test(1)) == member)
    for form in [code.digits, code.payload] {
      await #expect(throws: MemberRefusal.codeExpired) {
        try await coalition.useMemberCode(form, for: .test(2))
      }
    }
    let next = try await coalition.issueMemberCode(of: member.id, by: .system)
    #expect(next.digits != code.digits)
    #expect(try await coalition.useMemberCode(next.payload, for: .test(2)) == member)
  }

  @Test func `a live code is good a minute before and after its own`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    let code = try await coalition.issueMemberCode(of: member.id, by: .system)
    for (offset, isGood) in [(-120, false), (-60, true), (0, true), (119, true), (120, false)] {
      platform.clock.set(TestPlatform.start.adding(seconds: Int64(offset)))
      for form in [code.digits, code.payload] {
        let found = try? await coalition.member(.code(form), by: .system)
        #expect((found == member) == isGood, "\(offset) s")
      }
    }
  }

  @Test func `a wrong digit or letter makes a live code worthless`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    let code = try await coalition.issueMemberCode(of: member.id, by: .system)
    var digits = Array(code.digits)
    digits.swapAt(5, 6)
    if digits == Array(code.digits) { digits[5] = digits[5] == "0" ? "1" : "0" }
    for wrong in [String(digits), String(code.payload.dropLast()) + "?", "", "28", "TB1"] {
      await #expect(throws: MemberRefusal.codeExpired) {
        try await coalition.member(.code(wrong), by: .system)
      }
    }
  }

  @Test func `taking value needs proof above the free amount`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    try await coalition.setPIN("493817", of: member.id, by: .system)
    var draft = ProgramDraft(
      code: "a", names: Names("A"), worth: Worth(100, are: Money(minorUnits: 100, currency: "CNY")))
    draft.policies.proofFreePoints = 50
    let program = try await coalition.createProgram(draft, by: .system)
    func prove(
      _ points: Points, _ proof: MemberProof?, _ principal: Principal = .system
    ) async throws -> Member {
      try await coalition.requireProof(
        .phone("13800138000"), proof: proof, for: points, in: program, request: .test(1), by: principal)
    }
    #expect(try await prove(50, nil) == member)
    await #expect(throws: MemberRefusal.memberProofRequired) { try await prove(51, nil) }
    #expect(try await prove(51, .pin("493817")) == member)
    await #expect(throws: MemberRefusal.pinWrong(triesLeft: 4)) { try await prove(51, .pin("493818")) }
    let contract = Principal(
      kind: .merchant, scopes: .merchantSystem, actor: .system, isLoginProof: true)
    #expect(try await prove(51, nil, contract) == member)
    let code = try await coalition.issueMemberCode(of: member.id, by: .system)
    #expect(try await prove(51, .code(code.digits)) == member)
    _ = try await coalition.freezeMember(member.id, reason: "asked", by: .system)
    await #expect(throws: MemberRefusal.memberFrozen) { try await prove(1, .pin("493817")) }
  }
}
