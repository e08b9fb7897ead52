import Ledger

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
  private let planted = Planted()

  init(keys: [IdempotencyKey: TransactionID], through: TransactionID) {
    self.keys = keys
    self.through = through
  }

  /// Pages of (fingerprint, transaction) pairs, 16 bytes each, in signed order of the fingerprint.
  func pages() -> [Page] {
    let sorted = keys.map { (Int64(bitPattern: $0.key.high), $0.value.rawValue) }.sorted { $0 < $1 }
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
