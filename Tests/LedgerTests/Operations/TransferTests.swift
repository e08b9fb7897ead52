import Ledger
import Testing

struct TransferTests {
  @Test(
    arguments: [
      (Transfer.FeeMode.onTop, 50, 7, 43, 50), (.outOfAmount, 50, 7, 50, 43), (.onTop, 93, 7, 0, 93),
      (.outOfAmount, 100, 7, 0, 93),
    ] as [(Transfer.FeeMode, Points, Points, Points, Points)])
  func `of 100 points, with the fee`(
    mode: Transfer.FeeMode, amount: Points, fee: Points, left: Points, received: Points
  ) {
    var till = Till()
    till.earn(100)
    let transfer = till.carryOut(.transfer(Transfer(from: .li, to: .wang, amount, fee: fee, feeMode: mode)))
    #expect(transfer.refusal == nil && transfer.amount == received)
    #expect(till.balance().available == left)
    #expect(till.balance(.wang).available == received)
    #expect(till.account(.fees) == fee)
  }

  @Test(
    arguments: [
      (Transfer(from: .li, to: .wang, 94, fee: 7), .insufficientPoints),
      (Transfer(from: .li, to: .wang, 7, fee: 7, feeMode: .outOfAmount), .amountOutOfRange),
      (Transfer(from: .li, to: .wang, 10, fee: -1), .amountOutOfRange),
      (Transfer(from: .li, to: .wang, 10, fee: Points(.min), feeMode: .outOfAmount), .amountOutOfRange),
      (Transfer(from: .li, to: .wang, Points(.min), fee: 7, feeMode: .outOfAmount), .amountOutOfRange),
      (Transfer(from: .li, to: .li, 10), .sameWallet),
      (Transfer(from: .li, to: .liMiles, 10), .assetMismatch),
      (Transfer(from: .li, to: .wang, 19, minimum: 20), .transferBelowMinimum),
      (Transfer(from: .li, to: .wang, 20, minimum: 20), nil),
      (Transfer(from: .li, to: .wang, 31, limit: Limit(perTransaction: 30)), .limitExceeded),
      (Transfer(from: .wang, to: .li, 1), .insufficientPoints),
    ] as [(Transfer, Refusal?)])
  func `a transfer out of 100 points`(transfer: Transfer, refusal: Refusal?) {
    var till = Till()
    till.earn(100)
    #expect(till.carryOut(.transfer(transfer)).refusal == refusal)
  }

  @Test func `lots go in order of use and keep source, origin and expiry`() {
    var till = Till()
    till.earn(10, from: .cafe, until: Till.day(10))
    till.wait(seconds: 60)
    till.earn(20, from: .shop, until: Till.day(20))
    till.wait(seconds: 60)
    till.carryOut(.transfer(Transfer(from: .li, to: .wang, 15)))
    let lots = till.books.lots(of: WalletID(2))
    #expect(lots.map(\.available) == [10, 5])
    #expect(lots.map { till.books.source($0.source) } == [.cafe, .shop])
    #expect(lots.map(\.expiresAt) == [Till.day(10), Till.day(20)])
    #expect(lots.map(\.earnedAt) == [Till.opening, Till.opening.adding(seconds: 60)])
  }

  @Test func `purchased and restricted points are not transferable, purchased ones with a licence`() {
    var till = Till()
    till.earn(10, from: .bought)
    till.earn(10, from: .onlyCafe)
    till.earn(10)
    #expect(till.carryOut(.transfer(Transfer(from: .li, to: .wang, 11))).refusal == .insufficientPoints)
    let licensed = Transfer(from: .li, to: .wang, 20, isPurchasedAllowed: true)
    #expect(till.carryOut(.transfer(licensed)).refusal == nil)
    #expect(till.available() == [10])
  }

  @Test func `a daily limit counts what others received, and begins anew the next day`() {
    var till = Till()
    till.earn(500)
    let transfer = Transfer(
      from: .li, to: .wang, 60, fee: 10, feeMode: .outOfAmount, limit: Limit(perDay: 100))
    #expect(till.carryOut(.transfer(transfer)).refusal == nil)
    #expect(till.carryOut(.transfer(transfer)).refusal == nil)
    #expect(till.carryOut(.transfer(transfer)).refusal == .limitExceeded)
    till.wait(days: 1)
    #expect(till.carryOut(.transfer(transfer)).refusal == nil)
  }

  @Test func `a receiver's debt is repaid first`() {
    var till = Till()
    till.earn(50)
    till.carryOut(
      .adjust(Adjust(.wang, by: -20, source: .shop, expiresAt: .distantFuture, isDebtAllowed: true)))
    till.carryOut(.transfer(Transfer(from: .li, to: .wang, 30)))
    #expect(till.balance(.wang) == Balance(available: 10))
  }
}
