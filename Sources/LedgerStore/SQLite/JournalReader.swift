import Ledger

/// Reads committed blocks; the writer has one on its own connection, readers have theirs.
final class JournalReader {
  private let containing: RawStatement
  private let following: RawStatement
  private let newest: RawStatement
  private let placing: RawStatement

  init(_ database: RawDatabase) throws(SQLiteFailure) {
    containing = try database.prepare(
      "SELECT first_transaction, body FROM block WHERE first_transaction <= ? ORDER BY first_transaction DESC LIMIT 1"
    )
    following = try database.prepare(
      "SELECT first_transaction, number, hash, body FROM block WHERE first_transaction >= ? ORDER BY first_transaction"
    )
    placing = try database.prepare(
      """
      SELECT first_transaction, number, count, hash FROM block WHERE first_transaction <= ?
      ORDER BY first_transaction DESC LIMIT 1
      """)
    newest = try database.prepare(
      "SELECT first_transaction, number, count, hash FROM block ORDER BY first_transaction DESC LIMIT 1")
  }

  /// The block that holds a transaction; nil when the number is not in the journal yet.
  func block(containing id: TransactionID) throws -> BlockReader? {
    containing.bind(id.rawValue, at: 1)
    defer { containing.reset() }
    guard try containing.step() else { return nil }
    let block = try BlockReader(first: TransactionID(containing.integer(0)), body: containing.bytes(1))
    return id.rawValue < block.first.rawValue + Int64(block.count) ? block : nil
  }

  func transaction(_ id: TransactionID) throws -> Transaction? {
    guard id.rawValue > 0 else { return nil }
    return try block(containing: id)?.transaction(id)
  }

  /// Where the transaction lies; nil when the number is not in the journal yet.
  func place(of id: TransactionID) throws(SQLiteFailure) -> ChainPlace? {
    placing.bind(id.rawValue, at: 1)
    defer { placing.reset() }
    guard id.rawValue > 0, try placing.step() else { return nil }
    let offset = id.rawValue - placing.integer(0)
    guard offset < placing.integer(2) else { return nil }
    return ChainPlace(block: placing.integer(1), position: Int(offset) + 1, hash: placing.bytes(3))
  }

  /// Calls `body` with each block that begins at or after a transaction, in order, until it says to stop.
  func forEachBlock(
    from first: TransactionID, _ body: (BlockReader, _ number: Int64, _ hash: [UInt8]) throws -> Bool
  ) throws {
    following.bind(first.rawValue, at: 1)
    defer { following.reset() }
    while try following.step() {
      let block = try BlockReader(first: TransactionID(following.integer(0)), body: following.bytes(3))
      guard try body(block, following.integer(1), following.bytes(2)) else { return }
    }
  }

  /// Where the journal ends; before the first block, the chain starts from 32 zero bytes.
  func head() throws(SQLiteFailure) -> ChainHead {
    defer { newest.reset() }
    guard try newest.step() else {
      return ChainHead(transaction: .none, block: 0, hash: [UInt8](repeating: 0, count: 32))
    }
    return ChainHead(
      transaction: TransactionID(newest.integer(0) &+ newest.integer(2) &- 1), block: newest.integer(1),
      hash: newest.bytes(3))
  }
}
