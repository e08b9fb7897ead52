import Ledger

/// Finds the transaction of an idempotency key, for ever: recent keys in memory, older ones in sorted runs.
///
/// A key that was never seen costs one look at ``KeyFilter``. Runs are written by the
/// projector; until a run is durable its keys stay in memory, so a crash loses none (docs/decisions/0002).
struct KeyIndex {
  private let runLength: Int
  private var recent = KeyTable()
  private var sealed: KeyRun?
  private var filter = KeyFilter()
  private var runs: Int64
  private let findPage: RawStatement

  /// Reads the runs through a connection of its own; fills the filter from them.
  init(runs count: Int64, in database: RawDatabase, runLength: Int) throws {
    self.runLength = runLength
    runs = count
    findPage = try database.prepare(
      "SELECT body FROM key_page WHERE run = ? AND first <= ? ORDER BY first DESC LIMIT 1")
    let pages = try database.prepare("SELECT body FROM key_page")
    while try pages.step() {
      var reader = ByteReader(pages.bytes(0)[...])
      while !reader.isAtEnd {
        filter.insert(try reader.fixed())
        _ = try reader.fixed()
      }
    }
  }

  mutating func insert(_ key: IdempotencyKey, _ transaction: TransactionID) {
    recent.insert(key.high, transaction)
    filter.insert(key.high)
  }

  /// Calls `body` with the transactions that the key may have named, until it says that it has found what it
  /// looks for. Fingerprints are 64 bits of the key's 128, so the caller compares the whole key with the
  /// journal's.
  func forEachCandidate(for key: IdempotencyKey, _ body: (TransactionID) throws -> Bool) throws {
    // Holds the recent keys too: a key that was never seen costs one look.
    guard filter.mayContain(key.high) else { return }
    var found: [TransactionID] = []
    recent.find(key.high) { found.append($0) }
    sealed?.keys.find(key.high) { found.append($0) }
    for candidate in found where try body(candidate) { return }
    found.removeAll()
    var run = runs
    while run > 0 {
      try search(run, for: key.high, into: &found)
      run -= 1
    }
    for candidate in found where try body(candidate) { return }
  }

  /// Reads what the look for a key and its insertion will read first, see ``Books/warm(_:)``.
  func warm(_ key: IdempotencyKey) -> Int {
    Int(truncatingIfNeeded: filter.warm(key.high)) &+ Int(recent.warm(key.high))
  }

  private func search(_ run: Int64, for fingerprint: UInt64, into found: inout [TransactionID]) throws {
    findPage.bind(run, at: 1)
    findPage.bind(Int64(bitPattern: fingerprint), at: 2)
    defer { findPage.reset() }
    guard try findPage.step() else { return }
    var reader = ByteReader(findPage.bytes(0)[...])
    while !reader.isAtEnd {
      let candidate = try reader.fixed()
      let transaction = TransactionID(Int64(bitPattern: try reader.fixed()))
      if candidate == fingerprint { found.append(transaction) }
    }
  }

  /// Gives the next run to write when enough keys came together and the one before is durable.
  mutating func seal(through last: TransactionID) -> KeyRun? {
    guard sealed == nil, recent.count >= runLength else { return nil }
    let run = KeyRun(keys: recent, through: last)
    sealed = run
    recent = KeyTable(capacity: run.keys.count)
    return run
  }

  /// The sealed run can be found in its table now.
  mutating func noteDurable(runs count: Int64) {
    guard count > runs else { return }
    runs = count
    sealed = nil
  }
}
