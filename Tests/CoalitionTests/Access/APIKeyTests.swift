import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct APIKeyTests {
  @Test func `a key tells who its bearer is`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    var draft = APIKeyDraft("till system", for: merchant.id)
    draft.isLoginProof = true
    let made = try await coalition.createAPIKey(draft, by: .system)
    #expect(made.secret.hasPrefix("tb_live_") && made.secret.count == 46)
    let caller = try await coalition.authenticate(bearer: made.secret, from: "10.0.0.1")
    #expect(caller.kind == .merchant && caller.merchant == merchant.id && caller.isLoginProof)
    #expect(
      caller.scopes == .merchantSystem && caller.key == made.key.id && caller.tenant == merchant.id.rawValue)
    #expect(caller.actor.origin == "10.0.0.1")
    let listed = try await coalition.apiKeys(of: merchant.id, by: .system).items
    #expect(listed.map(\.id) == [made.key.id] && listed.first?.usedAt == TestPlatform.start)
  }

  @Test func `the database holds no secret`() async throws {
    let platform = try TestPlatform.open()
    let made = try await platform.coalition.createAPIKey(
      APIKeyDraft(forOperator: "ops", scopes: .all), by: .system)
    let prefixes = try await platform.coalition.database.read { tx in
      try tx.query("SELECT prefix FROM api_key") { $0[0] as String }
    }
    #expect(prefixes == [String(made.secret.prefix(12))])
  }

  @Test func `a wrong, revoked or expired key opens nothing`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    var draft = APIKeyDraft(forOperator: "ops", scopes: .readMembers)
    draft.expiresAt = TestPlatform.start.adding(seconds: 5)
    let brief = try await coalition.createAPIKey(draft, by: .system)
    let other = try await coalition.createAPIKey(
      APIKeyDraft(forOperator: "b", scopes: .readMembers), by: .system)
    _ = try await coalition.authenticate(bearer: brief.secret)
    platform.clock.advance(seconds: 5)
    _ = try await coalition.authenticate(bearer: other.secret)
    _ = try await coalition.revokeAPIKey(other.key.id, by: .system)
    var wrong = Array(other.secret)
    wrong.swapAt(10, 11)
    for secret in [brief.secret, other.secret, String(wrong), "", "tb_live_", other.secret.lowercased()] {
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await coalition.authenticate(bearer: secret)
      }
    }
  }

  @Test func `a suspended merchant's and a disabled terminal's keys stop at once`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let store = try await coalition.createStore(of: merchant.id, code: "s", name: "S", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "t", kind: .seat, by: .system)
    let till = try await coalition.createAPIKey(
      APIKeyDraft("till", for: terminal.id, of: merchant.id), by: .system)
    let system = try await coalition.createAPIKey(APIKeyDraft("system", for: merchant.id), by: .system)
    let caller = try await coalition.authenticate(bearer: till.secret)
    #expect(caller.terminal == terminal.id && caller.store == store.id && caller.merchant == merchant.id)
    _ = try await coalition.setStatus(.disabled, ofTerminal: terminal.id, by: .system)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.authenticate(bearer: till.secret)
    }
    _ = try await coalition.authenticate(bearer: system.secret)
    _ = try await coalition.updateMerchant(merchant.id, status: .suspended, by: .system)
    await #expect(throws: AccessRefusal.merchantSuspended) {
      try await coalition.authenticate(bearer: system.secret)
    }
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.authenticate(bearer: till.secret)
    }
    _ = try await coalition.updateMerchant(merchant.id, status: .active, by: .system)
    #expect(try await coalition.authenticate(bearer: system.secret).merchant == merchant.id)
    _ = try await coalition.updateMerchant(merchant.id, status: .closed, by: .system)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await coalition.authenticate(bearer: system.secret)
    }
  }

  @Test func `nobody grants more than they have`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("m1"), try await platform.merchant("m2"))
    let caller = platform.caller(of: one)
    await #expect(throws: AccessRefusal.wrongOwner) {
      try await coalition.createAPIKey(APIKeyDraft("x", for: two.id), by: caller)
    }
    await #expect(throws: AccessRefusal.wrongOwner) {
      try await coalition.createAPIKey(APIKeyDraft(forOperator: "x", scopes: .readMembers), by: caller)
    }
    await #expect(throws: AccessRefusal.scopesTooWide) {
      try await coalition.createAPIKey(APIKeyDraft("x", for: one.id, scopes: .adjust), by: .system)
    }
    var contract = APIKeyDraft("x", for: one.id)
    contract.isLoginProof = true
    await #expect(throws: AccessRefusal.scopesTooWide) {
      try await coalition.createAPIKey(contract, by: caller)
    }
    let foreign = try await coalition.createAPIKey(APIKeyDraft("y", for: two.id), by: .system)
    await #expect(throws: AccessRefusal.keyNotFound) {
      try await coalition.revokeAPIKey(foreign.key.id, by: caller)
    }
    #expect(try await coalition.apiKeys(by: caller).items.isEmpty)
  }
}
