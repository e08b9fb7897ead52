import Ledger
import Testing

struct VoidTests {
  @Test func `a void undoes a whole transaction of the same business day`() {
    var till = Till()
    till.earn(100)
    let spend = till.spend(40)
    #expect(till.void(spend).amount == 40)
    #expect(till.balance().available == 100)
    #expect(till.void(spend).refusal == .alreadyRefunded)
    #expect(till.refund(spend).refusal == .alreadyRefunded)
  }

  @Test func `on another day the answer says to refund`() {
    var till = Till()
    let earn = till.earn(100)
    till.wait(days: 1)
    #expect(till.void(earn).refusal == .notVoidable)
    #expect(till.refund(earn).refusal == nil)
  }

  @Test func `what was refunded in part is not voided`() {
    var till = Till()
    till.earn(100)
    let spend = till.spend(40)
    till.refund(spend, 1)
    #expect(till.void(spend).refusal == .notVoidable)
    #expect(till.balance().available == 61)
  }

  @Test func `a voided hold is released, a voided earn may leave debt, a transfer is not voidable`() {
    var till = Till()
    let earn = till.earn(100)
    let hold = till.hold(60)
    #expect(till.void(hold).refusal == nil)
    #expect(till.void(hold).refusal == .holdEnded)
    #expect(till.balance() == Balance(available: 100))
    let transfer = till.carryOut(.transfer(Transfer(from: .li, to: .wang, 30)))
    #expect(till.void(transfer).refusal == .notVoidable)
    #expect(till.void(earn).refusal == nil)
    #expect(till.balance() == Balance(debt: -30))
    #expect(till.carryOut(.void(original: TransactionID(99))).refusal == .transactionNotFound)
  }
}
