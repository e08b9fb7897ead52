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

  @Test func `a transfer cannot be taken back from its receiver`() {
    var till = Till()
    till.earn(30)
    let transfer = till.carryOut(.transfer(Transfer(from: .li, to: .wang, 10)))
    #expect(till.reverse(transfer).refusal == .notRefundable)
  }
}
