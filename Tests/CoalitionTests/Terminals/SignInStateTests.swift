import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct SignInStateTests {
  @Test func `a sign-in gives new keys of odd parity, and says who and when`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    _ = try await coalition.enter(.first, into: till, by: one)
    _ = try await coalition.enter(.second, into: till, by: two)
    let first = try await coalition.signIn(till.id, pinKeyBytes: 16, macKeyBytes: 8, cashier: "01 小王")
    platform.clock.advance(seconds: 60)
    let second = try await coalition.signIn(
      till.id, pinKeyBytes: 8, macKeyBytes: 16, cashier: String(repeating: "长", count: 80))
    #expect(first.pinKey.count == 16 && first.macKey.count == 8)
    #expect(second.pinKey.count == 8 && second.macKey.count == 16 && second.batch == .first)
    #expect(Set([first.pinKey, first.macKey, second.pinKey, second.macKey]).count == 4)
    for byte in first.pinKey + first.macKey + second.macKey {
      #expect(!byte.nonzeroBitCount.isMultiple(of: 2))
    }
    let found = try await coalition.posTerminal(till.id, by: .system)
    #expect(found.signedInAt == TestPlatform.start.adding(seconds: 60) && found.cashier.count == 63)
    #expect(found.seenAt == found.signedInAt)
    try await coalition.signOut(till)
    let out = try await coalition.posTerminal(till.id, by: .system)
    #expect(!out.isSignedIn && out.batch == .first)
  }

  @Test func `when terminals were heard is kept in one go, the latest moment each`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.till(), try await platform.till("10000002"))
    coalition.posTerminalCache.see(one.id, at: TestPlatform.start)
    coalition.posTerminalCache.see(one.id, at: TestPlatform.start.adding(seconds: 5))
    try await coalition.noteTerminalsSeen()
    #expect(
      try await coalition.posTerminal(one.id, by: .system).seenAt == TestPlatform.start.adding(seconds: 5))
    #expect(try await coalition.posTerminal(two.id, by: .system).seenAt == nil)
  }
}
