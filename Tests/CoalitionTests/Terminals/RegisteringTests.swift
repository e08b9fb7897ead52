import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct RegisteringTests {
  @Test func `a terminal is registered once, and no two have the same numbers`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    #expect(till.acceptor == "898440359980011" && till.number == "10000001")
    #expect(till.batch == .first && !till.isSignedIn && till.masterKeyCheck == nil && till.seenAt == nil)
    let other = try await coalition.createTerminal(in: till.store, code: "T2", kind: .pos, by: .system)
    for (id, number) in [(till.id, "10000009"), (other.id, "10000001")] {
      await #expect(throws: POSRefusal.posTerminalExists) {
        try await coalition.registerPOSTerminal(id, acceptor: till.acceptor, number: number, by: .system)
      }
    }
    // The same number in another merchant's field 42 is another terminal.
    _ = try await coalition.registerPOSTerminal(
      other.id, acceptor: "898440359980012", number: till.number, by: .system)
    #expect(try await coalition.posTerminals(by: .system).items.map(\.id) == [other.id, till.id])
  }

  @Test func `numbers fill their fields with visible characters`() async throws {
    let platform = try TestPlatform.open()
    let till = try await platform.till()
    let fresh = try await platform.coalition.createTerminal(
      in: till.store, code: "T2", kind: .pos, by: .system)
    for (acceptor, number, field) in [
      ("89844035998001", "10000001", POSField.acceptor), ("8984403599800112", "10000001", .acceptor),
      ("89844035998001 ", "10000001", .acceptor), ("898440359980011", "1000000", .number),
      ("898440359980011", "1000\u{e9}01", .number), ("898440359980011", "1000 001", .number),
    ] {
      await #expect(throws: POSRefusal.invalid(field), "\(acceptor) \(number)") {
        try await platform.coalition.registerPOSTerminal(
          fresh.id, acceptor: acceptor, number: number, by: .system)
      }
    }
  }

  @Test func `only a till of the operator's registers, and only what can speak`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let seat = try await coalition.createTerminal(in: till.store, code: "W1", kind: .seat, by: .system)
    await #expect(throws: POSRefusal.kindDiffers) {
      try await coalition.registerPOSTerminal(
        seat.id, acceptor: "898440359980011", number: "10000002", by: .system)
    }
    let owner = Principal(
      kind: .merchant, merchant: till.merchant, scopes: .merchantMost,
      actor: Actor(kind: .key, id: 9, answerable: 8))
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.registerPOSTerminal(
        seat.id, acceptor: "898440359980011", number: "10000002", by: owner)
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.setParameters(POSParameters(), ofPOSTerminal: till.id, by: owner)
    }
    #expect(try await coalition.posTerminal(till.id, by: owner).id == till.id)
    let stranger = platform.caller(of: try await platform.merchant("STRANGER"))
    await #expect(throws: POSRefusal.posTerminalNotFound) {
      try await coalition.posTerminal(till.id, by: stranger)
    }
    #expect(try await coalition.posTerminals(by: stranger).items.isEmpty)
  }

  @Test func `parameters are kept, bounded, and put down with what was before`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let set = try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) {
      $0.kinds = TillKinds([.balance, .spend])
      $0.adviceLimit = 500
      $0.replyTexts = false
    }
    #expect(try await coalition.posTerminal(till.id, by: .system).parameters == set.parameters)
    #expect(set.parameters.kinds.kinds == [.balance, .spend] && set.parameters.adviceLimit == 500)
    #expect(set.parameters.kinds.allows(.spend) && !set.parameters.kinds.allows(.earn))
    for (each, all) in [(Int64(-1), Int64(5)), (6, 5), (0, 1_000_000_000_001)] {
      await #expect(throws: POSRefusal.invalid(.parameters)) {
        try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) {
          $0.adviceLimit = each
          $0.batchAdviceLimit = all
        }
      }
    }
    // Setting what is set leaves no line.
    _ = try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) { _ in }
    let lines = try await coalition.auditLog(subject: "terminal/\(till.id.rawValue)", by: .system).items
    #expect(lines.first?.action == "terminal.parameters")
    #expect(lines.first?.after.contains("kinds 3,22 advices 500/20000000") == true)
    #expect(lines.count { $0.action == "terminal.parameters" } == 1)
  }

  @Test func `of changes at the same time none is lost`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    try await withThrowingTaskGroup { group in
      for _ in 0..<20 {
        group.addTask {
          _ = try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) {
            $0.adviceLimit += 1
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await coalition.posTerminal(till.id, by: .system).parameters.adviceLimit == 2_000_020)
  }

  @Test func `the gateway's memory is dropped at once by every change`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    func access() async throws -> POSAccess? {
      try await coalition.posAccess(acceptor: "898440359980011", number: "10000001")
    }
    #expect(try await access() == nil)
    // The clock stands still: nothing is dropped because it grew old.
    let till = try await platform.till()
    #expect(try await access()?.terminal.id == till.id)
    _ = try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) { $0.kinds = [] }
    #expect(try await access()?.terminal.parameters.kinds == [])
    _ = try await coalition.setStatus(.disabled, ofTerminal: till.id, by: .system)
    #expect(try await access()?.terminal.status == .disabled)
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    _ = try await coalition.enter(.first, into: till, by: one)
    _ = try await coalition.enter(.second, into: till, by: two)
    #expect(try await access()?.keys?.master == Component.whole)
    let keys = try await coalition.signIn(till.id, pinKeyBytes: 16, macKeyBytes: 8, cashier: "01")
    #expect(try await access()?.keys?.mac == keys.macKey)
    try await coalition.signOut(till)
    #expect(try await access()?.terminal.isSignedIn == false)
  }
}
