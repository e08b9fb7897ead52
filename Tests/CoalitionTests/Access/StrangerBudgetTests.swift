import DatabaseTesting
import Ledger
import Synchronization
import Testing

@testable import Coalition

@Suite struct StrangerBudgetTests {
  private static let start = Instant(microseconds: 1_772_438_400_000_000)

  /// Tries as an attacker does, a wrong one each time it is let in; how many were.
  private func attack(_ budget: StrangerBudget, from second: Int64, to end: Int64) -> Int {
    var judged = 0
    for millisecond in stride(from: second * 1_000, to: end * 1_000, by: 2) {
      let now = Instant(microseconds: Self.start.microseconds + millisecond * 1_000)
      if budget.admit(at: now) == nil {
        judged += 1
        budget.ended(.wrong, at: now)
      }
    }
    return judged
  }

  @Test func `after the budget of a minute hardly anything is judged, as long as nothing is right`() {
    let budget = StrangerBudget(perMinute: 100)
    #expect(attack(budget, from: 0, to: 60) == 100)
    // 100,000 at 500 a second are over after 200 seconds.
    #expect(attack(budget, from: 60, to: 200) == 4)
    #expect(attack(budget, from: 200, to: 1_200) == 4)
  }

  @Test func `one right password after the wait opens the door again`() {
    let budget = StrangerBudget(perMinute: 10)
    #expect(attack(budget, from: 0, to: 1) == 10)
    let after = Self.start.adding(seconds: 61)
    #expect(budget.admit(at: Self.start.adding(seconds: 30)) ?? 0 > 0)
    #expect(budget.admit(at: after) == nil)
    budget.ended(.right, at: after)
    for _ in 0..<9 {
      #expect(budget.admit(at: after) == nil)
      budget.ended(.wrong, at: after)
    }
    #expect(budget.admit(at: after) == nil)
  }

  @Test func `what fails of itself counts for nobody, and what is under way takes its place`() {
    let budget = StrangerBudget(perMinute: 2)
    for _ in 0..<5 {
      #expect(budget.admit(at: Self.start) == nil)
      budget.ended(.none, at: Self.start)
    }
    #expect(budget.admit(at: Self.start) == nil)
    #expect(budget.admit(at: Self.start) == nil)
    #expect(budget.admit(at: Self.start) == 2)
    budget.ended(.right, at: Self.start)
    #expect(budget.admit(at: Self.start) == nil)
  }

  @Test func `the budget of an hour is ten times a minute's`() {
    let budget = StrangerBudget(perMinute: 10)
    var judged = 0
    for minute in Int64(0)..<30 {
      for place in Int64(0)..<9 {
        let now = Self.start.adding(seconds: minute * 60 + place * 6)
        if budget.admit(at: now) == nil {
          judged += 1
          budget.ended(.wrong, at: now)
        }
      }
    }
    #expect(judged >= 100 && judged < 112)
  }
}

/// The doors themselves, on both databases.
@Suite(.database) struct StuffingTests {
  private let password = "a long enough secret"

  @Test func `pairs from many addresses use the budget up; whoever is known on the device still comes in`()
    async throws
  {
    let platform = try TestPlatform.open(settings: CoalitionSettings(strangersPerMinute: 12))
    let coalition = platform.coalition
    _ = try await platform.user("wang", .auditor)
    let known = try await coalition.signIn(
      login: "wang", password: password, to: .platform, from: "10.0.0.1"
    ).knownDevice
    var judged = 0
    for number in 0..<40 {
      do {
        _ = try await coalition.signIn(
          login: "user\(number)", password: "stolen", to: .platform, from: "10.1.0.\(number)")
      } catch AccessRefusal.notAuthenticated { judged += 1 } catch AccessRefusal.signInDelayed {}
    }
    #expect(judged == 12)
    // A stranger waits even with the right password; the device that is known does not.
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 60)) {
      try await coalition.signIn(login: "wang", password: password, to: .platform, from: "10.0.0.1")
    }
    for address in ["10.0.0.1", "10.9.9.9"] {
      _ = try await coalition.signIn(
        login: "wang", password: password, to: .platform, from: address, device: known)
    }
    // It is known for one login alone, and its own failures are counted.
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 60)) {
      try await coalition.signIn(
        login: "user1", password: "stolen", to: .platform, from: "a", device: known)
    }
    for _ in 0..<5 {
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await coalition.signIn(
          login: "wang", password: "wrong", to: .platform, from: "b", device: known)
      }
    }
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 2)) {
      try await coalition.signIn(
        login: "wang", password: password, to: .platform, from: "b", device: known)
    }
  }

  @Test func `the members' door has a budget of its own, and codes go on`() async throws {
    let platform = try TestPlatform.open(settings: CoalitionSettings(strangersPerMinute: 5))
    let coalition = platform.coalition
    _ = try await platform.user("wang", .auditor)
    var judged = 0
    for number in 10..<30 {
      do {
        _ = try await coalition.enter(
          login: "139001390\(number)", password: "stolen", from: EntryPlace(address: "10.1.0.\(number)"))
      } catch MemberAccessRefusal.wrong { judged += 1 } catch MemberAccessRefusal.delayed {}
    }
    #expect(judged == 5)
    try await coalition.requestEntryCode(
      to: "13900139000", language: .en, from: EntryPlace(address: "10.2.0.1"))
    let code = try #require(platform.codes.latest(for: "+8613900139000")).code
    _ = try await coalition.enter(
      phone: "13900139000", code: code, from: EntryPlace(address: "10.2.0.1"))
    _ = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "a")
  }

  @Test func `tries at once are judged no more often than one after another`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    _ = try await platform.user("wang", .auditor)
    let judged = await withTaskGroup(of: Int.self) { group in
      for number in 0..<40 {
        group.addTask {
          do {
            _ = try await coalition.signIn(
              login: "wang", password: "guess", to: .platform, from: "10.1.0.\(number)")
            return 0
          } catch AccessRefusal.notAuthenticated { return 1 } catch { return 0 }
        }
      }
      return await group.reduce(0, +)
    }
    // Four cost nothing, and the fifth begins the delay, as when they come one by one.
    #expect(judged == 5)
    // A right password leaves no trace at the address.
    platform.clock.advance(seconds: 2)
    for _ in 0..<10 {
      _ = try await coalition.signIn(login: "wang", password: password, to: .platform, from: "c")
    }
  }
}
