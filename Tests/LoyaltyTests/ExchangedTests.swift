import Ledger
import Loyalty
import Testing

struct `Points exchanged` {
  @Test(arguments: [
    (Points(-250), Int64(-50)), (Points(500), Int64(90)), (Points(-3), Int64(-1)), (Points(0), Int64(0)),
  ])
  func `cost whose programme they leave, and are paid to whose they come to`(points: Points, price: Int64) {
    var terms = SettlementTerms()
    #expect(!terms.clears(.exchange))
    terms.exchangeOut = PointPrice(100, perPoints: 500)
    terms.exchangeIn = PointPrice(90, perPoints: 500)
    #expect(terms.clears(.exchange))
    #expect(terms.money(.exchange, points: points, sale: 0) == ClearedMoney(price: price))
  }
}
