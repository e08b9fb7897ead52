import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct SignInTests {
  private let password = "a long enough secret"

  @Test func `a session begins with the password and ends with the sign-out`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let user = try await platform.user("Wang", .administrator)
    #expect(user.login == "wang")
    let signedIn = try await coalition.signIn(
      login: "WANG", password: password, to: .platform, from: "10.0.0.1")
    let session = try await coalition.session(signedIn.token, at: .platform, from: "10.0.0.1")
    #expect(session.user == user && session.principal.scopes == .all)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(signedIn.token, at: .merchant, from: "10.0.0.1")
    }
    try await coalition.endSession(signedIn.token)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(signedIn.token, at: .platform, from: "10.0.0.1")
    }
  }

  @Test func `a session ends when it rests and when it is old`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .auditor)
    let resting = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    platform.clock.advance(seconds: 15 * 60)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(resting.token, at: .platform, from: "a")
    }
    let busy = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    for _ in 0..<71 {
      platform.clock.advance(seconds: 10 * 60)
      _ = try await coalition.session(busy.token, at: .platform, from: "a")
    }
    platform.clock.advance(seconds: 10 * 60)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(busy.token, at: .platform, from: "a")
    }
  }

  @Test func `failures delay the account and the address, doubling`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .auditor)
    for _ in 0..<5 {
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await coalition.signIn(login: "wang", password: "wrong", to: .platform, from: "a")
      }
    }
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 2)) {
      try await coalition.signIn(login: "wang", password: password, to: .platform, from: "b")
    }
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 2)) {
      try await coalition.signIn(login: "nobody", password: password, to: .platform, from: "a")
    }
    platform.clock.advance(seconds: 2)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.signIn(login: "wang", password: "wrong", to: .platform, from: "c")
    }
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 4)) {
      try await coalition.signIn(login: "wang", password: password, to: .platform, from: "d")
    }
    platform.clock.advance(seconds: 4)
    _ = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "d")
  }

  @Test func `a login is unique, a password not weak, a role not above one's own`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    _ = try await platform.user("wang", .auditor)
    await #expect(throws: AccessRefusal.userExists) { try await platform.user("WANG", .auditor) }
    await #expect(throws: AccessRefusal.loginInvalid) { try await platform.user("li", .auditor) }
    for weak in ["short", "password123", "aaaaaaaaaa"] {
      await #expect(throws: AccessRefusal.passwordTooWeak) {
        try await coalition.createUser(
          UserDraft(login: "lihua", name: "Li", password: weak, roles: .auditor), by: .system)
      }
    }
    let staff = UserDraft(
      login: "chen", name: "Chen", password: password, roles: .administrator, merchant: merchant.id)
    await #expect(throws: AccessRefusal.scopesTooWide) { try await coalition.createUser(staff, by: .system) }
    await #expect(throws: AccessRefusal.wrongOwner) {
      try await coalition.createUser(
        UserDraft(login: "zhao", name: "Zhao", password: password, roles: .auditor),
        by: platform.caller(of: merchant))
    }
  }

  @Test func `a new password ends the sessions`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let user = try await platform.user("wang", .auditor)
    let old = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    try await coalition.setPassword("another long secret", of: user.id, by: user.principal)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.session(old.token, at: .platform, from: "a")
    }
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
    }
    _ = try await coalition.signIn(login: "wang", password: "another long secret", to: .platform, from: "a")
  }
}
