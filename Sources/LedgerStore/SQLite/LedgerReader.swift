import Dispatch
import Ledger

/// Reads what is durable from the files, on a queue of its own, so that the writer never waits for a reader.
final class LedgerReader: Sendable {
  private let queue = DispatchQueue(label: "tongbao.ledger.reader")
  private let files: Files

  /// The connections; sound because they are used on the serial queue only.
  private final class Files: @unchecked Sendable {
    let journal: JournalReader
    let search: RawDatabase

    init(_ folder: LedgerFolder) throws {
      journal = try JournalReader(RawDatabase(path: folder.ledger, isReadOnly: true))
      search = try RawDatabase(path: folder.search, isReadOnly: true)
    }
  }

  init(_ folder: LedgerFolder) throws { files = try Files(folder) }

  private func read<T: Sendable>(_ body: @escaping @Sendable (Files) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [files] in continuation.resume(with: Result { try body(files) }) }
    }
  }

  func transaction(_ id: TransactionID) async throws -> Transaction? {
    try await read { try $0.journal.transaction(id) }
  }

  func journal(after: TransactionID, limit: Int) async throws -> [Transaction] {
    try await read { files in
      let next = TransactionID(after.rawValue + 1)
      guard let first = try files.journal.block(containing: next)?.first else { return [] }
      var found: [Transaction] = []
      try files.journal.forEachBlock(from: first) { block, _, _ in
        found.append(contentsOf: try block.transactions().filter { $0.id > after })
        return found.count < limit
      }
      return Array(found.prefix(limit))
    }
  }

  /// Walks the wallet's chain backwards: each touch names the transaction before it.
  func history(
    of wallet: WalletID, from last: TransactionID, before: TransactionID?, limit: Int
  ) async throws -> [Transaction] {
    try await read { files in
      var found: [Transaction] = []
      var next = last
      if let before, before <= last {
        // The cursor is a transaction of this wallet, given out by an earlier page.
        guard let touch = try files.journal.transaction(before)?.touches.first(where: { $0.wallet == wallet })
        else { return [] }
        next = touch.previous
      }
      while next.isGiven, found.count < limit, let transaction = try files.journal.transaction(next) {
        found.append(transaction)
        guard let touch = transaction.touches.first(where: { $0.wallet == wallet }) else { break }
        next = touch.previous
      }
      return found
    }
  }

  func search(_ query: TransactionQuery) async throws -> [Transaction] {
    try await read { files in
      let rows = try files.search.prepare(Self.sql(for: query))
      var index: Int32 = 1
      for value in Self.arguments(of: query) {
        rows.bind(value, at: index)
        index += 1
      }
      if let reference = query.reference { rows.bind(reference, at: index) }
      var found: [Transaction] = []
      while try rows.step() {
        if let transaction = try files.journal.transaction(TransactionID(rows.integer(0))) {
          found.append(transaction)
        }
      }
      return found
    }
  }

  /// Walks several chains at once, newest first, keeping what the query asks for.
  func search(
    _ query: TransactionQuery, chains: [(id: WalletID, last: TransactionID)]
  ) async throws -> [Transaction] {
    try await read { files in
      var heads = chains.filter { $0.last.isGiven }
      var found: [Transaction] = []
      while found.count < query.limit, let newest = heads.map(\.last).max() {
        guard let transaction = try files.journal.transaction(newest) else { break }
        if query.matches(transaction) { found.append(transaction) }
        for index in heads.indices where heads[index].last == newest {
          let touch = transaction.touches.first { $0.wallet == heads[index].id }
          heads[index].last = touch?.previous ?? .none
        }
        heads.removeAll { !$0.last.isGiven }
      }
      return found
    }
  }

  private static func sql(for query: TransactionQuery) -> String {
    var conditions = ["id < ?"]
    if query.merchant != nil { conditions.append("merchant = ?") }
    if query.store != nil { conditions.append("store = ?") }
    if query.terminal != nil { conditions.append("terminal = ?") }
    if query.days != nil { conditions.append("day BETWEEN ? AND ?") }
    if !query.kinds.isEmpty {
      conditions.append("kind IN (\(query.kinds.map { String($0.rawValue) }.joined(separator: ",")))")
    }
    if !query.includesRefused { conditions.append("refused = 0") }
    if query.reference != nil { conditions.append("reference = ?") }
    return """
      SELECT id FROM search WHERE \(conditions.joined(separator: " AND "))
      ORDER BY id DESC LIMIT \(max(1, min(query.limit, 1_000)))
      """
  }

  private static func arguments(of query: TransactionQuery) -> [Int64] {
    var values = [query.before?.rawValue ?? .max]
    if let merchant = query.merchant { values.append(merchant.rawValue) }
    if let store = query.store { values.append(store.rawValue) }
    if let terminal = query.terminal { values.append(terminal.rawValue) }
    if let days = query.days {
      values.append(Int64(days.lowerBound.daysSince1970))
      values.append(Int64(days.upperBound.daysSince1970))
    }
    return values
  }
}
