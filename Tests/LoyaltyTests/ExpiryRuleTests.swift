import Ledger
import Loyalty
import Testing

struct `An expiry rule` {
  @Test(arguments: [
    (ExpiryRule.endOfMonth(after: 12), "2017-01-05", "2018-01-31"),
    (.endOfMonth(after: 12), "2018-01-01", "2019-01-31"),
    (.endOfMonth(after: 1), "2024-01-31", "2024-02-29"),
    (.endOfMonth(after: 3), "2016-11-30", "2017-02-28"),
    (.months(1), "2023-01-31", "2023-02-28"), (.months(12), "2024-02-29", "2025-02-28"),
    (.days(0), "2026-12-31", "2026-12-31"), (.days(1), "2026-12-31", "2027-01-01"),
    (.endOfQuarter(after: 0), "2026-02-01", "2026-03-31"),
    (.endOfQuarter(after: 1), "2026-11-30", "2027-03-31"),
    (.endOfYear(after: 0), "2026-01-01", "2026-12-31"), (.endOfYear(after: 2), "2024-02-29", "2026-12-31"),
  ])
  func `names the last day`(rule: ExpiryRule, earned: String, last: String) throws {
    let date = try #require(CivilDate(earned))
    #expect(rule.lastDay(of: date) == CivilDate(last))
  }

  @Test func `with a fixed date never ends before the credit`() throws {
    let end = try #require(CivilDate("2026-06-30"))
    let rule = ExpiryRule.on(end)
    #expect(rule.lastDay(of: end.adding(days: -29)) == end)
    #expect(rule.lastDay(of: end.adding(days: 2)) == CivilDate("2026-07-02"))
  }

  @Test func `ends the last day at midnight of the zone`() {
    let moment = Zones.seconds(1_798_732_799)  // 2026-12-31 23:59:59 in Shanghai
    #expect(ExpiryRule.days(0).expiry(ofCreditAt: moment, in: .shanghai) == Zones.seconds(1_798_732_800))
    #expect(ExpiryRule.never.expiry(ofCreditAt: moment, in: .shanghai) == .distantFuture)
    // Summer time begins on the last day: it is an hour shorter.
    let march = Zones.seconds(1_774_652_400)  // 2026-03-28 00:00 in Berlin
    #expect(
      ExpiryRule.days(1).expiry(ofCreditAt: march, in: Zones.berlin) == march.adding(seconds: 47 * 3_600))
  }

  @Test func `is always later than the credit`() {
    var random = SplitMix(seed: 23)
    for _ in 0..<3_000 {
      let moment = Zones.seconds(Int64.random(in: 0...4_000_000_000, using: &random))
      let count = Int.random(in: 0...40, using: &random)
      let rules = [
        ExpiryRule.days(count), .months(count), .endOfMonth(after: count), .endOfQuarter(after: count),
        .endOfYear(after: count), .on(CivilDate(daysSince1970: count * 400)), .never,
      ]
      for rule in rules {
        for zone in Zones.all where rule.expiry(ofCreditAt: moment, in: zone) <= moment {
          // A wall clock put back over midnight shows the same date again after the date has ended.
          guard zone.name == "Nowhere" else {
            Issue.record("seed 23, \(rule), \(zone.name), \(moment)")
            return
          }
        }
      }
    }
  }

  @Test(arguments: [
    ExpiryRule.never, .on(CivilDate.last), .days(30), .months(12), .endOfMonth(after: 12),
    .endOfQuarter(after: 1), .endOfYear(after: 2),
  ])
  func `is read back from its text`(rule: ExpiryRule) {
    #expect(ExpiryRule(rule.description) == rule)
  }

  @Test(arguments: [
    "", "never ", "days", "days -1", "days 01", "days 36526", "on 2023-02-29", "weeks 2", "days 1 2",
  ])
  func `is not made from other text`(text: String) {
    #expect(ExpiryRule(text) == nil)
  }

  @Test func `of effect speaks the ledger's words`() {
    let moment = Zones.seconds(1_798_732_799)
    #expect(EffectiveRule.immediately.effect(ofCreditAt: moment, in: .shanghai) == .distantPast)
    #expect(EffectiveRule.onConfirmation.effect(ofCreditAt: moment, in: .shanghai) == .distantFuture)
    #expect(
      EffectiveRule.afterDays(1).effect(ofCreditAt: moment, in: .shanghai) == Zones.seconds(1_798_732_800))
    for rule in [EffectiveRule.immediately, .afterDays(7), .onConfirmation] {
      #expect(EffectiveRule(rule.description) == rule)
    }
    #expect(EffectiveRule("days x") == nil)
  }
}
