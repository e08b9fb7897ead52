import Ledger
import Testing

struct ReplayTests {
  /// Opening a lot forgets spent ones; a decision that fills a run-out lot before it opens another must
  /// replay so.
  @Test func `a run-out lot that a merge fills again survives the replay`() {
    var till = Till()
    till.earn(10, to: .wang, until: Till.day(1))
    till.spend(10, by: .wang)
    till.earn(10, until: Till.day(1))
    till.earn(10, from: .cafe, until: Till.day(2))
    till.wait(days: 1)
    till.carryOut(.merge(from: .li, into: .wang))
    var replayed = Books()
    for source in till.books.sources { replayed.restore(source) }
    for transaction in till.journal { replayed.replay(transaction) }
    #expect(
      replayed.lots(of: WalletID(1)).map(\.available) == till.books.lots(of: WalletID(1)).map(\.available))
    #expect(replayed.wallets.map(\.balance) == till.books.wallets.map(\.balance))
  }

  @Test func `a preview of a new source leaves no trace of it`() {
    var till = Till()
    till.earn(10)
    let credit = Credit(.award, to: .wang, 5, source: .onlyCafe, expiresAt: .distantFuture)
    let key = IdempotencyKey(high: 3, low: 3)
    let command = Command(key: key, requestHash: 0, context: Context(channel: .api), action: .credit(credit))
    let preview = till.books.preview(
      command, at: till.now, on: BusinessDay(daysSince1970: 20_000), original: nil)
    #expect(preview.refusal == nil && preview.entries.count == 2)
    #expect(till.books.sources == [.shop])
    #expect(till.books.wallet(.wang) == nil)
    #expect(till.books.last == TransactionID(1))
  }
}
