import Ledger

/// The file `search.db`: projections of the journal with watermarks. It can be thrown away and is made again.
final class SearchFile {
  /// Which lists there are, and of which kinds, stands in an index as well: lists that hold nothing of what
  /// is asked for are passed over without touching the pages of their segments. Not of references, which are
  /// nearly all different, nor of all transactions, of which every segment has one.
  static let schema = """
    CREATE TABLE IF NOT EXISTS segment (
      last INTEGER PRIMARY KEY, first INTEGER NOT NULL CHECK (first <= last),
      first_day INTEGER NOT NULL, last_day INTEGER NOT NULL CHECK (first_day <= last_day)) STRICT;
    CREATE TABLE IF NOT EXISTS posting (
      segment INTEGER NOT NULL, dimension INTEGER NOT NULL, value INTEGER NOT NULL, kinds INTEGER NOT NULL,
      body BLOB NOT NULL, PRIMARY KEY (segment, dimension, value)) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS posting_by_list ON posting (dimension, value, segment, kinds)
      WHERE dimension IN (1, 2, 3, 5);
    CREATE TABLE IF NOT EXISTS key_page (
      run INTEGER NOT NULL, first INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (run, first)) STRICT,
        WITHOUT ROWID;
    """
  private static let marks =
    "CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID"
  /// Of segments and their lists. Those of another layout are thrown away, and the journal makes them again.
  private static let layout: Int64 = 2

  let database: RawDatabase
  private let insertSegment: RawStatement
  private let insertPosting: RawStatement
  private let insertPage: RawStatement
  private let setMark: RawStatement
  private let findMark: RawStatement

  init(path: String) throws {
    database = try RawDatabase(path: path)
    try database.run("PRAGMA journal_mode=WAL")
    // A power cut may take the last rows; the watermark in the same file says from where to make them again.
    try database.run("PRAGMA synchronous=NORMAL")
    try database.run("PRAGMA cache_size=-4096")
    try database.run(Self.marks)
    if try Self.layout(in: database) != Self.layout {
      try database.run(
        """
        BEGIN IMMEDIATE; DROP TABLE IF EXISTS segment; DROP TABLE IF EXISTS posting;
        DELETE FROM mark WHERE name = 'search_through';
        INSERT OR REPLACE INTO mark VALUES ('layout', \(Self.layout)); COMMIT
        """)
    }
    try database.run(Self.schema)
    insertSegment = try database.prepare("INSERT INTO segment VALUES (?,?,?,?)")
    insertPosting = try database.prepare("INSERT INTO posting VALUES (?,?,?,?,?)")
    insertPage = try database.prepare("INSERT INTO key_page VALUES (?,?,?)")
    setMark = try database.prepare("INSERT OR REPLACE INTO mark VALUES (?,?)")
    findMark = try database.prepare("SELECT value FROM mark WHERE name = ?")
  }

  private static func layout(in database: RawDatabase) throws(SQLiteFailure) -> Int64 {
    let find = try database.prepare("SELECT value FROM mark WHERE name = 'layout'")
    defer { find.reset() }
    return try find.step() ? find.integer(0) : 0
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

  func write(_ segment: SearchSegment) throws(SQLiteFailure) {
    try database.run("BEGIN IMMEDIATE")
    insertSegment.bind(segment.last.rawValue, at: 1)
    insertSegment.bind(segment.first.rawValue, at: 2)
    insertSegment.bind(Int64(segment.days.lowerBound.daysSince1970), at: 3)
    insertSegment.bind(Int64(segment.days.upperBound.daysSince1970), at: 4)
    try insertSegment.execute()
    for posting in segment.postings {
      insertPosting.bind(segment.last.rawValue, at: 1)
      insertPosting.bind(posting.dimension.rawValue, at: 2)
      insertPosting.bind(posting.value, at: 3)
      insertPosting.bind(posting.kinds.bits, at: 4)
      try insertPosting.bind(posting.body, at: 5) { () throws(SQLiteFailure) in try insertPosting.execute() }
    }
    try write(segment.last.rawValue, mark: "search_through")
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
