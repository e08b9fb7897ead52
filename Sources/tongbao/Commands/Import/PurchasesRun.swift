import Coalition
import Foundation
import HTTPAPI
import Ledger
import Loyalty

/// One pass through a file of purchases: rows gather in batches, the clock passes as they do.
struct PurchasesRun {
  /// Nil in a dry run whose merchant or programme does not exist yet: rows are only read and checked.
  var purchases: PurchaseImport?
  let platform: Platform
  let isDryRun: Bool
  /// Runs the daily work; nil when the clock stands.
  var clock: DailyRun?
  var refused: RefusedFile?
  var report = ImportReport()
  private var waiting: [(row: CSVReader.Row, line: PurchaseLine)] = []

  init(purchases: PurchaseImport?, platform: Platform, isDryRun: Bool, clock: DailyRun?) {
    self.purchases = purchases
    self.platform = platform
    self.isDryRun = isDryRun
    self.clock = clock
  }

  mutating func take(_ row: CSVReader.Row) async throws {
    report.rows += 1
    let purchase: PurchaseRow
    do { purchase = try PurchaseRow(row) } catch {
      refuse(row, error)
      return
    }
    report.members.insert(purchase.member)
    report.stores.insert(purchase.store)
    guard purchase.amount > 0 else {
      report.earnedNothing += 1
      return
    }
    let at = platform.settings.calendar.zone.instant(of: purchase.time)
    if let isDue = clock?.isDue(on: purchase.time.date), isDue {
      try await flush()
      report.expiredPoints += try await clock?.run(through: purchase.time.date) ?? 0
    }
    waiting.append(
      (
        row,
        PurchaseLine(
          member: purchase.member, store: purchase.store, receipt: purchase.receipt, at: at,
          amount: purchase.amount, items: purchase.items)
      ))
    if waiting.count == PurchaseImport.batchLimit { try await flush() }
  }

  /// Lets the rest go, then the clock up to the date.
  mutating func finish(until date: CivilDate?) async throws {
    try await flush()
    if let date, clock != nil { report.expiredPoints += try await clock?.run(through: date) ?? 0 }
    try refused?.close()
  }

  private mutating func flush() async throws {
    guard !waiting.isEmpty else { return }
    defer { waiting.removeAll(keepingCapacity: true) }
    guard var importing = purchases else {
      report.earned += Int64(waiting.count)
      return
    }
    var results: [Result<PurchaseResult, any Error>] = []
    while true {
      do {
        results = try await importing.run(waiting.map(\.line), isDryRun: isDryRun)
        break
      } catch OrderRefusal.busy {
        // A server's tills come first; the import waits its turn.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    purchases = importing
    for (result, (row, _)) in zip(results, waiting) {
      switch result {
      case .success(let done):
        if done.isReplay {
          report.repeated += 1
        } else {
          report.earned += 1
          report.earnedPoints += done.points.units
        }
      case .failure(OrderRefusal.outcomeUnknown): throw ImportInterrupted()
      case .failure(let error): refuse(row, RowFault(refusing: row, error))
      }
    }
    try await clock?.look()
  }

  private mutating func refuse(_ row: CSVReader.Row, _ fault: RowFault) {
    report.refuse(fault)
    refused?.add(row, fault)
  }
}

struct ImportInterrupted: Error, CustomStringConvertible {
  var description: String { "the ledger stopped in the middle; run the same command again, it goes on" }
}
