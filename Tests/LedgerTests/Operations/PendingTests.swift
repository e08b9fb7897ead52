import Ledger
import Testing

struct PendingTests {
  @Test func `a pending credit is not spendable until it matures at its moment`() {
    var till = Till()
    till.earn(50, effective: Till.day(7))
    #expect(till.balance() == Balance(pending: 50))
    #expect(till.spend(1).refusal == .insufficientPoints)
    till.wait(days: 7, seconds: -1)
    #expect(till.carryOut(.mature(.li)).refusal == .nothingDue)
    till.wait(seconds: 1)
    #expect(till.carryOut(.mature(.li)).amount == 50)
    #expect(till.balance() == Balance(available: 50))
    #expect(till.carryOut(.mature(.li)).refusal == .nothingDue)
  }

  @Test func `maturing repays debt first`() {
    var till = Till()
    till.earn(50, effective: Till.day(7))
    till.carryOut(
      .adjust(Adjust(.li, by: -20, source: .shop, expiresAt: .distantFuture, isDebtAllowed: true)))
    till.wait(days: 7)
    till.carryOut(.mature(.li))
    #expect(till.balance() == Balance(available: 30))
  }

  @Test func `a credit that waits is confirmed in parts, never more than itself`() {
    var till = Till()
    let first = till.earn(50, effective: .distantFuture)
    till.earn(50, effective: .distantFuture)
    #expect(till.carryOut(.confirm(original: first.id, amount: 30), on: first).amount == 30)
    #expect(
      till.carryOut(.confirm(original: first.id, amount: 21), on: first).refusal == .refundExceedsOriginal)
    #expect(till.carryOut(.cancel(original: first.id, amount: 5), on: first).amount == 5)
    #expect(till.carryOut(.confirm(original: first.id, amount: nil), on: first).amount == 15)
    #expect(till.carryOut(.confirm(original: first.id, amount: nil), on: first).refusal == .notPending)
    #expect(till.balance() == Balance(available: 45, pending: 50))
    #expect(till.refund(first).amount == 45)
  }

  @Test func `a cancelled credit goes back to its issuer and was never earned`() {
    var till = Till()
    let earn = till.earn(50, effective: Till.day(7))
    #expect(till.carryOut(.cancel(original: earn.id, amount: nil), on: earn).amount == 50)
    #expect(till.balance() == Balance())
    #expect(till.account(.issuer, .shop) == 0)
    #expect(till.books[WalletID(1)].lifetimeEarned == 0)
    #expect(till.refund(earn).refusal == .alreadyRefunded)
  }

  @Test func `what is not a waiting credit is neither confirmed nor cancelled`() {
    var till = Till()
    let earn = till.earn(50)
    let waiting = till.earn(50, effective: .distantFuture)
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    for other in [earn, merge] {
      #expect(till.carryOut(.confirm(original: other.id, amount: nil), on: other).refusal == .notPending)
      #expect(till.carryOut(.cancel(original: other.id, amount: nil), on: other).refusal == .notPending)
    }
    #expect(till.carryOut(.confirm(original: waiting.id, amount: 20), on: waiting).refusal == nil)
    #expect(till.carryOut(.cancel(original: waiting.id, amount: nil), on: waiting).amount == 30)
    #expect(till.balance(.wang) == Balance(available: 70))
  }
}
