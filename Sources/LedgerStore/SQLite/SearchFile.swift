import Ledger

/// What consoles look for in a transaction: one row of the search projection.
struct SearchRow: Sendable {
  var id: TransactionID
  var day: BusinessDay
  var kind: Transaction.Kind
  var isRefused: Bool
  var merchant: MerchantID
  var store: StoreID
  var terminal: TerminalID
  var reference: String

  init(_ transaction: Transaction) {
    id = transaction.id
    day = transaction.day
    kind = transaction.kind
    isRefused = transaction.refusal != nil
    merchant = transaction.context.merchant
    store = transaction.context.store
    terminal = transaction.context.terminal
    reference = transaction.context.reference
  }
}

/// The file `search.db`: projections of the journal with watermarks. It can be thrown away and is made again.
final class SearchFile {
  static let schema = """
    CREATE TABLE IF NOT EXISTS search (
      id INTEGER PRIMARY KEY, day INTEGER NOT NULL, kind INTEGER NOT NULL, refused INTEGER NOT NULL,
      merchant INTEGER NOT NULL, store INTEGER NOT NULL, terminal INTEGER NOT NULL, reference TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS search_merchant ON search (merchant) WHERE merchant <> 0;
    CREATE INDEX IF NOT EXISTS search_store ON search (store) WHERE store <> 0;
    CREATE INDEX IF NOT EXISTS search_terminal ON search (terminal) WHERE terminal <> 0;
    CREATE INDEX IF NOT EXISTS search_reference ON search (reference) WHERE reference <> '';
    CREATE TABLE IF NOT EXISTS key_page (
      run INTEGER NOT NULL, first INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (run, first)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """

  let database: RawDatabase
  private let insertRow: RawStatement
  private let insertPage: RawStatement
  private let setMark: RawStatement
  private let findMark: RawStatement

  init(path: String) throws {
    database = try RawDatabase(path: path)
    try database.run("PRAGMA journal_mode=WAL")
    // A power cut may take the last rows; the watermark in the same file says from where to make them again.
    try database.run("PRAGMA synchronous=NORMAL")
    try database.run("PRAGMA cache_size=-16384")
    try database.run(Self.schema)
    insertRow = try database.prepare("INSERT OR REPLACE INTO search VALUES (?,?,?,?,?,?,?,?)")
    insertPage = try database.prepare("INSERT INTO key_page VALUES (?,?,?)")
    setMark = try database.prepare("INSERT OR REPLACE INTO mark VALUES (?,?)")
    findMark = try database.prepare("SELECT value FROM mark WHERE name = ?")
  }

  func mark(_ name: String) throws(SQLiteFailure) -> Int64 {
    findMark.bind(name, at: 1)
    defer { findMark.reset() }
    return try findMark.step() ? findMark.integer(0) : 0
  }

  private func write(_ value: Int64, mark: String) throws(SQLiteFailure) {
    setMark.bind(mark, at: 1)
    setMark.bind(value, at: 2)
    try setMark.execute()
  }

  func write(_ rows: [SearchRow]) throws(SQLiteFailure) {
    guard let last = rows.last else { return }
    try database.run("BEGIN IMMEDIATE")
    for row in rows {
      insertRow.bind(row.id.rawValue, at: 1)
      insertRow.bind(Int64(row.day.daysSince1970), at: 2)
      insertRow.bind(Int64(row.kind.rawValue), at: 3)
      insertRow.bind(row.isRefused ? 1 : 0, at: 4)
      insertRow.bind(row.merchant.rawValue, at: 5)
      insertRow.bind(row.store.rawValue, at: 6)
      insertRow.bind(row.terminal.rawValue, at: 7)
      insertRow.bind(row.reference, at: 8)
      try insertRow.execute()
    }
    try write(last.id.rawValue, mark: "search_through")
    try database.run("COMMIT")
  }

  /// Writes a sorted run of keys; all or nothing.
  func write(_ run: KeyRun) throws(SQLiteFailure) {
    try database.run("BEGIN IMMEDIATE")
    let number = try mark("key_runs") + 1
    for page in run.pages() {
      insertPage.bind(number, at: 1)
      insertPage.bind(page.first, at: 2)
      try insertPage.bind(page.body, at: 3) { () throws(SQLiteFailure) in try insertPage.execute() }
    }
    try write(number, mark: "key_runs")
    try write(run.through.rawValue, mark: "keys_through")
    try database.run("COMMIT")
  }
}

/// Keys that are no longer recent, on their way into a sorted run.
struct KeyRun: Sendable {
  var keys: [IdempotencyKey: TransactionID]
  /// Every key of the journal up to this transaction is in this run or one before it.
  var through: TransactionID

  struct Page {
    var first: Int64
    var body: [UInt8]
  }

  static let keysPerPage = 250

  /// Pages of (fingerprint, transaction) pairs, 16 bytes each, in signed order of the fingerprint.
  func pages() -> [Page] {
    let sorted = keys.map { (Int64(bitPattern: $0.key.high), $0.value.rawValue) }.sorted { $0 < $1 }
    var pages: [Page] = []
    var start = 0
    while start < sorted.count {
      var end = min(start + Self.keysPerPage, sorted.count)
      // Equal fingerprints stay on one page, so that one look finds them all.
      while end < sorted.count, sorted[end].0 == sorted[end - 1].0 { end += 1 }
      var body = ByteWriter()
      body.reserve((end - start) * 16)
      for (fingerprint, transaction) in sorted[start..<end] {
        body.put(fixed: UInt64(bitPattern: fingerprint))
        body.put(fixed: UInt64(bitPattern: transaction))
      }
      pages.append(Page(first: sorted[start].0, body: body.bytes))
      start = end
    }
    return pages
  }
}
