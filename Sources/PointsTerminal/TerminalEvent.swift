/// A line of the terminal's journal. What is to be sent is written before it is sent, what came of it
/// afterwards; replaying the lines gives the terminal as it was, also when it was switched off in between.
package enum TerminalEvent: Codable, Sendable, Hashable {
  /// A trace was taken for a message that is no trade.
  case used(trace: Int)
  /// The batch that was open when the journal was begun anew.
  case opened(batch: Int)
  /// Working keys as they came, under the master key; the host says which batch is open.
  case signedIn(keys: [UInt8], batch: Int)
  case signedOut
  /// The host asked for a new sign-in.
  case mustSignIn
  /// A trade is about to be sent, or an advice is stored.
  case began(TradeRecord)
  /// The same trade after its answer.
  case ended(TradeRecord)
  /// A batch is being settled: until it is, no trade.
  case settling(batch: Int)
  /// The batch is closed; its trades are forgotten.
  case settled(batch: Int, next: Int)
}
