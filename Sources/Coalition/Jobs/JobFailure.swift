internal import Foundation
internal import LedgerStore
internal import Storage

/// Why a run of a job stopped, as far as pages tell it; the log tells the rest. A closed list.
package enum JobFailure: String, CaseIterable, Sendable {
  /// The database of the platform did not answer, or refused.
  case database
  /// The ledger had no room for more, or had stopped.
  case ledger
  /// A file could not be read or written.
  case files
  /// The run came to its end, and the books in money do not agree.
  case books
  case unforeseen

  init(_ error: any Error) {
    self =
      switch error {
      case is DatabaseError: .database
      case is Busy, is SQLiteFailure, is DamagedJournal, OrderRefusal.busy, OrderRefusal.outcomeUnknown:
        .ledger
      case is MoneyFault, is FaultyBooks: .books
      case is UnreadableFile, is UnwritableFile, is CocoaError: .files
      default: .unforeseen
      }
  }

  /// As a table keeps it; nil for nothing. What a version before this one wrote is ``unforeseen``.
  init?(kept text: String) {
    if text.isEmpty { return nil }
    self = JobFailure(rawValue: text) ?? .unforeseen
  }
}
