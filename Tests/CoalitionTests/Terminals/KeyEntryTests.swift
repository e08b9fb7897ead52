import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct KeyEntryTests {
  @Test func `two people enter a component each, and the check value is the whole key's`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    for (index, mac) in POSTerminal.MAC.allCases.enumerated() {
      let till = try await platform.till("1000000\(index)", mac: mac)
      let isSM4 = mac == .sm4
      #expect(try await coalition.keyEntryBegun(ofPOSTerminal: till.id, by: one) == nil)
      #expect(
        try await coalition.enter(isSM4 ? .firstSM4 : .first, into: till, by: one) == .secondComponentNeeded)
      let begun = try await coalition.keyEntryBegun(ofPOSTerminal: till.id, by: two)
      #expect(begun?.person == OperatorID(one.actor.id) && begun?.at == TestPlatform.start)
      let check = isSM4 ? Component.wholeCheckValueSM4 : Component.wholeCheckValue
      #expect(
        try await coalition.enter(isSM4 ? .secondSM4 : .second, into: till, by: two)
          == .complete(checkValue: check))
      #expect(try await coalition.posTerminal(till.id, by: .system).masterKeyCheck == check)
      #expect(try await coalition.keyEntryBegun(ofPOSTerminal: till.id, by: one) == nil)
      let access = try await coalition.posAccess(acceptor: till.acceptor, number: till.number)
      #expect(access?.keys?.master == Component.whole && access?.keys?.mac == nil)
    }
  }

  @Test func `one person twice makes no key; the later component stands`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    for component in [Component.second, .second, .first] {
      #expect(try await coalition.enter(component, into: till, by: one) == .secondComponentNeeded)
    }
    // A key that the same person made is the same person.
    let key = Principal(
      kind: .platform, scopes: .all, actor: Actor(kind: .key, id: 55, answerable: one.actor.id))
    #expect(try await coalition.enter(.first, into: till, by: key) == .secondComponentNeeded)
    #expect(try await coalition.posTerminal(till.id, by: .system).masterKeyCheck == nil)
    #expect(
      try await coalition.enter(.second, into: till, by: two)
        == .complete(checkValue: Component.wholeCheckValue))
  }

  @Test func `what nobody answers for, a wrong check value and equal components are refused`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    await #expect(throws: POSRefusal.secondPersonNeeded) {
      try await coalition.enter(.first, into: till, by: .system)
    }
    for checkValue in [[0x08, 0xD7, 0xB5], [0x08, 0xD7], [0x08, 0xD7, 0xB4, 0xFB, 0x00], []] as [[UInt8]] {
      await #expect(throws: POSRefusal.checkValueWrong) {
        try await coalition.enterKeyComponent(
          Component.first.bytes, checkValue: checkValue, ofPOSTerminal: till.id, by: one)
      }
    }
    // SM4's check value is another cipher's.
    await #expect(throws: POSRefusal.checkValueWrong) {
      try await coalition.enter(.firstSM4, into: till, by: one)
    }
    await #expect(throws: POSRefusal.invalid(.component)) {
      try await coalition.enterKeyComponent([1, 2], checkValue: [1, 2, 3], ofPOSTerminal: till.id, by: one)
    }
    #expect(try await coalition.keyEntryBegun(ofPOSTerminal: till.id, by: one) == nil)
    _ = try await coalition.enter(.first, into: till, by: one)
    await #expect(throws: POSRefusal.componentsEqual) {
      try await coalition.enter(.first, into: till, by: two)
    }
    #expect(try await coalition.posTerminal(till.id, by: .system).masterKeyCheck == nil)
    let auditor = try await platform.user("auditor", .auditor).principal
    await #expect(throws: AccessRefusal.scopeMissing(.keys)) {
      try await coalition.enter(.second, into: till, by: auditor)
    }
  }

  @Test func `a new key ends the sign-in, another cipher takes the key away`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    await #expect(throws: POSRefusal.masterKeyMissing) {
      try await coalition.signIn(till.id, pinKeyBytes: 16, macKeyBytes: 8, cashier: "01")
    }
    func enterBoth() async throws {
      _ = try await coalition.enter(.first, into: till, by: one)
      _ = try await coalition.enter(.second, into: till, by: two)
    }
    func signIn() async throws {
      _ = try await coalition.signIn(till.id, pinKeyBytes: 16, macKeyBytes: 8, cashier: "01")
    }
    try await enterBoth()
    try await signIn()
    try await enterBoth()
    var found = try await coalition.posTerminal(till.id, by: .system)
    #expect(!found.isSignedIn && found.masterKeyCheck == Component.wholeCheckValue)
    try await signIn()
    // Another MAC of the same cipher keeps the key; the terminal signs in anew.
    found = try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) { $0.mac = .x919 }
    #expect(!found.isSignedIn && found.masterKeyCheck != nil)
    _ = try await coalition.enter(.first, into: till, by: one)
    found = try await coalition.changeParameters(ofPOSTerminal: till.id, by: .system) { $0.mac = .sm4 }
    #expect(found.masterKeyCheck == nil)
    #expect(try await coalition.keyEntryBegun(ofPOSTerminal: till.id, by: one) == nil)
  }

  @Test func `no key lies in the database in clear, and none opens without the root secret`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    func blobs(_ statement: SQL) async throws -> [[UInt8]] {
      try await coalition.database.read { tx in try tx.query(statement) { $0[0] as [UInt8] } }
    }
    _ = try await coalition.enter(.first, into: till, by: one)
    let component = try #require(try await blobs("SELECT component FROM pos_key_component").first)
    #expect(!component.contains(Component.first.bytes))
    _ = try await coalition.enter(.second, into: till, by: two)
    let keys = try await coalition.signIn(till.id, pinKeyBytes: 16, macKeyBytes: 16, cashier: "01")
    for (column, key) in [
      ("master_key" as SQL, Component.whole), ("pin_key", keys.pinKey), ("mac_key", keys.macKey),
    ] {
      let sealed = try #require(try await blobs("SELECT " + column + " FROM pos_terminal").first)
      #expect(sealed.count == 16 + 28 && !sealed.contains(key))
    }
    // The same database with another root secret: the gateway learns no key, and nothing breaks but that.
    let thief = Coalition(
      database: coalition.database, ledger: SilentLedger(), clock: platform.clock.clock,
      ids: IDSource(seed: 8, clock: platform.clock.clock),
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 43, count: 32)))
    await #expect(throws: (any Error).self) {
      try await thief.posAccess(acceptor: till.acceptor, number: till.number)
    }
    #expect(try await thief.posTerminal(till.id, by: .system).masterKeyCheck == Component.wholeCheckValue)
    // A sealed key moved to another place does not open there either.
    try await coalition.database.write { tx in
      try tx.execute("UPDATE pos_terminal SET pin_key = mac_key")
    }
    await #expect(throws: (any Error).self) {
      try await thief.posAccess(acceptor: till.acceptor, number: till.number)
    }
    let afresh = Coalition(
      database: coalition.database, ledger: SilentLedger(), clock: platform.clock.clock,
      ids: IDSource(seed: 9, clock: platform.clock.clock),
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)))
    await #expect(throws: (any Error).self) {
      try await afresh.posAccess(acceptor: till.acceptor, number: till.number)
    }
  }

  @Test func `keys are never printed`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let till = try await platform.till()
    let (one, two) = (try await platform.person("one"), try await platform.person("two"))
    _ = try await coalition.enter(.first, into: till, by: one)
    _ = try await coalition.enter(.second, into: till, by: two)
    let access = try #require(try await coalition.posAccess(acceptor: till.acceptor, number: till.number))
    var printed = ""
    dump(access, to: &printed)
    printed += "\(access)" + String(reflecting: access)
    #expect(!printed.contains("16, 50") && !printed.contains("master:") && printed.contains("POSKeys(…)"))
    let lines = try await coalition.auditLog(by: .system).items
    #expect(lines.contains { $0.after == "check value 22 84 a8 2a" })
    #expect(!lines.contains { "\($0)".contains("16, 50") })
  }
}
