import Ledger

/// Keys that are no longer recent, on their way into a sorted run.
struct KeyRun: Sendable {
  var keys: KeyTable
  /// Every key of the journal up to this transaction is in this run or one before it.
  var through: TransactionID

  struct Page {
    var first: Int64
    var body: [UInt8]
  }

  static let keysPerPage = 250
  private let planted = Planted()

  init(keys: KeyTable, through: TransactionID) {
    self.keys = keys
    self.through = through
  }

  /// Pages of (fingerprint, transaction) pairs, 16 bytes each, in signed order of the fingerprint.
  func pages() -> [Page] {
    var sorted: [(Int64, Int64)] = []
    sorted.reserveCapacity(keys.count)
    keys.forEach { sorted.append((Int64(bitPattern: $0), $1.rawValue)) }
    sorted.sort { $0 < $1 }
    var pages: [Page] = []
    var start = 0
    while start < sorted.count {
      var end = min(start + Self.keysPerPage, sorted.count)
      // Equal fingerprints stay on one page, so that one look finds them all.
      while end < sorted.count, sorted[end].0 == sorted[end - 1].0,
        !planted.has(.equalFingerprintsArePartedByPages)
      { end += 1 }
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
