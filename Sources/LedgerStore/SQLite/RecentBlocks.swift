import Ledger

/// The blocks decided last, for refunds and retries of what has just happened: 1,024 blocks, some 30 MB at
/// most. More than are ever on their way to the disk, so what is not here is durable.
struct RecentBlocks {
  private static let limit = 1_024
  private var ring: [BlockReader] = []
  private var next = 0

  mutating func append(_ block: Block) {
    guard let reader = try? BlockReader(first: block.first, body: block.body) else { return }  // Just packed.
    if ring.count < Self.limit { ring.append(reader) } else { ring[next] = reader }
    next = (next + 1) % Self.limit
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
