import Ledger
import Loyalty
import Testing

struct `What points come to between businesses` {
  static let terms = SettlementTerms(
    issuePrice: PointPrice(100, perPoints: 500), acceptPrice: PointPrice(90, perPoints: 500),
    expiredShare: 2_500, commission: Commission(share: 125, fixed: 10, minimum: 50, maximum: 300),
    givingFee: TransactionFee(fixed: 5), takingFee: TransactionFee(byPoints: PointPrice(1, perPoints: 100)))

  @Test(
    arguments: [
      (.given, 500, 100_00, ClearedMoney(price: -100, commission: -135, fee: -5)),
      (.given, 0, 1_00, ClearedMoney(price: 0, commission: -50, fee: -5)),
      (.given, 12, 0, ClearedMoney(price: -2, commission: 0, fee: -5)),
      (.given, 500, 1_000_00, ClearedMoney(price: -100, commission: -300, fee: -5)),
      // A correction by hand that takes points: neither fee nor commission.
      (.given, -500, 0, ClearedMoney(price: 100)),
      (.taken, 40, 0, ClearedMoney(price: 7, fee: 0)),
      (.taken, 250, 0, ClearedMoney(price: 45, fee: -3)),
      (.used, 500, 0, ClearedMoney()),
      (.expired, 500, 0, ClearedMoney(price: 25)),
    ] as [(ClearingRole, Points, Int64, ClearedMoney)])
  func `follows the terms`(role: ClearingRole, points: Points, sale: Int64, expected: ClearedMoney) {
    #expect(Self.terms.money(role, points: points, sale: sale) == expected)
  }

  @Test
  func `is due as points are used where that was agreed on, and for the operator's part as they run out`() {
    var terms = Self.terms
    terms.issueMoment = .used
    #expect(terms.money(.given, points: 500, sale: 0).price == 0)
    #expect(terms.money(.used, points: 500, sale: 0).price == -100)
    #expect(terms.money(.expired, points: 500, sale: 0).price == -75)
    #expect(terms.clears(.used) && !Self.terms.clears(.used) && !SettlementTerms().clears(.expired))
  }

  @Test(arguments: 0..<200)
  func `goes back in parts that add up to the whole, and comes again when a part is undone`(seed: Int) {
    var chance = SplitMix(seed: UInt64(seed))
    let whole = ClearedMoney(
      price: -Int64.random(in: 0...1_000, using: &chance),
      commission: -Int64.random(in: 0...500, using: &chance),
      fee: -Int64.random(in: 0...9, using: &chance))
    let all = Int64.random(in: 1...50, using: &chance)
    let sale = Int64.random(in: 0...5_000, using: &chance)
    var original = ClearedOriginal(whole, points: Points(all), sale: sale)
    var (left, back, backSale) = (all, ClearedMoney(), Int64(0))
    while left > 0 {
      let part = Int64.random(in: 1...left, using: &chance)
      left -= part
      let before = original.undoneSale
      let isTold = Bool.random(using: &chance)
      let money = original.undo(Points(part), sale: isTold ? sale * part / all : nil)
      let moved = original.undoneSale - before
      if Bool.random(using: &chance) {
        // The return was a mistake, is undone, and made again.
        #expect(original.undo(Points(-part), sale: -moved) == -money)
        #expect(original.undo(Points(part), sale: moved) == money)
      }
      back = back + money
      backSale += moved
    }
    #expect(back == -whole && backSale == sale, "seed \(seed)")
  }

  @Test(arguments: [1, 3, 5, 15] as [Int64])
  func `what stands for fewer than no points is undone to the fen`(parts: Int64) {
    // Found by Tests/Peers/test_clearing.py over the whole year: a void took back points that had been used.
    let money = ClearedMoney(price: 214)
    var original = ClearedOriginal(money, points: -15, sale: 0)
    var back = ClearedMoney()
    for _ in 0..<parts { back = back + original.undo(Points(-15 / parts), sale: nil) }
    #expect(back == -money)
    // 214 ÷ 15 is 14.27.
    var first = ClearedOriginal(money, points: -15, sale: 0)
    #expect(first.undo(-1, sale: nil).price == -14)
  }

  @Test(
    arguments: [
      (.daily, "2026-03-04", true), (.weekly(.sunday), "2026-03-08", true),
      (.weekly(.sunday), "2026-03-09", false),
      (.monthly(31), "2026-02-28", true), (.monthly(31), "2028-02-28", false),
      (.monthly(31), "2028-02-29", true),
      (.monthly(15), "2026-03-15", true), (.monthly(15), "2026-03-31", false),
    ] as [(SettlementCycle, String, Bool)])
  func `is made up on the days of the cycle`(cycle: SettlementCycle, date: String, ends: Bool) throws {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    let civil = try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
    #expect(cycle.ends(on: civil.businessDay) == ends)
  }
}
