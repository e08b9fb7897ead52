import Foundation
import Ledger
import Testing

/// Random histories, seeded. `TONGBAO_SEED` begins at another seed (a failure prints its own: with
/// `TONGBAO_SEQUENCES=1` it is that history alone), `TONGBAO_SEQUENCES` runs more of them.
struct RandomHistoryTests {
  @Test(arguments: Property.allCases)
  func `random histories keep`(_ property: Property) {
    guard let failure = Campaign.whole.failure else { return }
    if failure.violation.property == property { Issue.record("\(failure)") }
  }

  @Test func `random histories reach every kind, accepted, and every refusal they can`() {
    let unreachable: Set<Refusal> = [.reversedBeforeArrival]
    if Campaign.whole.failure == nil, Campaign.whole.count >= 200 {
      #expect(Campaign.whole.accepted == Set(Transaction.Kind.allCases))
      #expect(Campaign.whole.refused == Set(Refusal.allCases).subtracting(unreachable))
    }
  }
}

/// Many histories, once for all tests that ask.
struct Campaign {
  struct Failure: CustomStringConvertible {
    var seed: UInt64
    var violation: Violation
    var history: [Step]

    var description: String {
      """
      TONGBAO_SEED=\(seed) TONGBAO_SEQUENCES=1
      \(violation.property.rawValue)
      at step \(violation.serial): \(violation.detail)
      shrunk to \(history.count) steps:
      \(history.map(\.spelled).joined(separator: "\n"))
      """
    }
  }

  static let whole = Campaign(seed: number("TONGBAO_SEED") ?? 1, count: number("TONGBAO_SEQUENCES") ?? 2_000)

  var count: UInt64
  var accepted: Set<Transaction.Kind> = []
  var refused: Set<Refusal> = []
  var failure: Failure?

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// Runs until one fails; the failing one is shrunk.
  init(seed first: UInt64, count: UInt64, bug: PlantedBug? = nil) {
    self.count = count
    for seed in first..<first + count {
      let history = Generator.history(seed: seed)
      var (accepted, refused) = (self.accepted, self.refused)
      let violation = Rehearsal.violation(in: history, seed: seed, bug: bug) { transaction in
        if let refusal = transaction.refusal {
          refused.insert(refusal)
        } else {
          accepted.insert(transaction.kind)
        }
      }
      (self.accepted, self.refused) = (accepted, refused)
      guard let violation else { continue }
      failure = Campaign.shrunk(history, violation, seed, bug)
      return
    }
  }

  /// Drops ever smaller runs of commands while the history still fails.
  private static func shrunk(
    _ history: [Step], _ violation: Violation, _ seed: UInt64, _ bug: PlantedBug?
  ) -> Failure {
    var failure = Failure(seed: seed, violation: violation, history: history)
    var size = history.count / 2
    while size > 0 {
      var start = 0
      while start < failure.history.count {
        var fewer = failure.history
        fewer.removeSubrange(start..<min(start + size, fewer.count))
        if let violation = Rehearsal.violation(in: fewer, seed: seed, bug: bug) {
          (failure.history, failure.violation) = (fewer, violation)
        } else {
          start += size
        }
      }
      size /= 2
    }
    return failure
  }
}
