import Coalition
import DatabaseTesting
import Foundation
import Ledger
import Testing

@Suite(.database) struct StaffTests {
  private let password = "a long enough secret"

  @Test func `roles of the operator and of merchants never mix, and each is a set of scopes`() {
    #expect(Role.ofOperator.isDisjoint(with: .ofMerchant))
    #expect(Role.named.reduce(into: Role()) { $0.formUnion($1.role) } == Role.ofOperator.union(.ofMerchant))
    for (name, role, scopes) in Role.named {
      #expect(Role(names: [name]) == role && role.names == [name] && role.scopes == scopes)
      if Role.ofMerchant.contains(role) { #expect(Scope.merchantMost.contains(scopes)) }
    }
    #expect(Role(names: ["king"]) == nil)
  }

  /// docs/guide/operators.md shows the roles as they are here.
  @Test func `the guide's table of roles is this one`() throws {
    let columns = Role.named.map(\.name)
    var lines = [
      "| | " + columns.joined(separator: " | ") + " |",
      "| --- " + columns.map { _ in "| --- " }.joined() + "|",
    ]
    for (name, scope) in Scope.named {
      let cells = Role.named.map { $0.scopes.contains(scope) ? "yes" : "" }
      lines.append("| `\(name)` | " + cells.joined(separator: " | ") + " |")
    }
    let guide = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/guide/operators.md").standardized
    let text = try String(contentsOf: guide, encoding: .utf8)
    #expect(text.contains(lines.joined(separator: "\n")), "\(lines.joined(separator: "\n"))")
  }

  @Test func `a manager of two stores sees their people and gives access to those stores alone`() async throws
  {
    let shop = try await Shop.open()
    let manager = try await shop.staff("manager", .merchantLead, [0, 1])
    let one = try await shop.staff("one", .cashier, [0])
    let elsewhere = try await shop.staff("elsewhere", .cashier, [1, 2])
    let everywhere = try await shop.staff("everywhere", .cashier, [])
    let caller = manager.principal
    #expect(try await shop.coalition.users(by: caller).items.map(\.id) == [one.id, manager.id])
    for hidden in [elsewhere, everywhere] {
      await #expect(throws: AccessRefusal.userNotFound) {
        try await shop.coalition.user(hidden.id, by: caller)
      }
      await #expect(throws: AccessRefusal.userNotFound) {
        try await shop.coalition.setStatus(.disabled, ofUser: hidden.id, by: caller)
      }
      await #expect(throws: AccessRefusal.userNotFound) {
        try await shop.coalition.setPassword("another long secret", of: hidden.id, by: caller)
      }
    }
    let moved = try await shop.coalition.changeUser(
      one.id, UserChange(name: "One", stores: [shop.stores[1].id], number: "7"), by: caller)
    #expect(moved.stores == [shop.stores[1].id] && moved.number == "7" && moved.name == "One")
    for wider in [[], [shop.stores[2].id], [shop.stores[0].id, shop.stores[2].id]] as [Set<StoreID>] {
      await #expect(throws: AccessRefusal.scopesTooWide) {
        try await shop.coalition.changeUser(one.id, UserChange(stores: wider), by: caller)
      }
    }
    await #expect(throws: AccessRefusal.scopesTooWide) {
      try await shop.coalition.changeUser(one.id, UserChange(roles: .merchantOwner), by: caller)
    }
    #expect(try await shop.coalition.user(one.id, by: caller) == moved)
  }

  @Test func `nobody changes their own access, nor that of somebody above`() async throws {
    let shop = try await Shop.open()
    let owner = try await shop.staff("owner", .merchantOwner, [])
    let manager = try await shop.staff("manager", .merchantLead, [])
    await #expect(throws: AccessRefusal.ownAccess) {
      try await shop.coalition.changeUser(manager.id, UserChange(roles: .cashier), by: manager.principal)
    }
    await #expect(throws: AccessRefusal.ownAccess) {
      try await shop.coalition.setStatus(.disabled, ofUser: manager.id, by: manager.principal)
    }
    await #expect(throws: AccessRefusal.personAbove) {
      try await shop.coalition.changeUser(owner.id, UserChange(roles: .cashier), by: manager.principal)
    }
    await #expect(throws: AccessRefusal.personAbove) {
      try await shop.coalition.setPassword("another long secret", of: owner.id, by: manager.principal)
    }
    await #expect(throws: AccessRefusal.personAbove) {
      try await shop.coalition.setStaffPIN("482915", of: owner.id, by: manager.principal)
    }
    try await shop.coalition.setPassword("another long secret", of: manager.id, by: manager.principal)
  }

  @Test func `who is disabled is out at once, and in again when enabled`() async throws {
    let shop = try await Shop.open()
    let owner = try await shop.staff("owner", .merchantOwner, [])
    let manager = try await shop.staff("manager", .merchantLead, [])
    let session = try await shop.coalition.signIn(
      login: "manager", password: password, to: .merchant, from: "a")
    _ = try await shop.coalition.session(session.token, at: .merchant, from: "a")
    let off = try await shop.coalition.setStatus(.disabled, ofUser: manager.id, by: owner.principal)
    #expect(off.status == .disabled)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await shop.coalition.session(session.token, at: .merchant, from: "a")
    }
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await shop.coalition.signIn(login: "manager", password: password, to: .merchant, from: "a")
    }
    _ = try await shop.coalition.setStatus(.active, ofUser: manager.id, by: owner.principal)
    _ = try await shop.coalition.signIn(login: "manager", password: password, to: .merchant, from: "a")
  }

  @Test func `a staff number is digits, a merchant's, and one person's there`() async throws {
    let shop = try await Shop.open()
    _ = try await shop.staff("one", .cashier, [], number: "12")
    await #expect(throws: AccessRefusal.staffNumberTaken) {
      try await shop.staff("two", .cashier, [], number: "12")
    }
    for wrong in ["", "123456789", "12a", "１２"] {
      await #expect(throws: AccessRefusal.staffNumberInvalid) {
        try await shop.staff("three", .cashier, [], number: wrong)
      }
    }
    let other = try await shop.platform.merchant("other")
    _ = try await shop.coalition.createUser(
      UserDraft(
        login: "theirs", name: "T", password: password, roles: .cashier, merchant: other.id, number: "12"),
      by: .system)
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await shop.coalition.createUser(
        UserDraft(
          login: "astray", name: "A", password: password, roles: .cashier, merchant: other.id,
          store: shop.stores[0].id), by: .system)
    }
  }

  @Test func `what is confined to stores reaches no other store`() async throws {
    let shop = try await Shop.open()
    let manager = try await shop.staff("manager", .merchantLead, [0, 1])
    let caller = manager.principal
    let merchant = shop.merchant.id
    let seen = try await shop.coalition.stores(of: merchant, by: caller).items.map(\.code)
    #expect(seen == ["S2", "S1"])
    let third = shop.stores[2].id
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await shop.coalition.store(third, by: caller)
    }
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await shop.coalition.updateStore(third, name: "X", by: caller)
    }
    await #expect(throws: MerchantRefusal.storeNotFound) {
      try await shop.coalition.createTerminal(in: third, code: "T9", kind: .seat, by: caller)
    }
    await #expect(throws: AccessRefusal.wrongOwner) {
      try await shop.coalition.createStore(of: merchant, code: "S9", name: "S9", by: caller)
    }
    await #expect(throws: MerchantRefusal.terminalNotFound) {
      try await shop.coalition.terminal(shop.seats[2].id, by: caller)
    }
    await #expect(throws: MerchantRefusal.terminalNotFound) {
      try await shop.coalition.setStatus(.disabled, ofTerminal: shop.seats[2].id, by: caller)
    }
    await #expect(throws: MerchantRefusal.terminalNotFound) {
      try await shop.coalition.createPairingCode(forTerminal: shop.seats[2].id, by: caller)
    }
    let terminals = try await shop.coalition.terminals(of: merchant, by: caller).items.map(\.store)
    #expect(Set(terminals) == Set(shop.stores[0...1].map(\.id)))
    await #expect(throws: AccessRefusal.wrongOwner) { try await shop.coalition.events(by: caller) }
    let keeper = Principal(
      kind: .merchant, merchant: merchant, stores: [shop.stores[0].id], scopes: .merchantMost,
      actor: caller.actor)
    await #expect(throws: AccessRefusal.wrongOwner) {
      try await shop.coalition.createAPIKey(APIKeyDraft("k", for: merchant), by: keeper)
    }
    await #expect(throws: AccessRefusal.wrongOwner) { try await shop.coalition.apiKeys(by: keeper) }
  }
}
