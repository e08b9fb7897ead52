import Foundation
import Ledger

/// What the disk and SQLite allow for the bytes that a run wrote: the same blocks and swept rows with no
/// ledger logic, and a bare preallocated append with `fdatasync` (ledger.md, "How it is measured").
package struct WriteLimit: Sendable {
  package var rowsPerSecond: Double
  package var appendsPerSecond: Double

  /// Writes as many groups of the same shape as `run` did, into a new folder.
  package static func measure(
    like run: WriterStatistics, wallets: Int, in folder: String, groups: Int
  ) throws -> WriteLimit {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let perGroup = max(1, run.transactions / max(1, run.groups))
    let bytes = max(1, run.blockBytes / max(1, run.groups))
    let rows = run.sweptRows / max(1, run.groups)
    let rowSeconds = try writeGroups(groups, perGroup, bytes, rows, wallets, folder + "/limit.db")
    let appendSeconds = try append(groups, bytes + rows * 120, folder + "/append")
    let payments = Double(groups * perGroup)
    return WriteLimit(rowsPerSecond: payments / rowSeconds, appendsPerSecond: payments / appendSeconds)
  }

  private static func writeGroups(
    _ groups: Int, _ perGroup: Int, _ bytes: Int, _ rows: Int, _ wallets: Int, _ path: String
  ) throws -> Double {
    let file = try LedgerFile(path: path)
    func wallet(_ number: Int) -> Wallet {
      var wallet = Wallet(member: MemberID(1 << 52 | Int64(number)), asset: AssetID(1))
      wallet.balance.available = 1_000
      return wallet
    }
    let lot = Lot(
      number: 1, source: 1, effectiveAt: .distantPast, expiresAt: .distantFuture,
      earnedAt: Instant(microseconds: 1_700_000_000_000_000), original: 1_000)
    var books = Books()
    var all = StateRows()
    for number in 1...max(1, wallets) {
      books.restore(wallet(number), lots: [lot])
      all.add(wallet(number), WalletID(Int64(number)), of: books)
    }
    try file.begin()
    try file.write(all)
    try file.commit()
    try file.database.checkpoint()
    // Packed before the clock starts: the limit has no ledger logic.
    var cursor = 0
    let slices = (0..<groups).map { _ in
      var slice = StateRows()
      for _ in 0..<rows {
        cursor = cursor % wallets + 1
        slice.add(wallet(cursor), WalletID(Int64(cursor)), of: books)
      }
      return slice
    }
    var first: Int64 = 1
    var number: Int64 = 0
    let start = ContinuousClock.now
    for slice in slices {
      try file.begin()
      var left = perGroup
      while left > 0 {
        let count = min(left, Block.capacity)
        number += 1
        let body = [UInt8](repeating: 0x5A, count: bytes * count / perGroup)
        let hash = [UInt8](repeating: 1, count: 32)
        try file.insert(
          Block(number: number, first: TransactionID(first), count: count, hash: hash, body: body))
        first += Int64(count)
        left -= count
      }
      try file.write(slice)
      try file.commit()
      if file.database.pagesInLog >= LedgerWriter.checkpointPages { try file.database.checkpoint() }
    }
    return Double(start.duration(to: .now).wholeMicroseconds) / 1_000_000
  }

  private static func append(_ groups: Int, _ bytes: Int, _ path: String) throws -> Double {
    let file = open(path, O_CREAT | O_RDWR | O_TRUNC, 0o600)
    guard file >= 0 else { throw FolderInUse(path: path) }
    defer { close(file) }
    _ = posix_fallocate(file, 0, off_t(groups * bytes))
    let content = [UInt8](repeating: 0x5A, count: bytes)
    let start = ContinuousClock.now
    for group in 0..<groups {
      _ = content.withUnsafeBytes { pwrite(file, $0.baseAddress, bytes, off_t(group * bytes)) }
      fdatasync(file)
    }
    return Double(start.duration(to: .now).wholeMicroseconds) / 1_000_000
  }
}
