import Ledger
import Loyalty
import Testing

struct `What is kept beside a transaction` {
  @Test func `is read back exactly, whatever parts of it there are`() throws {
    var random = SplitMix(seed: 28)
    for _ in 0..<5_000 {
      let particulars = try random.particulars()
      let bytes = particulars.packed()
      #expect(bytes.count <= 255)
      #expect(Particulars(packed: bytes) == particulars, "seed 28")
    }
    #expect(Particulars().packed().isEmpty)
    #expect(Particulars(packed: []) == Particulars())
  }

  @Test func `leaves room for all of it beside an explanation of many rules`() throws {
    var random = SplitMix(seed: 29)
    var explanation = try random.explanation(parts: 0)
    for rule in 0..<100 {
      explanation.parts.append(.init(rule: UInt32(rule), version: 1, outcome: .notApplied(.otherGoods)))
    }
    let moment = Instant(microseconds: .max)
    let discount = DiscountTaken(gross: .max, off: .min, rule: .max, version: .max)
    var fullest = Particulars(
      explanation: explanation, moneyReturn: MoneyReturn(.min, after: TransactionID(.max)),
      occurredAt: moment, goodsLines: PurchaseItem.most, discount: discount)
    fullest.payment = .other
    fullest.cardType = ID(.max)
    let bytes = fullest.packed()
    #expect(bytes.count <= 255)
    var read = try #require(Particulars(packed: bytes))
    // Rules that find no room are counted, all else is there.
    let kept = try #require(read.explanation)
    #expect(kept.parts.count < explanation.parts.count)
    read.explanation = explanation
    #expect(read == fullest)
    read.explanation = kept
    #expect(read.explanation?.base == explanation.base)
  }

  @Test func `is not read from anything but its own bytes`() throws {
    var random = SplitMix(seed: 30)
    var whole = Particulars(
      explanation: try random.explanation(parts: 2), moneyReturn: MoneyReturn(5, after: TransactionID(7)),
      occurredAt: Instant(microseconds: 11), goodsLines: 500,
      discount: DiscountTaken(gross: 100_00, off: 15_00, rule: 3, version: 2))
    whole.payment = .wallet
    whole.cardType = ID(77)
    let bytes = whole.packed()
    #expect(Particulars(packed: bytes + [9]) == nil)
    #expect(Particulars(packed: bytes + bytes) == nil)
    #expect(Particulars(packed: [UInt8](repeating: 0xFF, count: 256)) == nil)
    for _ in 0..<20_000 {
      var broken = bytes
      broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      if let read = Particulars(packed: broken) { #expect(read.packed() == broken, "seed 30") }
    }
  }

  @Test func `a share of the money has the same points however it is cut`() throws {
    var random = SplitMix(seed: 31)
    for _ in 0..<2_000 {
      let rounding = try #require(Rounding.allCases.randomElement(using: &random))
      let rate = try #require(
        EarningRate(
          points: .random(in: 1...600, using: &random), per: .random(in: 1...300, using: &random),
          rounding: rounding))
      let base = Int64.random(in: 1...50_000, using: &random)
      let points = try rate.points(for: base)
      let explanation = Explanation(base: base, rate: rate, points: points, parts: [])
      var (returned, given) = (Int64(0), Points(0))
      while returned < base {
        returned += Int64.random(in: 1...max(base / 5, 1), using: &random)
        let share = explanation.share(of: returned, of: points, isPayment: rounding == .up)
        #expect(share >= given, "seed 31")
        // What stays is what the money that stays comes to.
        #expect(points - share == (try rate.points(for: max(base - returned, 0))), "seed 31")
        given = share
      }
      #expect(given == points, "seed 31")
    }
  }
}

extension SplitMix {
  fileprivate mutating func particulars() throws -> Particulars {
    var particulars = Particulars()
    if Bool.random(using: &self) {
      particulars.explanation = try explanation(parts: Int.random(in: 0...3, using: &self))
    }
    if Bool.random(using: &self) {
      let previous = TransactionID(.random(in: 0 ... .max, using: &self))
      particulars.moneyReturn = MoneyReturn(.random(in: 0...1_000_000_000_000, using: &self), after: previous)
    }
    if Bool.random(using: &self) {
      particulars.occurredAt = Instant(microseconds: .random(in: .min ... .max, using: &self))
    }
    if Bool.random(using: &self) { particulars.goodsLines = .random(in: 1...500, using: &self) }
    if Bool.random(using: &self) { particulars.payment = PaymentKind.allCases.randomElement(using: &self) }
    if Bool.random(using: &self) { particulars.cardType = ID(.random(in: 1 ... .max, using: &self)) }
    if Bool.random(using: &self) {
      particulars.discount = DiscountTaken(
        gross: .random(in: .min ... .max, using: &self), off: .random(in: .min ... .max, using: &self),
        rule: .random(in: 0 ... .max, using: &self), version: .random(in: 0 ... .max, using: &self))
    }
    if Bool.random(using: &self) {
      let letters = Array("ABCXYZ0189-")
      let length = Int.random(in: 1...Referral.longestCode, using: &self)
      particulars.referral = String((0..<length).map { _ in letters[Int.random(in: 0..<11, using: &self)] })
    }
    return particulars
  }
}
