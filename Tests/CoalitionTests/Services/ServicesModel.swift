import Ledger
import Loyalty

@testable import Coalition

/// A member's points as a list, their orders, and what limits count.
struct ServicesModel: CustomStringConvertible {
  private struct Lot {
    let end: Instant
    let isBought: Bool
    var points: Int64
  }

  struct Order {
    let points: Int64
    let price: Money
    let day: Int
    let endsAt: Instant
    let pointsEnd: Instant
    let isGift: Bool
    var state = PointsOrder.State.waiting
    var note = ""
    var paidAt = Instant.distantPast
    /// Of one that is paid: whether the ledger decided, and nobody heard it.
    var isDecided = false
  }

  let zone: Zone
  private var lots: [Lot] = []
  private(set) var expired: [TransactionID: (at: Instant, left: Int64)] = [:]
  /// What the other member was given and still has, by its end.
  private(set) var gifts: [Instant: Int64] = [:]
  private(set) var given: Int64 = 0
  private var used: [String: Int64] = [:]
  private(set) var orders: [PointsOrderID: Order] = [:]
  private(set) var broken: Int64 = 0
  private(set) var fees: Int64 = 0
  private(set) var spent: Int64 = 0
  private(set) var wasBack: Int64 = 0
  private(set) var bought: Int64 = 0
  private(set) var returned: Int64 = 0
  private(set) var wasNoted = 0
  private(set) var wasDropped = 0
  var wasOverruled = 0
  private(set) var wasOpen = 0

  init(zone: Zone) { self.zone = zone }

  var description: String {
    "back \(wasBack), bought \(bought), given \(given), returned \(returned), spent \(spent)"
  }

  func spendable(at now: Instant) -> Int64 {
    lots.reduce(0) { $1.end > now ? $0 + $1.points : $0 }
  }

  func price(in states: Set<PointsOrder.State>) -> Int64 {
    orders.values.reduce(0) { states.contains($1.state) ? $0 + $1.price.minorUnits : $0 }
  }

  mutating func add(_ points: Int64, until end: Instant, isBought: Bool = false) {
    if let same = lots.firstIndex(where: { $0.end == end && $0.isBought == isBought }) {
      lots[same].points += points
    } else {
      lots.append(Lot(end: end, isBought: isBought, points: points))
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

  func givenSpendable(at now: Instant) -> Int64 { gifts.reduce(0) { $1.key > now ? $0 + $1.value : $0 } }

  /// What the other member spends; as ``spend(_:)``.
  mutating func spendGiven(_ points: Int64) -> Bool {
    guard gifts.values.reduce(0, +) >= points else { return false }
    var left = points
    for end in gifts.keys.sorted() {
      let part = min(left, gifts[end] ?? 0)
      gifts[end]? -= part
      left -= part
    }
    spent += points
    return true
  }

  mutating func expire(at now: Instant, under id: TransactionID?) {
    for (end, points) in gifts where end <= now {
      broken += points
      gifts[end] = nil
    }
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
}

// Orders of points.
extension ServicesModel {
  func any(
    in states: Set<PointsOrder.State>, latest: Int = .max, _ chance: inout SplitMix
  ) -> (PointsOrderID, Order)? {
    let found = orders.keys.sorted().filter { orders[$0].map { states.contains($0.state) } ?? false }
    guard let id = found.suffix(latest).randomElement(using: &chance) else { return nil }
    return orders[id].map { (id, $0) }
  }

  func count(in state: PointsOrder.State, where isCounted: (Order) -> Bool) -> Int {
    orders.values.filter { $0.state == state && isCounted($0) }.count
  }

  func mayOrder(_ points: Int64, on day: Int) -> Bool {
    100...5_000 ~= points && fits(points, "buy", day, daily: 8_000, monthly: 12_000)
  }

  mutating func order(_ order: PointsOrder, on day: Int) -> Bool {
    guard mayOrder(order.points.units, on: day) else { return false }
    count(order.points.units, "buy", day)
    orders[order.id] = Order(
      points: order.points.units, price: order.price, day: day, endsAt: order.endsAt,
      pointsEnd: order.expiresAt ?? .distantFuture, isGift: order.receiver != nil)
    return true
  }

  mutating func note(_ id: PointsOrderID, _ note: String) {
    orders[id]?.state = .noted
    orders[id]?.note = note
    wasNoted += 1
  }

  mutating func drop(_ id: PointsOrderID) {
    orders[id]?.state = .waiting
    wasDropped += 1
  }

  /// Where an order is once its payment is certain.
  mutating func pay(
    _ id: PointsOrderID, at now: Instant, isHeard: Bool, isDecided: Bool
  ) -> PointsOrder.State? {
    guard var order = orders[id] else { return nil }
    order.paidAt = now
    if now >= order.pointsEnd {
      order.state = .declined
      count(-order.points, "buy", order.day)
    } else {
      order.state = isHeard ? .credited : .paid
      order.isDecided = isDecided
      if isDecided { credit(order) }
      if !isHeard { wasOpen += 1 }
    }
    orders[id] = order
    return order.state
  }

  private mutating func credit(_ order: Order) {
    bought += order.points
    if order.isGift {
      given += order.points
      gifts[order.pointsEnd, default: 0] += order.points
      return
    }
    add(order.points, until: order.pointsEnd, isBought: true)
  }

  /// What the job asks again about: what was left a minute ago or longer.
  mutating func settle(at now: Instant) {
    for (id, order) in orders.sorted(by: { $0.key < $1.key })
    where order.state == .paid && order.paidAt < now.adding(seconds: -60) {
      if !order.isDecided { credit(order) }
      orders[id]?.state = .credited
    }
  }

  mutating func lapse(at now: Instant) {
    for (id, order) in orders where order.state == .waiting && order.endsAt <= now {
      orders[id]?.state = .lapsed
      count(-order.points, "buy", order.day)
    }
  }

  mutating func giveBack(_ id: PointsOrderID, isInTime: Bool) -> Bool {
    guard let order = orders[id] else { return false }
    if order.state == .returned { return true }
    if order.isGift {
      guard isInTime, let left = gifts[order.pointsEnd], left >= order.points else { return false }
      gifts[order.pointsEnd] = left - order.points
      orders[id]?.state = .returned
      returned += order.points
      return true
    }
    guard isInTime, let lot = lots.firstIndex(where: { $0.isBought && $0.end == order.pointsEnd }),
      lots[lot].points >= order.points
    else { return false }
    lots[lot].points -= order.points
    orders[id]?.state = .returned
    returned += order.points
    return true
  }

  fileprivate func fits(_ points: Int64, _ what: String, _ day: Int, daily: Int64, monthly: Int64) -> Bool {
    let (today, month) = Self.names(what, day)
    return (used[today] ?? 0) + points <= daily && (used[month] ?? 0) + points <= monthly
  }

  fileprivate mutating func count(_ points: Int64, _ what: String, _ day: Int) {
    let (today, month) = Self.names(what, day)
    used[today, default: 0] += points
    used[month, default: 0] += points
  }

  private static func names(_ what: String, _ day: Int) -> (day: String, month: String) {
    let date = CivilDate(daysSince1970: day)
    return ("\(what) \(day)", "\(what) \(date.year)-\(date.month)")
  }
}
