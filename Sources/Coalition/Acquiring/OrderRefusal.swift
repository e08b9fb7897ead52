package import Ledger

/// Why an order was not carried out, beside what `AccessRefusal`, `MemberRefusal`, `MerchantRefusal` and
/// `ProgramRefusal` say of what it names. A closed list.
package enum OrderRefusal: Error, Sendable, Hashable {
  /// The ledger declined; the same key gets the same answer for ever.
  case declined(Decline)
  /// The key was used for another request.
  case idempotencyMismatch(TransactionID)
  /// Nothing was decided: try the same request again after a moment.
  case busy
  /// What became of it is not known: ask again with the same key.
  case outcomeUnknown
  /// The idempotency key is empty or longer than 255 bytes.
  case keyInvalid
  /// No merchant was named where one is needed.
  case merchantRequired
  case merchantInactive
  case storeInactive
  case terminalInactive
  case programInactive
  /// The merchant takes no part in the programme, or not in this way.
  case programMismatch
  case currencyMismatch
  case amountOutOfRange
  /// More money is to be given back than is left of what was paid.
  case moneyExceedsOriginal
  /// The items of a purchase do not add up to its amount.
  case itemsMismatch
  case holdTimeOutOfRange
  case occurredAtOutOfRange
  /// The points would wait for longer than they live.
  case waitOutOfRange
  /// The reference or memo is too long, or a reason is missing.
  case textOutOfRange
  /// No such transaction, or another merchant's.
  case transactionNotFound
  case campaignNotFound
  /// There is no rate between the two programmes.
  case rateNotFound
  /// No such quote, another member's, or not for this exchange.
  case quoteNotFound
  /// The quote's time is over, or another request used it.
  case quoteEnded
  /// The rate takes no fewer points at a time than so many.
  case exchangeBelowMinimum(Points)
  case exchangeAboveMaximum(Points)
  /// The member, or everybody together, exchanged as much today as the rate allows.
  case exchangeDailyLimit
  /// The sender joined too short a time ago; points may go to others after so many seconds.
  case senderTooNew(seconds: Int64)
  /// The sender has sent to as many others today as the programme allows.
  case tooManyReceivers(Int)
  /// The receiver has got from as many others today as the programme allows.
  case tooManySenders(Int)
  /// It costs another fee than the sender was shown.
  case feeChanged
  /// The rules of the moment take off another amount than the till did.
  case discountChanged
  /// The programme does not offer it.
  case serviceOff
  /// Fewer, or more, points than go at once.
  case serviceBelowMinimum(Points)
  case serviceAboveMaximum(Points)
  /// With it the member would go past the points of a business day or a month, which are so many.
  case serviceLimit(Points, in: ServicePeriod)
  /// Points that ran out are brought back within so many days only.
  case ranOutTooLongAgo(days: Int)
  /// The person may spend no more than so many of the pool at once, or on a day.
  case poolLimit(Points, isDaily: Bool)
  /// A household's or company's wallet is not for this, or the person has no place in it any more.
  case poolUnavailable
  /// The correction is above the limit for one person: propose it for another's approval.
  case approvalRequired
  /// The key gave as much of the programme as it may in a day.
  case dayLimitReached
  /// More than 1,000 orders in one batch.
  case batchTooLarge

  /// Whether nothing is known of what became of it: the same key is to be sent again.
  package var isOpen: Bool { self == .busy || self == .outcomeUnknown }
}

/// A refusal of the ledger, as it is kept.
package struct Decline: Sendable, Hashable {
  package var refusal: Refusal
  /// The transaction that keeps it; none in a dry run.
  package var transaction: TransactionID
  package var kind: Ledger.Transaction.Kind
  /// When it was decided.
  package var at: Instant
  /// What the member could have spent at the time.
  package var spendable: Points?
  /// What the member owed then; zero or less.
  package var debt: Points
  package var isReplay: Bool

  init(_ refusal: Refusal, _ transaction: Ledger.Transaction, isReplay: Bool, isPreview: Bool = false) {
    self.refusal = refusal
    self.transaction = isPreview ? .none : transaction.id
    kind = transaction.kind
    at = transaction.at
    spendable = transaction.touches.first?.after.available
    debt = transaction.touches.first?.after.debt ?? 0
    self.isReplay = isReplay
  }
}
