import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// What a person may spend of a pool, at once and on a day, also when tills ask at once.
@Suite(.database) struct PoolLimitTests {
  private static let limit = Limit(perTransaction: 300, perDay: 500)

  @Test func `limits count what was spent, and what came back is free again`() async throws {
    try await TestPool.open { test in
      let child = try await test.join(as: .child, limit: Self.limit)
      try await test.putIn(2_000, by: test.head)
      let tooMuch = try await refusal { _ = try await test.spend(301, by: child, key: "too much") }
      #expect(tooMuch == .poolLimit(300, isDaily: false))
      let first = try await test.spend(300, by: child, key: "b")
      #expect(
        try await refusal { _ = try await test.spend(201, by: child, key: "c") }
          == .poolLimit(500, isDaily: true))
      _ = try await test.coalition.void(ReturnOrder(first.transaction.id), key: "v", by: test.shop.till)
      _ = try await test.coalition.followAll()
      #expect(try await test.spentToday(child) == 0)
      // What was declined took nothing.
      let code = try await test.coalition.issuePoolCode(of: test.id, by: child)
      let nothing = SpendOrder(member: .code(code.digits), .points(300))
      _ = try await test.coalition.putIn(1, to: test.id, request: "one", by: test.head)
      _ = try await test.coalition.spend(nothing, key: "d", by: test.shop.till)
      #expect(try await test.spentToday(child) == 300)
      _ = try await test.coalition.reverse("d", key: "e", by: test.shop.till)
      _ = try await test.coalition.followAll()
      #expect(try await test.spentToday(child) == 0)
      test.shop.clock.advance(seconds: 86_400)
      #expect(try await test.spentToday(child) == 0)
    }
  }

  @Test func `a hold counts as a whole, then what was taken of it, then what a refund leaves`() async throws {
    try await TestPool.open { test in
      let child = try await test.join(as: .child, limit: Self.limit)
      try await test.putIn(2_000, by: test.head)
      let code = try await test.coalition.issuePoolCode(of: test.id, by: child)
      let hold = try await test.coalition.hold(
        HoldOrder(SpendOrder(member: .code(code.digits), .points(300)), seconds: 600), key: "h",
        by: test.shop.till)
      #expect(try await test.spentToday(child) == 300)
      await #expect(throws: PoolRefusal.holdsOpen) {
        try await test.coalition.closePool(test.id, by: test.head)
      }
      let taken = try await test.coalition.capture(
        ReturnOrder(hold.transaction.id, .points(250)), key: "c", by: test.shop.till)
      _ = try await test.coalition.followAll()
      #expect(try await test.spentToday(child) == 250)
      _ = try await test.coalition.refund(
        ReturnOrder(taken.transaction.id, .points(100)), key: "r", by: test.shop.till)
      _ = try await test.coalition.followAll()
      #expect(try await test.spentToday(child) == 150)
      let moves = try await test.coalition.movements(of: test.id, by: test.head).items
      #expect(moves.prefix(3).allSatisfy { $0.by?.person.member == child.member })
    }
  }

  @Test func `a part that is paid counts as the part, and a child has limits`() async throws {
    try await TestPool.open { test in
      await #expect(throws: PoolRefusal.limitInvalid) {
        try await test.coalition.invite(
          PoolInvitation("13800138001", as: .child, limit: Limit(perDay: 5)), to: test.id, by: test.head)
      }
      let child = try await test.join(as: .child, limit: Self.limit)
      try await test.putIn(100, by: test.head)
      await #expect(throws: PoolRefusal.notAllowed) { try await test.putIn(1, by: child) }
      let code = try await test.coalition.issuePoolCode(of: test.id, by: child)
      let order = SpendOrder(member: .code(code.digits), .points(300), isPartialAllowed: true)
      _ = try await test.coalition.spend(order, key: "p", by: test.shop.till)
      #expect(try await test.spentToday(child) == 100)
      let person = try await test.person(child).id
      await #expect(throws: PoolRefusal.limitInvalid) {
        try await test.coalition.setPerson(person, in: test.id, role: .child, limit: Limit(), by: test.head)
      }
      try await test.coalition.setPerson(person, in: test.id, role: .adult, limit: Limit(), by: test.head)
      try await test.putIn(400, by: child)
      _ = try await test.spend(400, by: child, key: "q")
    }
  }

  @Test(arguments: Engine.available)
  func `of many requests at once no more is taken than the day's limit`(engine: Engine) async throws {
    let database = try await engine.makeDatabase()
    try await TestPool.open(in: database) { test in
      let child = try await test.join(as: .child, limit: Limit(perTransaction: 100, perDay: 250))
      let person = try await test.person(child).id
      let (id, now) = (test.id, test.shop.clock.clock.now())
      let day = test.coalition.settings.calendar.day(of: now)
      let taken = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<12 {
          group.addTask {
            let claim = PoolClaim(way: .out, pool: id, person: person, day: day, points: 100)
            let request = ClaimingRequest(key: IdempotencyKey(high: 7, low: UInt64(number)), hash: 1)
            // What is fought over is tried again, as a till does that is told to.
            for _ in 0..<50 {
              do {
                try await database.write { tx in _ = try tx.claim(claim, for: request, at: now) }
                return true
              } catch is OrderRefusal { return false } catch { continue }
            }
            return false
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(taken == 2)
      #expect(try await test.spentToday(child) == 200)
    }
  }

  @Test(arguments: Engine.available)
  func `of two tills at once one is told that it is too much`(engine: Engine) async throws {
    let database = try await engine.makeDatabase()
    try await TestPool.open(in: database) { test in
      let child = try await test.join(as: .child, limit: Limit(perTransaction: 100, perDay: 150))
      try await test.putIn(2_000, by: test.head)
      let first = try await test.coalition.issuePoolCode(of: test.id, by: child).digits
      // The code of the minute before is good still.
      test.shop.clock.advance(seconds: 60)
      let second = try await test.coalition.issuePoolCode(of: test.id, by: child).digits
      let (coalition, till) = (test.coalition, test.shop.till)
      let refusals = await withTaskGroup(of: OrderRefusal?.self) { group in
        for code in [first, second] {
          group.addTask {
            do {
              _ = try await coalition.spend(
                SpendOrder(member: .code(code), .points(100)), key: code, by: till)
              return nil
            } catch { return error as? OrderRefusal }
          }
        }
        return await group.reduce(into: [OrderRefusal?]()) { $0.append($1) }
      }
      #expect(refusals.compactMap { $0 } == [.poolLimit(150, isDaily: true)])
      #expect(try await test.left() == 1_900)
      #expect(try await test.spentToday(child) == 100)
    }
  }

  @Test func `what a crash left open is settled by the ledger's word`() async throws {
    try await TestPool.open { test in
      let child = try await test.join(as: .child, limit: Self.limit)
      try await test.putIn(2_000, by: test.head)
      let person = try await test.person(child).id
      let day = test.coalition.settings.calendar.day(of: test.shop.clock.clock.now())
      let now = test.shop.clock.clock.now()
      // A request that never came to the ledger, and one that did and whose answer nobody noted.
      let lost = ClaimingRequest(key: IdempotencyKey(high: 1, low: 2), hash: 3)
      try await test.coalition.database.write { tx in
        _ = try tx.claim(
          PoolClaim(way: .out, pool: test.id, person: person, day: day, points: 200), for: lost, at: now)
      }
      _ = try await test.spend(100, by: child, key: "s")
      try await test.coalition.database.write { tx in
        try tx.execute("UPDATE pool_claim SET is_settled = 0, transaction_id = 0 WHERE way = 'out'")
      }
      #expect(try await test.spentToday(child) == 300)
      test.shop.clock.advance(seconds: 700)
      _ = try await test.coalition.settleOldMoves()
      #expect(try await test.spentToday(child) == 100)
    }
  }
}
