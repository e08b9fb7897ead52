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
  private let findReturned: RawStatement
  private let setMark: RawStatement
  private var packedLots = ByteWriter()

  static let schema = """
    CREATE TABLE IF NOT EXISTS block (
      first_transaction INTEGER PRIMARY KEY, number INTEGER NOT NULL, count INTEGER NOT NULL CHECK (count >
        0),
      hash BLOB NOT NULL CHECK (length(hash) = 32), body BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS source (
      number INTEGER PRIMARY KEY, issuer INTEGER NOT NULL, campaign INTEGER NOT NULL, origin INTEGER NOT NULL,
      only_at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS wallet (
      number INTEGER PRIMARY KEY, member INTEGER NOT NULL, asset INTEGER NOT NULL, available INTEGER NOT NULL,
      pending INTEGER NOT NULL CHECK (pending >= 0), held INTEGER NOT NULL CHECK (held >= 0),
      debt INTEGER NOT NULL CHECK (debt <= 0), earned INTEGER NOT NULL, spent INTEGER NOT NULL,
      counted_day INTEGER NOT NULL, spent_on_day INTEGER NOT NULL, sent_on_day INTEGER NOT NULL,
      lots_opened INTEGER NOT NULL, merged_into INTEGER NOT NULL, last_transaction INTEGER NOT NULL,
      lots BLOB NOT NULL) STRICT;
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
    upsertWallet = try database.prepare(
      "INSERT OR REPLACE INTO wallet VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
    upsertAccount = try database.prepare("INSERT OR REPLACE INTO account VALUES (?,?,?,?,?)")
    upsertHold = try database.prepare("INSERT OR REPLACE INTO hold VALUES (?,?,?,?,?,?)")
    deleteHold = try database.prepare("DELETE FROM hold WHERE id = ?")
    upsertReturned = try database.prepare("INSERT OR REPLACE INTO returned VALUES (?,?,?,?)")
    findReturned = try database.prepare(
      "SELECT amount, confirmed, last_transaction FROM returned WHERE original = ?")
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

  func insert(_ source: LotSource, number: Int) throws(SQLiteFailure) {
    insertSource.bind(Int64(number), at: 1)
    insertSource.bind(source.issuer.rawValue, at: 2)
    insertSource.bind(source.campaign.rawValue, at: 3)
    insertSource.bind(Int64(source.origin.rawValue), at: 4)
    insertSource.bind(source.onlyAt.rawValue, at: 5)
    try insertSource.execute()
  }

  func write(_ wallet: Wallet, _ id: WalletID, lots: [Lot]) throws(SQLiteFailure) {
    let columns: [Int64] = [
      id.rawValue, wallet.member.rawValue, wallet.asset.rawValue, wallet.balance.available.units,
      wallet.balance.pending.units, wallet.balance.held.units, wallet.balance.debt.units,
      wallet.lifetimeEarned.units, wallet.lifetimeSpent.units, Int64(wallet.countedDay.daysSince1970),
      wallet.spentOnDay.units, wallet.sentOnDay.units, Int64(wallet.lotsOpened),
      wallet.mergedInto.rawValue, wallet.last.rawValue,
    ]
    for (index, column) in columns.enumerated() { upsertWallet.bind(column, at: Int32(index + 1)) }
    packedLots.removeAll()
    for lot in lots { packedLots.put(lot) }
    try upsertWallet.bind(packedLots.bytes, at: 16) { () throws(SQLiteFailure) in try upsertWallet.execute() }
  }

  func write(_ account: Account) throws(SQLiteFailure) {
    upsertAccount.bind(Int64(account.key.kind.rawValue), at: 1)
    upsertAccount.bind(account.key.owner, at: 2)
    upsertAccount.bind(account.key.asset.rawValue, at: 3)
    upsertAccount.bind(account.balance.units, at: 4)
    upsertAccount.bind(account.last.rawValue, at: 5)
    try upsertAccount.execute()
  }

  func write(_ hold: Hold) throws(SQLiteFailure) {
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

  func removeHold(_ id: TransactionID) throws(SQLiteFailure) {
    deleteHold.bind(id.rawValue, at: 1)
    try deleteHold.execute()
  }

  func write(_ amounts: Returned, of original: TransactionID) throws(SQLiteFailure) {
    upsertReturned.bind(original.rawValue, at: 1)
    upsertReturned.bind(amounts.amount.units, at: 2)
    upsertReturned.bind(amounts.confirmed.units, at: 3)
    upsertReturned.bind(amounts.last.rawValue, at: 4)
    try upsertReturned.execute()
  }

  func returned(of original: TransactionID) throws(SQLiteFailure) -> Returned? {
    findReturned.bind(original.rawValue, at: 1)
    defer { findReturned.reset() }
    guard try findReturned.step() else { return nil }
    return Returned(
      amount: Points(findReturned.integer(0)), confirmed: Points(findReturned.integer(1)),
      last: TransactionID(findReturned.integer(2)))
  }

  func write(_ value: Int64, mark: String) throws(SQLiteFailure) {
    setMark.bind(mark, at: 1)
    setMark.bind(value, at: 2)
    try setMark.execute()
  }
}

extension ByteWriter {
  fileprivate mutating func put(_ lot: Lot) {
    put(Int(lot.number))
    put(Int(lot.source))
    put(signed: lot.effectiveAt.microseconds)
    put(signed: lot.expiresAt.microseconds)
    put(signed: lot.earnedAt.microseconds)
    put(signed: lot.original.units)
    put(signed: lot.available.units)
    put(signed: lot.held.units)
    put(signed: lot.pending.units)
  }
}

extension ByteReader {
  mutating func lot() throws(DamagedJournal) -> Lot {
    var lot = Lot(
      number: Int32(try count()), source: Int32(try count()),
      effectiveAt: Instant(microseconds: try signed()),
      expiresAt: Instant(microseconds: try signed()), earnedAt: Instant(microseconds: try signed()))
    lot.original = Points(try signed())
    lot.available = Points(try signed())
    lot.held = Points(try signed())
    lot.pending = Points(try signed())
    return lot
  }
}
