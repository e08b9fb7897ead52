import Coalition
import Ledger
import Loyalty

/// Ninety days of business through the same operations as every till's, the clock moved along.
struct DemoHistory {
  static let days = 90
  /// Hours of the day at which orders are gathered into a batch.
  private static let hours = [10, 13, 16, 19]

  private let coalition: Coalition
  private let clock: MovableClock
  private let shops: [DemoPlatform.Shop]
  private let members: [MemberID]
  private var chance: DemoChance
  private var count = 0
  /// What may be given back later.
  private var purchases: [TransactionID] = []
  private var spends: [TransactionID] = []

  /// The operator acting for the merchants, whose log-ins are proof in the demo.
  private static let tills = Principal(kind: .platform, scopes: .all, actor: .system, isLoginProof: true)

  init(_ coalition: Coalition, clock: MovableClock, _ demo: DemoPlatform, seed: UInt64) {
    self.coalition = coalition
    self.clock = clock
    shops = demo.shops
    members = demo.members
    chance = DemoChance(seed: seed)
  }

  /// - Parameter end: the last moment of the history, not included.
  mutating func run(from first: CivilDate, until end: Instant, progress: (Int64, Int64) -> Void) async throws
  {
    let zone = coalition.settings.calendar.zone
    for day in 0..<Self.days {
      let date = first.adding(days: day)
      for hour in Self.hours {
        guard let time = WallTime(date, hour: hour, minute: chance.number(in: 0...59)) else { continue }
        let moment = zone.instant(of: time)
        if moment >= end { return }
        clock.set(moment)
        try await trade()
      }
      clock.set(min(end, zone.end(of: date)))
      try await coalition.runDueJobs()
      progress(Int64(day + 1), Int64(Self.days))
    }
  }

  private mutating func trade() async throws {
    var orders: [KeyedOrder] = []
    for _ in 0..<chance.number(in: 8...16) {
      count += 1
      orders.append(KeyedOrder(order(), key: "demo \(count)"))
    }
    for result in try await coalition.batch(orders, by: Self.tills) {
      // Refusals are part of business: too few points, or given back before.
      guard case .success(let receipt) = result else { continue }
      switch receipt.transaction.kind {
      case .earn: purchases.append(receipt.transaction.id)
      case .spend: spends.append(receipt.transaction.id)
      default: break
      }
    }
  }

  private mutating func order() -> Order {
    let member = MemberClaim.id(chance.element(of: members))
    switch chance.number(in: 1...100) {
    case ...62: return earn(member, at: chance.number(in: 0...shops.count - 1), .universal)
    case ...72: return earn(member, at: 1, .code("cloud-beans"))
    case ...88:
      let points = Points(Int64(chance.number(in: 2...40)) * 25)
      return .spend(
        SpendOrder(
          member: member, .points(points), isPartialAllowed: chance.happens(30),
          occasion: occasion(chance.number(in: 0...shops.count - 1))))
    case ...92 where !purchases.isEmpty:
      return .refund(ReturnOrder(chance.element(of: purchases), .rest, occasion: occasion(nil)))
    case ...96 where !spends.isEmpty:
      return .refund(ReturnOrder(chance.element(of: spends), .rest, occasion: occasion(nil)))
    case ...98:
      return .exchange(
        ExchangeOrder(
          member: member, program: .universal, into: .code("cloud-beans"),
          points: Points(Int64(chance.number(in: 2...20)) * 50),
          occasion: Occasion(.member)))
    default:
      return .transfer(
        TransferOrder(
          from: member, to: .id(chance.element(of: members)),
          points: Points(Int64(chance.number(in: 1...5)) * 100),
          occasion: Occasion(.member)))
    }
  }

  private mutating func earn(_ member: MemberClaim, at shop: Int, _ program: ProgramClaim) -> Order {
    let amount = Int64(chance.number(in: 800...48_000))
    return .earn(
      EarnOrder(
        member: member, program: program, .purchase(Money(minorUnits: amount, currency: "CNY")),
        occasion: occasion(shop), items: DemoGoods.receipt(of: shop, amount: amount, &chance)))
  }

  private mutating func occasion(_ shop: Int?) -> Occasion {
    guard let shop else { return Occasion(.api, reference: "R\(count)") }
    let store = chance.element(of: shops[shop].stores)
    return Occasion(
      chance.element(of: [.api, .pos, .seat]), merchant: shops[shop].merchant, store: .id(store.id),
      terminal: store.terminals.first.map { .id($0) }, reference: "R\(count)")
  }
}
