import Ledger
import Testing

struct ExpireTests {
  @Test func `lots past their expiry lose what is in them to breakage, once`() {
    var till = Till()
    till.earn(10, until: Till.day(1))
    till.earn(20, from: .cafe, until: Till.day(1), effective: Till.day(5))
    till.earn(30, until: Till.day(2))
    #expect(till.carryOut(.expire(.li)).refusal == .nothingDue)
    till.wait(days: 1)
    #expect(till.carryOut(.expire(.li)).amount == 30)
    #expect(till.carryOut(.expire(.li)).refusal == .nothingDue)
    #expect(till.balance() == Balance(available: 30))
    #expect(till.account(.breakage) == 30)
  }

  @Test func `holds protect what they hold until they end`() {
    var till = Till()
    till.earn(10, until: Till.day(1))
    let hold = till.hold(4, seconds: 2 * 86_400)
    till.wait(days: 1)
    #expect(till.carryOut(.expire(.li)).amount == 6)
    #expect(till.balance() == Balance(held: 4))
    till.release(hold)
    #expect(till.carryOut(.expire(.li)).amount == 4)
    #expect(till.books.lots(of: WalletID(1)).isEmpty)
  }

  @Test func `a wallet that nobody has is not due`() {
    var till = Till()
    #expect(till.carryOut(.expire(.li)).refusal == .nothingDue)
    #expect(till.carryOut(.mature(.li)).refusal == .nothingDue)
  }
}
