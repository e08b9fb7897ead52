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
    var wallet = Wallet(member: MemberID(1), asset: AssetID(1))
    wallet.balance.available = 1_000
    let lot = Lot(
      number: 1, source: 1, effectiveAt: .distantPast, expiresAt: .distantFuture,
      earnedAt: Instant(microseconds: 1_700_000_000_000_000), original: 1_000)
    try file.begin()
    for number in 1...max(1, wallets) { try file.write(wallet, WalletID(Int64(number)), lots: [lot]) }
    try file.commit()
    try file.database.checkpoint()
    var first: Int64 = 1
    var number: Int64 = 0
    var cursor = 0
    let start = ContinuousClock.now
    for _ in 0..<groups {
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
      for _ in 0..<rows {
        cursor = cursor % wallets + 1
        try file.write(wallet, WalletID(Int64(cursor)), lots: [lot])
      }
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
