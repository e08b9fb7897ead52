import Ledger
import Testing

struct MergeTests {
  @Test func `all lots move, equal ones meet, and the emptied wallet is closed`() {
    var till = Till()
    till.earn(10, until: Till.day(10))
    till.earn(20, effective: Till.day(5))
    till.earn(30, to: .wang, until: Till.day(10))
    #expect(till.carryOut(.merge(from: .li, into: .wang)).amount == 30)
    #expect(till.balance() == Balance())
    #expect(till.balance(.wang) == Balance(available: 40, pending: 20))
    #expect(till.available(.wang) == [40])
    #expect(till.spend(1).refusal == .walletMerged)
    #expect(till.earn(1).refusal == .walletMerged)
    #expect(till.carryOut(.merge(from: .li, into: .wang)).refusal == .walletMerged)
    #expect(till.carryOut(.merge(from: .wang, into: .li)).refusal == .walletMerged)
    #expect(till.carryOut(.transfer(Transfer(from: .wang, to: .li, 1))).refusal == .walletMerged)
  }

  @Test(
    arguments: [(10, 30, Balance(available: 20)), (30, 10, Balance(debt: -20))] as [(Int64, Points, Balance)])
  func `a debt moves too and is repaid from the survivor`(owed: Int64, there: Points, after: Balance) {
    for isGiverInDebt in [true, false] {
      var till = Till()
      let (debtor, owner) = isGiverInDebt ? (WalletKey.li, WalletKey.wang) : (.wang, .li)
      till.carryOut(
        .adjust(
          Adjust(debtor, by: Points(-owed), source: .shop, expiresAt: .distantFuture, isDebtAllowed: true)))
      till.earn(there, to: owner)
      till.carryOut(.merge(from: .li, into: .wang))
      #expect(till.balance() == Balance())
      #expect(till.balance(.wang) == after)
    }
  }

  @Test func `later refunds, confirmations and reversals go to the survivor`() {
    var till = Till()
    let earn = till.earn(50, until: Till.day(10))
    let waiting = till.earn(20, effective: .distantFuture)
    let spend = till.spend(30)
    till.carryOut(.merge(from: .li, into: .wang))
    till.refund(spend, 10)
    #expect(till.available(.wang) == [30])
    #expect(till.carryOut(.confirm(original: waiting.id, amount: nil), on: waiting).refusal == nil)
    #expect(till.available(.wang) == [30, 20])
    till.refund(earn, 5)
    #expect(till.available(.wang) == [25, 20])
    till.reverse(spend)
    #expect(till.available(.wang) == [45, 20])
    #expect(till.balance() == Balance())
  }

  @Test func `what was earned and spent counts on the survivor, and so does a refund of it`() {
    var till = Till()
    till.earn(50)
    let spend = till.spend(30)
    till.earn(5, to: .wang)
    till.carryOut(.merge(from: .li, into: .wang))
    #expect(till.books[WalletID(2)].lifetimeEarned == 55)
    #expect(till.books[WalletID(2)].lifetimeSpent == 30)
    till.refund(spend)
    #expect(till.books[WalletID(2)].lifetimeSpent == 0)
  }

  @Test func `the limit of a day counts what the merged wallet used`() {
    var till = Till()
    till.earn(50)
    till.spend(30)
    till.earn(50, to: .wang)
    till.carryOut(.merge(from: .li, into: .wang))
    let spend = Spend(from: .wang, 11, at: .cafe, limit: Limit(perDay: 40))
    #expect(till.carryOut(.spend(spend)).refusal == .limitExceeded)
    till.wait(days: 1)
    #expect(till.carryOut(.spend(spend)).refusal == nil)
  }

  @Test func `open holds, other assets, the same wallet and nobody are refused`() {
    var till = Till()
    till.earn(50)
    let hold = till.hold(10)
    #expect(till.carryOut(.merge(from: .li, into: .wang)).refusal == .holdsOpen)
    till.release(hold)
    #expect(till.carryOut(.merge(from: .li, into: .liMiles)).refusal == .assetMismatch)
    #expect(till.carryOut(.merge(from: .li, into: .li)).refusal == .sameWallet)
    #expect(till.carryOut(.merge(from: .wang, into: .li)).refusal == .transactionNotFound)
    #expect(till.carryOut(.merge(from: .li, into: .wang)).refusal == nil)
  }
}
