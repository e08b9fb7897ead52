import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Prices that a seeded market knows: no rate gives more than they say, so whatever members do among
/// themselves, they never hold more worth than before.
@Suite(.database) struct NoGainTests {
  private static let prices: [Int64] = [1, 3, 7, 50]

  @Test(arguments: Engine.available, [UInt64(0), 1, 2, 3])
  func `no sequence of transfers, exchanges and refunds wins by rounding`(
    engine: Engine, seed: UInt64
  ) async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.feeBasisPoints = Int(seed) * 100
    policies.transfer.coolingDays = 0
    try await TestShop.open(policies: policies, in: try await engine.makeDatabase()) { shop in
      var chance = SplitMix(seed: seed)
      var bazaar = try await Bazaar.open(shop, policies, prices: Self.prices, &chance)
      // What was spent can come back, so it counts until it does.
      var before = try await bazaar.worth()
      for step in 0..<120 {
        try await bazaar.step("s\(step)", &chance)
        let now = try await bazaar.worth()
        #expect(now <= before, "seed \(seed), step \(step)")
        before = now
      }
      let balance = try await shop.ledger.trialBalance()
      for (asset, held) in balance.wallets {
        let others = balance.accounts.filter { $0.key.asset == asset }.reduce(Points(0)) { $0 + $1.balance }
        #expect(held.total + others == 0)
      }
    }
  }
}

/// Programmes with prices, rates at these prices less a spread, and two members who do business at random.
private struct Bazaar: Sendable {
  let shop: TestShop
  let assets: [AssetID]
  let prices: [Int64]
  var spent: [(id: TransactionID, points: Int64)] = []

  static func open(
    _ shop: TestShop, _ policies: ProgramPolicies, prices: [Int64], _ chance: inout SplitMix
  ) async throws -> Bazaar {
    var assets = [shop.program.asset]
    for (number, price) in prices.enumerated().dropFirst() {
      var draft = ProgramDraft(
        code: "P\(number)", names: Names("P\(number)"),
        worth: Worth(100, are: Money(minorUnits: price, currency: "CNY")), merchant: shop.other.id)
      draft.policies = policies
      assets.append(try await shop.coalition.createProgram(draft, by: .system).asset)
    }
    var pairs: [ExchangeRatesProposal.Pair] = []
    for from in prices.indices {
      for into in prices.indices where from != into {
        let spread = try #require(BasisPoints(Int32(chance.next() % 300)))
        let rate = try #require(ExchangeRate(gives: prices[into], receives: prices[from], spread: spread))
        pairs.append(.init(RatedPair(from: assets[from], into: assets[into], rate)))
      }
    }
    try await shop.coalition.publishRates(ExchangeRatesProposal(pairs), by: .system)
    try await shop.give(2_000, to: shop.member)
    try await shop.give(500, to: shop.friend)
    return Bazaar(shop: shop, assets: assets, prices: prices)
  }

  func worth() async throws -> Int64 {
    var sum = spent.reduce(0) { $0 + $1.points }
    for member in [shop.member, shop.friend] {
      for wallet in try await shop.coalition.wallets(of: member.id, by: .system) {
        let place = try #require(assets.firstIndex(of: wallet.key.asset))
        sum += wallet.balance.total.units * prices[place]
      }
    }
    return sum
  }

  mutating func step(_ key: String, _ chance: inout SplitMix) async throws {
    let order = order(&chance)
    do {
      switch order {
      case .spend:
        let receipt = try await shop.coalition.carryOut(order, key: key, by: shop.till)
        spent.append((receipt.transaction.id, receipt.transaction.amount.units))
      case .refund:
        _ = try await shop.coalition.carryOut(order, key: key, by: shop.till)
        spent.removeLast()
      default: _ = try await shop.coalition.carryOut(order, key: key, by: .system)
      }
    } catch is OrderRefusal {}
  }

  private func order(_ chance: inout SplitMix) -> Order {
    let member = chance.next() % 2 == 0 ? shop.member : shop.friend
    let points = Points(Int64(1 + chance.next() % 90))
    let (from, into) = (assets[Int(chance.next() % 4)], assets[Int(chance.next() % 4)])
    switch chance.next() % 5 {
    case 0:
      return .transfer(
        TransferOrder(
          from: .id(member.id), to: .id(shop.friend.id), program: .asset(from), points: points))
    case 1: return .spend(SpendOrder(member: .id(member.id), .points(points)))
    case 2 where !spent.isEmpty: return .refund(ReturnOrder(spent[spent.count - 1].id, .rest))
    default:
      return .exchange(
        ExchangeOrder(member: .id(member.id), program: .asset(from), into: .asset(into), points: points))
    }
  }
}
