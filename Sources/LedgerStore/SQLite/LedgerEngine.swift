import Ledger

/// What the writer's thread owns: the books, the journal's file and the index of keys. Decides groups and
/// commits them.
final class LedgerEngine {
  /// How the ledger tells time and business days; given, never fetched in a rule.
  struct Time: Sendable {
    var now: @Sendable () -> Instant
    var day: @Sendable (Instant) -> BusinessDay
  }

  var books = Books()
  let file: LedgerFile
  private let journal: JournalReader
  private var keys: KeyIndex
  private var builder: BlockBuilder
  private var sweep: Sweep
  private let time: Time
  private(set) var durable: ChainHead
  /// Transactions of the group that is being decided, and the blocks they fill.
  private var group: [Transaction] = []
  private var blocks: [Block] = []
  /// How many sources stand in the journal; newer ones go into the block that first names them.
  private var journaledSources = 0
  private var recent = RecentBlocks()
  private(set) var statistics = WriterStatistics()
  private let planted = Planted()

  init(folder: LedgerFolder, time: Time, roundLength: Int, keyRunLength: Int) throws {
    self.time = time
    file = try LedgerFile(path: folder.ledger)
    journal = try JournalReader(file.database)
    let search = try RawDatabase(path: folder.search)
    let marks = try SearchFile(path: folder.search)
    keys = try KeyIndex(runs: try marks.mark("key_runs"), in: search, runLength: keyRunLength)
    let keysThrough = TransactionID(try marks.mark("keys_through"))
    durable = try journal.head()
    builder = BlockBuilder(after: durable.block, hash: durable.hash)
    try file.database.loadState(into: &books)
    journaledSources = books.sources.count
    let replayFrom = TransactionID(try file.database.mark("replay_from"))
    books.restore(last: replayFrom)
    sweep = Sweep(roundLength: roundLength, books: books, replayFrom: replayFrom)
    try recover(replayFrom: replayFrom, keysThrough: keysThrough)
  }

  /// Replays what the tables may not hold yet, and remembers the keys that are in no run.
  private func recover(replayFrom: TransactionID, keysThrough: TransactionID) throws {
    let start = min(replayFrom, keysThrough)
    let first = try journal.block(containing: TransactionID(start.rawValue + 1))?.first ?? TransactionID(1)
    try journal.forEachBlock(from: first) { block, _, _ in
      for transaction in try block.transactions() {
        if transaction.id > keysThrough, !planted.has(.keysAreForgottenAtRestart) { remember(transaction) }
        if transaction.id > replayFrom {
          try loadReturned(for: transaction.original, transaction.root)
          books.replay(transaction)
          sweep.note(transaction)
        }
      }
      return true
    }
    guard books.last == durable.transaction else {
      throw DamagedJournal(description: "The journal ends elsewhere than its last block says.")
    }
  }

  /// Decides one command; nothing may be shown before ``commit()`` has returned.
  func decide(_ command: Command) throws -> Outcome {
    let known = try find(command.key)
    if let known, known.key == command.key {
      let isSame = known.requestHash == command.requestHash || planted.has(.keysAreNotCompared)
      return isSame ? .decided(known, isReplay: true) : .mismatch(known.id)
    }
    let now = command.at ?? time.now()
    let day = time.day(now)
    let transaction: Transaction
    if known != nil {
      transaction = books.refuseReversed(command, at: now, on: day)
    } else {
      let original = try original(of: command.action)
      transaction = books.decide(command, at: now, on: day, original: original)
    }
    append(transaction)
    return .decided(transaction, isReplay: false)
  }

  /// What `decide` would answer, without leaving a trace.
  func preview(_ command: Command) throws -> Outcome {
    if let known = try find(command.key), known.key == command.key {
      return known.requestHash == command.requestHash ? .decided(known, isReplay: true) : .mismatch(known.id)
    }
    let now = command.at ?? time.now()
    let original = try original(of: command.action)
    return .decided(books.preview(command, at: now, on: time.day(now), original: original), isReplay: false)
  }

  private func append(_ transaction: Transaction) {
    group.append(transaction)
    sweep.note(transaction)
    remember(transaction)
    let newSources = books.sources[journaledSources...]
    journaledSources = books.sources.count
    if let block = builder.add(transaction, newSources: newSources) { blocks.append(block) }
  }

  private func remember(_ transaction: Transaction) {
    keys.insert(transaction.key, transaction.id)
    // A reversal that found nothing is the memory by which its original is refused later.
    if let key = transaction.reversedKey, !transaction.original.isGiven, !planted.has(.tombstonesAreForgotten)
    {
      keys.insert(key, transaction.id)
    }
  }

  /// Makes the group durable in one commit and gives its transactions; the engine is unusable after an error.
  func commit() throws -> [Transaction] {
    guard !group.isEmpty else { return [] }
    if let block = builder.finish() { blocks.append(block) }
    let start = ContinuousClock.now
    try file.begin()
    for block in blocks { try file.insert(block) }
    try sweep.write(after: group.count, &books, to: file)
    try file.commit()
    note(commit: start.duration(to: .now))
    if let last = blocks.last {
      durable = ChainHead(transaction: books.last, block: last.number, hash: last.hash)
    }
    recent.append(blocks)
    blocks.removeAll(keepingCapacity: true)
    defer { group.removeAll(keepingCapacity: true) }
    return group
  }

  private func note(commit duration: Duration) {
    statistics.groups += 1
    statistics.transactions += group.count
    statistics.largestGroup = max(statistics.largestGroup, group.count)
    statistics.blockBytes += blocks.reduce(0) { $0 + $1.body.count }
    statistics.sweptRows = sweep.writtenRows
    statistics.commitMicroseconds += duration.wholeMicroseconds
    statistics.longestCommitMicroseconds = max(
      statistics.longestCommitMicroseconds, duration.wholeMicroseconds)
  }

  /// Writes all of the state, so that the next start has nothing to replay.
  func flush() throws {
    try file.begin()
    try sweep.writeAll(&books, to: file)
    try file.commit()
    try file.database.checkpoint()
  }

  var currentMoment: Instant { time.now() }

  /// Copies the log into the file when it has grown; between groups, by the only connection that may.
  func checkpointIfDue(pages limit: Int) throws {
    guard file.database.pagesInLog >= limit else { return }
    let start = ContinuousClock.now
    try file.database.checkpoint()
    let duration = start.duration(to: .now).wholeMicroseconds
    statistics.checkpointMicroseconds += duration
    statistics.longestCheckpointMicroseconds = max(statistics.longestCheckpointMicroseconds, duration)
  }

  func sealKeys(durableRuns: Int64) -> KeyRun? {
    keys.noteDurable(runs: durableRuns)
    return keys.seal(through: books.last)
  }
}

// Looking up what commands name.
extension LedgerEngine {
  /// The transaction of a key: its own, or the reversal that came before it.
  func find(_ key: IdempotencyKey) throws -> Transaction? {
    var tombstone: Transaction?
    for candidate in try keys.candidates(for: key) {
      guard let transaction = try transaction(candidate) else { continue }
      if transaction.key == key { return transaction }
      if transaction.reversedKey == key { tombstone = transaction }
    }
    return tombstone
  }

  func transaction(_ id: TransactionID) throws -> Transaction? {
    if let first = group.first?.id, id >= first {
      let offset = Int(id.rawValue - first.rawValue)
      return offset < group.count ? group[offset] : nil
    }
    if let block = recent.block(containing: id) { return try block.transaction(id) }
    return try journal.transaction(id)
  }

  private func original(of action: Action) throws -> Transaction? {
    let found: Transaction?
    switch action {
    case .capture(let id, _), .release(let id), .void(let id), .confirm(let id, _), .cancel(let id, _):
      found = try transaction(id)
    case .refund(let refund): found = try transaction(refund.original)
    case .reverse(let key):
      found = try find(key).flatMap { $0.key == key ? $0 : nil }
    case .credit, .spend, .hold, .transfer, .exchange, .mature, .expire, .adjust, .merge: return nil
    }
    if let found { try loadReturned(for: found.id, found.original) }
    return found
  }

  /// Brings amounts back into the books that the sweep has written out.
  func loadReturned(for originals: TransactionID...) throws {
    for id in originals
    where id.isGiven && books.returned[id] == nil && !planted.has(.returnedAmountsStayOnDisk) {
      if let amounts = try file.returned(of: id) { books.restore(amounts, of: id) }
    }
  }
}

/// The blocks committed last, for refunds and retries of what has just happened: 1,024 blocks, some 30 MB at
/// most.
struct RecentBlocks {
  private static let limit = 1_024
  private var ring: [BlockReader] = []
  private var next = 0

  mutating func append(_ blocks: [Block]) {
    for block in blocks {
      guard let reader = try? BlockReader(first: block.first, body: block.body) else { continue }  // Just packed.
      if ring.count < Self.limit { ring.append(reader) } else { ring[next] = reader }
      next = (next + 1) % Self.limit
    }
  }

  /// Blocks are in the order of their transactions, beginning at the oldest.
  func block(containing id: TransactionID) -> BlockReader? {
    guard !ring.isEmpty else { return nil }
    let oldest = ring.count < Self.limit ? 0 : next
    var low = 0
    var high = ring.count
    while low < high {
      let middle = (low + high) / 2
      if ring[(oldest + middle) % ring.count].first <= id { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let block = ring[(oldest + low - 1) % ring.count]
    return id.rawValue < block.first.rawValue + Int64(block.count) ? block : nil
  }
}
