/// Why a command was declined. A closed list, in the order in which the rules look; raw values are stored.
///
/// A refusal is final for its idempotency key: the same request gets the same refusal for ever.
package enum Refusal: UInt8, CaseIterable, Error, Sendable {
  /// The amount is below one, above ``Points/maximumPerCommand``, or would take an account past its bound.
  case amountOutOfRange = 1
  /// No accepted transaction has that number, or it is not of a kind that the command can act upon.
  case transactionNotFound = 2
  /// A reversal for this key came first; the original is refused when it arrives late.
  case reversedBeforeArrival = 3
  /// The wallet was merged into another one.
  case walletMerged = 4
  /// Sender and receiver, or the two sides of a merge, are the same wallet.
  case sameWallet = 5
  /// The two wallets hold different assets.
  case assetMismatch = 6
  /// More than the policy allows in one transaction or on one business day.
  case limitExceeded = 7
  /// The issuer's limit for points in the world would be passed.
  case issuingLimitExceeded = 8
  /// Less than the smallest transfer that the policy allows.
  case transferBelowMinimum = 9
  /// Not enough spendable points, or not so many on the cards of the batch.
  case insufficientPoints = 10
  /// The original was given back in full.
  case alreadyRefunded = 11
  /// More than what is left of the original.
  case refundExceedsOriginal = 12
  /// This kind of transaction cannot be given back.
  case notRefundable = 13
  /// Another business day, or something of it was given back already: refund instead.
  case notVoidable = 14
  /// The credit is not (or no longer) pending.
  case notPending = 15
  /// The hold was captured or released before.
  case holdEnded = 16
  /// The hold's time ran out.
  case holdExpired = 17
  /// More than is held.
  case captureExceedsHold = 18
  /// A wallet with open holds cannot be merged away.
  case holdsOpen = 19
  /// Nothing in the wallet is due to expire or to mature.
  case nothingDue = 20
}
