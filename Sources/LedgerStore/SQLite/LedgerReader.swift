import Dispatch
import Ledger
import Synchronization

/// Reads what is durable from the files, on queues of its own, so that the writer never waits for a reader.
final class LedgerReader: Sendable {
  /// A search that reads far holds up those behind it in its lane, and nobody in the others.
  private static let laneCount = 3

  private let lanes: [Lane]
  private let turns = Atomic<Int>(0)
  private let planted = Planted()

  private struct Lane: Sendable {
    let queue = DispatchQueue(label: "tongbao.ledger.reader")
    let files: Files
  }

  /// The connections of a lane; sound because they are used on its serial queue only.
  private final class Files: @unchecked Sendable {
    let journal: JournalReader
    let search: RawDatabase

    init(_ folder: LedgerFolder) throws {
      journal = try JournalReader(RawDatabase(path: folder.ledger, isReadOnly: true))
      search = try RawDatabase(path: folder.search, isReadOnly: true)
    }
  }

  init(_ folder: LedgerFolder) throws {
    lanes = try (0..<Self.laneCount).map { _ in Lane(files: try Files(folder)) }
  }

  private func read<T: Sendable>(_ body: @escaping @Sendable (Files) throws -> T) async throws -> T {
    let turn = turns.wrappingAdd(1, ordering: .relaxed).oldValue
    let lane = lanes[Int(truncatingIfNeeded: UInt(bitPattern: turn) % UInt(lanes.count))]
    return try await withCheckedThrowingContinuation { continuation in
      lane.queue.async { [files = lane.files] in continuation.resume(with: Result { try body(files) }) }
    }
  }

  func transaction(_ id: TransactionID) async throws -> Transaction? {
    try await read { try $0.journal.transaction(id) }
  }

  func place(of id: TransactionID) async throws -> ChainPlace? {
    try await read { try $0.journal.place(of: id) }
  }

  func journal(after: TransactionID, limit: Int) async throws -> [Transaction] {
    try await read { files in
      let next = TransactionID(after.rawValue &+ 1)
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

  /// Whether so few transactions of a kind are in the segments that looking at each is less than walking a
  /// busy member's chain.
  func isRare(_ kind: Transaction.Kind) async throws -> Bool {
    try await read { files in
      let lists = try files.search.prepare(
        """
        SELECT length(b.body) FROM \(SearchSegment.Dimension.kind.lists)
          AND p.dimension = ? AND p.value = ?
        """)
      lists.bind(SearchSegment.Dimension.kind.rawValue, at: 1)
      lists.bind(Int64(kind.rawValue), at: 2)
      // An entry is three bytes or more.
      var left = 3 * Int64(Self.rareCount)
      while left >= 0, try lists.step() { left -= lists.integer(0) }
      return left >= 0
    }
  }

  private static let rareCount = 1_000

  /// The rest of a page after what was found in memory, from the segments, newest first.
  /// - Parameter member: whose they must be as well; nil for anybody's.
  func search(
    _ query: TransactionQuery, of member: MemberID? = nil, recent: [TransactionID],
    segmentsThrough: TransactionID
  ) async throws -> [Transaction] {
    try await read { [planted] files in
      var ids = recent
      let list = SearchSegment.Dimension.narrowest(query)
      let segments = try files.search.prepare(
        """
        SELECT s.first, b.body FROM \(list.dimension.lists)
          AND p.dimension = ? AND p.value = ? AND \(list.dimension.segment) <= ? AND p.kinds & ? <> 0
          AND s.first < ? AND s.first_day <= ? AND s.last_day >= ?
        ORDER BY \(list.dimension.segment) DESC
        """)
      let end =
        planted.has(.searchMissesTheBoundary) ? segmentsThrough.rawValue - 1 : segmentsThrough.rawValue
      segments.bind(list.dimension.rawValue, at: 1)
      segments.bind(list.value, at: 2)
      segments.bind(end, at: 3)
      segments.bind(KindSet(askedBy: query).bits, at: 4)
      segments.bind(query.before?.rawValue ?? .max, at: 5)
      segments.bind(query.days.map { Int64($0.upperBound.daysSince1970) } ?? .max, at: 6)
      segments.bind(query.days.map { Int64($0.lowerBound.daysSince1970) } ?? .min, at: 7)
      var found: [Transaction] = []
      func isTheirs(_ transaction: Transaction) -> Bool {
        member.map { member in transaction.touches.contains { $0.key.member == member } } ?? true
      }
      for id in ids {
        if let transaction = try files.journal.transaction(id), isTheirs(transaction) {
          found.append(transaction)
        }
      }
      while found.count < query.limit, try segments.step() {
        let first = TransactionID(segments.integer(0))
        ids = try SearchSegment.matches(in: segments.bytes(1), from: first, query)
        for id in ids.reversed() where found.count < query.limit {
          // A list knows one property; the transaction itself has them all.
          if let transaction = try files.journal.transaction(id), query.matches(transaction),
            isTheirs(transaction)
          {
            found.append(transaction)
          }
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
}
