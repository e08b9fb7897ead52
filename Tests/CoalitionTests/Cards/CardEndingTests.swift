import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CardEndingTests {
  @Test func `points that were on their way to a card that is destroyed bring it back`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let card = try await shop.bearerCard(of: try await shop.cardType())
      _ = try await coalition.destroyCard(card.id, by: .system)
      #expect(try await memberRefusal { try await shop.earn(1, on: card) } == .cardInactive)
      // What an order that found the card good a moment ago comes to.
      try await shop.give(30, to: card.member)
      #expect(try await coalition.resumeEndings() == 0)
      #expect(try await coalition.card(card.id, by: .system).status == .active)
      try await shop.spend(10, on: card)
      await #expect(throws: MemberRefusal.cardHasPoints) {
        try await coalition.destroyCard(card.id, by: .system)
      }
      try await shop.spend(20, on: card)
      _ = try await coalition.destroyCard(card.id, by: .system)
      #expect(try await coalition.resumeEndings() == 0)
      shop.clock.advance(seconds: 601)
      #expect(try await coalition.resumeEndings() == 1)
      #expect(try await coalition.resumeEndings() == 0)
      #expect(try await coalition.card(card.id, by: .system).ending == .destroyed)
    }
  }

  @Test(arguments: Engine.available, [false, true])
  func `a card comes back as it stood: lost, or run out`(engine: Engine, isLost: Bool) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      let coalition = shop.coalition
      let card = try await shop.bearerCard(of: try await shop.cardType(months: 1))
      if isLost {
        _ = try await coalition.reportCardLost(card.id, isStolen: true, by: .system)
      } else {
        shop.clock.set(try endOf("2026-04-30"))
        #expect(try await coalition.endExpiredCards() == 1)
      }
      _ = try await coalition.destroyCard(card.id, by: .system)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardInactive)
      try await shop.give(30, to: card.member)
      #expect(try await coalition.resumeEndings() == 0)
      let refusal = try await memberRefusal { try await shop.spend(1, on: card) }
      #expect(refusal == (isLost ? .cardStolen : .cardExpired))
      let new = try await coalition.replaceCard(card.id, by: .system)
      try await shop.spend(30, on: new)
    }
  }

  @Test func `whatever earns while a card is destroyed, no point stays on a destroyed one`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let type = try await shop.cardType()
      for _ in 0..<8 {
        let card = try await shop.bearerCard(of: type)
        let given = try await withThrowingTaskGroup(of: Points.self) { group in
          for _ in 0..<4 {
            group.addTask {
              let refusal = try await memberRefusal { try await shop.earn(5, on: card) }
              #expect(refusal == nil || refusal == .cardInactive)
              return refusal == nil ? 5 : 0
            }
          }
          group.addTask {
            do { _ = try await coalition.destroyCard(card.id, by: .system) } catch MemberRefusal.cardHasPoints
            {}
            return 0
          }
          return try await group.reduce(0, +)
        }
        _ = try await coalition.resumeEndings()
        let isDestroyed = try await coalition.card(card.id, by: .system).ending == .destroyed
        #expect(isDestroyed == (given == 0))
        #expect(try await shop.points(of: card.member) == given)
        if given > 0 { try await shop.spend(given, on: card) }
      }
    }
  }

  @Test func `goods brought back after a card was destroyed: the operator gives another for the points`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 40)
      let spent = try await shop.spend(40, on: card)
      _ = try await coalition.destroyCard(card.id, by: .system)
      shop.clock.advance(seconds: 601)
      #expect(try await coalition.resumeEndings() == 1)
      await #expect(throws: MemberRefusal.cardInactive) {
        try await coalition.replaceCard(card.id, by: .system)
      }
      _ = try await coalition.refund(ReturnOrder(spent.transaction.id), key: "back", by: shop.till)
      #expect(try await shop.points(of: card.member) == 40)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardInactive)
      let new = try await coalition.replaceCard(card.id, by: .system)
      try await shop.spend(40, on: new)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardReplaced)
    }
  }
}

extension TestShop {
  /// Points for a member, whatever their cards are.
  fileprivate func give(_ points: Points, to member: MemberID?) async throws {
    _ = try await coalition.award(
      GiveOrder(member: .id(try #require(member)), points: points), key: "give \(points.units)", by: .system)
  }
}
