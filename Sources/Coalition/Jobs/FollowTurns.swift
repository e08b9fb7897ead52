internal import Ledger

/// Lets steps over the journal come one after another in this server, and all go on at once who waited for
/// what a step brought: a hundred tills that settle at closing time need one step, not a hundred.
actor FollowTurns {
  /// How far each projection is at the least; another server may have brought it further.
  private var reached: [Projection: TransactionID] = [:]
  private var isTaken = false
  private var waiting: [Waiting] = []
  var waitingCount: Int { waiting.count }

  private struct Waiting {
    let projections: [Projection]
    let end: TransactionID
    let turn: CheckedContinuation<Bool, Never>
  }

  /// Waits until the projections have reached the end, which is false, or for the turn to make a step, which
  /// is true and followed by one ``leave(_:at:)``.
  func isMine(for projections: [Projection], to end: TransactionID) async -> Bool {
    if haveReached(projections, end) { return false }
    guard isTaken else {
      isTaken = true
      return true
    }
    return await withCheckedContinuation {
      waiting.append(Waiting(projections: projections, end: end, turn: $0))
    }
  }

  /// Ends a turn after a step, or without projections after one that failed.
  func leave(_ projections: [Projection] = [], at through: TransactionID = .none) {
    for projection in projections { reached[projection] = max(through, reached[projection] ?? .none) }
    var others: [Waiting] = []
    for one in waiting {
      if haveReached(one.projections, one.end) {
        one.turn.resume(returning: false)
      } else {
        others.append(one)
      }
    }
    waiting = others
    isTaken = !waiting.isEmpty
    if isTaken { waiting.removeFirst().turn.resume(returning: true) }
  }

  /// For a projection that begins again.
  func forget(_ projection: Projection) { reached[projection] = nil }

  private func haveReached(_ projections: [Projection], _ end: TransactionID) -> Bool {
    projections.allSatisfy { (reached[$0] ?? .none) >= end }
  }
}
