import DatabaseTesting
import Ledger
import LedgerStore
import Testing

@testable import Coalition

@Suite(.database) struct GuessingTests {
  private func guess(
    _ shop: TestShop, _ number: Int, for who: Member, from address: String = ""
  )
    async throws -> PointsCardRefusal?
  {
    let order = RedeemCardOrder(
      member: .id(who.id), code: "0000-0000-0000-\(10_000 + number)", address: address)
    return try await shop.cardRefusal {
      _ = try await shop.coalition.redeemCard(order, key: "g\(number)", by: shop.till)
    }
  }

  @Test func `each wrong code after the fifth doubles the delay, also for the right one`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      for number in 1...6 { #expect(try await guess(shop, number, for: shop.member) == .codeInvalid) }
      var expected: Int64 = 2
      for number in 7...10 {
        #expect(try await guess(shop, number, for: shop.member) == .delayed(seconds: expected))
        #expect(
          try await shop.cardRefusal { try await shop.redeem(cards.codes[0], key: "right") }
            == .delayed(seconds: expected))
        shop.clock.advance(seconds: expected)
        #expect(try await guess(shop, number, for: shop.member) == .codeInvalid)
        expected *= 2
      }
      // Another member of the same shop waits for nobody.
      try await shop.redeem(cards.codes[0], for: shop.friend, key: "friend")
      #expect(try await shop.coalition.cardAlarms(by: .system).map(\.subject).contains(.member))
    }
  }

  @Test func `whoever has one good card gains no guesses by showing it`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      for number in 1...5 {
        #expect(try await guess(shop, number, for: shop.member) == .codeInvalid)
        _ = try await shop.cardRefusal { try await shop.redeem(cards.codes[0], key: "own \(number)") }
      }
      #expect(try await guess(shop, 6, for: shop.member) == .codeInvalid)
      #expect(try await guess(shop, 7, for: shop.member) == .delayed(seconds: 2))
    }
  }

  @Test func `an address that guesses for many members waits too`() async throws {
    try await TestShop.open { shop in
      for number in 1...41 {
        let who = try await shop.coalition.createMember(
          MemberDraft(.phone("1390013\(9000 + number)")), by: .system)
        #expect(try await guess(shop, number, for: who, from: "203.0.113.9") == .codeInvalid)
      }
      #expect(try await guess(shop, 42, for: shop.friend, from: "203.0.113.9") == .delayed(seconds: 2))
    }
  }
}
