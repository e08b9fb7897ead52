import Coalition
import Ledger
import LedgerStore

/// What is dear to read of the books, kept for a while, and the verification that an operator asked for.
actor BooksDesk {
  /// How long sums over all wallets are shown before they are read again, in seconds.
  static let keptSeconds: Int64 = 30

  struct Sums: Sendable {
    let at: Instant
    let balance: TrialBalance
    let liability: [Liability]
  }

  enum State: Sendable {
    case never
    case running(since: Instant, transactions: Int64, of: Int64)
    case done(Verification, at: Instant)
    /// It could not be run to its end.
    case failed(String, at: Instant)
  }

  private let coalition: Coalition
  private let proof: LedgerProof?
  private let record: FaceRecord
  private var kept: Sums?
  private(set) var state = State.never

  init(coalition: Coalition, proof: LedgerProof?, record: @escaping FaceRecord) {
    self.coalition = coalition
    self.proof = proof
    self.record = record
  }

  nonisolated var canVerify: Bool { proof != nil }

  /// The sums of all wallets as they were at most half a minute ago.
  func sums() async throws -> Sums {
    let now = coalition.clock.now()
    if let kept, kept.at <= now, now < kept.at.adding(seconds: Self.keptSeconds) { return kept }
    let sums = Sums(
      at: now, balance: try await coalition.ledger.trialBalance(),
      liability: try await coalition.ledger.liability())
    kept = sums
    return sums
  }

  /// Starts a verification unless one is running; what it finds is written down with who asked for it.
  func verify(by actor: Actor) {
    if case .running = state { return }
    guard let proof else { return }
    state = .running(since: coalition.clock.now(), transactions: 0, of: 0)
    // It outlives the request that asked for it; it reads files only, and ends by itself.
    Task.detached { [self] in
      let result = Result {
        try proof { done, total in Task { await self.report(done, of: total) } }
      }
      await finish(result)
      guard case .success(let found) = result else { return }
      do { try await coalition.recordLedgerCheck(found, by: actor) } catch { record("verification", error) }
    }
  }

  private func report(_ transactions: Int64, of total: Int64) {
    guard case .running(let since, let before, _) = state, transactions > before else { return }
    state = .running(since: since, transactions: transactions, of: total)
  }

  private func finish(_ result: Result<Verification, any Error>) {
    let now = coalition.clock.now()
    switch result {
    case .success(let verification): state = .done(verification, at: now)
    case .failure(let error):
      record("verification", error)
      state = .failed("\(error)", at: now)
    }
  }
}
