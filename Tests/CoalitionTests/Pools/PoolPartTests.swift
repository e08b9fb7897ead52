import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

/// What leaves a pool with its people: exact to the last point, also against a naive reckoning.
@Suite(.database) struct PoolPartTests {
  private static func person(_ number: Int, putIn: Points, role: PoolRole = .adult) -> PoolPerson {
    PoolPerson(
      id: PoolPersonID(Int64(number)), pool: PoolID(1), member: MemberID(Int64(number)), role: role,
      status: .leaving, codeNumber: Int64(number), limit: Limit(), putIn: putIn, paid: 0, part: nil, tries: 0,
      askedAt: .distantPast, endsAt: .distantPast, joinedAt: nil)
  }

  private static func pool(_ leaving: Pool.Leaving) -> Pool {
    Pool(
      id: PoolID(1), asset: AssetID(1), account: MemberID(99), kind: .household, name: "Li", leaving: leaving,
      status: .open, isFrozen: false, createdAt: .distantPast, turn: .none, heir: .none)
  }

  @Test(arguments: 0..<200) func `parts are the whole, each within a point of its share`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let people = (1...Int.random(in: 1...8, using: &random)).map { number in
      Self.person(
        number, putIn: Points(Int64.random(in: 0...[3, 1_000, 1_000_000_000][number % 3], using: &random)),
        role: number == 1 ? .owner : .adult)
    }
    let left = Points(Int64.random(in: 0...[10, 100_000, 1_000_000_000_000][Int(seed % 3)], using: &random))
    let parts = Pool.parts(of: left, among: people)
    #expect(parts.reduce(0, +) == left)
    let all = people.reduce(Int128(0)) { $0 + Int128($1.putIn.units) }
    for (person, part) in zip(people, parts) {
      if all == 0 {
        #expect(part == (person.role == .owner ? left : 0))
      } else {
        let missing = Int128(left.units) * Int128(person.putIn.units) - Int128(part.units) * all
        #expect(missing.magnitude < all.magnitude)
      }
      let taken = Self.pool(.part).part(of: person, among: people, of: left)
      #expect(taken <= part && taken <= person.putIn)
      #expect(Self.pool(.nothing).part(of: person, among: people, of: left) == 0)
    }
  }

  @Test(arguments: Engine.available, 0..<3)
  func `whatever people do, every point is somewhere and goes home once`(
    engine: Engine, seed: UInt64
  ) async throws {
    try await TestPool.open(in: try await engine.makeDatabase()) { test in
      var random = SplitMix(seed: seed)
      var people = [test.head]
      for number in 1...3 { people.append(try await test.join("1380013800\(number)")) }
      let all = Points(40_000)
      var spent: Points = 0
      for step in 0..<12 {
        let who = people[Int.random(in: 0..<people.count, using: &random)]
        let points = Points(Int64.random(in: 1...700, using: &random))
        if step % 3 < 2 {
          try await test.putIn(points, by: who, request: "r\(step)")
        } else if try await test.left() >= points {
          _ = try await test.spend(points, by: who, key: "s\(step)")
          spent += points
        }
        if step == 8 { try await test.coalition.leavePool(test.id, by: people.removeLast()) }
      }
      try await test.coalition.closePool(test.id, by: test.head)
      var home: Points = 0
      for phone in 0...3 {
        let me = try await test.shop.me(try await test.shop.enter("1380013800\(phone)"))
        home += try await test.own(me)
      }
      #expect(home + spent == all)
    }
  }

  @Test func `who leaves takes nothing where the rule says so`() async throws {
    try await TestPool.open(leaving: .nothing) { test in
      let adult = try await test.join()
      try await test.putIn(1_000, by: adult)
      #expect(try await test.coalition.partOnLeaving(test.id, by: adult) == 0)
      try await test.coalition.leavePool(test.id, by: adult)
      #expect(try await test.own(adult) == 9_000)
      #expect(try await test.left() == 1_000)
    }
  }

  @Test func `what comes to a closed pool goes to those who were there`() async throws {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(100, by: test.head)
      try await test.putIn(300, by: adult)
      let bought = try await test.spend(400, by: adult, key: "s")
      try await test.coalition.closePool(test.id, by: test.head)
      _ = try await test.coalition.refund(ReturnOrder(bought.transaction.id), key: "r", by: test.shop.till)
      _ = try await test.coalition.followAll()
      #expect(try await test.coalition.resumePools() == 1)
      #expect(try await test.own(test.head) == 10_000)
      #expect(try await test.own(adult) == 10_000)
      _ = try await test.coalition.followAll()
      #expect(try await test.coalition.resumePools() == 0)
    }
  }

  @Test func `a leaver's part is paid once, however often it is resumed, and nobody puts in meanwhile`()
    async throws
  {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(100, by: test.head)
      try await test.putIn(300, by: adult)
      let person = try await test.person(adult)
      // As a crash leaves it: said, and not paid.
      try await test.coalition.database.write { tx in
        try tx.execute("UPDATE pool SET turn_id = \(person.id) WHERE id = \(test.id)")
        try tx.execute("UPDATE pool_person SET status = 'leaving' WHERE id = \(person.id)")
      }
      #expect(try await refusal { try await test.putIn(1, by: test.head, request: "x") } == .busy)
      await #expect(throws: PoolRefusal.busy) { try await test.coalition.closePool(test.id, by: test.head) }
      let coalition = test.coalition
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { await coalition.payPartsNow(of: test.id) } }
      }
      #expect(try await test.own(adult) == 10_000)
      #expect(try await test.left() == 100)
      try await test.putIn(1, by: test.head, request: "x")
    }
  }
}
