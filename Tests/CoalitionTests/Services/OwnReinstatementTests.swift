import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

/// A member brings points back from their own site: shown first, proven, once.
@Suite(.database) struct OwnReinstatementTests {
  private static func open(
    _ test: (TestShop, MemberPrincipal, TransactionID) async throws -> Void
  ) async throws {
    try await TestShop.open(policies: try ReinstatingTests.policies) { shop in
      try await shop.earn(100_000, key: "a")
      shop.clock.advance(seconds: 400 * 86_400)
      try await shop.coalition.runDueJobs(only: [.expire])
      let me = try await shop.me(try await shop.enter())
      let found = try await shop.coalition.runOutPoints(by: me)
      try await test(shop, me, try #require(found.first?.original))
    }
  }

  private static func prove(_ shop: TestShop, _ me: MemberPrincipal) async throws -> MemberPrincipal {
    shop.clock.advance(seconds: 61)
    try await shop.coalition.requestProofCode(by: me)
    return try await shop.coalition.proveMyself(
      .code(shop.code(to: "+8613800138000")), from: TestShop.place, by: me)
  }

  @Test func `what is shown is what happens, once it was proven who asks, however often it is sent`()
    async throws
  {
    try await Self.open { shop, me, expired in
      let offer = try await shop.coalition.offerReinstatement(of: 500, ranOutIn: expired, by: me)
      #expect(offer.points == 500 && offer.fee == 50 && offer.comes == 450 && offer.left == 450)
      #expect(try await shop.spendable() == 0)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.reinstate(offer.offer, by: me)
      }
      let proven = try await Self.prove(shop, me)
      let answers = await withTaskGroup(of: Result<TransactionID, any Error>.self) { group in
        for _ in 0..<64 {
          group.addTask {
            do {
              return .success(try await shop.coalition.reinstate(offer.offer, by: proven).transaction.id)
            } catch { return .failure(error) }
          }
        }
        return await group.reduce(into: [Result<TransactionID, any Error>]()) { $0.append($1) }
      }
      // One form posted many times is one deed, and each answer says so or that it may be sent again.
      var made: Set<TransactionID> = []
      for answer in answers {
        do { made.insert(try answer.get()) } catch {
          #expect([.busy, .outcomeUnknown].contains(error as? OrderRefusal), "\(error)")
        }
      }
      #expect(made.count == 1)
      #expect(try await shop.spendable() == 450)
      let id = try #require(made.first)
      let shown = try await shop.coalition.ownReinstatement(id, by: me)
      #expect(shown?.comes == 450 && shown?.fee == 50 && shown?.at != nil)
      let friend = try await shop.me(try await shop.enter("13800138001"))
      #expect(try await shop.coalition.ownReinstatement(id, by: friend) == nil)
      await #expect(throws: MemberAccessRefusal.offerEnded) {
        try await shop.coalition.reinstate(offer.offer, by: friend)
      }
    }
  }

  @Test func `an offer ends after ten minutes, and one of another service is none`() async throws {
    try await Self.open { shop, me, expired in
      let offer = try await shop.coalition.offerReinstatement(of: 500, ranOutIn: expired, by: me).offer
      shop.clock.advance(seconds: 600)
      await #expect(throws: MemberAccessRefusal.offerEnded) {
        try await shop.coalition.reinstate(offer, by: me)
      }
      await #expect(throws: MemberAccessRefusal.offerEnded) {
        try await shop.coalition.reinstatementOffer("made up", by: me)
      }
      #expect(try await shop.spendable() == 0)
    }
  }

  @Test func `the member is told`() async throws {
    try await Self.open { shop, me, expired in
      let offer = try await shop.coalition.offerReinstatement(of: 500, ranOutIn: expired, by: me)
      _ = try await shop.coalition.reinstate(offer.offer, by: try await Self.prove(shop, me))
      try await shop.coalition.runDueJobs()
      let told = try await shop.coalition.messages(in: .en, by: me).items.map(\.message)
      #expect(told.contains { $0.kind == .reinstated && $0.points == 450 })
    }
  }
}
