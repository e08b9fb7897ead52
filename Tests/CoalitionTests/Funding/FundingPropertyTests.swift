import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Whatever is ordered, paid, given, taken back, settled and switched, in whatever order: what may be given
/// is what a list of gifts, blocks and payments says, and so is the money that waits in the books.
@Suite(.database) struct FundingPropertyTests {
  @Test(arguments: Engine.available, [UInt64(1), 2, 3])
  func `what is left is what was paid for less what was given`(engine: Engine, seed: UInt64) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      var chance = SplitMix(seed: seed)
      var model = FundingModel(shop: shop)
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      for step in 0..<70 {
        try await model.step(&chance, step)
        if model.mode != .open {
          #expect(try await shop.left().units == model.left, "seed \(seed), step \(step), \(model.mode)")
        }
        if step % 7 == 6 {
          try await model.endDay()
          #expect(try await shop.faults().isEmpty, "seed \(seed), step \(step)")
          #expect(try await shop.waiting() == model.waiting, "seed \(seed), step \(step)")
        }
      }
      let seen = model.seen.sorted().joined(separator: " ")
      #expect(model.seen.isSuperset(of: FundingModel.wanted), "seed \(seed): \(seen)")
    }
  }
}

/// The same reckoned from lists, each time from the beginning.
private struct FundingModel {
  struct Gift {
    let id: TransactionID
    let isPrepaid: Bool
    var left: Int64
  }

  struct Moved {
    let points: Int64
    let isPrepaid: Bool
    let day: BusinessDay
  }

  struct Block {
    let points: Int64
    let money: Int64
    let day: BusinessDay
  }

  static let wanted: Set = ["given", "declined", "refund", "block", "prepaid", "credit"]

  let shop: TestShop
  var mode = IssuingFunding.Mode.open
  var limit: Int64 = 0
  var seen: Set<String> = []
  private var gifts: [Gift] = []
  private var refunds: [(key: String, gift: Int, points: Int64)] = []
  private var moved: [Moved] = []
  private var blocks: [Block] = []
  private var paid: [ClosedRange<BusinessDay>] = []
  private var lastClosed = BusinessDay(daysSince1970: 0)

  init(shop: TestShop) { self.shop = shop }

  private var today: BusinessDay { shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now()) }

  var left: Int64 {
    if mode == .prepaid {
      return blocks.reduce(0) { $0 + $1.points } - moved.reduce(0) { $1.isPrepaid ? $0 + $1.points : $0 }
    }
    let owed = moved.filter { one in !one.isPrepaid && !paid.contains { $0.contains(one.day) } }
    return limit - owed.reduce(0) { $0 + $1.points }
  }

  /// Money of blocks that is not given as points yet, as the books know by the last day that was closed.
  var waiting: Int64 {
    var rest = moved.reduce(0) { $1.isPrepaid && $1.day <= lastClosed ? $0 + $1.points : $0 }
    var money = blocks.reduce(0) { $0 + $1.money }
    for block in blocks where block.day <= lastClosed {
      let used = min(max(rest, 0), block.points)
      rest -= used
      money -= (2 * block.money * used + block.points) / (2 * block.points)
    }
    return money
  }

  mutating func endDay() async throws {
    lastClosed = today
    try await shop.nextDay()
  }

  mutating func step(_ chance: inout SplitMix, _ number: Int) async throws {
    switch Int.random(in: 0..<12, using: &chance) {
    case 0, 1, 2, 3, 4: try await give(Int64.random(in: 1...400, using: &chance), "g\(number)")
    case 5, 6: try await takeBack(&chance, "r\(number)")
    case 7: try await undo("u\(number)")
    case 8: try await order(&chance, "b\(number)")
    case 9: try await settle(&chance, "s\(number)")
    default: try await change(&chance)
    }
  }

  private mutating func give(_ points: Int64, _ key: String) async throws {
    let fits = mode == .open || points <= left
    let declined = try await decline {
      let receipt = try await shop.give(Points(points), key)
      gifts.append(Gift(id: receipt.transaction.id, isPrepaid: mode == .prepaid, left: points))
      moved.append(Moved(points: points, isPrepaid: mode == .prepaid, day: today))
    }
    #expect((declined == nil) == fits, "\(key)")
    seen.insert(fits ? "given" : "declined")
  }

  private mutating func takeBack(_ chance: inout SplitMix, _ key: String) async throws {
    let open = gifts.indices.filter { gifts[$0].left > 0 }
    guard let place = open.randomElement(using: &chance) else { return }
    let points = Int64.random(in: 1...gifts[place].left, using: &chance)
    _ = try await shop.coalition.refund(
      ReturnOrder(gifts[place].id, .points(Points(points))), key: key, by: shop.till)
    gifts[place].left -= points
    moved.append(Moved(points: -points, isPrepaid: gifts[place].isPrepaid, day: today))
    refunds.append((key, place, points))
    seen.insert("refund")
    if gifts[place].isPrepaid != (mode == .prepaid) { seen.insert("foreign") }
  }

  private mutating func undo(_ key: String) async throws {
    guard let last = refunds.popLast() else { return }
    _ = try await shop.coalition.reverse(last.key, key: key, by: shop.till)
    gifts[last.gift].left += last.points
    moved.append(Moved(points: last.points, isPrepaid: gifts[last.gift].isPrepaid, day: today))
    seen.insert("undone")
  }

  private mutating func order(_ chance: inout SplitMix, _ name: String) async throws {
    var terms = ClearingTests.terms
    terms.issuePrice = PointPrice(Int64.random(in: 90...700, using: &chance), perPoints: 500)
    try await shop.agree(terms, with: shop.merchant)
    let points = Int64.random(in: 50...700, using: &chance)
    let block = try await shop.order(Points(points), name)
    if Int.random(in: 0..<3, using: &chance) == 0 {
      seen.insert("lapsed")
      return
    }
    _ = try await shop.coalition.payBlock(block.id, payment: name, block.price, by: .system)
    blocks.append(Block(points: points, money: block.price.minorUnits, day: today))
    seen.insert("block")
  }

  private mutating func settle(_ chance: inout SplitMix, _ key: String) async throws {
    let all = try await shop.settlements()
    if let back = all.first(where: { $0.state == .paid }), Bool.random(using: &chance) {
      try await shop.coalition.takeBack(back.id, key: key, on: today)
      // As those who call it do.
      shop.coalition.directoryCache.forgetTerms()
      paid.removeAll { $0 == back.days }
      seen.insert("returned")
    } else if let next = all.filter({ $0.state != .paid }).randomElement(using: &chance) {
      if next.state == .onHold {
        _ = try await shop.coalition.reopenSettlement(next.id, reason: "known", by: shop.person(12))
      }
      _ = try await shop.coalition.reviewSettlement(next.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(next.id, by: shop.person(12))
      _ = try await shop.coalition.paySettlement(next.id, reference: key, on: today, by: shop.person(12))
      paid.append(next.days)
      seen.insert("paid")
    }
  }

  private mutating func change(_ chance: inout SplitMix) async throws {
    mode = [.prepaid, .prepaid, .credit, .credit, .open][Int.random(in: 0..<5, using: &chance)]
    limit = mode == .credit ? Int64.random(in: 100...1_500, using: &chance) : 0
    try await shop.fund(mode, limit: Points(limit))
    seen.insert(mode.rawValue)
  }
}

extension TestShop {
  fileprivate func waiting() async throws -> Int64 {
    let day = coalition.settings.calendar.businessDay(of: clock.clock.now())
    let balance = try await coalition.moneyTrialBalance(through: day, by: .system)
    return -(balance.balances.first { $0.account == .blocksReceived }?.closing ?? 0)
  }
}
