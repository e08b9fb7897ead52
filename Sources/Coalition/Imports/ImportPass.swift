internal import Foundation
internal import Ledger
internal import Logging
internal import Loyalty

/// One pass over a file of purchases, page by page: a check that books nothing, or the run itself.
struct ImportPass {
  /// Rows of a page: what a crash lets come again.
  static let page = 512

  var purchases: PurchaseImport
  let zone: Zone
  let isCheck: Bool
  let logger: Logger
  /// Up to the last page; its rows are passed over.
  var counts: ImportFile.Counts
  private var waiting: [(row: CSVReader.Row, line: PurchaseLine)] = []
  private var receipts: Set<[String]> = []
  private var names: Set<String> = []

  init(purchases: PurchaseImport, zone: Zone, isCheck: Bool, counts: ImportFile.Counts, logger: Logger) {
    self.purchases = purchases
    self.zone = zone
    self.isCheck = isCheck
    self.counts = counts
    self.logger = logger
  }

  var newMembers: Int { names.count { purchases.members[$0] == nil } }

  /// - Parameter noted: called behind each page; what it throws ends the pass.
  /// - Throws: ``CSVFault`` where the text is no CSV any more, or has another header.
  mutating func run(
    through reader: CSVReader, _ faults: FaultsFile, noted: (ImportFile.Counts) async throws -> Void
  ) async throws {
    guard try reader.row()?.fields == PurchaseRow.header else {
      throw CSVFault(line: 1, .header)
    }
    let start = counts.rows
    var place = 0
    while let row = try reader.row() {
      place += 1
      if place <= start { continue }
      counts.rows = place
      try take(row, faults)
      if place.isMultiple(of: Self.page) {
        try await flush(faults)
        try await noted(counts)
      }
    }
    try await flush(faults)
    try await noted(counts)
    try faults.close()
  }

  private mutating func take(_ row: CSVReader.Row, _ faults: FaultsFile) throws {
    let purchase: PurchaseRow
    do { purchase = try PurchaseRow(row) } catch {
      try refuse(error, faults)
      return
    }
    guard purchase.amount > 0 else {
      counts.nothing += 1
      return
    }
    if isCheck, !receipts.insert([purchase.store, purchase.receipt]).inserted {
      counts.doubled += 1
      return
    }
    waiting.append(
      (
        row,
        PurchaseLine(
          member: purchase.member, store: purchase.store, receipt: purchase.receipt,
          at: zone.instant(of: purchase.time), amount: purchase.amount, items: purchase.items)
      ))
  }

  private mutating func flush(_ faults: FaultsFile) async throws {
    guard !waiting.isEmpty else { return }
    for (result, (row, line)) in zip(try await results(), waiting) {
      switch result {
      case .success(let done):
        names.insert(line.member)
        if done.isReplay {
          counts.doubled += 1
        } else {
          counts.accepted += 1
          counts.points += done.points.units
        }
      // Whether it was booked will be seen when the page comes again.
      case .failure(OrderRefusal.outcomeUnknown): throw OrderRefusal.outcomeUnknown
      case .failure(let error): try refuse(RowFault(refusing: row, error), faults)
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func results() async throws -> [Result<PurchaseResult, any Error>] {
    while true {
      do { return try await purchases.run(waiting.map(\.line), isDryRun: isCheck) } catch OrderRefusal.busy {
        // Tills come first; the import waits its turn.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private mutating func refuse(_ fault: RowFault, _ faults: FaultsFile) throws {
    counts.refused += 1
    if fault.code == .unforeseen { logger.error("an import refused a row: \(fault)") }
    try faults.add(fault)
  }
}

/// Line, column, code and details of every refused row, as CSV.
final class FaultsFile {
  private let file: FileHandle

  /// - Parameter isContinued: goes on behind what stands there, and begins anew otherwise.
  /// - Throws: ``UnwritableFile``.
  init(path: String, isContinued: Bool) throws {
    let isThere = isContinued && FileManager.default.fileExists(atPath: path)
    guard
      isThere
        || FileManager.default.createFile(
          atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw UnwritableFile(path: path) }
    self.file = file
    if isThere { try file.seekToEnd() } else { try write(["line", "column", "code", "details"]) }
  }

  func add(_ fault: RowFault) throws {
    let details = fault.code == .unforeseen ? [] : fault.details
    try write(["\(fault.line)", fault.column, fault.code.rawValue] + details)
  }

  private func write(_ fields: [String]) throws {
    try file.write(contentsOf: Data((fields.map(\.csvField).joined(separator: ",") + "\r\n").utf8))
  }

  func close() throws { try file.close() }
}
