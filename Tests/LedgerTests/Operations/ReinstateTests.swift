import Ledger
import Testing

struct ReinstateTests {
  /// Li's 10 points of the café and 20 of the shop have run out.
  private func runOut(_ till: inout Till) -> Transaction {
    till.earn(20, until: Till.day(2))
    till.earn(10, from: .cafe, until: Till.day(1))
    till.wait(days: 3)
    return till.carryOut(.expire(.li))
  }

  private func bringBack(
    _ amount: Points, of expired: Transaction, fee: Points = 0, _ till: inout Till
  ) -> Transaction {
    till.carryOut(
      .reinstate(Reinstate(of: expired.id, amount, fee: fee, until: Till.day(30))), on: expired)
  }

  @Test func `points that ran out come back with their source and a new end, less the fee`() {
    var till = Till()
    let expired = runOut(&till)
    #expect(till.account(.breakage) == 30)
    let back = bringBack(30, of: expired, fee: 6, &till)
    #expect(back.refusal == nil)
    #expect(till.balance() == Balance(available: 24))
    #expect(till.account(.breakage) == 0)
    #expect(till.account(.fees) == 6)
    let lots = till.books.lots(of: WalletID(1))
    #expect(lots.map(\.available) == [10, 14])
    #expect(lots.map { till.books.source($0.source) } == [.cafe, .shop])
    #expect(lots.allSatisfy { $0.expiresAt == Till.day(30) })
  }

  @Test func `never more comes back than ran out`() {
    var till = Till()
    let expired = runOut(&till)
    #expect(bringBack(31, of: expired, &till).refusal == .refundExceedsOriginal)
    #expect(bringBack(15, of: expired, &till).refusal == nil)
    #expect(bringBack(16, of: expired, &till).refusal == .refundExceedsOriginal)
    #expect(bringBack(15, of: expired, &till).refusal == nil)
    #expect(bringBack(1, of: expired, &till).refusal == .alreadyRefunded)
    #expect(till.balance() == Balance(available: 30))
    #expect(till.account(.breakage) == 0)
  }

  @Test func `a debt is repaid first`() {
    var till = Till()
    let expired = runOut(&till)
    let earned = till.earn(25)
    till.spend(25)
    till.refund(earned)
    #expect(till.balance() == Balance(debt: -25))
    #expect(bringBack(30, of: expired, &till).refusal == nil)
    #expect(till.balance() == Balance(available: 5))
  }

  @Test func `what had not matured stays gone`() {
    var till = Till()
    till.earn(10, until: Till.day(1), effective: Till.day(5))
    till.earn(4, until: Till.day(1))
    till.wait(days: 2)
    let expired = till.carryOut(.expire(.li))
    #expect(expired.amount == 14)
    #expect(expired.reinstatable == 4)
    #expect(bringBack(5, of: expired, &till).refusal == .refundExceedsOriginal)
    #expect(bringBack(4, of: expired, &till).refusal == nil)
    #expect(till.account(.breakage) == 10)
  }

  @Test func `what is no expiry, a fee that eats all, and nothing are refused`() {
    var till = Till()
    let earned = till.earn(10)
    #expect(bringBack(1, of: earned, &till).refusal == .notRefundable)
    let expired = runOut(&till)
    #expect(bringBack(0, of: expired, &till).refusal == .amountOutOfRange)
    #expect(bringBack(5, of: expired, fee: 5, &till).refusal == .amountOutOfRange)
    #expect(bringBack(5, of: expired, fee: -1, &till).refusal == .amountOutOfRange)
    let unknown = Reinstate(of: TransactionID(99), 1, until: Till.day(30))
    #expect(till.carryOut(.reinstate(unknown)).refusal == .transactionNotFound)
  }

  @Test func `it is neither refunded nor voided nor reversed, and the survivor of a merge gets it`() {
    var till = Till()
    let expired = runOut(&till)
    till.carryOut(.merge(from: .li, into: .wang))
    let back = bringBack(10, of: expired, &till)
    #expect(back.refusal == nil)
    #expect(till.balance(.wang) == Balance(available: 10))
    #expect(till.refund(back).refusal == .notRefundable)
    #expect(till.void(back).refusal == .notVoidable)
    #expect(till.reverse(back).refusal == .notRefundable)
  }
}
