import Ledger
import Testing

struct ClawBackTests {
  @Test func `a clawback takes from its own lot first, then from others in order of use, then debt`() {
    var till = Till()
    till.earn(10, until: Till.day(1))
    let earn = till.earn(50, from: .cafe, until: Till.day(30))
    till.spend(40)
    #expect(till.available() == [20])
    till.earn(5, until: Till.day(1))
    #expect(till.refund(earn, 18).refusal == nil)
    #expect(till.available() == [5, 2])
    till.refund(earn, 4)
    #expect(till.available() == [3])
    till.refund(earn)
    #expect(till.balance() == Balance(debt: -25))
    #expect(till.account(.issuer, .cafe) == 0)
  }

  @Test func `its own lot gives at most that credit's amount`() {
    var till = Till()
    let first = till.earn(30)
    till.spend(30)
    till.refund(first)
    #expect(till.balance().debt == -30)
    let second = till.earn(100)
    till.earn(40, until: Till.day(1))
    till.earn(50)
    #expect(till.available() == [40, 120])
    // 30 of the second credit repaid debt, so 70 of it went into the lot; the other 30 come from the order of
    // use.
    till.refund(second)
    #expect(till.available() == [10, 50])
  }

  @Test func `a programme that forbids debt declines, and nothing moves`() {
    var till = Till()
    let earn = till.earn(50)
    till.spend(20)
    #expect(till.refund(earn, debtAllowed: false).refusal == .insufficientPoints)
    #expect(till.refund(earn, 30, debtAllowed: false).refusal == nil)
    #expect(till.refund(earn, 1, debtAllowed: false).refusal == .insufficientPoints)
    #expect(till.balance() == Balance())
  }

  @Test func `others pay only with unrestricted points, the own lot with its own`() {
    var till = Till()
    let earn = till.earn(20, from: .onlyCafe)
    let other = till.earn(20)
    till.spend(20, at: .shop)
    till.refund(other, 5)
    #expect(till.balance() == Balance(available: 20, debt: -5))
    till.refund(earn, 20)
    #expect(till.balance() == Balance(debt: -5))
  }

  @Test func `what is given back out of its own lot alone takes no other points and makes no debt`() {
    var till = Till()
    let bought = till.earn(50, from: .cafe, until: Till.day(30))
    till.earn(80)
    till.spend(40, at: .shop)
    #expect(till.available() == [10, 80])
    for (amount, debt) in [(Points(11), false), (11, true), (50, true)] {
      let refused = till.refund(bought, amount, debtAllowed: debt, ownLotOnly: true)
      #expect(refused.refusal == .insufficientPoints && refused.entries.isEmpty)
    }
    #expect(till.refund(bought, 10, ownLotOnly: true).refusal == nil)
    #expect(till.available() == [80])
    #expect(till.refund(bought, 1, ownLotOnly: true).refusal == .insufficientPoints)
  }

  @Test func `an equal credit in the same lot keeps its share`() {
    var till = Till()
    let first = till.earn(30)
    let second = till.earn(20)
    #expect(till.available() == [50])
    #expect(till.refund(first, 30, ownLotOnly: true).refusal == nil)
    #expect(till.refund(first, ownLotOnly: true).refusal == .alreadyRefunded)
    #expect(till.refund(second, ownLotOnly: true).refusal == nil)
    #expect(till.balance() == Balance())
  }

  @Test func `a credit that waits is taken where it waits`() {
    var till = Till()
    let earn = till.earn(50, effective: Till.day(7))
    till.earn(10)
    till.refund(earn, 20)
    #expect(till.balance() == Balance(available: 10, pending: 30))
  }

  @Test(arguments: [false, true])
  func `run-out points of its own lot are gone, booked or not`(isBooked: Bool) {
    var till = Till()
    let waiting = till.earn(50, until: Till.day(2), effective: Till.day(9))
    let usable = till.earn(50, from: .cafe, until: Till.day(2))
    till.wait(days: 2)
    if isBooked { till.carryOut(.expire(.li)) }
    till.refund(waiting)
    till.refund(usable)
    #expect(till.balance().debt == -100)
  }
}
