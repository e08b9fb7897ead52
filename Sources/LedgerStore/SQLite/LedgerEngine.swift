import Ledger

/// What the deciding thread owns: the books and the index of keys. Decides commands, packs them into blocks,
/// and seals what came together as a group for the committing thread.
///
/// It runs ahead of the disk by what it decides while one group is committed, so nothing that it says may be
/// shown before its group is durable (docs/decisions/0009). What it reads back from the files it reads
/// through a connection of its own, and what is not durable yet stays in its memory.
final class LedgerEngine {
  /// How the ledger tells time and business days; given, never fetched in a rule.
  struct Time: Sendable {
    var now: @Sendable () -> Instant
    var day: @Sendable (Instant) -> BusinessDay
  }

  var books = Books()
  let journal: JournalReader
  private let state: StateReader
  private var keys: KeyIndex
  private var builder: BlockBuilder
  private var sweep: Sweep
  private let time: Time
  /// The last sealed group's end: durable when whoever asks in that group hears of it.
  private(set) var head: ChainHead
  private var open = DecidedGroup()
  /// How many sources stand in the journal; newer ones go into the block that first names them.
  private var journaledSources = 0
  private var recent = RecentBlocks()
  /// Returned amounts that the last sealed group writes; the books keep them until that group is durable.
  private var leaving: [(original: TransactionID, amounts: Returned)] = []
  /// What ``warm(_:)`` read; means nothing.
  private var warmth = 0
  private let planted = Planted()

  init(folder: LedgerFolder, time: Time, roundLength: Int, keyRunLength: Int) throws {
    self.time = time
    let file = try RawDatabase(path: folder.ledger, isReadOnly: true)
    journal = try JournalReader(file)
    state = try StateReader(file)
    let search = try RawDatabase(path: folder.search)
    let marks = try SearchFile(path: folder.search)
    keys = try KeyIndex(runs: try marks.mark("key_runs"), in: search, runLength: keyRunLength)
    let keysThrough = TransactionID(try marks.mark("keys_through"))
    head = try journal.head()
    builder = BlockBuilder(after: head.block, hash: head.hash)
    try file.loadState(into: &books)
    journaledSources = books.sources.count
    let replayFrom = TransactionID(try file.mark("replay_from"))
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
    guard books.last == head.transaction else {
      throw DamagedJournal(description: "The journal ends elsewhere than its last block says.")
    }
  }

  /// Fetches the memory that deciding these commands will need, see ``Books/warm(_:)``.
  func warm(_ items: ArraySlice<LedgerWriter.Item>) {
    var wallets: [WalletKey] = []
    wallets.reserveCapacity(items.count)
    // A batch fetches its own as it goes on.
    for case .command(let command, _) in items {
      warmth &+= keys.warm(command.key)
      if let wallet = command.action.wallet { wallets.append(wallet) }
    }
    warmth &+= books.warm(wallets)
  }

  /// Decides one command; nothing may be shown before the group that ``seal(durableRuns:)`` gives next is
  /// durable, and the groups before it.
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
      transaction = books.decide(
        command, at: now, on: day, original: original, hold: try hold(of: command.action, endedBy: original))
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
    let hold = try hold(of: command.action, endedBy: original)
    let previewed = books.preview(command, at: now, on: time.day(now), original: original, hold: hold)
    return .decided(previewed, isReplay: false)
  }

  private func append(_ transaction: Transaction) {
    open.searchRows.append(SearchRow(transaction))
    sweep.note(transaction)
    remember(transaction)
    let newSources = books.sources[journaledSources...]
    journaledSources = books.sources.count
    if let block = builder.add(transaction, newSources: newSources) { close(block) }
  }

  private func close(_ block: Block) {
    recent.append(block)
    open.blocks.append(block)
    head = ChainHead(transaction: books.last, block: block.number, hash: block.hash)
  }

  private func remember(_ transaction: Transaction) {
    keys.insert(transaction.key, transaction.id)
    // A reversal that found nothing is the memory by which its original is refused later.
    if let key = transaction.reversedKey, !transaction.original.isGiven, !planted.has(.tombstonesAreForgotten)
    {
      keys.insert(key, transaction.id)
    }
  }

  /// Ends the open group and gives it, with the slice of state that belongs to it. To be called when the
  /// group before is durable.
  /// - Parameter durableRuns: runs of keys that can be found in their table.
  func seal(durableRuns: Int64) -> DecidedGroup {
    forgetLeaving()
    if let block = builder.finish() { close(block) }
    if open.count > 0 { sweep.collect(after: open.count, books, into: &open.rows) }
    leaving = open.rows.returned
    if planted.has(.returnedAmountsLeaveTooEarly) { forgetLeaving() }
    keys.noteDurable(runs: durableRuns)
    open.keys = keys.seal(through: books.last)
    defer { open = DecidedGroup() }
    return open
  }

  /// Drops from memory what the tables hold by now; what has changed since will be written again.
  private func forgetLeaving() {
    for (original, amounts) in leaving where books.returned[original] == amounts {
      books.forgetReturned(of: original)
    }
  }

  /// All of the state, so that the next start has nothing to replay.
  func sealState() -> StateRows {
    var rows = StateRows()
    sweep.collectAll(books, into: &rows)
    return rows
  }

  var currentMoment: Instant { time.now() }
}

// Looking up what commands name.
extension LedgerEngine {
  /// The transaction of a key: its own, or the reversal that came before it.
  func find(_ key: IdempotencyKey) throws -> Transaction? {
    var found: Transaction?
    try keys.forEachCandidate(for: key) { candidate in
      guard let transaction = try transaction(candidate) else { return false }
      if transaction.key == key || transaction.reversedKey == key { found = transaction }
      return transaction.key == key
    }
    return found
  }

  func transaction(_ id: TransactionID) throws -> Transaction? {
    if let found = try builder.transaction(id) { return found }
    if let block = recent.block(containing: id) { return try block.transaction(id) }
    return try journal.transaction(id)
  }

  private func original(of action: Action) throws -> Transaction? {
    let found: Transaction?
    switch action {
    case .capture(let id, _), .release(let id), .void(let id), .confirm(let id, _), .cancel(let id, _):
      found = try transaction(id)
    case .refund(let refund): found = try transaction(refund.original)
    case .reinstate(let reinstate): found = try transaction(reinstate.original)
    case .separate(let separate): found = try transaction(separate.merge)
    case .reverse(let key):
      found = try find(key).flatMap { $0.key == key ? $0 : nil }
    case .credit, .spend, .hold, .transfer, .exchange, .mature, .expire, .adjust, .merge,
      .cardPoints, .advance:
      return nil
    }
    if let found { try loadReturned(for: found.id, found.original) }
    return found
  }

  private func hold(of action: Action, endedBy original: Transaction?) throws -> Transaction? {
    try action.hold(endedBy: original).flatMap { try transaction($0) }
  }

  /// What was given back of a transaction, without bringing it into the books.
  func returned(of original: TransactionID) throws -> Returned {
    try books.returned[original] ?? state.returned(of: original) ?? Returned()
  }

  /// How many of these one visit to the writer looks up, each of them maybe in the file.
  static let returnsPerVisit = 64

  /// What was given back of the first of them, and those that are left for the next visit.
  func returned(
    of originals: ArraySlice<TransactionID>
  ) throws -> (found: [TransactionID: Returned], left: ArraySlice<TransactionID>) {
    let slice = originals.prefix(Self.returnsPerVisit)
    let found = try slice.reduce(into: [TransactionID: Returned]()) { $0[$1] = try returned(of: $1) }
    return (found, originals.dropFirst(slice.count))
  }

  /// Brings amounts back into the books that the sweep has written out.
  func loadReturned(for originals: TransactionID...) throws {
    for id in originals
    where id.isGiven && books.returned[id] == nil && !planted.has(.returnedAmountsStayOnDisk) {
      if let amounts = try state.returned(of: id) { books.restore(amounts, of: id) }
    }
  }
}
