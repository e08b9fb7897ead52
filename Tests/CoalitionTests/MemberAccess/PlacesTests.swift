import Coalition
import DatabaseTesting
import Ledger
import Loyalty
import Testing

@Suite(.database) struct PlacesTests {
  @Test func `a page of places has each merchant's own stores and terms`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let chain = try await coalition.createMerchant(
        code: "CHAIN", names: Names(hans: "连锁", hant: "連鎖", en: "Chain"), by: .system)
      for number in 1...7 {
        _ = try await coalition.createStore(
          of: chain.id, code: "C\(number)", name: "Branch \(number)", by: .system)
      }
      var terms = MerchantTerms(
        merchant: chain.id, asset: shop.program.asset, earning: EarnTerms(1, perMinorUnits: 200))
      terms.isAccepting = false
      terms.validity = [.awarded: .endOfMonth(6)]
      try await coalition.setTerms(terms, by: .system)
      let me = try await shop.me(try await shop.enter())
      let places = try await coalition.places(PlaceSearch(), by: me).items
      #expect(places.map(\.merchant) == places.map(\.merchant).sorted())
      let found = try #require(places.first { $0.merchant == chain.id })
      #expect(found.stores == (1...5).map { "Branch \($0)" } && found.storeCount == 7)
      #expect(found.terms == [terms])
      let own = try #require(places.first { $0.merchant == shop.merchant.id })
      #expect(own.terms.map(\.merchant) == [shop.merchant.id] && own.stores.count == own.storeCount)
      var taking = PlaceSearch()
      taking.isTakingOnly = true
      let takers = try await coalition.places(taking, by: me).items.map(\.merchant)
      #expect(takers.contains(shop.merchant.id) && !takers.contains(chain.id))
    }
  }
}
