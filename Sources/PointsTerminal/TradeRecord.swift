package import ISO8583

/// A trade as the terminal's journal keeps it: enough to reverse it, to tell it again, to undo it and to
/// settle it.
///
/// No PIN and no track is in it; the card number is, until the batch is settled, since reversal and upload
/// name it.
package struct TradeRecord: Codable, Sendable, Hashable {
  package enum State: String, Codable, Sendable {
    /// Sent, or about to be: what came of it is not known.
    case pending
    /// An advice that waits to be delivered.
    case queued
    case approved
    case declined
    case reversed
    /// Neither delivered nor reversed after all tries: somebody must look at it.
    case unresolved
  }

  package var kind: TradeKind
  package var batch: Int
  package var trace: Int
  /// In the smallest unit of money: asked for, then approved.
  package var amount: Int
  /// Keyed or read from a track; nil for a scanned code.
  package var card: String?
  /// Only while the trade is told to the host: a code lives for a minute.
  package var code: String?
  /// Of a top-up with a points card: the end of its code. The whole code is money, and in no journal.
  package var pointsCard: String?
  /// How an earn was paid.
  package var payment: Int?
  /// The price and what was taken off: as told with an earn, then as the host's answer has it.
  package var discount: PriceDiscount?
  /// Field 22.
  package var entry: String
  /// What it acts upon.
  package var original: Original?
  /// Terminal's clock, then the host's.
  package var moment: TerminalMoment
  package var state = State.pending
  /// Field 39 of the answer; the reason of the reversal while it is pending.
  package var responseCode: String?
  /// Field 37.
  package var reference: String?
  /// Field 38.
  package var authorization: String?
  package var points: Int?
  package var cash: Int?
  /// Points that the member has afterwards.
  package var balance: Int?
  /// How often it was sent as a reversal or as an advice.
  package var tries = 0

  package init(
    kind: TradeKind, batch: Int, trace: Int, amount: Int, card: String? = nil, entry: String,
    moment: TerminalMoment
  ) {
    self.kind = kind
    self.batch = batch
    self.trace = trace
    self.amount = amount
    self.card = card
    self.entry = entry
    self.moment = moment
  }

  package struct Original: Codable, Sendable, Hashable {
    package var batch: Int
    package var trace: Int
    /// MMDD.
    package var date: Int
    package var reference: String?
    package var authorization: String?

    package init(
      batch: Int, trace: Int, date: Int, reference: String? = nil, authorization: String? = nil
    ) {
      self.batch = batch
      self.trace = trace
      self.date = date
      self.reference = reference
      self.authorization = authorization
    }
  }
}

/// A wall clock as messages have it.
package struct TerminalMoment: Codable, Sendable, Hashable {
  /// MMDD.
  package var date: Int
  /// hhmmss.
  package var time: Int

  package init(date: Int, time: Int) {
    self.date = date
    self.time = time
  }
}
