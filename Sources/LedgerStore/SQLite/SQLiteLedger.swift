package import Ledger
package import Logging

/// The ledger in one folder of SQLite files: one writer, the journal first, the state after.
package final class SQLiteLedger: LedgerDoor, TransactionSearch {
  private let folder: LedgerFolder
  let writer: LedgerWriter
  private let projector: Projector
  let reader: LedgerReader

  /// Opens the ledger: loads the state, replays the last rounds of the journal, makes up what projections
  /// miss.
  /// - Parameters:
  ///   - roundLength: transactions per round of the sweep; what bounds the replay at the next start after a
  ///     crash.
  ///   - segmentLength: transactions per segment of the search.
  ///   - keyRunLength: idempotency keys that are kept in memory before they go into a sorted run.
  ///   - now: the ledger's clock.
  ///   - day: the business day of a moment.
  /// - Throws: ``DamagedJournal``, ``SQLiteFailure``.
  package init(
    in folder: LedgerFolder, roundLength: Int = 131_072, segmentLength: Int = 16_384,
    keyRunLength: Int = 262_144, logger: Logger,
    now: @escaping @Sendable () -> Instant, day: @escaping @Sendable (Instant) -> BusinessDay
  ) throws {
    self.folder = folder
    projector = try Projector(path: folder.search, segmentLength: segmentLength)
    let file = try LedgerFile(path: folder.ledger)
    let engine = try LedgerEngine(
      folder: folder, time: LedgerEngine.Time(now: now, day: day), roundLength: roundLength,
      keyRunLength: keyRunLength)
    try projector.start(path: folder.search)
    try Self.catchUp(projector, engine)
    reader = try LedgerReader(folder)
    writer = LedgerWriter(projector: projector, logger: logger)
    writer.start(engine, file)
  }

  /// Answers what is queued, writes all state, ends the threads. The object answers ``Busy/stopped``
  /// afterwards.
  package func stop() {
    writer.stop()
    projector.stop()
  }

  private static func catchUp(_ projector: Projector, _ engine: LedgerEngine) throws {
    let through = projector.through
    guard through < engine.head.transaction else { return }
    let journal = engine.journal
    let first = try journal.block(containing: TransactionID(through.rawValue + 1))?.first ?? TransactionID(1)
    try journal.forEachBlock(from: first) { block, _, _ in
      let rows = try block.transactions().filter { $0.id > through }.map(SearchRow.init)
      projector.project(rows)
      return true
    }
  }

  package func submit(_ commands: [Command]) async throws(Busy) -> [Outcome] {
    precondition(commands.count <= LedgerWriter.groupLimit, "A batch has at most 4,096 commands.")
    if commands.isEmpty { return [] }
    let result: Result<[Outcome], Busy> = await withUnsafeContinuation { continuation in
      if let refusal = writer.queue.push(.commands(commands, continuation), weight: commands.count) {
        continuation.resume(returning: .failure(refusal == .full ? .queueFull : .stopped))
      }
    }
    return try result.get()
  }

  package func submit(_ command: Command) async throws(Busy) -> Outcome {
    let result: Result<Outcome, Busy> = await withUnsafeContinuation { continuation in
      if let refusal = writer.queue.push(.command(command, continuation), weight: 1) {
        continuation.resume(returning: .failure(refusal == .full ? .queueFull : .stopped))
      }
    }
    return try result.get()
  }

  package func preview(_ command: Command) async throws(Busy) -> Outcome {
    // A file that cannot be read stops the writer at its next group; here the answer is just not known.
    try await onWriter { engine in (try? engine.preview(command)) ?? .unknown }
  }

  /// Reads the books between two groups; answers when all that they held then is durable.
  func onWriter<T: Sendable>(
    _ body: @escaping @Sendable (LedgerEngine) -> T
  ) async throws(Busy) -> T {
    let result: Result<T, Busy> = await withUnsafeContinuation { continuation in
      let item = LedgerWriter.Item.read { engine in
        let found: Result<T, Busy> = engine.map { .success(body($0)) } ?? .failure(.stopped)
        return { isDurable in continuation.resume(returning: isDurable ? found : .failure(.stopped)) }
      }
      if let refusal = writer.queue.push(item, weight: 1) {
        continuation.resume(returning: .failure(refusal == .full ? .queueFull : .stopped))
      }
    }
    return try result.get()
  }

  package func wallets(of member: MemberID) async throws(Busy) -> [WalletState] {
    try await onWriter { $0.walletStates(of: member) }
  }

  package func trialBalance() async throws(Busy) -> TrialBalance {
    try await onWriter { $0.trialBalance() }
  }

  package func due(
    _ kind: DueKind, at moment: Instant, after: WalletID, limit: Int
  ) async throws(Busy) -> [DueWallet] {
    var found: [DueWallet] = []
    var next: WalletID? = WalletID(after.rawValue + 1)
    while let first = next, found.count < limit {
      let left = limit - found.count
      let slice = try await onWriter { $0.due(kind, at: moment, from: first, limit: left) }
      found += slice.found
      next = slice.next
    }
    return found
  }

  package func expiredHolds(at moment: Instant, limit: Int) async throws(Busy) -> [Hold] {
    try await onWriter { engine in
      Array(
        engine.books.holds.values.filter { $0.expiresAt <= moment }.sorted { $0.id < $1.id }.prefix(limit))
    }
  }

  /// What the writer has done since the start.
  package func statistics() async throws(Busy) -> WriterStatistics {
    // Asked on the way that commands take, so that what was answered is counted.
    try await onWriter { _ in }
    return writer.statistics
  }

  /// How many transactions are not in a search segment yet; they are searched in memory.
  package var projectionLag: Int {
    get async throws(Busy) { Int(try await head().transaction.rawValue - projector.through.rawValue) }
  }

  package func sources() async throws(Busy) -> [LotSource] {
    try await onWriter { $0.books.sources }
  }

  package func liability() async throws(Busy) -> [Liability] {
    var sums: [LiabilityKey: Points] = [:]
    var next: WalletID? = WalletID(1)
    while let first = next {
      let before = sums
      let slice = try await onWriter { engine in
        var after = before
        let next = engine.addLiability(from: first, to: &after)
        return (sums: after, next: next)
      }
      sums = slice.sums
      next = slice.next
    }
    return sums.map { Liability(asset: $0.key.asset, expiresAt: $0.key.expiresAt, points: $0.value) }
      .sorted { ($0.asset, $0.expiresAt) < ($1.asset, $1.expiresAt) }
  }

  package func ages(of asset: AssetID, since bounds: [Instant]) async throws(Busy) -> [AgedPoints] {
    var sums: [Int32: [Points]] = [:]
    var next: WalletID? = WalletID(1)
    while let first = next {
      let before = sums
      (sums, next) = try await onWriter { engine in
        var after = before
        let next = engine.addAges(of: asset, since: bounds, from: first, to: &after)
        return (after, next)
      }
    }
    return sums.map { AgedPoints(source: $0.key, points: $0.value) }.sorted { $0.source < $1.source }
  }

  package func head() async throws(Busy) -> ChainHead {
    try await onWriter { $0.head }
  }

  package func returned(of original: TransactionID) async throws -> Returned {
    let found = try await onWriter { engine in
      // Not put back into the books, where only the next change would take it out again.
      Result { try engine.returned(of: original) }
    }
    return try found.get()
  }

  package func returned(of originals: [TransactionID]) async throws -> [TransactionID: Returned] {
    var found: [TransactionID: Returned] = [:]
    var left = originals[...]
    while !left.isEmpty {
      let asked = left
      let slice = try await onWriter { engine in Result { try engine.returned(of: asked) } }.get()
      found.merge(slice.found) { _, new in new }
      left = slice.left
    }
    return found
  }

  package func transaction(for key: IdempotencyKey) async throws -> Transaction? {
    let found = try await onWriter { engine in Result { try engine.find(key) } }
    return try found.get().flatMap { $0.key == key ? $0 : nil }
  }

  package func transaction(_ id: TransactionID) async throws -> Transaction? {
    try await reader.transaction(id)
  }

  package func journal(after: TransactionID, limit: Int) async throws -> [Transaction] {
    try await reader.journal(after: after, limit: limit)
  }

  package func history(
    of wallet: WalletKey, before: TransactionID?, limit: Int
  ) async throws -> [Transaction] {
    let head = try await onWriter { engine in
      engine.books.wallet(wallet).map { (id: $0, last: engine.books[$0].last) }
    }
    guard let head else { return [] }
    return try await reader.history(of: head.id, from: head.last, before: before, limit: limit)
  }

  package func search(_ query: TransactionQuery) async throws -> [Transaction] {
    if let failure = projector.failure { throw failure }
    if let member = query.member { return try await search(query, of: member) }
    var query = query
    query.limit = max(1, min(query.limit, 1_000))
    let recent = projector.recent(query)
    return try await reader.search(query, recent: recent.found, segmentsThrough: recent.through)
  }

  /// A member's transactions are found through the chains of their wallets: no index holds members. Those of
  /// a kind that is rare are looked for among all of that kind, since a busy member's chain is long.
  private func search(_ query: TransactionQuery, of member: MemberID) async throws -> [Transaction] {
    if query.kinds.count == 1, let kind = query.kinds.first, try await reader.isRare(kind) {
      var query = query
      let limit = max(1, min(query.limit, 1_000))
      query.limit = 1_000
      let recent = projector.recent(query)
      query.limit = limit
      // More in memory than that is not rare.
      if recent.found.count < 1_000 {
        let found = try await reader.search(
          query, of: member, recent: recent.found, segmentsThrough: recent.through)
        return Array(found.prefix(limit))
      }
    }
    let heads = try await onWriter { engine in
      engine.books.assets.compactMap { engine.books.wallet(WalletKey(member: member, asset: $0)) }
        .map { (id: $0, last: engine.books[$0].last) }
    }
    return try await reader.search(query, chains: heads)
  }
}
