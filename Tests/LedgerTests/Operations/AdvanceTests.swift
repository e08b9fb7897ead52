import Ledger
import Testing

struct AdvanceTests {
  /// Li waits for 10 points of the café until the third day and for 20 of the shop until the second.
  private func waiting() -> Till {
    var till = Till()
    till.earn(10, from: .cafe, until: Till.day(20), effective: Till.day(3))
    till.earn(20, until: Till.day(30), effective: Till.day(2))
    return till
  }

  private func advance(
    _ amount: Points, fee: Points = 0, by day: Int64 = 9, share: Int32 = 10_000, _ till: inout Till
  ) -> Transaction {
    till.carryOut(
      .advance(Advance(.li, amount, fee: fee, maturingBy: Till.day(day), share: share)))
  }

  @Test func `what matures first stops waiting first, in its lot, and the last points are the fee`() {
    var till = waiting()
    let made = advance(25, fee: 3, &till)
    #expect(made.refusal == nil && made.amount == 25)
    #expect(till.balance() == Balance(available: 22, pending: 5))
    #expect(till.account(.fees) == 3)
    let lots = till.books.lots(of: WalletID(1))
    #expect(lots.map { till.books.source($0.source) } == [.cafe, .shop])
    #expect(lots.map(\.available) == [2, 20] && lots.map(\.pending) == [5, 0])
    #expect(lots.map(\.original) == [10, 20])
    #expect(lots.map(\.expiresAt) == [Till.day(20), Till.day(30)])
    // The rest matures as it would have.
    till.wait(days: 3)
    #expect(till.carryOut(.mature(.li)).refusal == nil)
    #expect(till.balance() == Balance(available: 27))
  }

  @Test func `never more than waits, in time, and never more than the share of what came in`() {
    var till = waiting()
    #expect(advance(31, &till).refusal == .notPending)
    #expect(advance(21, by: 2, &till).refusal == .notPending)
    #expect(advance(16, share: 5_000, &till).refusal == .notPending)
    #expect(advance(10, share: 5_000, &till).refusal == nil)
    // Half of what is left is not asked for again.
    #expect(advance(6, share: 5_000, &till).refusal == .notPending)
    #expect(advance(5, share: 5_000, &till).refusal == nil)
    #expect(advance(1, share: 5_000, &till).refusal == .notPending)
    #expect(till.balance() == Balance(available: 15, pending: 15))
    #expect(advance(1, fee: 1, &till).refusal == .amountOutOfRange)
    #expect(advance(2, fee: -1, &till).refusal == .amountOutOfRange)
    till.wait(days: 2)
    // What is due costs nothing: it matures.
    #expect(advance(6, &till).refusal == .notPending)
  }

  @Test func `what waits for a confirmation is not advanced`() {
    var till = Till()
    till.earn(10, until: .distantFuture, effective: .distantFuture)
    let asked = Advance(.li, 1, maturingBy: .distantFuture)
    #expect(till.carryOut(.advance(asked)).refusal == .notPending)
  }

  @Test func `a debt is repaid first`() {
    var till = Till()
    let earned = till.earn(25)
    till.spend(25)
    till.refund(earned)
    till.earn(30, until: Till.day(20), effective: Till.day(3))
    #expect(advance(28, fee: 1, &till).refusal == nil)
    #expect(till.balance() == Balance(available: 2, pending: 2))
  }

  @Test func `a purchase that is refunded takes all back, the fee as debt`() {
    var till = Till()
    let earned = till.earn(20, until: Till.day(30), effective: Till.day(2))
    #expect(advance(15, fee: 2, &till).refusal == nil)
    till.spend(13)
    till.refund(earned)
    #expect(till.balance() == Balance(debt: -15))
    #expect(till.account(.fees) == 2)
  }
}
