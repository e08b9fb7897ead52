import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct MerchantTests {
  @Test func `a merchant has stores and stores have terminals`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let store = try await coalition.createStore(of: merchant.id, code: "s1", name: "一号店", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "00000001", kind: .pos, by: .system)
    #expect(try await coalition.merchant(merchant.id, by: .system) == merchant)
    #expect(try await coalition.merchant(code: "m1", by: .system) == merchant)
    #expect(try await coalition.store(code: "s1", of: merchant.id, by: .system) == store)
    #expect(try await coalition.terminal(code: "00000001", of: merchant.id, by: .system) == terminal)
    #expect(terminal.merchant == merchant.id && terminal.store == store.id)
  }

  @Test func `codes are unique where they must be and nowhere else`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("m1"), try await platform.merchant("m2"))
    await #expect(throws: MerchantRefusal.codeTaken) { try await platform.merchant("m1") }
    let store = try await coalition.createStore(of: one.id, code: "s", name: "S", by: .system)
    _ = try await coalition.createStore(of: two.id, code: "s", name: "S", by: .system)
    await #expect(throws: MerchantRefusal.codeTaken) {
      try await coalition.createStore(of: one.id, code: "s", name: "S", by: .system)
    }
    _ = try await coalition.createTerminal(in: store.id, code: "t", kind: .mis, by: .system)
    await #expect(throws: MerchantRefusal.codeTaken) {
      try await coalition.createTerminal(in: store.id, code: "t", kind: .pos, by: .system)
    }
  }

  @Test func `of many who take one code at once, one gets it`() async throws {
    let platform = try TestPlatform.open()
    let taken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { (try? await platform.merchant("same")) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
    #expect(try await platform.coalition.merchants(by: .system).items.count == 1)
  }

  @Test func `lists go on behind the last item`() async throws {
    let platform = try TestPlatform.open()
    for number in 1...5 { _ = try await platform.merchant("m\(number)") }
    let first = try await platform.coalition.merchants(PageRequest(limit: 3), by: .system)
    #expect(first.items.map(\.code) == ["m5", "m4", "m3"] && first.hasMore)
    let rest = try await platform.coalition.merchants(
      PageRequest(limit: 3, after: first.items.last?.id), by: .system)
    #expect(rest.items.map(\.code) == ["m2", "m1"] && !rest.hasMore)
  }

  @Test func `a merchant's key reaches nothing of another`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("m1"), try await platform.merchant("m2"))
    let store = try await coalition.createStore(of: one.id, code: "s", name: "S", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "t", kind: .pos, by: .system)
    let other = platform.caller(of: two)
    await #expect(throws: MerchantRefusal.merchantNotFound) {
      try await coalition.merchant(one.id, by: other)
    }
    await #expect(throws: MerchantRefusal.merchantNotFound) {
      try await coalition.merchant(code: "m1", by: other)
    }
    await #expect(throws: MerchantRefusal.merchantNotFound) {
      try await coalition.stores(of: one.id, by: other)
    }
    await #expect(throws: MerchantRefusal.storeNotFound) { try await coalition.store(store.id, by: other) }
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await coalition.store(code: "s", of: one.id, by: other)
    }
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await coalition.updateStore(store.id, name: "X", by: other)
    }
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await coalition.createTerminal(in: store.id, code: "x", kind: .pos, by: other)
    }
    await #expect(throws: MerchantRefusal.merchantNotFound) {
      try await coalition.createStore(of: one.id, code: "x", name: "X", by: other)
    }
    await #expect(throws: MerchantRefusal.terminalNotFound) {
      try await coalition.terminal(terminal.id, by: other)
    }
    await #expect(throws: MerchantRefusal.terminalNotFound) {
      try await coalition.setStatus(.disabled, ofTerminal: terminal.id, by: other)
    }
    await #expect(throws: MerchantRefusal.merchantNotFound) {
      try await coalition.terminals(of: one.id, by: other)
    }
    #expect(try await coalition.merchants(by: other).items == [two])
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.createMerchant(code: "m3", names: Names("m3"), by: other)
    }
  }

  @Test func `what is closed stays closed`() async throws {
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("m1")
    _ = try await platform.coalition.updateMerchant(merchant.id, status: .closed, by: .system)
    await #expect(throws: MerchantRefusal.alreadyClosed) {
      try await platform.coalition.updateMerchant(merchant.id, status: .active, by: .system)
    }
    await #expect(throws: MerchantRefusal.alreadyClosed) {
      try await platform.coalition.createStore(of: merchant.id, code: "s", name: "S", by: .system)
    }
  }

  @Test func `a caller without the scope is turned away`() async throws {
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("m1")
    await #expect(throws: AccessRefusal.scopeMissing(.writeMerchants)) {
      try await platform.coalition.createStore(
        of: merchant.id, code: "s", name: "S", by: platform.caller(of: merchant, .merchantSystem))
    }
  }
}
