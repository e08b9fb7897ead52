import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// A shop whose programme has pools, with people who enter and prove who they are.
struct TestPool {
  let shop: TestShop
  let id: PoolID
  /// The one who heads it.
  let head: MemberPrincipal

  var coalition: Coalition { shop.coalition }

  static var policies: ProgramPolicies {
    var policies = ProgramPolicies()
    policies.transfer.coolingDays = 0
    policies.pools = PoolPolicy(people: 5, allowsCompanies: true)
    return policies
  }

  /// A household of the shop's member, who has 10,000 points.
  static func open(
    _ kind: Pool.Kind = .household, leaving: Pool.Leaving = .part, in database: (any Database)? = nil,
    through door: (SQLiteLedger) -> any LedgerDoor & TransactionSearch = { $0 },
    _ test: (TestPool) async throws -> Void
  ) async throws {
    try await TestShop.open(policies: policies, in: database, through: door) { shop in
      try await shop.earn(1_000_000, key: "first")
      let head = try await shop.proven()
      let id = try await shop.coalition.makePool(
        PoolDraft(kind, in: shop.program.asset, name: "Li", leaving: leaving), by: head)
      try await test(TestPool(shop: shop, id: id, head: head))
    }
  }

  /// Somebody who comes in, with 10,000 points of their own.
  func join(
    _ phone: String = "13800138001", as role: PoolRole = .adult, limit: Limit = Limit()
  ) async throws -> MemberPrincipal {
    let me = try await shop.proven(phone)
    try await shop.give(10_000, to: me.member)
    try await accept(phone, as: role, limit: limit, me)
    return me
  }

  func accept(
    _ phone: String, as role: PoolRole = .adult, limit: Limit = Limit(), _ me: MemberPrincipal
  ) async throws {
    _ = try await coalition.invite(PoolInvitation(phone, as: role, limit: limit), to: id, by: head)
    let asking = try await coalition.pools(by: me).asking
    let own = try #require(asking.first { $0.pool.id == id })
    try await coalition.answer(own.person.id, isAccepted: true, by: me)
  }

  func person(_ me: MemberPrincipal) async throws -> PoolPerson {
    try #require(try await coalition.pool(id, by: head).own(of: me)).person
  }

  func putIn(_ points: Points, by me: MemberPrincipal, request: String = "r1") async throws {
    _ = try await coalition.putIn(points, to: id, request: request, by: me)
  }

  func spend(_ points: Points, by me: MemberPrincipal, key: String) async throws -> Receipt {
    let code = try await coalition.issuePoolCode(of: id, by: me)
    return try await coalition.spend(
      SpendOrder(member: .code(code.digits), .points(points)), key: key, by: shop.till)
  }

  func left() async throws -> Points { try await coalition.pool(id, by: head).wallet.spendable }

  func spentToday(_ me: MemberPrincipal) async throws -> Points? {
    try await coalition.pool(id, by: head).own(of: me)?.spentToday
  }

  func own(_ me: MemberPrincipal) async throws -> Points {
    try await coalition.wallets(by: me).first?.spendable ?? 0
  }
}

extension TestShop {
  /// Enters, and has proven that it is they, for as long as a test takes.
  func proven(_ phone: String = "13800138000") async throws -> MemberPrincipal {
    let me = try await me(try await enter(phone))
    return MemberPrincipal(
      me.member, session: me.session, provenAt: clock.clock.now().adding(seconds: 864_000))
  }

  func give(_ points: Points, to member: MemberID) async throws {
    let order = GiveOrder(member: .id(member), points: points)
    _ = try await coalition.award(order, key: "give \(member.rawValue)", by: .system)
  }
}
