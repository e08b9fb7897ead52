import DatabaseTesting
import ISO8583
import Ledger
import Testing

@testable import Coalition

/// A terminal takes the code of a shared wallet as any other, and learns nothing of it.
@Suite(.database) struct PoolTillTests {
  @Test func `a code of a shared wallet pays at a terminal, within its person's limit`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      let coalition = counter.coalition
      let asset = try await coalition.universalProgram().asset
      _ = try await coalition.updateProgram(asset, by: .system) { $0.policies.pools = PoolPolicy(people: 2) }
      let me = MemberPrincipal(counter.member.id, session: MemberSessionID(1))
      let pool = try await coalition.makePool(
        PoolDraft(.household, in: asset, name: "Li", leaving: .nothing), by: me)
      let view = try await coalition.pool(pool, by: me)
      let own = try #require(view.own(of: me)).person
      try await coalition.setPerson(
        own.id, in: pool, role: own.role, limit: Limit(perDay: 400), by: me)
      _ = try await coalition.award(
        GiveOrder(member: .id(view.pool.account), points: 1_000), key: "g", by: .system)
      func spend(_ trace: String) async throws -> String? {
        let code = try await coalition.issuePoolCode(of: pool, by: me)
        var spend = counter.till.trade(.spend, 50)
        spend.set(11, trace)
        spend.set(22, "032")
        spend[62] = TaggedValues([.init(TaggedValues.Tag.scannedCode, Array(code.digits.utf8))]).encoded
        return try await counter.ask(spend)?.text(39)
      }
      #expect(try await spend("000101") == "00")
      #expect(try await coalition.pool(pool, by: me).wallet.spendable == 750)
      #expect(try await spend("000102") == "61")
      #expect(try await coalition.pool(pool, by: me).wallet.spendable == 750)
    }
  }
}
