import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Whatever a member earns, spends, lets run out, brings back, buys and gives back, in whatever order: what
/// the platform says is what a list of lots and sums of days and months say, which share none of its code but
/// the calendar's.
@Suite(.database) struct ServicesPropertyTests {
  @Test(arguments: Engine.available, [UInt64(1), 2, 3])
  func `no sequence makes points or escapes a limit`(engine: Engine, seed: UInt64) async throws {
    var policies = try ReinstatingTests.policies
    policies.services[.buying] = BuyingTests.policies.services[.buying]
    policies.services[.buying]?.monthly = 12_000
    policies.services[.reinstating]?.monthly = 1_500
    try await TestShop.open(policies: policies, in: try await engine.makeDatabase()) { shop in
      _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
        $0.validity[.purchased] = .never
        $0.validity[.awarded] = .months(1)
      }
      var chance = SplitMix(seed: seed)
      var model = Model(zone: shop.coalition.settings.calendar.zone)
      for step in 0..<120 {
        try await self.step(step, shop, &chance, &model)
        try await check(shop, model, "seed \(seed), step \(step)")
      }
      #expect(model.wasBack > 0 && model.bought > 0 && model.returned > 0, "seed \(seed): \(model)")
    }
  }

  private func step(
    _ step: Int, _ shop: TestShop, _ chance: inout SplitMix, _ model: inout Model
  ) async throws {
    let amount = Points(Int64(chance.next() % 900) + 1)
    let key = "k\(step)"
    let calendar = shop.coalition.settings.calendar
    let now = shop.clock.clock.now()
    let day = Int(calendar.day(of: now).daysSince1970)
    switch chance.next() % 8 {
    case 0, 1:
      _ = try await shop.earn(amount.units * 200, key: key)
      model.add(
        amount.units * 2, until: ExpiryRule.endOfMonth(after: 1).expiry(ofCreditAt: now, in: model.zone))
    case 2:
      let refused = try await decline { try await shop.spend(amount, key: key) }
      #expect((refused == nil) == model.spend(amount.units), "step \(step)")
    case 3, 4:
      shop.clock.advance(seconds: Int64(chance.next() % 20) * 86_400)
      try await shop.coalition.runDueJobs(only: [.expire])
      let last = try await shop.ledger.history(of: shop.wallet, before: nil, limit: 1).first
      model.expire(at: shop.clock.clock.now(), under: last?.id)
    case 5:
      guard let original = model.expired.keys.sorted().dropFirst(Int(chance.next() % 3)).last else { return }
      let refused = try await refusal { try await shop.reinstate(amount, of: original, key: key) }
      let end = ExpiryRule.days(40).expiry(ofCreditAt: now, in: model.zone)
      #expect((refused == nil) == model.bringBack(amount.units, of: original, at: now, on: day, until: end))
    case 6:
      let points = amount + amount + 99
      let refused = try await refusal {
        let order = try await shop.buy(points, request: key)
        model.orders.append(try await shop.pay(order, "pay-\(step)"))
      }
      #expect((refused == nil) == model.buy(points.units, on: day), "step \(step): \(points)")
    default:
      guard let order = model.orders.randomElement(using: &chance) else { return }
      let state = try? await shop.coalition.returnPointsOrder(order.id, by: .system).state
      let isIn = now < (order.returnsUntil ?? .distantPast)
      #expect((state == .returned) == model.giveBack(order, isInTime: isIn), "step \(step)")
    }
  }

  private func check(_ shop: TestShop, _ model: Model, _ place: String) async throws {
    let spendable = try await shop.spendable()
    #expect(spendable.units == model.spendable(at: shop.clock.clock.now()), "\(place)")
    let books = try await shop.ledger.trialBalance()
    func balance(_ kind: AccountKind) -> Int64 {
      books.accounts.filter { $0.key.kind == kind }.reduce(0) { $0 + $1.balance.units }
    }
    #expect(balance(.breakage) == model.broken && balance(.fees) == model.fees, "\(place)")
    #expect(balance(.acceptor) == model.spent, "\(place)")
  }
}

/// A member's points as a list, and what limits count.
private struct Model: CustomStringConvertible {
  private struct Lot {
    let end: Instant
    var points: Int64
  }

  let zone: Zone
  private var lots: [Lot] = []
  private(set) var expired: [TransactionID: (at: Instant, left: Int64)] = [:]
  private var used: [String: Int64] = [:]
  var orders: [PointsOrder] = []
  private(set) var broken: Int64 = 0
  private(set) var fees: Int64 = 0
  private(set) var spent: Int64 = 0
  private(set) var wasBack: Int64 = 0
  private(set) var bought: Int64 = 0
  private(set) var returned: Int64 = 0
  private var gone: Set<PointsOrderID> = []

  init(zone: Zone) { self.zone = zone }

  var description: String { "back \(wasBack), bought \(bought), returned \(returned), spent \(spent)" }

  func spendable(at now: Instant) -> Int64 {
    lots.reduce(0) { $1.end > now ? $0 + $1.points : $0 }
  }

  mutating func add(_ points: Int64, until end: Instant) {
    if let same = lots.firstIndex(where: { $0.end == end }) {
      lots[same].points += points
    } else {
      lots.append(Lot(end: end, points: points))
    }
  }

  /// Called only where nothing has run out since the last daily run.
  mutating func spend(_ points: Int64) -> Bool {
    guard lots.reduce(0, { $0 + $1.points }) >= points else { return false }
    var left = points
    lots.sort { $0.end < $1.end }
    for place in lots.indices {
      let part = min(left, lots[place].points)
      lots[place].points -= part
      left -= part
    }
    spent += points
    return true
  }

  mutating func expire(at now: Instant, under id: TransactionID?) {
    let points = lots.reduce(0) { $1.end <= now ? $0 + $1.points : $0 }
    lots.removeAll { $0.end <= now }
    broken += points
    if points > 0, let id { expired[id] = (now, points) }
  }

  mutating func bringBack(
    _ points: Int64, of id: TransactionID, at now: Instant, on day: Int, until end: Instant
  ) -> Bool {
    guard let past = expired[id], 50...600 ~= points, now < past.at.adding(seconds: 20 * 86_400),
      fits(points, "back", day, daily: 800, monthly: 1_500), points <= past.left
    else { return false }
    count(points, "back", day)
    expired[id]?.left -= points
    let fee = (points + 9) / 10
    broken -= points
    fees += fee
    wasBack += points
    add(points - fee, until: end)
    return true
  }

  mutating func buy(_ points: Int64, on day: Int) -> Bool {
    guard 100...5_000 ~= points, fits(points, "buy", day, daily: 8_000, monthly: 12_000) else { return false }
    count(points, "buy", day)
    bought += points
    add(points, until: .distantFuture)
    return true
  }

  mutating func giveBack(_ order: PointsOrder, isInTime: Bool) -> Bool {
    if gone.contains(order.id) { return true }
    guard isInTime, let lot = lots.firstIndex(where: { $0.end == .distantFuture }),
      lots[lot].points >= order.points.units
    else { return false }
    lots[lot].points -= order.points.units
    gone.insert(order.id)
    returned += order.points.units
    return true
  }

  private func fits(_ points: Int64, _ what: String, _ day: Int, daily: Int64, monthly: Int64) -> Bool {
    let (today, month) = Self.names(what, day)
    return (used[today] ?? 0) + points <= daily && (used[month] ?? 0) + points <= monthly
  }

  private mutating func count(_ points: Int64, _ what: String, _ day: Int) {
    let (today, month) = Self.names(what, day)
    used[today, default: 0] += points
    used[month, default: 0] += points
  }

  private static func names(_ what: String, _ day: Int) -> (day: String, month: String) {
    let date = CivilDate(daysSince1970: day)
    return ("\(what) \(day)", "\(what) \(date.year)-\(date.month)")
  }
}
