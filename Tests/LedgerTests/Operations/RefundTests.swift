import Ledger
import Testing

struct RefundTests {
  @Test func `a refund returns the lots in the reverse order of their use, each with its own expiry`() {
    var till = Till()
    till.earn(10, until: Till.day(10))
    till.earn(20, until: Till.day(20))
    till.earn(30, until: Till.day(30))
    let spend = till.spend(60)
    till.refund(spend, 35)
    #expect(till.available() == [5, 30])
    till.refund(spend, 20)
    #expect(till.available() == [5, 20, 30])
    till.refund(spend)
    let lots = till.books.lots(of: WalletID(1))
    #expect(lots.map(\.available) == [10, 20, 30])
    #expect(lots.map(\.expiresAt) == [Till.day(10), Till.day(20), Till.day(30)])
    #expect(till.account(.acceptor, .cafe) == 0)
  }

  @Test func `the sum of refunds never exceeds the original`() {
    var till = Till()
    till.earn(100)
    let spend = till.spend(100)
    #expect(till.refund(spend, 101).refusal == .refundExceedsOriginal)
    #expect(till.refund(spend, 60).refusal == nil)
    #expect(till.refund(spend, 41).refusal == .refundExceedsOriginal)
    #expect(till.refund(spend, 0).refusal == .amountOutOfRange)
    #expect(till.refund(spend, Points(.min)).refusal == .amountOutOfRange)
    #expect(till.refund(spend).amount == 40)
    #expect(till.refund(spend).refusal == .alreadyRefunded)
    #expect(till.balance().available == 100)
  }

  @Test func `a return worth less than a point is a fact without entries where that is allowed`() {
    var till = Till()
    till.earn(100)
    let spend = till.spend(100)
    let nothing = till.carryOut(.refund(Refund(of: spend.id, 0, mayBeNothing: true)), on: spend)
    #expect(nothing.refusal == nil)
    #expect(nothing.entries.isEmpty)
    #expect(till.books.returned[spend.id] == Returned(amount: 0, last: nothing.id))
    till.refund(spend)
    let late = till.carryOut(.refund(Refund(of: spend.id, 0, mayBeNothing: true)), on: spend)
    #expect(late.refusal == .alreadyRefunded)
  }

  @Test(
    arguments: [(Refund.ExpiredLots.forfeit, 30, 20), (.extend(until: Till.day(99)), 50, 0)]
      as [(Refund.ExpiredLots, Points, Points)])
  func `a lot past its expiry follows the programme`(
    policy: Refund.ExpiredLots, available: Points, broken: Points
  ) {
    var till = Till()
    till.earn(20, until: Till.day(1))
    till.earn(30, until: Till.day(50))
    let spend = till.spend(50)
    till.wait(days: 1)
    #expect(till.refund(spend, expired: policy).amount == 50)
    #expect(till.balance().available == available)
    #expect(till.account(.breakage) == broken)
    if case .extend(let until) = policy {
      #expect(till.books.lots(of: WalletID(1)).last?.expiresAt == until)
    }
  }

  @Test func `a returned spend repays debt first`() {
    var till = Till()
    let earn = till.earn(40)
    let spend = till.spend(40)
    till.refund(earn, 10)
    #expect(till.balance() == Balance(debt: -10))
    till.refund(spend)
    #expect(till.balance() == Balance(available: 30))
  }

  @Test func `a capture is refunded like a spend`() {
    var till = Till()
    till.earn(10, until: Till.day(10))
    till.earn(20, until: Till.day(20))
    let hold = till.hold(25)
    let capture = till.capture(hold, 15)
    #expect(till.available() == [15])
    #expect(till.refund(capture, 7).refusal == nil)
    #expect(till.available() == [2, 20])
    #expect(till.refund(hold).refusal == .notRefundable)
  }

  @Test func `what is no payment and no credit is not refundable, whatever the amount`() {
    var till = Till()
    till.earn(10)
    let transfer = till.carryOut(.transfer(Transfer(from: .li, to: .wang, 5)))
    let take = till.carryOut(.adjust(Adjust(.li, by: -5, source: .shop, expiresAt: .distantFuture)))
    let refused = till.spend(99)
    #expect(till.refund(transfer).refusal == .notRefundable)
    #expect(till.refund(take).refusal == .notRefundable)
    #expect(till.refund(refused).refusal == .transactionNotFound)
    #expect(till.carryOut(.refund(Refund(of: TransactionID(77)))).refusal == .transactionNotFound)
  }
}
