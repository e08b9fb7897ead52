import Ledger
import Testing

struct ReverseTests {
  @Test func `a reversal of an unknown key is remembered and moves nothing`() {
    var till = Till()
    let key = IdempotencyKey(high: 9, low: 9)
    let reversal = till.carryOut(.reverse(key: key))
    #expect(reversal.refusal == nil)
    #expect(reversal.reversedKey == key)
    #expect(reversal.entries.isEmpty && reversal.touches.isEmpty && !reversal.original.isGiven)
  }

  @Test func `found, it is reversed once, also on another day`() {
    var till = Till()
    till.earn(100)
    let spend = till.spend(40)
    till.refund(spend, 10)
    till.wait(days: 3)
    #expect(till.reverse(spend).amount == 30)
    #expect(till.balance().available == 100)
    let again = till.reverse(spend)
    #expect(again.refusal == nil && again.amount == 0 && again.entries.isEmpty)
    #expect(till.balance().available == 100)
  }

  @Test func `a refused original has nothing to undo`() {
    var till = Till()
    let spend = till.spend(40)
    let reversal = till.reverse(spend)
    #expect(reversal.refusal == nil && reversal.entries.isEmpty && reversal.original == spend.id)
  }

  @Test func `a reversed refund is spent again, and may be refunded anew`() {
    var till = Till()
    till.earn(100, from: .onlyCafe)
    let spend = till.spend(100)
    let refund = till.refund(spend, 60)
    till.earn(10, until: Till.day(1))
    #expect(till.reverse(refund).amount == 60)
    // Restricted points came back, so restricted points pay again, after the lot that ends sooner.
    #expect(till.balance() == Balance(available: 10))
    #expect(till.account(.acceptor, .cafe) == 100)
    #expect(till.refund(spend, 100).refusal == nil)
    #expect(till.reverse(refund).amount == 0)
  }

  @Test func `a reversed clawback is credited again where it came from, still waiting if it was`() {
    var till = Till()
    let usable = till.earn(30)
    let waiting = till.earn(50, effective: Till.day(7))
    till.spend(10)
    let refunds = [till.refund(usable), till.refund(waiting, 20)]
    #expect(till.balance() == Balance(pending: 30, debt: -10))
    for refund in refunds { till.reverse(refund) }
    #expect(till.balance() == Balance(available: 20, pending: 50))
    #expect(till.account(.issuer, .shop) == -80)
  }

  @Test func `a reversed hold is released, an ended one left alone`() {
    var till = Till()
    till.earn(30)
    let open = till.hold(10)
    let ended = till.hold(10)
    _ = till.capture(ended)
    #expect(till.reverse(open).amount == 10)
    #expect(till.reverse(ended).amount == 0)
    #expect(till.balance() == Balance(available: 20))
  }

  @Test func `a reversed completion is as if it had not been: the hold is open until its end`() {
    var till = Till()
    till.earn(10, until: Till.day(10))
    till.earn(90, until: Till.day(20))
    let hold = till.hold(50)
    let capture = till.capture(hold, 30)
    #expect(till.balance() == Balance(available: 70))
    let reversal = till.reverse(capture)
    #expect(reversal.refusal == nil && reversal.root == hold.id && reversal.amount == 30)
    #expect(till.balance() == Balance(available: 50, held: 50))
    #expect(till.account(.acceptor, .cafe) == 0)
    #expect(till.reverse(capture).amount == 0)
    #expect(till.capture(hold, 50).amount == 50)
    #expect(till.account(.acceptor, .cafe) == 50)
    #expect(till.balance() == Balance(available: 50))
    #expect(till.capture(hold).refusal == .holdEnded)
  }

  @Test func `a reversed release or void of a hold sets the points aside again`() {
    var till = Till()
    till.earn(80)
    let hold = till.hold(50)
    let void = till.void(hold)
    #expect(till.reverse(void).amount == 50)
    #expect(till.balance() == Balance(available: 30, held: 50))
    let release = till.release(hold)
    till.reverse(release)
    #expect(till.balance() == Balance(available: 30, held: 50))
    #expect(till.void(hold).amount == 50)
    #expect(till.reverse(hold).amount == 0)
    #expect(till.balance() == Balance(available: 80))
  }

  @Test func `what the member used since the release is not held again, and never becomes debt`() {
    var till = Till()
    till.earn(80)
    let hold = till.hold(80)
    let capture = till.capture(hold, 30)
    till.spend(45)
    till.reverse(capture)
    #expect(till.balance() == Balance(held: 35))
    let release = till.release(hold)
    till.spend(35)
    let refused = till.reverse(release)
    #expect(refused.refusal == .insufficientPoints)
    #expect(till.balance() == Balance())
    #expect(till.capture(hold).refusal == .holdEnded)
  }

  @Test func `of a hold whose time is over, what was taken goes back to the member`() {
    var till = Till()
    till.earn(80)
    let holds = [till.hold(50, seconds: 60), till.hold(10, seconds: 60)]
    let capture = till.capture(holds[0], 20)
    let release = till.release(holds[1])
    till.wait(seconds: 60)
    #expect(till.reverse(capture).amount == 20)
    #expect(till.reverse(release).amount == 0)
    #expect(till.balance() == Balance(available: 80))
    #expect(till.account(.acceptor, .cafe) == 0)
  }

  @Test func `a hold opened again protects points whose lot ran out since, also where it was forgotten`() {
    var till = Till()
    till.earn(80, until: Till.day(1))
    let hold = till.hold(80, seconds: 9 * 86_400)
    let capture = till.capture(hold)
    till.wait(days: 2)
    // Opening another lot forgets the one that is empty and over.
    till.earn(5, until: Till.day(50))
    till.reverse(capture)
    #expect(till.balance() == Balance(available: 5, held: 80))
    #expect(till.capture(hold).amount == 80)
  }

  @Test func `a completion of which something was refunded opens no hold: the rest goes to the member`() {
    var till = Till()
    till.earn(80)
    let hold = till.hold(50)
    let capture = till.capture(hold)
    till.refund(capture, 20)
    #expect(till.reverse(capture).amount == 30)
    #expect(till.balance() == Balance(available: 80))
    #expect(till.capture(hold).refusal == .holdEnded)
  }

  @Test func `a hold opens again with the member who became one with its holder`() {
    var till = Till()
    till.earn(60)
    till.earn(5, to: .wang)
    let hold = till.hold(50)
    let capture = till.capture(hold, 40)
    till.carryOut(.merge(from: .li, into: .wang))
    till.reverse(capture)
    #expect(till.balance(.wang) == Balance(available: 15, held: 50))
    #expect(till.capture(hold, 50).refusal == nil)
    #expect(till.balance(.wang) == Balance(available: 15))
  }

  @Test func `a transfer cannot be taken back from its receiver`() {
    var till = Till()
    till.earn(30)
    let transfer = till.carryOut(.transfer(Transfer(from: .li, to: .wang, 10)))
    #expect(till.reverse(transfer).refusal == .notRefundable)
  }
}
