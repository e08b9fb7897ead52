import Ledger
import Loyalty
import Testing

struct `Money in parts` {
  @Test(
    arguments: [
      (100, [1, 1, 1], [34, 33, 33]), (14, [5_000, 3_333, 1_667], [7, 5, 2]), (1, [1, 1], [1, 0]),
      (2, [1, 1, 1], [1, 1, 0]), (-14, [5_000, 3_333, 1_667], [-7, -5, -2]), (0, [3, 4], [0, 0]),
      (5, [0, 0], [0, 0]), (7, [0, 1], [0, 7]), (10, [6, 6, 2, 1], [4, 4, 1, 1]),
    ] as [(Int64, [Int64], [Int64])])
  func `go to the largest remainders, of equal ones to the first`(
    whole: Int64, weights: [Int64], parts: [Int64]
  ) {
    #expect(whole.shared(by: weights) == parts)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `are the whole, and each is less than a unit from its exact share`(seed: UInt64) {
    var chance = SplitMix(seed: seed)
    for _ in 0..<2_000 {
      let whole = Int64.random(in: -1_000_000_000_000_000...1_000_000_000_000_000, using: &chance)
      let weights = (0..<Int.random(in: 1...9, using: &chance)).map { _ in
        Int64.random(in: 0...10_000, using: &chance)
      }
      let (parts, all) = (whole.shared(by: weights), weights.reduce(0, +))
      guard all > 0 else { continue }
      #expect(parts.reduce(0, +) == whole)
      for (part, weight) in zip(parts, weights) {
        let distance = Int128(part) * Int128(all) - Int128(whole) * Int128(weight)
        #expect(distance.magnitude < Int128(all).magnitude, "\(whole) \(weights)")
      }
    }
  }

  @Test(
    arguments: [
      ([], .noPayers), ([(nil, 10_000), (nil, 0)], .payerTwice), ([(nil, 0)], .shareOutOfRange),
      ([(nil, 10_001)], .shareOutOfRange), ([(nil, 4_000), (7, 5_999)], .sumIsNotWhole(9_999)),
    ] as [([(Int64?, Int32)], CostShareFault)])
  func `that are no cost shares are told why`(payers: [(Int64?, Int32)], fault: CostShareFault) {
    let shares = CostShares(payers.map { .init($0.0.map { MerchantID($0) }, share: $0.1) })
    #expect(throws: fault) { try shares.check() }
  }

  @Test func `of a cost are by party, the giver's two together`() {
    let shares = CostShares([
      .init(MerchantID(9), share: 3_000), .init(nil, share: 4_000), .init(MerchantID.none, share: 3_000),
    ])
    let parts = shares.parts(of: 101, givenBy: MerchantID(9))
    #expect(parts.map(\.party) == [MerchantID.none, MerchantID(9)] && parts.map(\.money) == [30, 71])
  }
}
