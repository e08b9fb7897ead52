package import Ledger

/// What a till calls a transaction: its batch and its trace number, as the slip shows them.
///
/// It is the transaction's reference in the ledger and, with the terminal, its idempotency key: a repeated
/// message meets the outcome of the first one there, for ever, and there is no second log beside the journal
/// (docs/decisions/0017).
package struct TillReference: Sendable, Hashable {
  package var batch: TillBatchName
  /// 1…999,999.
  package var trace: Int64

  package init(batch: TillBatchName, trace: Int64) {
    self.batch = batch
    self.trace = trace
  }

  /// `000017-000482`, with the generation behind it when batch numbers have begun again.
  package var text: String {
    let both = "\(batch.number.digits(6))-\(trace.digits(6))"
    return batch.generation == 0 ? both : "\(both)-\(batch.generation)"
  }

  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count, parts[0].utf8.count == 6, parts[1].utf8.count == 6,
      let number = Int64(parts[0]), let trace = Int64(parts[1]), 1...999_999 ~= number, 1...999_999 ~= trace,
      let generation = parts.count == 3 ? Int64(parts[2]) : 0
    else { return nil }
    self.init(batch: TillBatchName(generation: generation, number: number), trace: trace)
    // One spelling only, so that one thing has one name.
    guard self.text == text else { return nil }
  }

  /// The key of a transaction, within its merchant.
  package func key(of terminal: TerminalID) -> String { "till \(terminal.rawValue) \(text)" }

  /// The key of a reversal of it; every repetition of the reversal is the same request.
  package func reversalKey(of terminal: TerminalID) -> String { "till \(terminal.rawValue) \(text) reversal" }
}

extension Int64 {
  /// With zeros before it up to a width; longer numbers stay whole.
  package func digits(_ width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
  }
}
