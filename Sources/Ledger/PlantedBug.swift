/// Deliberate faults that a debug build can be told to make; each must be caught by a test (quality.md G5).
package enum PlantedBug: String, CaseIterable, Sendable {
  case creditsIgnoreDebt
  case spendTakesNewestFirst
  case expiredPointsArePaid
  case refundForgetsEarlierRefunds
  case refundIgnoresReverseOrder
  case captureKeepsTheHold
  case voidOnAnotherDay
  case feeIsRoundedAway
  case partialSpendTakesTooMuch
  case expireTakesHeldPoints
  case clawbackSkipsItsOwnLot
  case maturesBeforeItsTime
  case restrictedPointsPayAnywhere
  case purchasedPointsTravel
  case transferRenewsExpiry
  case dailyLimitOutlivesTheDay
  case issuingLimitForgetsOutstanding
  case expiredHoldIsCaptured
  case forfeitedPointsComeBack
  case confirmForgetsEarlierConfirmations
  case clawbackTakesOthersShare
  case exchangeKeepsTheSpread
  case mergeForgetsTheDebt
  case equalCreditsDoNotMeet
  case mergedWalletsKeepTheirRefunds
  case holdsEscapeTheDailyLimit
  case transferMinimumIsIgnored
  case waitingCreditsCountAtOnce
  case refundRenewsExpiry
  case historyLosesALink
  case replayBooksAccountsTwice
  case previewLeavesItsMark
  case reversedCompletionFreesTheHold
  case reopenedHoldOutlivesItsTime
  case cardsGiveMoreThanWasSold
  case reinstatesTwice
  case boughtPointsAreRepaidByOthers
  case separationTakesTheWholeLot
}

extension Books {
  /// Whether a fault was planted; never in a release build.
  @inline(__always)
  func has(_ bug: PlantedBug) -> Bool {
    #if DEBUG
      plantedBug == bug
    #else
      false
    #endif
  }
}
