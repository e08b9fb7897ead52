import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Whatever a member earns, spends, lets run out, brings back, buys and gives back, in whatever order, paid,
/// noted, lapsed or unanswered, for themselves or for another: what the platform says is what a list of lots,
/// orders and sums of days and months say, which share none of its code but the calendar's.
@Suite(.database) struct ServicesPropertyTests {
  @Test(arguments: Engine.available, [UInt64(2), 4, 5])
  func `no sequence makes points or escapes a limit`(engine: Engine, seed: UInt64) async throws {
    var policies = try ReinstatingTests.policies
    policies.services[.buying] = BuyingTests.policies.services[.buying]
    policies.services[.buying]?.monthly = 12_000
    policies.services[.buying]?.allowsGifts = true
    policies.services[.reinstating]?.monthly = 1_500
    try await TestShop.openBusy(policies: policies, in: try await engine.makeDatabase()) { shop, ledger in
      let end = try #require(CivilDate("2026-05-15"))
      _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
        // What is bought until then ends then, what is bought later on its own day.
        $0.validity[.purchased] = .fixedDate(end.daysSince1970)
        $0.validity[.awarded] = .endOfMonth(1)
      }
      var history = ServicesHistory(
        shop: shop, ledger: ledger, chance: SplitMix(seed: seed),
        model: ServicesModel(zone: shop.coalition.settings.calendar.zone))
      for step in 0..<250 {
        try await history.step(step)
        try await history.check("seed \(seed), step \(step)")
      }
      let model = history.model
      #expect(model.wasBack > 0 && model.bought > 0 && model.returned > 0, "seed \(seed): \(model)")
      #expect(model.given > 0 && model.given < model.bought, "seed \(seed): \(model)")
      let seen = Set(model.orders.values.map(\.state))
      #expect(seen.isSuperset(of: [.lapsed, .credited, .declined, .returned]), "seed \(seed): \(seen)")
      #expect(model.wasNoted > 0 && model.wasDropped > 0 && model.wasOverruled > 0 && model.wasOpen > 0)
    }
  }
}

/// A history that is made step by step, on the platform and beside it.
private struct ServicesHistory {
  let shop: TestShop
  let ledger: BusyLedger
  var chance: SplitMix
  var model: ServicesModel

  private var now: Instant { shop.clock.clock.now() }
  private var today: Int { Int(shop.coalition.settings.calendar.day(of: now).daysSince1970) }

  mutating func step(_ step: Int) async throws {
    let amount = Points(Int64(chance.next() % 900) + 1)
    let key = "k\(step)"
    switch chance.next() % 20 {
    case 0, 1:
      _ = try await shop.earn(amount.units * 200, key: key)
      model.add(
        amount.units * 2, until: ExpiryRule.endOfMonth(after: 1).expiry(ofCreditAt: now, in: model.zone))
    case 2:
      let refused = try await decline { try await shop.spend(amount, key: key) }
      let isSpent = model.spend(amount.units)
      #expect((refused == nil) == isSpent, "step \(step)")
    case 3, 4: try await passTime()
    case 5, 6:
      guard let original = model.expired.keys.sorted().dropFirst(Int(chance.next() % 3)).last else { return }
      let refused = try await refusal { try await shop.reinstate(amount, of: original, key: key) }
      let end = ExpiryRule.days(40).expiry(ofCreditAt: now, in: model.zone)
      let isBack = model.bringBack(amount.units, of: original, at: now, on: today, until: end)
      #expect((refused == nil) == isBack, "step \(step)")
    case 7, 8, 9: try await order(amount + amount + 99, step)
    case 10, 11: try await pay(step)
    case 12, 13: try await note(step)
    case 14, 15: try await answerNote(step)
    case 16:
      let order = SpendOrder(member: .id(shop.friend.id), .points(amount))
      let refused = try await decline { _ = try await shop.coalition.spend(order, key: key, by: shop.till) }
      let isSpent = model.spendGiven(amount.units)
      #expect((refused == nil) == isSpent, "step \(step)")
    default:
      guard let (id, order) = model.any(in: [.credited, .returned], latest: 4, &chance) else { return }
      let state = try? await shop.coalition.returnPointsOrder(id, by: .system).state  // refused where used
      let isIn = now < order.paidAt.adding(seconds: 7 * 86_400)
      let isBack = model.giveBack(id, isInTime: isIn)
      #expect((state == .returned) == isBack, "step \(step)")
    }
  }

  /// Orders lapse, what nobody heard of is settled, and then points run out.
  private mutating func passTime() async throws {
    // Often a day or two, so that what waits is not always too late, and never so short that no job is due.
    let days = chance.next() % 2 == 0 ? chance.next() % 3 : chance.next() % 20
    shop.clock.advance(seconds: Int64(days) * 86_400 + 6)
    try await shop.coalition.runDueJobs(only: [.pointsOrders])
    try await shop.coalition.runDueJobs(only: [.expire])
    model.lapse(at: now)
    model.settle(at: now)
    let last = try await shop.ledger.history(of: shop.wallet, before: nil, limit: 20)
      .first { $0.kind == .expire }
    model.expire(at: now, under: last?.id)
  }

  private mutating func order(_ points: Points, _ step: Int) async throws {
    let isFull = model.count(in: .waiting) { $0.endsAt > now } == Coalition.waitingPointsOrders
    do {
      let isGift = chance.next() % 3 == 0
      let order =
        isGift
        ? try await shop.give(points, request: "k\(step)") : try await shop.buy(points, request: "k\(step)")
      let isOrdered = model.order(order, on: today)
      #expect(!isFull && isOrdered, "step \(step): \(points)")
    } catch is OrderRefusal {
      #expect(!model.mayOrder(points.units, on: today), "step \(step): \(points)")
    } catch let refusal as PointsOrderRefusal {
      #expect(refusal == .tooManyWaiting(Coalition.waitingPointsOrders) && isFull, "step \(step)")
    }
  }

  /// The system that took the money tells, and sometimes the ledger has no time or is not heard.
  private mutating func pay(_ step: Int) async throws {
    guard let (id, order) = model.any(in: [.waiting, .noted], &chance) else { return }
    ledger.mood = [.answers, .answers, .answers, .busy, .unheard][Int(chance.next() % 5)]
    let mood = ledger.mood
    defer { ledger.mood = .answers }
    do {
      let told = try await shop.coalition.payPointsOrder(
        id, payment: "pay-\(step)", order.price, by: .system)
      if order.state == .noted { model.wasOverruled += 1 }
      let state = model.pay(id, at: now, isHeard: mood == .answers, isDecided: mood != .busy)
      #expect(told.state == state, "step \(step)")
    } catch PointsOrderRefusal.ended { #expect(order.state == .waiting && order.endsAt <= now) }
  }

  private mutating func note(_ step: Int) async throws {
    guard let (id, order) = model.any(in: [.waiting], &chance) else { return }
    do {
      let noted = try await shop.coalition.payPointsOrder(
        id, payment: "note-\(step)", order.price, by: TestShop.person(11))
      #expect(noted.state == .noted && noted.payment == nil, "step \(step)")
      model.note(id, "note-\(step)")
    } catch PointsOrderRefusal.ended { #expect(order.endsAt <= now, "step \(step)") }
  }

  /// A second person says the same, or something else, or takes the note back.
  private mutating func answerNote(_ step: Int) async throws {
    guard let (id, order) = model.any(in: [.noted], &chance) else { return }
    let second = TestShop.person(12)
    switch chance.next() % 3 {
    case 0:
      await #expect(throws: PointsOrderRefusal.notedOtherwise) {
        try await shop.coalition.payPointsOrder(id, payment: "else-\(step)", order.price, by: second)
      }
    case 1:
      _ = try await shop.coalition.dropPointsPayment(id, by: second)
      model.drop(id)
    default:
      let told = try await shop.coalition.payPointsOrder(id, payment: order.note, order.price, by: second)
      let state = model.pay(id, at: now, isHeard: true, isDecided: true)
      #expect(told.state == state, "step \(step)")
    }
  }

  func check(_ place: String) async throws {
    let spendable = try await shop.spendable()
    #expect(spendable.units == model.spendable(at: now), "\(place)")
    let given = try await shop.points(of: shop.friend)
    #expect(given.units == model.givenSpendable(at: now), "\(place)")
    let books = try await shop.ledger.trialBalance()
    func balance(_ kind: AccountKind) -> Int64 {
      books.accounts.filter { $0.key.kind == kind }.reduce(0) { $0 + $1.balance.units }
    }
    #expect(balance(.breakage) == model.broken && balance(.fees) == model.fees, "\(place)")
    #expect(balance(.acceptor) == model.spent, "\(place)")
    let states = try await shop.coalition.pointsOrders(PageRequest(limit: 200), by: .system).items
    #expect(
      Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0.state) }) == model.orders.mapValues(\.state),
      "\(place)")
    let booked = try await shop.coalition.database.read { tx in
      try tx.query("SELECT account, CAST(sum(credit - debit) AS BIGINT) FROM money_balance GROUP BY account")
      {
        ($0[0] as MoneyAccount, $0[1] as Int64)
      }
    }
    let kept = Dictionary(uniqueKeysWithValues: booked).filter { $0.value != 0 }
    let waiting = model.price(in: [.paid])
    let (sold, owed) = (model.price(in: [.credited, .returning]), model.price(in: [.declined, .returned]))
    let all = [
      MoneyAccount.bank: -(waiting + sold + owed), .ordersPaid: waiting, .soldReceived: sold,
      .membersToRepay: owed,
    ]
    #expect(kept == all.filter { $0.value != 0 }, "\(place)")
  }
}
