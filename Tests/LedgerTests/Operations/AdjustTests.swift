import Ledger
import Testing

struct AdjustTests {
  @Test(
    arguments: [
      (10, false, nil, Balance(available: 60)), (-50, false, nil, Balance()),
      (-51, false, .insufficientPoints, Balance(available: 50)), (-51, true, nil, Balance(debt: -1)),
      (0, true, .amountOutOfRange, Balance(available: 50)),
      (.min, true, .amountOutOfRange, Balance(available: 50)),
      (-1_000_000_000_001, true, .amountOutOfRange, Balance(available: 50)),
      (.max, true, .amountOutOfRange, Balance(available: 50)),
    ] as [(Int64, Bool, Refusal?, Balance)])
  func `of 50 points a correction by`(amount: Int64, debtAllowed: Bool, refusal: Refusal?, after: Balance) {
    var till = Till()
    till.earn(50)
    let adjust = Adjust(
      .li, by: Points(amount), source: .shop, expiresAt: Till.day(9), isDebtAllowed: debtAllowed)
    #expect(till.carryOut(.adjust(adjust)).refusal == refusal)
    #expect(till.balance() == after)
    #expect(till.account(.adjustment) == (refusal == nil ? -Points(amount) : 0))
  }
}
