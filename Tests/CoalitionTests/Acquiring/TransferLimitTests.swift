import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// How many others a member may send to and get from, and how soon after joining.
@Suite(.database) struct TransferLimitTests {
  private static func policies(
    out receivers: Int? = nil, in senders: Int? = nil, cooling: Int = 0
  ) -> ProgramPolicies {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.feeBasisPoints = 0
    policies.transfer.coolingDays = cooling
    policies.transfer.receiversPerDay = receivers
    policies.transfer.sendersPerDay = senders
    return policies
  }

  @Test func `a new member receives at once and sends after the days of cooling`() async throws {
    try await TestShop.open(policies: Self.policies(cooling: 3)) { shop in
      try await shop.earn(100_000, key: "a")
      #expect(try await refusal { try await shop.send(10, key: "t") } == .senderTooNew(seconds: 3 * 86_400))
      shop.clock.advance(seconds: 3 * 86_400 - 1)
      #expect(try await refusal { try await shop.send(10, key: "t") } == .senderTooNew(seconds: 1))
      shop.clock.advance(seconds: 1)
      let late = try await shop.coalition.createMember(MemberDraft(.phone("13800138009")), by: .system)
      try await shop.send(10, to: late, key: "t")
      #expect(
        try await refusal { try await shop.send(1, from: late, key: "u") }
          == .senderTooNew(seconds: 3 * 86_400))
    }
  }

  @Test func `a member sends to so many others a day, to each as often as they like`() async throws {
    try await TestShop.open(policies: Self.policies(out: 2)) { shop in
      try await shop.earn(100_000, key: "a")
      let others = try await shop.people(3)
      for (number, other) in [others[0], others[1], others[0], others[1]].enumerated() {
        try await shop.send(10, to: other, key: "t\(number)")
      }
      #expect(try await refusal { try await shop.send(10, to: others[2], key: "x") } == .tooManyReceivers(2))
      let trial = TransferOrder(from: .id(shop.member.id), to: .id(others[2].id), points: 10)
      #expect(
        try await refusal { _ = try await shop.coalition.preview(.transfer(trial), by: shop.till) }
          == .tooManyReceivers(2))
      shop.clock.advance(seconds: 86_400)
      try await shop.send(10, to: others[2], key: "y")
    }
  }

  @Test func `a member gets from so many others a day`() async throws {
    try await TestShop.open(policies: Self.policies(in: 2)) { shop in
      let others = try await shop.people(3)
      for other in others { try await shop.give(100, to: other) }
      try await shop.send(1, from: others[0], key: "a")
      try await shop.send(1, from: others[1], key: "b")
      #expect(try await refusal { try await shop.send(1, from: others[2], key: "c") } == .tooManySenders(2))
      try await shop.send(1, from: others[1], key: "d")
    }
  }

  @Test(arguments: Engine.available, 0..<3)
  func `of many transfers at once no more others are reached than the limit says`(
    engine: Engine, round: Int
  ) async throws {
    let database = try await engine.makeDatabase()
    try await TestShop.open(policies: Self.policies(out: 3, in: 2), in: database) { shop in
      try await shop.earn(100_000, key: "a")
      let others = try await shop.people(6)
      for other in others { try await shop.give(100, to: other) }
      let results = await withTaskGroup(of: OrderRefusal?.self) { group in
        for number in 0..<24 {
          group.addTask {
            // Half go out from one member, half come in to one: each side has its limit.
            let other = others[(number / 2 + round) % others.count]
            do {
              if number.isMultiple(of: 2) {
                try await shop.send(10, to: other, key: "k\(number)")
              } else {
                try await shop.send(1, from: other, to: shop.friend, key: "k\(number)")
              }
              return nil
            } catch { return error as? OrderRefusal ?? .busy }
          }
        }
        return await group.reduce(into: [OrderRefusal?]()) { $0.append($1) }
      }
      #expect(results.allSatisfy { [nil, .tooManyReceivers(3), .tooManySenders(2)].contains($0) })
      var reached = 0
      for other in others where try await shop.points(of: other) > 100 { reached += 1 }
      #expect(reached == 3)
      let links = try await shop.links()
      #expect(Set(links.filter { $0.sender == shop.member.id }.map(\.receiver)).count == 3)
      #expect(Set(links.filter { $0.receiver == shop.friend.id }.map(\.sender)).count == 2)
      #expect(try await shop.openReach() == 0)
    }
  }

  @Test func `what the ledger declines and a repeated key take no place`() async throws {
    try await TestShop.open(policies: Self.policies(out: 1)) { shop in
      try await shop.earn(100_000, key: "a")
      let others = try await shop.people(2)
      #expect(
        try await decline { try await shop.send(5_000, to: others[0], key: "t") }?.refusal
          == .insufficientPoints)
      #expect(try await shop.links().isEmpty)
      try await shop.send(10, to: others[1], key: "u")
      #expect(try await shop.send(10, to: others[1], key: "u").isReplay)
      #expect(try await shop.links().map(\.transfers) == [1])
      // Decided once, the same answer for ever, whatever the limit says today.
      #expect(
        try await decline { try await shop.send(5_000, to: others[0], key: "t") }?.refusal
          == .insufficientPoints)
      #expect(
        try await refusal { try await shop.send(11, to: others[1], key: "u") }
          != nil)
      #expect(try await shop.links().map(\.transfers) == [1])
      shop.clock.advance(seconds: 4 * 86_400)
      try await shop.coalition.forgetMoves()
      #expect(try await shop.links().isEmpty)
      #expect(try await shop.send(10, to: others[1], key: "u").isReplay)
      #expect(try await shop.links().isEmpty, "a request of days ago takes no place today")
    }
  }

  @Test func `a place whose transfer never came is given back, and one that did stays`() async throws {
    try await TestShop.open(policies: Self.policies(out: 5)) { shop in
      try await shop.earn(100_000, key: "a")
      let others = try await shop.people(2)
      _ = try await shop.send(10, to: others[0], key: "t")
      let reach = TransferReach(
        asset: shop.program.asset, day: shop.coalition.settings.calendar.day(of: shop.clock.clock.now()),
        sender: shop.member.id, receiver: others[1].id)
      let lost = ClaimingRequest(
        key: try IdempotencyKey("never came", tenant: shop.merchant.id.rawValue), hash: 7)
      let now = shop.clock.clock.now()
      try await shop.coalition.database.write { tx in
        _ = try tx.claim(reach, for: lost, at: now)
        // As a crash right after the ledger's answer leaves it.
        try tx.execute("UPDATE transfer_claim SET is_settled = 0")
      }
      #expect(try await shop.links().count == 2)
      #expect(try await shop.coalition.settleOldMoves() == 0, "its answer may still come")
      shop.clock.advance(seconds: 601)
      #expect(try await shop.coalition.settleOldMoves() == 2)
      #expect(try await shop.links().map(\.receiver) == [others[0].id])
      #expect(try await shop.openReach() == 0)
    }
  }
}

extension TransferLimitTests {
  @Test func `another request under a key that is at the ledger takes no place away`() async throws {
    try await TestShop.open(policies: Self.policies(out: 1)) { shop in
      let others = try await shop.people(2)
      let reach = TransferReach(
        asset: shop.program.asset, day: shop.coalition.settings.calendar.day(of: shop.clock.clock.now()),
        sender: shop.member.id, receiver: others[0].id, receiversPerDay: 1)
      let key = try IdempotencyKey("shared", tenant: 1)
      let (first, second) = (ClaimingRequest(key: key, hash: 1), ClaimingRequest(key: key, hash: 2))
      var other = reach
      other.receiver = others[1].id
      let (now, elsewhere) = (shop.clock.clock.now(), other)
      try await shop.coalition.database.write { tx in _ = try tx.claim(reach, for: first, at: now) }
      await #expect(throws: OrderRefusal.tooManyReceivers(1)) {
        try await shop.coalition.database.write { tx in _ = try tx.claim(elsewhere, for: second, at: now) }
      }
      try await shop.coalition.database.write { tx in
        try tx.releaseReach(of: second)
        try tx.settleReach(of: first)
        // What is settled is not given back by a late answer.
        try tx.releaseReach(of: first)
      }
      #expect(try await shop.links().map(\.receiver) == [others[0].id])
    }
  }
}

extension TestShop {
  struct Link: Sendable {
    let sender: MemberID
    let receiver: MemberID
    let transfers: Int
  }

  func people(_ count: Int) async throws -> [Member] {
    var people: [Member] = []
    for number in 0..<count {
      people.append(
        try await coalition.createMember(MemberDraft(.phone("1390013900\(number)")), by: .system))
    }
    return people
  }

  func give(_ points: Points, to other: Member) async throws {
    let order = GiveOrder(member: .id(other.id), points: points)
    _ = try await coalition.award(order, key: "give \(other.id.rawValue)", by: .system)
  }

  @discardableResult
  func send(
    _ points: Points, from sender: Member? = nil, to receiver: Member? = nil, key: String
  ) async throws -> Receipt {
    let order = TransferOrder(
      from: .id((sender ?? member).id), to: .id((receiver ?? friend).id), points: points)
    return try await coalition.transfer(order, key: key, by: till)
  }

  func points(of member: Member) async throws -> Points {
    try await coalition.wallet(WalletKey(member: member.id, asset: program.asset), by: .system).spendable
  }

  func links() async throws -> [Link] {
    try await coalition.database.read { tx in
      try tx.query("SELECT sender_id, receiver_id, transfers FROM transfer_link ORDER BY sender_id") {
        Link(sender: $0[0], receiver: $0[1], transfers: $0[2])
      }
    }
  }

  func openReach() async throws -> Int64 {
    try await coalition.database.read { tx in
      try tx.queryFirst("SELECT count(*) FROM transfer_claim WHERE is_settled = 0") { $0[0] as Int64 } ?? -1
    }
  }
}
