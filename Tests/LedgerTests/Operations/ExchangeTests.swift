import Ledger
import Testing

struct ExchangeTests {
  @Test func `each asset's entries sum to zero, and the spread is booked`() {
    var till = Till()
    till.earn(100)
    let exchange = till.carryOut(
      .exchange(
        Exchange(from: .li, into: .miles, gives: 100, receives: 33, spread: 2, expiresAt: Till.day(90))))
    for asset in [AssetID.points, .miles] {
      let sum = exchange.entries.filter { $0.account.asset == asset }.reduce(Points(0)) { $0 + $1.amount }
      #expect(sum == 0)
    }
    #expect(till.account(.exchange) == 100)
    #expect(till.account(.exchange, .none, .miles) == -35)
    #expect(till.account(.fees, .none, .miles) == 2)
    #expect(till.balance(.liMiles).available == 33)
    let lot = till.books.lots(of: WalletID(2)).first
    #expect(lot?.expiresAt == Till.day(90))
    #expect(lot.map { till.books.source($0.source).origin } == .converted)
  }

  @Test(
    arguments: [
      (101, 1, 0, AssetID.miles, .insufficientPoints), (0, 1, 0, .miles, .amountOutOfRange),
      (1, 0, 0, .miles, .amountOutOfRange), (1, 1, -1, .miles, .amountOutOfRange),
      (1, 1, .max, .miles, .amountOutOfRange), (1, 1, 0, .points, .assetMismatch), (100, 1, 0, .miles, nil),
    ] as [(Int64, Int64, Int64, AssetID, Refusal?)])
  func `of 100 points`(gives: Int64, receives: Int64, spread: Int64, into: AssetID, refusal: Refusal?) {
    var till = Till()
    till.earn(100)
    till.earn(100, from: .bought)
    let exchange = Exchange(
      from: .li, into: into, gives: Points(gives), receives: Points(receives), spread: Points(spread),
      expiresAt: Till.day(1))
    #expect(till.carryOut(.exchange(exchange)).refusal == refusal)
  }
}
