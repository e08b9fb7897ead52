import Coalition
import Ledger
import Loyalty

/// The demo's rates of exchange: one person proposes them, another approves, as everywhere.
struct DemoRates {
  let coalition: Coalition
  /// Who proposes and who approves.
  let people: [Principal]

  /// Both ways, 50 of the universal points for one bean: with a spread that falls in the course of the
  /// history, so that the board's chart has something to show.
  func make(_ universal: AssetID, _ beans: AssetID) async throws {
    let begin = coalition.clock.now()
    let steps: [(day: Int64?, spread: Int32)] = [(nil, 400), (30, 300), (60, 200)]
    for step in steps {
      guard let spread = BasisPoints(step.spread),
        let there = ExchangeRate(gives: 50, receives: 1, spread: spread),
        let back = ExchangeRate(gives: 1, receives: 50, spread: spread)
      else { continue }
      let limits = ExchangeLimits(minimum: 100, maximum: 1_000_000, memberDaily: 2_000_000)
      let proposal = ExchangeRatesProposal(
        [
          .init(RatedPair(from: universal, into: beans, there), limits),
          .init(RatedPair(from: beans, into: universal, back)),
        ], from: step.day.map { begin.adding(seconds: $0 * 86_400) })
      let proposed = try await coalition.propose(
        .exchangeRates(proposal), reason: "云豆互通，点差 \(step.spread / 100)%", by: people[0])
      let doer = coalition
      _ = try await coalition.approve(proposed.id, by: people[1]) { try await doer.execute($0) }
    }
  }
}
