import Ledger

/// The file `ledger.db`: the journal's blocks, and the state tables that follow it. Owned by the writer's
/// thread.
final class LedgerFile {
  let database: RawDatabase
  private let insertBlock: RawStatement
  private let insertSource: RawStatement
  private let upsertWallet: RawStatement
  private let upsertAccount: RawStatement
  private let upsertHold: RawStatement
  private let deleteHold: RawStatement
  private let upsertReturned: RawStatement
  private let setMark: RawStatement

  static let schema = """
    CREATE TABLE IF NOT EXISTS block (
      first_transaction INTEGER PRIMARY KEY, number INTEGER NOT NULL, count INTEGER NOT NULL CHECK (count >
        0),
      hash BLOB NOT NULL CHECK (length(hash) = 32), body BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS source (
      number INTEGER PRIMARY KEY, issuer INTEGER NOT NULL, campaign INTEGER NOT NULL, origin INTEGER NOT NULL,
      only_at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS wallet (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS account (
      kind INTEGER NOT NULL, owner INTEGER NOT NULL, asset INTEGER NOT NULL, balance INTEGER NOT NULL,
      last_transaction INTEGER NOT NULL, PRIMARY KEY (kind, owner, asset)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS hold (
      id INTEGER PRIMARY KEY, wallet INTEGER NOT NULL, merchant INTEGER NOT NULL, expires_at INTEGER NOT NULL,
      last_transaction INTEGER NOT NULL, parts BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS returned (
      original INTEGER PRIMARY KEY, amount INTEGER NOT NULL, confirmed INTEGER NOT NULL,
      last_transaction INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """

  init(path: String) throws {
    database = try RawDatabase(path: path)
    try database.run("PRAGMA journal_mode=WAL")
    // An acknowledged transaction survives a power cut: NORMAL would not promise that in WAL mode.
    try database.run("PRAGMA synchronous=FULL")
    try database.run("PRAGMA cache_size=-16384")
    try database.run(Self.schema)
    insertBlock = try database.prepare("INSERT INTO block VALUES (?,?,?,?,?)")
    insertSource = try database.prepare("INSERT INTO source VALUES (?,?,?,?,?)")
    upsertWallet = try database.prepare("INSERT OR REPLACE INTO wallet VALUES (?,?)")
    upsertAccount = try database.prepare("INSERT OR REPLACE INTO account VALUES (?,?,?,?,?)")
    upsertHold = try database.prepare("INSERT OR REPLACE INTO hold VALUES (?,?,?,?,?,?)")
    deleteHold = try database.prepare("DELETE FROM hold WHERE id = ?")
    upsertReturned = try database.prepare("INSERT OR REPLACE INTO returned VALUES (?,?,?,?)")
    setMark = try database.prepare("INSERT OR REPLACE INTO mark VALUES (?,?)")
  }

  func begin() throws(SQLiteFailure) { try database.run("BEGIN IMMEDIATE") }
  func commit() throws(SQLiteFailure) { try database.run("COMMIT") }

  func insert(_ block: Block) throws(SQLiteFailure) {
    insertBlock.bind(block.first.rawValue, at: 1)
    insertBlock.bind(block.number, at: 2)
    insertBlock.bind(Int64(block.count), at: 3)
    try insertBlock.bind(block.hash, at: 4) { () throws(SQLiteFailure) in
      try insertBlock.bind(block.body, at: 5) { () throws(SQLiteFailure) in try insertBlock.execute() }
    }
  }

  /// Writes what the sweep has put together; within the commit of its group.
  func write(_ rows: StateRows) throws(SQLiteFailure) {
    for row in rows.sources { try insert(row.source, number: row.number) }
    try writeWallets(of: rows)
    for account in rows.accounts { try write(account) }
    for row in rows.holds {
      if let hold = row.hold { try write(hold) } else { try removeHold(row.id) }
    }
    for row in rows.returned { try write(row.amounts, of: row.original) }
    if let last = rows.replayFrom { try write(last.rawValue, mark: "replay_from") }
  }

  private func writeWallets(of rows: StateRows) throws(SQLiteFailure) {
    var start = 0
    for (id, end) in rows.wallets {
      upsertWallet.bind(id.rawValue, at: 1)
      try upsertWallet.bind(rows.packed.bytes, start..<end, at: 2) { () throws(SQLiteFailure) in
        try upsertWallet.execute()
      }
      start = end
    }
  }

  private func insert(_ source: LotSource, number: Int) throws(SQLiteFailure) {
    insertSource.bind(Int64(number), at: 1)
    insertSource.bind(source.issuer.rawValue, at: 2)
    insertSource.bind(source.campaign.rawValue, at: 3)
    insertSource.bind(Int64(source.origin.rawValue), at: 4)
    insertSource.bind(source.onlyAt.rawValue, at: 5)
    try insertSource.execute()
  }

  private func write(_ account: Account) throws(SQLiteFailure) {
    upsertAccount.bind(Int64(account.key.kind.rawValue), at: 1)
    upsertAccount.bind(account.key.owner, at: 2)
    upsertAccount.bind(account.key.asset.rawValue, at: 3)
    upsertAccount.bind(account.balance.units, at: 4)
    upsertAccount.bind(account.last.rawValue, at: 5)
    try upsertAccount.execute()
  }

  private func write(_ hold: Hold) throws(SQLiteFailure) {
    upsertHold.bind(hold.id.rawValue, at: 1)
    upsertHold.bind(hold.wallet.rawValue, at: 2)
    upsertHold.bind(hold.merchant.rawValue, at: 3)
    upsertHold.bind(hold.expiresAt.microseconds, at: 4)
    upsertHold.bind(hold.last.rawValue, at: 5)
    var parts = ByteWriter()
    for part in hold.parts {
      parts.put(Int(part.lot))
      parts.put(signed: part.amount.units)
    }
    try upsertHold.bind(parts.bytes, at: 6) { () throws(SQLiteFailure) in try upsertHold.execute() }
  }

  private func removeHold(_ id: TransactionID) throws(SQLiteFailure) {
    deleteHold.bind(id.rawValue, at: 1)
    try deleteHold.execute()
  }

  private func write(_ amounts: Returned, of original: TransactionID) throws(SQLiteFailure) {
    upsertReturned.bind(original.rawValue, at: 1)
    upsertReturned.bind(amounts.amount.units, at: 2)
    upsertReturned.bind(amounts.confirmed.units, at: 3)
    upsertReturned.bind(amounts.last.rawValue, at: 4)
    try upsertReturned.execute()
  }

  private func write(_ value: Int64, mark: String) throws(SQLiteFailure) {
    setMark.bind(mark, at: 1)
    setMark.bind(value, at: 2)
    try setMark.execute()
  }
}
