import Foundation
import Testing

/// Whatever the network does, clients, ledger and a naive second ledger agree in the end (quality.md, G3).
///
/// `TONGBAO_SIMULATION_SEEDS=500` runs more seeds, `TONGBAO_SIMULATION_FIRST=77` begins elsewhere: a failing
/// seed is printed with what failed, and runs again the same. `TONGBAO_SIMULATION_REPLAYS=100` runs that many
/// seeds twice.
struct SimulationTests {
  private static func setting(_ name: String, _ otherwise: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? otherwise
  }

  private static let seeds: [UInt64] = {
    let first = setting("TONGBAO_SIMULATION_FIRST", 1)
    return Array(first..<first + setting("TONGBAO_SIMULATION_SEEDS", 6))
  }()

  @Test func `clients on a bad network, the ledger and the naive books agree`() async throws {
    var arrivals = 0
    var kills = 0
    for seed in Self.seeds {
      var simulation = try Simulation(seed: seed)
      _ = try await simulation.run()
      arrivals += simulation.arrivals
      kills += simulation.kills
    }
    print("simulated seeds \(Self.seeds): \(arrivals) arrivals, \(kills) kills")
    #expect(arrivals > Self.seeds.count * 300, "The simulation is worth its time.")
  }

  @Test func `the same seed gives the same chain to the last byte`() async throws {
    for seed in Self.seeds.prefix(Int(Self.setting("TONGBAO_SIMULATION_REPLAYS", 2))) {
      var first = try Simulation(seed: seed)
      var second = try Simulation(seed: seed)
      let heads = try await (first.run(), second.run())
      #expect(heads.0 == heads.1, "seed \(seed)")
    }
  }
}
