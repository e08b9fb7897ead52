import DatabaseTesting
import Ledger
import LedgerStore
import Logging
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CardRaceTests {
  /// Another server over the same tables and the same ledger.
  private func second(_ shop: TestShop) throws -> Coalition {
    Coalition(
      database: shop.coalition.database, ledger: shop.ledger, clock: shop.clock.clock,
      ids: IDSource(seed: 8, clock: shop.clock.clock),
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), logger: Logger(label: "test"))
  }

  @Test func `of many who redeem one card at two servers one has it`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards(6)
      let servers = [shop.coalition, try second(shop)]
      for (round, code) in cards.codes.enumerated() {
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
          for number in 0..<16 {
            let who = number.isMultiple(of: 3) ? shop.member : shop.friend
            group.addTask {
              let order = RedeemCardOrder(member: .id(who.id), code: code)
              do {
                _ = try await servers[number % 2].redeemCard(order, key: "\(round) \(number)", by: shop.till)
                return true
              } catch PointsCardRefusal.used { return false }
            }
          }
          return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(won == 1)
      }
      let view = try await shop.view(cards)
      #expect((view.redeemed, view.open, view.outstanding) == (6, 0, 0))
    }
  }

  @Test func `a server that died after the ledger took a card leaves it redeemed`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      try await shop.redeem(cards.codes[0], key: "a")
      try await unsettle(shop)
      #expect(
        try await shop.cardRefusal { try await shop.redeem(cards.codes[0], for: shop.friend, key: "b") }
          == .used)
      // The same request is answered as it was.
      #expect(try await shop.redeem(cards.codes[0], key: "a").isReplay)
      #expect(try await shop.view(cards).redeemed == 1)
      try await unsettle(shop)
      try await shop.runCardJobs()
      #expect(try await shop.view(cards).redeemed == 1)
      try await unsettle(shop)
      try await shop.follow()
      #expect(try await shop.view(cards).redeemed == 1)
    }
  }

  @Test func `a server that died before the ledger was asked leaves the card, and its request never counts`()
    async throws
  {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      let key = try IdempotencyKey("late", tenant: shop.till.tenant)
      let order = RedeemCardOrder(member: .id(shop.member.id), code: cards.codes[0])
      let hash = Int64(bitPattern: Order.redeemCard(order).requestHash)
      try await shop.coalition.database.write { tx in
        try tx.execute(
          """
          UPDATE points_card SET state = 'redeeming', key_high = \(key.highColumn),
            key_low = \(key.lowColumn), request_hash = \(hash), changed_at = \(shop.clock.clock.now())
          WHERE batch_id = \(cards.id) AND serial = 1
          """)
      }
      #expect(
        try await shop.cardRefusal { try await shop.redeem(cards.codes[0], for: shop.friend, key: "b") }
          == .used)
      try await shop.runCardJobs()
      #expect(
        try await decline {
          _ = try await shop.coalition.redeemCard(order, key: "late", by: shop.till)
        }?.refusal == .reversedBeforeArrival)
      try await shop.redeem(cards.codes[0], for: shop.friend, key: "c")
      #expect(try await shop.spendable() == 0)
      #expect(try await shop.view(cards).outstanding == 300)
    }
  }

  /// As if the ledger's answer had not been noted.
  private func unsettle(_ shop: TestShop) async throws {
    try await shop.coalition.database.write { tx in
      try tx.execute(
        "UPDATE points_card SET state = 'redeeming', transaction_id = 0 WHERE state = 'redeemed'")
      try tx.execute("UPDATE projection SET through = 0 WHERE name = 'points_cards'")
    }
    await shop.coalition.followTurns.forget(.pointsCards)
  }

  @Test func `whatever happens, what was sold is redeemed, open, voided or run out`() async throws {
    try await rehearse(seed: 1)
  }

  @Test func `and whatever happens otherwise`() async throws { try await rehearse(seed: 2) }

  private func rehearse(seed: UInt64) async throws {
    try await TestShop.open { shop in
      var random = SeededChance(seed)
      let batches = [
        try await shop.soldCards(12, of: 30, lasting: 5 * 86_400),
        try await shop.soldCards(12, of: 70, for: .gift, issuer: MerchantID.none),
        try await shop.cards(12, of: 11, for: .campaign),
      ]
      var keys: [String] = []
      for step in 0..<60 {
        let cards = batches[random.below(3)]
        let code = cards.codes[random.below(12)]
        let key = "k\(step)"
        do {
          switch random.below(12) {
          case 0: try await shop.sell(cards, (random.below(6) + 1)...(random.below(6) + 7))
          case 1 where step > 50: try await shop.coalition.freezePointsCards(cards.id, by: .system)
          case 2 where step > 40:
            let batch = try await shop.view(cards).batch
            _ = try await shop.decided(.pointsCards(PointsCardsProposal(.void, batch)))
          case 3 where !keys.isEmpty:
            let undone = keys[random.below(keys.count)]
            _ = try await shop.coalition.reverse(undone, key: undone + "/r", by: shop.till)
          case 4: try await shop.runCardJobs()
          case 5: shop.clock.advance(seconds: 20_000)
          default:
            keys.append(key)
            try await shop.redeem(code, for: random.below(2) == 0 ? shop.member : shop.friend, key: key)
          }
        } catch let error where error.isRefusal || error is ApprovalRefusal {}
        if step % 10 == 9 { try await check(batches, shop) }
      }
      try await shop.runCardJobs()
      try await check(batches, shop)
    }
  }

  private func check(_ batches: [TestCards], _ shop: TestShop) async throws {
    try await shop.follow()
    var given: Points = 0
    for cards in batches {
      let view = try await shop.view(cards)
      #expect(view.sold == view.redeemed + view.open + view.voided + view.expired)
      // Cards that ended stand in the books until the job has booked them out.
      let isEnding = view.batch.state == .voiding || view.batch.state == .expiring
      if !isEnding {
        #expect(view.outstanding.units == Int64(view.open) * view.batch.points.units, "\(view)")
      }
      given += Points(Int64(view.redeemed) * view.batch.points.units)
    }
    let trial = try await shop.ledger.trialBalance()
    let wallets = trial.wallets[shop.program.asset] ?? Balance()
    #expect(wallets.total == given)
    #expect(trial.accounts.reduce(wallets.total) { $0 + $1.balance } == 0)
  }
}

/// SplitMix64.
private struct SeededChance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
