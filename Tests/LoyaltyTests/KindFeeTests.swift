import Ledger
import Loyalty
import Testing

struct `Fees by kind and channel` {
  private static let terms = SettlementTerms(
    issuePrice: PointPrice(100, perPoints: 500), acceptPrice: PointPrice(90, perPoints: 500),
    givingFee: TransactionFee(fixed: 5), takingFee: TransactionFee(fixed: 7),
    fees: [
      KindFee(.earn, on: .pos, TransactionFee(share: 60, minimum: 10, maximum: 500)),
      KindFee(.earn, TransactionFee(fixed: 1, byPoints: PointPrice(1, perPoints: 100))),
      KindFee(.spend, on: .mall, TransactionFee(fixed: 2, share: 1_000)),
      KindFee(.refund, TransactionFee(share: 100, minimum: 3)),
      KindFee(.void, on: .seat, TransactionFee(fixed: 4)),
    ])

  @Test(
    arguments: [
      // 0.6 % of the sale, at least 0.10 and at most 5.00.
      (.given, .earn, .pos, 500, 500_00, 300), (.given, .earn, .pos, 5, 5_00, 10),
      (.given, .earn, .pos, 5_000, 5_000_00, 500),
      // Without a sale, of what 50,000 points come to, 100.00.
      (.given, .earn, .pos, 50_000, 0, 60),
      // Other channels have the kind's, kinds that are not named the role's.
      (.given, .earn, .api, 500, 500_00, 6), (.given, .award, .pos, 500, 0, 5),
      (.taken, .spend, .pos, 100, 0, 7),
      // 0.02 and a tenth of what 250 points come to, 0.45: 0.045, rounded up.
      (.taken, .spend, .mall, 250, 0, 7),
      (.given, .adjust, .console, -10, 0, 0),
    ] as [(ClearingRole, Transaction.Kind, Channel, Points, Int64, Int64)])
  func `are the channel's, else the kind's, else the role's`(
    role: ClearingRole, kind: Transaction.Kind, channel: Channel, points: Points, sale: Int64, fee: Int64
  ) {
    let money = Self.terms.money(role, points: points, sale: sale, ChargedAct(kind, on: channel))
    #expect(money.fee == -fee)
  }

  @Test(
    arguments: [
      (.given, .refund, .api, 100, 100_00, 100), (.given, .refund, .pos, 0, 99, 3),
      (.taken, .refund, .pos, 500, 0, 3),
      (.taken, .void, .seat, 500, 0, 4), (.taken, .void, .pos, 500, 0, 0),
      (.taken, .reversal, .seat, 500, 0, 0),
      (.used, .refund, .pos, 500, 0, 0), (.given, .refund, .pos, -5, 0, 0),
    ] as [(ClearingRole, Transaction.Kind, Channel, Points, Int64, Int64)])
  func `of what is taken back are those that the terms name`(
    role: ClearingRole, kind: Transaction.Kind, channel: Channel, points: Points, sale: Int64, fee: Int64
  ) {
    #expect(
      Self.terms.returnFee(role, points: points, sale: sale, ChargedAct(kind, on: channel)) == fee)
    #expect(SettlementTerms().returnFee(role, points: points, sale: sale, ChargedAct(kind, on: channel)) == 0)
  }

  @Test func `stand once for each kind and channel, and within their ranges`() {
    func isPossible(_ fees: [KindFee]) -> Bool { SettlementTerms(fees: fees).isPossible }
    let free = TransactionFee()
    #expect(isPossible([KindFee(.earn, free), KindFee(.earn, on: .pos, free), KindFee(.spend, free)]))
    #expect(!isPossible([KindFee(.earn, free), KindFee(.earn, free)]))
    for fee in [
      TransactionFee(fixed: -1), TransactionFee(share: 10_001), TransactionFee(share: -1),
      TransactionFee(minimum: 2, maximum: 1), TransactionFee(maximum: PointPrice.largest + 1),
    ] {
      #expect(!isPossible([KindFee(.earn, fee)]) && !SettlementTerms(givingFee: fee).isPossible)
    }
    let all = KindFee.Kind.allCases.flatMap { kind in Channel.allCases.map { KindFee(kind, on: $0, free) } }
    #expect(isPossible(Array(all.prefix(KindFee.most))) && !isPossible(Array(all.prefix(KindFee.most + 1))))
  }

  @Test func `of the largest numbers are the most, and nothing overflows`() throws {
    let price = try #require(PointPrice(PointPrice.largest, perPoints: 1))
    let dear = TransactionFee(fixed: PointPrice.largest, byPoints: price, share: 10_000)
    #expect(dear.money(for: Points(1_000_000_000_000), of: .max) == .max)
    #expect(TransactionFee(fixed: 9, maximum: 8).money(for: 1, of: 0) == 8)
  }
}
