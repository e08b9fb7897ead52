import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CardBindingTests {
  @Test func `binding a card brings its points to the member, once`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      try await shop.earn(2_000, key: "own")
      let bound = try await coalition.bindCard(card.id, to: shop.member.id, by: .system)
      #expect(bound.member == shop.member.id && bound.number == card.number)
      #expect(try await shop.spendable() == 100)
      #expect(try await shop.points(of: card.member) == 0)
      try await shop.spend(100, on: card)
      await #expect(throws: MemberRefusal.memberExists(.card)) {
        try await coalition.bindCard(card.id, to: shop.friend.id, by: .system)
      }
      // What was on its way meanwhile reaches the member as well.
      shop.clock.advance(seconds: 601)
      #expect(try await coalition.resumeBindings() == 1)
      #expect(try await coalition.resumeBindings() == 0)
    }
  }

  @Test func `of two people who bind one card at once one gets it, with all its points`() async throws {
    try await TestShop.open { shop in
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
        for member in [shop.member.id, shop.friend.id, shop.member.id, shop.friend.id] {
          group.addTask {
            do {
              _ = try await shop.coalition.bindCard(card.id, to: member, by: .system)
              return false
            } catch is MemberRefusal { return true }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(refused == 3)
      let total = try await shop.points(of: shop.member.id) + shop.points(of: shop.friend.id)
      #expect(total == 80)
      let holder = try #require(try await shop.coalition.card(card.id, by: .system).member)
      #expect(try await shop.points(of: holder) == 80)
    }
  }

  @Test func `a merchant binds a card with points by its security code only`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.bindCard(card.id, to: shop.member.id, by: shop.till)
      }
      await #expect(throws: MemberRefusal.codeExpired) {
        try await coalition.bindCard(card.id, to: shop.member.id, code: "nope", by: shop.till)
      }
      let code = coalition.cardCode(of: card.number)
      _ = try await coalition.bindCard(card.id, to: shop.member.id, code: code, by: shop.till)
      #expect(try await shop.spendable() == 80)
    }
  }

  @Test func `none of the operator's people or keys moves the points of a card without a name alone`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let actor = Actor(kind: .user, id: 11, answerable: 11)
      let alone = Principal(
        kind: .platform, scopes: .all, actor: actor, presence: .proved(at: shop.clock.clock.now()))
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      let bearer = try #require(card.member)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.bindCard(card.id, to: shop.member.id, by: alone)
      }
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.replaceCard(card.id, reason: "worn", by: alone)
      }
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.setCardPIN("271828", of: card.id, by: alone)
      }
      // Whoever found a lost card has its code, too.
      _ = try await coalition.reportCardLost(card.id, by: alone)
      let code = coalition.cardCode(of: card.number)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.replaceCard(card.id, reason: "lost", code: code, by: alone)
      }
      _ = try await coalition.releaseCard(card.id, reason: "found", by: alone)
      #expect(try await shop.points(of: bearer) == 80)
      let new = try await coalition.replaceCard(card.id, reason: "worn", code: code, by: alone)
      _ = try await coalition.bindCard(
        new.id, to: shop.member.id, code: coalition.cardCode(of: new.number), by: alone)
      #expect(try await shop.spendable() == 80)
      let empty = try await shop.bearerCard(of: try await shop.cardType("EMPTY", prefix: "660002"))
      let bound = try await coalition.bindCard(empty.id, to: shop.member.id, by: alone)
      #expect(bound.member == shop.member.id)
    }
  }

  @Test func `wrong security codes are counted, and the right one is then not looked at for an hour`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      let me = MemberPrincipal(shop.member.id, session: .none)
      let code = coalition.cardCode(of: card.number)
      for _ in 0..<5 {
        await #expect(throws: MemberRefusal.codeExpired) {
          try await coalition.bindOwnCard(number: card.number, code: "x" + code, by: me)
        }
      }
      await #expect(throws: MemberRefusal.codeExpired) {
        try await coalition.bindOwnCard(number: card.number, code: code, by: me)
      }
      shop.clock.advance(seconds: 3_601)
      #expect(try await coalition.bindOwnCard(number: card.number, code: code, by: me).member == me.member)
      #expect(try await shop.spendable() == 80)
      // Blocking one's own card needs nothing but being signed in; another's does not exist.
      _ = try await coalition.reportOwnCardLost(card.id, by: me)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardLost)
      await #expect(throws: MemberRefusal.cardNotFound) {
        try await coalition.reportOwnCardLost(
          card.id, by: MemberPrincipal(shop.friend.id, session: .none))
      }
    }
  }

  @Test func `a payment under way keeps a card from being bound`() async throws {
    try await TestShop.open { shop in
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      let spend = SpendOrder(member: .card(card.number), .points(10))
      _ = try await shop.coalition.hold(HoldOrder(spend), key: "h", by: shop.till)
      await #expect(throws: MemberRefusal.cardHoldsOpen) {
        try await shop.coalition.bindCard(card.id, to: shop.member.id, by: .system)
      }
      #expect(try await shop.coalition.card(card.id, by: .system).member == card.member)
    }
  }

  @Test(arguments: Engine.available, [1, 2, 3] as [UInt64])
  func `whatever is done to cards, no point comes or goes`(engine: Engine, seed: UInt64) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      var chance = SeededChance(seed)
      let type = try await shop.cardType()
      var cards: [CardID] = []
      var members = [shop.member.id, shop.friend.id]
      var given: Points = 0
      for step in 0..<80 {
        let card = cards.isEmpty ? nil : cards[Int(chance.next() % UInt64(cards.count))]
        let member = members[Int(chance.next() % UInt64(members.count))]
        do {
          switch (chance.next() % 8, card) {
          case (0, _), (_, nil):
            let new = try await shop.bearerCard(of: type)
            cards.append(new.id)
            members.append(try #require(new.member))
          case (1, let card?), (2, let card?):
            let found = try await shop.coalition.card(card, by: .system)
            try await shop.earn(Int64(step) + 1, on: found)
            given += Points(Int64(step) + 1)
          case (3, let card?):
            let found = try await shop.coalition.card(card, by: .system)
            try await shop.spend(3, on: found)
            given -= 3
          case (4, let card?): _ = try await shop.coalition.reportCardLost(card, by: .system)
          case (5, let card?): _ = try await shop.coalition.releaseCard(card, by: .system)
          case (6, let card?): cards.append(try await shop.coalition.replaceCard(card, by: .system).id)
          case (_, let card?): _ = try await shop.coalition.bindCard(card, to: member, by: .system)
          }
        } catch is MemberRefusal {
        } catch is OrderRefusal {}
        var total: Points = 0
        for member in members { total += try await shop.points(of: member) }
        #expect(total == given, "after step \(step)")
      }
      #expect(given > 0)
    }
  }
}

/// The same chance for the same seed (SplitMix64).
private struct SeededChance {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
