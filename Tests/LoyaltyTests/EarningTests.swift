import Ledger
import Loyalty
import Testing

struct `An earning rate` {
  @Test(
    arguments: [
      (12_850, 1, 100, Rounding.down, 128), (12_850, 1, 100, .halfUp, 129), (12_849, 1, 100, .halfUp, 128),
      (99, 1, 100, .down, 0), (100, 1, 100, .down, 1), (0, 1, 100, .halfUp, 0), (-500, 1, 100, .down, 0),
      (50, 1, 100, .halfUp, 1), (1, 1, 3, .halfUp, 0), (2, 1, 3, .halfUp, 1), (333, 3, 1, .down, 999),
      (1_000, 0, 100, .halfUp, 0), (101, 1, 100, .up, 2), (100, 1, 100, .up, 1),
    ] as [(Int64, Int64, Int64, Rounding, Int64)])
  func `rounds once and as stated`(
    amount: Int64, points: Int64, per: Int64, rounding: Rounding, expected: Int64
  ) throws {
    let rate = try #require(EarningRate(points: points, per: per, rounding: rounding))
    #expect(try rate.points(for: amount) == Points(expected))
  }

  @Test func `refuses what would overflow and nothing else`() throws {
    let rate = try #require(EarningRate(points: 1_000_000_000, per: 1))
    #expect(throws: EarningFault.tooManyPoints) { try rate.points(for: .max) }
    #expect(throws: EarningFault.tooManyPoints) { try rate.points(for: 1_001) }
    #expect(try rate.points(for: 1_000) == .maximumPerCommand)
    #expect(try rate.points(for: .min) == 0)
    #expect(try EarningRate.onePerHundred.points(for: 100_000_000_000_099) == .maximumPerCommand)
    #expect(EarningRate(points: 1, per: 0) == nil)
    #expect(EarningRate(points: -1, per: 1) == nil)
    #expect(EarningRate(points: 1_000_000_001, per: 1) == nil)
  }

  @Test func `agrees with counting out coin by coin`() throws {
    var random = SplitMix(seed: 24)
    for _ in 0..<2_000 {
      let amount = Int64.random(in: 1...3_000, using: &random)
      let points = Int64.random(in: 0...40, using: &random)
      let per = Int64.random(in: 1...40, using: &random)
      var whole: Int64 = 0
      var fraction: Int64 = 0
      for _ in 0..<amount {
        fraction += points
        while fraction >= per { (whole, fraction) = (whole + 1, fraction - per) }
      }
      let down = try #require(EarningRate(points: points, per: per))
      let halfUp = try #require(EarningRate(points: points, per: per, rounding: .halfUp))
      #expect(try down.points(for: amount) == Points(whole), "seed 24")
      #expect(try halfUp.points(for: amount) == Points(2 * fraction >= per ? whole + 1 : whole), "seed 24")
    }
  }

  @Test func `is explained on what it gave`() throws {
    let rules = EarningRules(rule: 7, version: 3, rate: .onePerHundred, expiry: .endOfMonth(after: 12))
    let at = Zones.seconds(1_483_574_400)
    let purchase = RuledPurchase(Purchase(amount: 1_299, at: at), at: MerchantID(1), channel: .pos, in: .utc)
    let earning = try rules.earning(for: purchase, in: .utc)
    #expect(earning.points == 12)
    #expect(earning.explanation.parts == [.init(rule: 7, version: 3, outcome: .applied(12))])
    #expect(earning.effectiveAt == .distantPast)
    #expect(Zone.utc.date(at: earning.expiresAt) == CivilDate("2018-02-01"))
  }
}

struct `An explanation` {
  @Test func `is read back exactly`() throws {
    var random = SplitMix(seed: 25)
    for _ in 0..<5_000 {
      let explanation = try random.explanation(parts: Int.random(in: 0...6, using: &random))
      let bytes = explanation.packed()
      #expect(bytes.count <= Explanation.longest)
      #expect(Explanation(packed: bytes) == explanation, "seed 25")
    }
  }

  @Test func `of many rules keeps those that gave points and counts the others`() throws {
    var random = SplitMix(seed: 26)
    var explanation = try random.explanation(parts: 0)
    explanation.omitted = 0
    for rule in 0..<100 {
      let outcome: Explanation.Part.Outcome = rule % 10 == 9 ? .applied(5) : .notApplied(.otherGoods)
      explanation.parts.append(.init(rule: UInt32(rule), version: 1, outcome: outcome))
    }
    let read = try #require(Explanation(packed: explanation.packed()))
    #expect(read.parts.filter { $0.outcome == .applied(5) }.count == 10)
    #expect(read.parts.count + Int(read.omitted) == 100)
    #expect(explanation.packed().count <= 255)
  }

  @Test func `leaves out rule after rule until the rest fits, those that gave nothing first`() throws {
    var random = SplitMix(seed: 28)
    for _ in 0..<300 {
      let explanation = try random.explanation(parts: Int.random(in: 20...150, using: &random))
      let most = Int.random(in: 80...Explanation.longest, using: &random)
      // One by one, and looked at again each time.
      var naive = explanation
      while naive.packed(atMost: .max).count > most, !naive.parts.isEmpty {
        let last = naive.parts.lastIndex { if case .notApplied = $0.outcome { true } else { false } }
        naive.parts.remove(at: last ?? naive.parts.count - 1)
        naive.omitted += 1
      }
      #expect(explanation.packed(atMost: most) == naive.packed(atMost: .max), "seed 28")
    }
  }

  @Test func `is not read from anything but its own bytes`() throws {
    var random = SplitMix(seed: 27)
    let bytes = try random.explanation(parts: 2).packed()
    for cut in bytes.indices { #expect(Explanation(packed: Array(bytes[..<cut])) == nil) }
    #expect(Explanation(packed: bytes + [0]) == nil)
    for _ in 0..<20_000 {
      var broken = bytes
      broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      // Whatever still reads as an explanation has exactly these bytes.
      if let read = Explanation(packed: broken) { #expect(read.packed() == broken, "seed 27") }
    }
  }
}

extension SplitMix {
  mutating func explanation(parts: Int) throws -> Explanation {
    let rate = try #require(
      EarningRate(
        points: Int64.random(in: 0...EarningRate.largest, using: &self),
        per: Int64.random(in: 1...EarningRate.largest, using: &self),
        rounding: Bool.random(using: &self) ? .down : .halfUp))
    var list: [Explanation.Part] = []
    for _ in 0..<parts {
      let outcome: Explanation.Part.Outcome =
        Bool.random(using: &self)
        ? .applied(Points(Int64.random(in: -9...1_000_000_000_000, using: &self)))
        : .notApplied(Explanation.Reason.allCases.randomElement(using: &self) ?? .otherGoods)
      let rule = UInt32.random(in: 0 ... .max, using: &self)
      list.append(.init(rule: rule, version: .random(in: 0...9, using: &self), outcome: outcome))
    }
    return Explanation(
      base: .random(in: .min ... .max, using: &self), rate: rate,
      points: Points(.random(in: 0...1_000_000_000_000, using: &self)), parts: list,
      omitted: .random(in: 0...9, using: &self))
  }
}
