import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

/// A key of the operator's gives no more in a day than its makers agreed on.
@Suite(.database) struct KeyDayTests {
  /// The bearer of a new key of the operator's.
  private func bearer(_ shop: TestShop, _ points: Points?, _ name: String = "k") async throws -> Principal {
    var draft = APIKeyDraft(forOperator: name, scopes: .all)
    draft.pointsPerDay = points
    let made = try await shop.coalition.createAPIKey(draft, by: .system)
    return try await shop.coalition.authenticate(bearer: made.secret)
  }

  private func award(
    _ points: Points, _ key: String, _ shop: TestShop, by caller: Principal
  ) async throws -> Receipt {
    try await shop.coalition.award(
      GiveOrder(member: .id(shop.member.id), points: points), key: key, by: caller)
  }

  private func isSpent(
    _ points: Points, _ key: String, _ shop: TestShop, by caller: Principal
  ) async throws
    -> Bool
  {
    try await refusal { _ = try await award(points, key, shop, by: caller) } == .dayLimitReached
  }

  @Test func `its day is counted once for each request, by programme, and begins anew`() async throws {
    try await TestShop.open { shop in
      let caller = try await bearer(shop, 100)
      let first = try await award(60, "a", shop, by: caller)
      #expect(try await award(60, "a", shop, by: caller).isReplay)
      #expect(try await isSpent(41, "b", shop, by: caller))
      // What is answered from before, or not given, takes nothing.
      let other = try await refusal { _ = try await award(30, "a", shop, by: caller) }
      #expect(other == .idempotencyMismatch(first.transaction.id))
      var earn = EarnOrder(member: .id(shop.member.id), .points(30))
      earn.occasion.merchant = shop.merchant.id
      _ = try await shop.coalition.earn(earn, key: "c", by: caller)
      #expect(try await isSpent(11, "d", shop, by: caller))
      _ = try await award(10, "d", shop, by: caller)
      #expect(try await isSpent(1, "e", shop, by: caller))
      #expect(try await award(60, "a", shop, by: caller).isReplay, "although the day is spent")
      // Another key has a day of its own, and merchants' keys none.
      let second = try await bearer(shop, nil, "second")
      #expect(second.pointsPerDay == 1_000_000)
      _ = try await award(1_000_000, "f", shop, by: second)
      #expect(try await isSpent(1, "g", shop, by: second))
      try await shop.earn(200_000, key: "h")
      #expect(try await shop.spendable() == 1_002_100)
      shop.clock.advance(seconds: 86_400)
      _ = try await award(100, "i", shop, by: caller)
      #expect(try await isSpent(1, "j", shop, by: caller))
      shop.clock.advance(seconds: 9 * 86_400)
      try await shop.coalition.forgetKeyDays()
      #expect(try await award(60, "a", shop, by: caller).isReplay)
      _ = try await award(100, "k", shop, by: caller)
    }
  }

  @Test func `many at once, each sent twice, give no more than the day allows`() async throws {
    try await TestShop.open { shop in
      let caller = try await bearer(shop, 100)
      let given = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<40 {
          group.addTask {
            do {
              return try await !award(10, "k\(number / 2)", shop, by: caller).isReplay
            } catch { return false }
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(given == 10)
      #expect(try await shop.spendable() == 100)
      #expect(try await isSpent(1, "last", shop, by: caller))
    }
  }

  @Test func `its measure is in the approval, and the operator's keys alone have one`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    var foreign = APIKeyDraft("till", for: merchant.id)
    foreign.pointsPerDay = 5
    await #expect(throws: AccessRefusal.scopesTooWide) {
      try await coalition.createAPIKey(foreign, by: .system)
    }
    let (chief, second) = (
      try await platform.user("chief", .administrator), try await platform.user("second", .reviewer)
    )
    var draft = APIKeyDraft(forOperator: "office", scopes: .earn)
    draft.pointsPerDay = 500
    let proposed = try await coalition.propose(.key(KeyProposal(draft)), reason: "r", by: chief.principal)
    _ = try await coalition.approve(proposed.id, by: second.principal) { _ in .failed("unasked") }
    draft.pointsPerDay = 501
    await #expect(throws: ApprovalRefusal.otherOperation) {
      try await coalition.createAPIKey(draft, permit: proposed.id, by: chief.principal)
    }
    draft.pointsPerDay = 500
    let made = try await coalition.createAPIKey(draft, permit: proposed.id, by: chief.principal)
    #expect(try await coalition.authenticate(bearer: made.secret).pointsPerDay == 500)
  }
}
