import Ledger
import Testing

struct HoldTests {
  @Test func `held points stay the member's, out of reach of everything else`() {
    var till = Till()
    till.earn(100)
    _ = till.hold(60)
    #expect(till.balance() == Balance(available: 40, held: 60))
    #expect(till.spend(41).refusal == .insufficientPoints)
    #expect(till.account(.acceptor, .cafe) == 0)
  }

  @Test func `a capture takes a part in order of use and releases the rest`() {
    var till = Till()
    till.earn(10, until: Till.day(10))
    till.earn(20, until: Till.day(20))
    let hold = till.hold(25)
    #expect(till.capture(hold, 12).amount == 12)
    #expect(till.available() == [18])
    #expect(till.balance() == Balance(available: 18))
    #expect(till.account(.acceptor, .cafe) == 12)
    #expect(till.capture(hold).refusal == .holdEnded)
    #expect(till.release(hold).refusal == .holdEnded)
  }

  @Test(
    arguments: [
      (nil, 0, nil), (50, 0, nil), (51, 0, .captureExceedsHold), (0, 0, .amountOutOfRange),
      (-5, 0, .amountOutOfRange), (nil, 3_599, nil), (nil, 3_600, .holdExpired), (51, 3_600, .holdExpired),
    ] as [(Points?, Int64, Refusal?)])
  func `of a hold of 50 for an hour a capture of`(amount: Points?, after seconds: Int64, refusal: Refusal?) {
    var till = Till()
    till.earn(80)
    let hold = till.hold(50)
    till.wait(seconds: seconds)
    #expect(till.capture(hold, amount).refusal == refusal)
    #expect(till.balance() == (refusal == nil ? Balance(available: 30) : Balance(available: 30, held: 50)))
  }

  @Test func `an expired hold can only be released`() {
    var till = Till()
    till.earn(80)
    let hold = till.hold(50, seconds: 10)
    till.wait(seconds: 10)
    #expect(till.capture(hold).refusal == .holdExpired)
    #expect(till.release(hold).amount == 50)
    #expect(till.balance() == Balance(available: 80))
    #expect(till.hold(10, seconds: 0).refusal == .holdExpired)
  }

  @Test func `a hold wins over the expiry of its lot`() {
    var till = Till()
    till.earn(80, until: Till.day(1))
    let hold = till.hold(50, seconds: 3 * 86_400)
    till.wait(days: 2)
    till.carryOut(.expire(.li))
    #expect(till.balance() == Balance(held: 50))
    #expect(till.capture(hold, 20).refusal == nil)
    #expect(till.balance() == Balance(available: 30))
    #expect(till.spend(1).refusal == .insufficientPoints)
    #expect(till.carryOut(.expire(.li)).amount == 30)
  }

  @Test func `a release repays debt first`() {
    var till = Till()
    let earn = till.earn(50)
    let hold = till.hold(50)
    till.refund(earn, 20)
    #expect(till.balance() == Balance(held: 50, debt: -20))
    till.release(hold)
    #expect(till.balance() == Balance(available: 30))
  }

  @Test func `a hold that never was cannot be captured`() {
    var till = Till()
    let refused = till.hold(10)
    #expect(refused.refusal == .insufficientPoints)
    #expect(till.capture(refused).refusal == .transactionNotFound)
    #expect(till.carryOut(.release(hold: TransactionID(44))).refusal == .transactionNotFound)
  }
}
