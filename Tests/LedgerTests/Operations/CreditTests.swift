import Ledger
import Testing

struct CreditTests {
  @Test func `equal credits share a lot whose first moment counts`() {
    var till = Till()
    till.earn(10)
    till.wait(seconds: 60)
    till.earn(5)
    till.earn(7, until: Till.day(366))
    let lots = till.books.lots(of: WalletID(1))
    #expect(lots.map(\.available) == [15, 7])
    #expect(lots.first?.original == 15)
    #expect(lots.first?.earnedAt == Till.opening)
    #expect(till.account(.issuer, .shop) == -22)
  }

  @Test(
    arguments: [
      (Credit.Reason.earn, 0, nil), (.award, 0, .amountOutOfRange), (.topUp, 0, .amountOutOfRange),
      (.earn, -1, .amountOutOfRange), (.earn, 1_000_000_000_000, nil),
      (.earn, 1_000_000_000_001, .amountOutOfRange),
      (.earn, .min, .amountOutOfRange), (.topUp, .max, .amountOutOfRange),
    ] as [(Credit.Reason, Int64, Refusal?)])
  func `a credit of`(_ reason: Credit.Reason, _ amount: Int64, refusal: Refusal?) {
    var till = Till()
    let credit = Credit(reason, to: .li, Points(amount), source: .shop, expiresAt: .distantFuture)
    #expect(till.carryOut(.credit(credit)).refusal == refusal)
    #expect(till.balance().available == (refusal == nil ? Points(amount) : 0))
  }

  @Test func `an earn of nothing is a fact without entries, and can be taken back`() {
    var till = Till()
    let earn = till.earn(0)
    #expect(earn.entries.isEmpty && earn.touches.count == 1)
    #expect(till.refund(earn, 1).refusal == .refundExceedsOriginal)
    #expect(till.refund(earn).refusal == nil)
    #expect(till.void(earn).refusal == nil)
    #expect(till.balance() == Balance())
  }

  @Test func `an earn first repays debt`() {
    var till = Till()
    let earn = till.earn(50)
    till.spend(50)
    till.refund(earn)
    #expect(till.balance().debt == -50)
    till.earn(30, from: .onlyCafe)
    #expect(till.balance() == Balance(debt: -20))
    till.earn(30)
    #expect(till.balance() == Balance(available: 10))
  }

  @Test func `an issuer's limit is for what it has in the world`() {
    var till = Till()
    #expect(till.earn(60, limit: 100).refusal == nil)
    #expect(till.earn(41, limit: 100).refusal == .issuingLimitExceeded)
    let more = till.earn(40, to: .wang, limit: 100)
    #expect(more.refusal == nil)
    till.refund(more, 15)
    #expect(till.earn(16, limit: 100).refusal == .issuingLimitExceeded)
    #expect(till.earn(15, limit: 100).refusal == nil)
  }

  @Test func `no account passes its bound`() {
    var till = Till()
    let most = Points.maximumBalance
    var wallet = Wallet(member: MemberID(1), asset: .points)
    wallet.balance.available = most + 1
    till.books.restore(wallet, lots: [])
    #expect(till.earn(1).refusal == .amountOutOfRange)
    #expect(till.earn(1, to: .wang).refusal == nil)
    for kind in [AccountKind.issuer, .acceptor, .adjustment, .fees, .exchange] {
      let owner: Int64 = kind == .issuer ? 9 : kind == .acceptor ? 2 : 0
      let key = AccountKey(kind: kind, owner: owner, asset: .points)
      till.books.restore(Account(key: key, balance: kind == .issuer ? -most - 1 : most + 1))
    }
    #expect(till.earn(1, to: .wang, from: LotSource(issuer: MerchantID(9))).refusal == .amountOutOfRange)
    #expect(till.spend(1, by: .wang).refusal == .amountOutOfRange)
    #expect(till.spend(1, by: .wang, at: .shop).refusal == nil)
    let adjust = Adjust(.wang, by: 1, source: .shop, expiresAt: .distantFuture)
    #expect(till.carryOut(.adjust(adjust)).refusal == .amountOutOfRange)
    #expect(till.carryOut(.transfer(Transfer(from: .wang, to: .li, 1, fee: 1))).refusal == .amountOutOfRange)
    let exchange = Exchange(from: .wang, into: .miles, gives: 1, receives: 1, expiresAt: .distantFuture)
    #expect(till.carryOut(.exchange(exchange)).refusal == .amountOutOfRange)
  }
}
