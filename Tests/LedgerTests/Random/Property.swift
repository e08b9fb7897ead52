/// What every history must keep; numbers are those of ledger.md's invariants.
enum Property: String, CaseIterable, Error {
  case entriesSumToZero = "1. entries of every transaction, and of the whole journal, sum to zero per asset"
  case balancesAreSums = "2. a balance is the sum of its entries"
  case lotsMakeUpBuckets = "2. the parts of a wallet's lots sum to its buckets"
  case noLotBelowNothing = "2. no lot holds less than nothing"
  case debtMeansNothingToSpend = "2. debt is zero or less, and only when nothing unrestricted is spendable"
  case refundsNeverExceed = "6. what is given back never exceeds the original"
  case onlyAvailableIsUsed = "7. nothing is used that is not available at that instant"
  case replayIsEqual = "8. the journal replayed into empty books gives equal books"
  case sweptReplayIsEqual = "8. the journal replayed over partly swept rows gives equal books"
  case holdsMakeUpHeld = "open holds sum to what their lots hold"
  case refundsKeepExpiry = "a refund restores the expiry that the points had, or the policy's"
  case historyIsAChain = "each touch names the wallet's transaction before it, and the buckets after it"
  case refusalMovesNothing = "a refused command moves nothing"
  case previewChangesNothing = "a preview leaves the books as they were"
  case previewPredicts = "a preview is the decision"
  case decisionAsReference = "accepted or refused, and why, as the reference says"
  case amountAsReference = "the amount is the reference's"
  case accountsAsReference = "each account moves as in the reference"
  case balanceAsReference = "the four buckets are the reference's"
  case unusableAsReference = "what a terminal's slip leaves out is what the reference could not take"
  case lotsAsReference = "lots pay and receive as in the reference"
  case holdsAsReference = "open holds are the reference's"
  case returnedAsReference = "what was given back and confirmed is the reference's"
  case lifetimeAsReference = "lifetime sums are the reference's"
}

/// A property that a history broke, and where.
struct Violation: Error {
  var property: Property
  var serial: Int
  var detail: String
}
