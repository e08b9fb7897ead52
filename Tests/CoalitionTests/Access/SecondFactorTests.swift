import DatabaseTesting
import Ledger
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct SecondFactorTests {
  private let password = "a long enough secret"

  /// RFC 6238 appendix B, the column of SHA-1, whose eight digits end in ours.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func `codes are those of the published vectors`(_ second: Int64, _ code: String) {
    let timed = TimedCode(seed: Array("12345678901234567890".utf8))
    let now = Instant(microseconds: second * 1_000_000)
    #expect(timed.code(at: TimedCode.step(at: now)) == code)
  }

  /// RFC 4648, 10.
  @Test(
    arguments: [
      ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
      ("foobar", "MZXW6YTBOI"),
    ])
  func `seeds are written in base 32`(_ plain: String, _ text: String) {
    #expect(TimedCode(seed: Array(plain.utf8)).text == text)
  }

  @Test func `a code counts a step before and after its own, and each step once`() {
    let timed = TimedCode(seed: Array("12345678901234567890".utf8))
    let now = Instant(microseconds: 1_111_111_111_000_000)
    let step = TimedCode.step(at: now)
    for other in [-1, 0, 1] as [Int64] {
      #expect(timed.step(of: timed.code(at: step + other), at: now, after: 0) == step + other)
    }
    for other in [-2, 2] as [Int64] {
      #expect(timed.step(of: timed.code(at: step + other), at: now, after: 0) == nil)
    }
    #expect(timed.step(of: timed.code(at: step), at: now, after: step) == nil)
    #expect(timed.step(of: timed.code(at: step - 1), at: now, after: step) == nil)
    #expect(timed.step(of: "", at: now, after: 0) == nil)
  }

  @Test func `with a second factor the password opens nothing until the code came, under a new token`()
    async throws
  {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .administrator)
    let factor = try await platform.enrol("wang")
    platform.clock.advance(seconds: 60)
    let waiting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    #expect(waiting.awaits == .code)
    await #expect(throws: AccessRefusal.signInIncomplete(.code)) {
      try await coalition.session(waiting.token, at: .platform, from: "a")
    }
    await #expect(throws: AccessRefusal.signInIncomplete(.code)) {
      try await coalition.confirmSession(waiting.token, secret: password, at: .platform, from: "a")
    }
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.beginSecondFactor(waiting.token, at: .platform)
    }
    let code = factor.code(at: TimedCode.step(at: platform.clock.clock.now()))
    let signedIn = try await coalition.completeSignIn(
      waiting.token, code: code, at: .platform, from: "a")
    #expect(signedIn.token != waiting.token)
    _ = try await coalition.session(signedIn.token, at: .platform, from: "a")
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(waiting.token, at: .platform, from: "a")
    }
    let again = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    await #expect(throws: AccessRefusal.codeWrong) {
      try await coalition.completeSignIn(again.token, code: code, at: .platform, from: "a")
    }
  }

  @Test func `wrong codes are delayed, and ten minutes end the wait`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .administrator)
    _ = try await platform.enrol("wang")
    let waiting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    for index in 0..<5 {
      await #expect(throws: AccessRefusal.codeWrong) {
        try await coalition.completeSignIn(waiting.token, code: "abcdef", at: .platform, from: "b\(index)")
      }
    }
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 2)) {
      try await coalition.completeSignIn(waiting.token, code: "abcdef", at: .platform, from: "c")
    }
    platform.clock.advance(seconds: 600)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.completeSignIn(waiting.token, code: "abcdef", at: .platform, from: "d")
    }
  }

  @Test func `codes that are guessed at once meet the delay of those before them`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .administrator)
    _ = try await platform.enrol("wang")
    let waiting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    let answers = await withTaskGroup(of: AccessRefusal?.self) { group in
      for index in 0..<40 {
        group.addTask {
          do {
            _ = try await coalition.completeSignIn(
              waiting.token, code: "abcdef", at: .platform, from: "b\(index)")
            return nil
          } catch { return error as? AccessRefusal }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count { $0 == .codeWrong } == 5)
    #expect(answers.count { $0 == .signInDelayed(seconds: 2) } == 35)
  }

  @Test func `each of ten recovery codes opens once, and new ones void the old`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let user = try await platform.user("wang", .administrator)
    let first = try await platform.enrolment("wang")
    #expect(Set(first.codes).count == 10 && first.codes.allSatisfy { $0.count == 27 })
    for (index, code) in first.codes.prefix(2).enumerated() {
      let waiting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
      let typed = index == 0 ? code.lowercased() : code.filter { $0 != "-" }
      let open = try await coalition.completeSignIn(
        waiting.token, code: typed, at: .platform, from: "a")
      _ = try await coalition.session(open.token, at: .platform, from: "a")
      let second = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
      await #expect(throws: AccessRefusal.codeWrong) {
        try await coalition.completeSignIn(second.token, code: code, at: .platform, from: "a")
      }
    }
    #expect(try await coalition.secondFactor(of: user).recoveryCodesLeft == 8)
    _ = try await coalition.renewRecoveryCodes(by: user.principal)
    let waiting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    await #expect(throws: AccessRefusal.codeWrong) {
      try await coalition.completeSignIn(waiting.token, code: first.codes[5], at: .platform, from: "a")
    }
  }

  @Test func `neither a seed nor a recovery code can be read from the tables`() async throws {
    let platform = try TestPlatform.open()
    _ = try await platform.user("wang", .administrator)
    let made = try await platform.enrolment("wang")
    let kept = try await platform.coalition.database.read { tx in
      try tx.query("SELECT sealed_seed FROM second_factor") { $0[0] as [UInt8] }
        + tx.query("SELECT code_hash FROM recovery_code") { $0[0] as [UInt8] }
    }
    #expect(kept.count == 11)
    for bytes in kept {
      #expect(bytes.firstRange(of: made.factor.seed) == nil)
      #expect(made.codes.allSatisfy { bytes.firstRange(of: Array($0.utf8)) == nil })
    }
    let vault = SeedVault(key: try CoalitionSecrets(root: [UInt8](repeating: 43, count: 32)).secondFactorKey)
    #expect(throws: (any Error).self) { try vault.opened(kept[0], of: OperatorID(1)) }
  }

  @Test func `where it is required nobody of the operator's does anything without, and a cashier does`()
    async throws
  {
    var settings = CoalitionSettings()
    settings.isSecondFactorRequired = true
    let platform = try TestPlatform.open(settings: settings)
    let coalition = platform.coalition
    _ = try await platform.user("wang", .auditor)
    let merchant = try await platform.merchant("m1")
    _ = try await coalition.createUser(
      UserDraft(login: "lihua", name: "Li", password: password, roles: .cashier, merchant: merchant.id),
      by: .system)
    let till = try await coalition.signIn(login: "lihua", password: password, to: .seat, from: "a")
    #expect(till.awaits == .nothing)
    let waiting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    #expect(waiting.awaits == .enrolment)
    await #expect(throws: AccessRefusal.signInIncomplete(.enrolment)) {
      try await coalition.session(waiting.token, at: .platform, from: "a")
    }
    let begun = try await coalition.beginSecondFactor(waiting.token, at: .platform)
    #expect(begun.address.hasPrefix("otpauth://totp/Tongbao:wang?secret=\(begun.secret)&issuer=Tongbao"))
    await #expect(throws: AccessRefusal.codeWrong) {
      try await coalition.confirmSecondFactor(waiting.token, code: "000000x", at: .platform, from: "a")
    }
    let factor = try #require(TimedCode(text: begun.secret))
    let code = factor.code(at: TimedCode.step(at: platform.clock.clock.now()))
    let (codes, open) = try await coalition.confirmSecondFactor(
      waiting.token, code: code, at: .platform, from: "a")
    #expect(codes.count == 10)
    _ = try await coalition.session(open.token, at: .platform, from: "a")
  }

  @Test func `a second factor is taken away by who is there, or by who may change the person`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let wang = try await platform.user("wang", .auditor)
    let chief = try await platform.user("chief", .administrator)
    _ = try await platform.enrol("wang")
    let other = try await platform.user("other", .service)
    await #expect(throws: AccessRefusal.scopeMissing(.users)) {
      try await coalition.removeSecondFactor(of: wang.id, by: other.principal)
    }
    try await coalition.removeSecondFactor(of: wang.id, by: chief.principal)
    let open = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    #expect(open.awaits == .nothing)
  }
}

@Suite(.database) struct PresenceTests {
  private let password = "a long enough secret"

  @Test func `keys and roles change within five minutes of a proof, and after another`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let wang = try await platform.user("wang", .administrator)
    let token = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a").token
    func caller() async throws -> Principal {
      try await coalition.session(token, at: .platform, from: "a").principal
    }
    let draft = APIKeyDraft(forOperator: "k", scopes: .readMembers)
    _ = try await coalition.createAPIKey(draft, by: caller())
    platform.clock.advance(seconds: 299)
    _ = try await coalition.createAPIKey(draft, by: caller())
    platform.clock.advance(seconds: 1)
    let late = try await caller()
    let user = try await platform.user("zhao", .auditor)
    await #expect(throws: AccessRefusal.confirmationNeeded) {
      try await coalition.createAPIKey(draft, by: late)
    }
    await #expect(throws: AccessRefusal.confirmationNeeded) {
      try await coalition.changeUser(user.id, UserChange(roles: .service), by: late)
    }
    await #expect(throws: AccessRefusal.confirmationNeeded) {
      try await coalition.setPassword("another long secret", of: wang.id, by: late)
    }
    await #expect(throws: AccessRefusal.confirmationNeeded) {
      try await coalition.beginSecondFactor(token, at: .platform)
    }
    _ = try await coalition.apiKeys(by: late)
    await #expect(throws: AccessRefusal.codeWrong) {
      try await coalition.confirmSession(token, secret: "not the secret", at: .platform, from: "a")
    }
    try await coalition.confirmSession(token, secret: password, at: .platform, from: "a")
    _ = try await coalition.createAPIKey(draft, by: caller())
  }

  @Test func `with a second factor the password does not confirm, and each code once`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .administrator)
    let made = try await platform.enrolment("wang")
    await #expect(throws: AccessRefusal.codeWrong) {
      try await coalition.confirmSession(made.token, secret: password, at: .platform, from: "a")
    }
    platform.clock.advance(seconds: 60)
    let code = made.factor.code(at: TimedCode.step(at: platform.clock.clock.now()))
    try await coalition.confirmSession(made.token, secret: code, at: .platform, from: "a")
    await #expect(throws: AccessRefusal.codeWrong) {
      try await coalition.confirmSession(made.token, secret: code, at: .platform, from: "a")
    }
  }

  @Test func `people see their sessions with when and where, and end them one by one or all others`()
    async throws
  {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .administrator)
    _ = try await platform.user("zhao", .auditor)
    var tokens: [String] = []
    for index in 0..<3 {
      tokens.append(
        try await coalition.signIn(
          login: "wang", password: password, to: .platform, from: "192.0.2.\(index)",
          agent: "Browser \(index)"
        ).token)
      platform.clock.advance(seconds: 1)
    }
    let own = try await coalition.session(tokens[2], at: .platform, from: "a")
    let theirs = try await coalition.signIn(login: "zhao", password: password, to: .platform, from: "b")
    let listed = try await coalition.ownSessions(by: own.principal)
    #expect(listed.map(\.address) == ["192.0.2.2", "192.0.2.1", "192.0.2.0"])
    #expect(listed.map(\.agent) == ["Browser 2", "Browser 1", "Browser 0"])
    #expect(listed[0].id == own.id)
    let stranger = try await coalition.session(theirs.token, at: .platform, from: "b")
    try await coalition.endSession(listed[1].id, by: stranger.principal)
    #expect(try await coalition.ownSessions(by: own.principal).count == 3)
    try await coalition.endSession(listed[1].id, by: own.principal)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(tokens[1], at: .platform, from: "a")
    }
    try await coalition.endOtherSessions(than: own.id, by: own.principal)
    #expect(try await coalition.ownSessions(by: own.principal).map(\.id) == [own.id])
    _ = try await coalition.session(theirs.token, at: .platform, from: "b")
    await #expect(throws: AccessRefusal.notAuthenticated) { try await coalition.ownSessions(by: .system) }
  }
}

extension TimedCode {
  /// Reads base 32, as an authenticator does.
  init?(text: String) {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (bits, count): (UInt32, Int) = (0, 0)
    var seed: [UInt8] = []
    for letter in text {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      bits = bits << 5 | UInt32(value)
      count += 5
      if count >= 8 {
        count -= 8
        seed.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= 1 << UInt32(count) - 1
      }
    }
    self.init(seed: seed)
  }
}

extension TestPlatform {
  /// Gives the person a second factor as they do it themselves.
  func enrolment(_ login: String) async throws -> (factor: TimedCode, codes: [String], token: String) {
    let signedIn = try await coalition.signIn(
      login: login, password: "a long enough secret", to: .platform, from: "a")
    let begun = try await coalition.beginSecondFactor(signedIn.token, at: .platform)
    let factor = try #require(TimedCode(text: begun.secret))
    let code = factor.code(at: TimedCode.step(at: clock.clock.now()))
    let (codes, open) = try await coalition.confirmSecondFactor(
      signedIn.token, code: code, at: .platform, from: "a")
    return (factor, codes, open.token)
  }

  func enrol(_ login: String) async throws -> TimedCode { try await enrolment(login).factor }
}
