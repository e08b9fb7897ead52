import Ledger
import Testing

/// Whatever is earned, waited for, advanced, matured, spent and refunded in whatever order: nobody has more
/// than without the advances, and less by their fees alone.
struct AdvancePropertyTests {
  private struct Sums {
    var earned: Points = 0
    var refunded: Points = 0
    var spent: Points = 0
    var fees: Points = 0
    var advances = 0
    var refused = 0

    var owned: Points { earned - refunded - spent - fees }
  }

  @Test(arguments: UInt64(1)...40)
  func `no sequence makes points`(seed: UInt64) {
    var chance = Seeded(seed)
    var till = Till()
    var sums = Sums()
    var earned: [Transaction] = []
    for _ in 0..<60 {
      let amount = Points(Int64.random(in: 1...60, using: &chance))
      switch Int.random(in: 0..<10, using: &chance) {
      case 0, 1, 2:
        let day = Till.day(Int64.random(in: 0...30, using: &chance))
        let made = till.earn(amount, until: Till.day(400), effective: day)
        sums.earned += made.amount
        earned.append(made)
      case 3, 4, 5:
        let fee = Points((amount.units + 9) / 10)
        let share: Int32 = [10_000, 7_000, 3_000][Int.random(in: 0..<3, using: &chance)]
        let before = earned.isEmpty ? [] : till.books.lots(of: WalletID(1))
        let made = till.carryOut(
          .advance(Advance(.li, amount, fee: fee, maturingBy: Till.day(40), share: share)))
        if made.refusal != nil {
          sums.refused += 1
          continue
        }
        sums.advances += 1
        sums.fees += fee
        let lots = till.books.lots(of: WalletID(1))
        for (lot, was) in zip(lots, before) where lot.pending < was.pending {
          let stays = lot.original.units - lot.original.units * Int64(share) / 10_000
          #expect(lot.pending.units >= stays && lot.number == was.number && lot.original == was.original)
        }
      case 6: till.carryOut(.mature(.li))
      case 7:
        let made = till.spend(amount)
        if made.refusal == nil { sums.spent += made.amount }
      case 8:
        guard let original = earned.randomElement(using: &chance) else { continue }
        let made = till.refund(original, amount)
        if made.refusal == nil { sums.refunded += made.amount }
      default: till.wait(days: Int64.random(in: 0...2, using: &chance))
      }
      let balance = till.balance()
      let owned = balance.available + balance.pending + balance.debt
      #expect(owned == sums.owned, "seed \(seed): \(owned) is not \(sums.owned)")
      #expect(till.account(.fees) == sums.fees)
    }
    till.wait(days: 60)
    till.carryOut(.mature(.li))
    let balance = till.balance()
    #expect(balance.pending == 0 && balance.available + balance.debt == sums.owned)
    #expect(sums.advances + sums.refused > 0, "seed \(seed)")
  }
}
