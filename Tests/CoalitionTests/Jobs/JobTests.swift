import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct JobTests {
  @Test func `lots that ran out are booked once, however often the run is repeated`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      #expect(try await shop.coalition.runDueJobs().allSatisfy { $0.failure == nil })
      try shop.clock.set(endOf("2027-03-31"))
      #expect(try await shop.spendable() == 0)
      let reports = try await shop.coalition.runDueJobs()
      #expect(reports.first { $0.name == .expire }?.done == 1)
      #expect(try await shop.coalition.runDueJobs().isEmpty)
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runDueJobs().first { $0.name == .expire }?.done == 0)
      let kinds = try await shop.coalition.events(by: .system).items.map(\.kind)
      #expect(kinds == [.expired, .earned])
    }
  }

  @Test func `holds end with their time`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let order = HoldOrder(SpendOrder(member: .id(shop.member.id), .points(70)), seconds: 600)
      let hold = try await shop.coalition.hold(order, key: "h", by: shop.till)
      try await shop.coalition.runDueJobs()
      #expect(try await shop.spendable() == 30)
      shop.clock.advance(seconds: 600)
      try await shop.coalition.runDueJobs()
      #expect(try await shop.spendable() == 100)
      let late = ReturnOrder(hold.transaction.id)
      #expect(
        try await decline { _ = try await shop.coalition.capture(late, key: "c", by: shop.till) }?.refusal
          == .holdEnded)
    }
  }

  @Test func `several servers share a run without doing anything twice`() async throws {
    try await TestShop.open { shop in
      for number in 0..<20 {
        let phone = "139001390\(10 + number)"
        let member = try await shop.coalition.createMember(MemberDraft(.phone(phone)), by: .system)
        let order = EarnOrder(member: .id(member.id), .points(5))
        _ = try await shop.coalition.earn(order, key: "\(number)", by: shop.till)
      }
      try shop.clock.set(endOf("2027-04-30"))
      let coalition = shop.coalition
      let done = try await withThrowingTaskGroup { group in
        for _ in 0..<6 { group.addTask { try await coalition.runDueJobs() } }
        return try await group.reduce(into: 0) { sum, reports in
          sum += reports.filter { $0.name == .expire }.reduce(0) { $0 + $1.done }
        }
      }
      #expect(done == 20)
      var query = TransactionQuery()
      query.kinds = [.expire]
      query.limit = 100
      query.includesRefused = true
      #expect(try await coalition.transactions(query, by: .system).items.count == 20)
    }
  }

  @Test func `a run whose server died goes on when the lease is over, about the same moment`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let ended = try endOf("2027-03-31")
      shop.clock.set(ended)
      try await shop.coalition.database.write { tx in
        try tx.execute(
          """
          UPDATE job SET holder = 5, lease_until = \(ended.microseconds + 60_000_000),
            moment = \(ended.microseconds),
            is_running = 1 WHERE name = 'expire'
          """)
      }
      #expect(try await shop.coalition.runDueJobs().contains { $0.name == .expire } == false)
      shop.clock.advance(seconds: 61)
      #expect(try await shop.coalition.runDueJobs().first { $0.name == .expire }?.done == 1)
      let job = try await shop.coalition.jobs(by: .system).first { $0.name == .expire }
      #expect(job?.moment == ended && job?.isRunning == false && job.map { $0.failure == nil } == true)
    }
  }

  @Test func `an approved correction that was interrupted is made by the next run`() async throws {
    try await TestShop.open { shop in
      let clerk = Principal(
        kind: .platform, scopes: .all, actor: Actor(kind: .user, id: 11, answerable: 11))
      let user = try await shop.coalition.createUser(
        UserDraft(login: "checker", name: "Checker", password: "a long enough secret", roles: .administrator),
        by: .system)
      let checker = Principal(
        kind: .platform, scopes: .all,
        actor: Actor(kind: .user, id: user.id.rawValue, answerable: user.id.rawValue))
      let proposal = AdjustProposal(
        member: shop.member.id, asset: shop.program.asset, points: 5_000, memo: "lost receipt")
      let approval = try await shop.coalition.propose(.adjust(proposal), reason: "lost receipt", by: clerk)
      await #expect(throws: OrderRefusal.busy) {
        try await shop.coalition.approve(approval.id, by: checker) { _ in throw OrderRefusal.busy }
      }
      try await shop.coalition.runDueJobs()
      #expect(try await shop.spendable() == 5_000)
      #expect(try await shop.coalition.approval(approval.id, by: checker).state == .succeeded)
    }
  }
}
