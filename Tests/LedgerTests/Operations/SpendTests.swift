import Ledger
import Testing

struct SpendTests {
  @Test func `lots pay by expiry, then by first credit, then by number`() {
    var till = Till()
    till.earn(10, until: .distantFuture)
    till.wait(seconds: 1)
    till.earn(20, from: .cafe, until: Till.day(30))
    till.earn(30, from: .shop, until: Till.day(30))
    till.wait(seconds: 1)
    till.earn(40, from: .bought, until: Till.day(30))
    till.earn(50, until: Till.day(10))
    #expect(till.available() == [50, 20, 30, 40, 10])
    till.spend(75)
    #expect(till.available() == [25, 40, 10])
    #expect(till.account(.acceptor, .cafe) == 75)
  }

  @Test(
    arguments: [
      (100, false, nil, 100), (101, false, .insufficientPoints, 0), (101, true, nil, 100),
      (0, true, .amountOutOfRange, 0),
      (-1, false, .amountOutOfRange, 0), (.min, true, .amountOutOfRange, 0),
      (.max, true, .amountOutOfRange, 0),
      (1_000_000_000_000, true, nil, 100), (1_000_000_000_001, true, .amountOutOfRange, 0),
    ] as [(Int64, Bool, Refusal?, Points)])
  func `of 100 points a spend takes`(asked: Int64, partial: Bool, refusal: Refusal?, taken: Points) {
    var till = Till()
    till.earn(100)
    let spend = till.spend(Points(asked), partial: partial)
    #expect(spend.refusal == refusal)
    #expect(till.balance().available == 100 - taken)
    #expect(refusal != nil || spend.amount == taken)
  }

  @Test func `a refused spend leaves the wallet as it was and tells the balance`() {
    var till = Till()
    till.earn(30)
    let before = till.balance()
    let spend = till.spend(31)
    #expect(spend.refusal == .insufficientPoints)
    #expect(spend.touches.first?.after.available == 30)
    #expect(spend.entries.isEmpty)
    #expect(till.balance() == before)
  }

  @Test func `nothing to take is a decline even where a part is allowed`() {
    var till = Till()
    #expect(till.spend(1, partial: true).refusal == .insufficientPoints)
    till.earn(0)
    #expect(till.spend(1, partial: true).refusal == .insufficientPoints)
  }

  @Test func `an expired lot is unspendable from its very moment, before the daily run`() {
    var till = Till()
    till.earn(10, until: Till.day(1))
    till.wait(days: 1, seconds: -1)
    #expect(till.spend(1).refusal == nil)
    till.wait(seconds: 1)
    #expect(till.spend(1).refusal == .insufficientPoints)
    #expect(till.balance().available == 9)
  }

  @Test func `restricted points pay at their merchant only`() {
    var till = Till()
    till.earn(50, from: .onlyCafe, until: Till.day(1))
    till.earn(10)
    #expect(till.spend(11, at: .shop).refusal == .insufficientPoints)
    #expect(till.spend(5, at: .shop).refusal == nil)
    #expect(till.available() == [50, 5])
    #expect(till.spend(52, at: .cafe).refusal == nil)
    #expect(till.available() == [3])
  }

  @Test func `a daily limit counts spends and holds, and begins anew the next day`() {
    var till = Till()
    till.earn(1_000)
    let limit = Limit(perTransaction: 60, perDay: 100)
    #expect(till.spend(61, limit: limit).refusal == .limitExceeded)
    #expect(till.spend(60, limit: limit).refusal == nil)
    _ = till.hold(30)
    #expect(till.spend(11, limit: limit).refusal == .limitExceeded)
    #expect(till.spend(10, limit: limit).refusal == nil)
    till.wait(days: 1)
    #expect(till.spend(60, limit: limit).refusal == nil)
  }
}
