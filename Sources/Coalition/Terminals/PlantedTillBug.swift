/// Deliberate faults of the acquiring host that a debug build can be told to make; each is caught (quality.md
/// G5).
package enum PlantedTillBug: String, CaseIterable, Sendable {
  case advicesPassTheirLimits
  case answersForgetWhatWasAsked
  case balancesAreOwed
  case batchTotalsLeaveOutVoids
  case copiesAreNewTrades
  case keptAdvicesAreDatedAnew
  case keysBeforeStillSeal
  case partialApprovalsSayAll
  case refundsHaveNoMonth
  case reversalsLeaveNoTombstone
  case sealsOfReversalsAreNotChecked
  case tradesMayBeOfAnyBatch
  case turnedAwayTradesComeBack
  case voidsIgnoreTheAmount
  case wrongPINsAreNotCounted

  #if DEBUG
    /// The fault that platforms and hosts made by this task make.
    @TaskLocal package static var planted: PlantedTillBug?
  #endif
}

/// The fault that was planted when its owner was made; nothing at all in a release build.
package struct PlantedTill: Sendable {
  #if DEBUG
    private let bug = PlantedTillBug.planted
  #endif

  package init() {}

  @inline(__always)
  package func has(_ bug: PlantedTillBug) -> Bool {
    #if DEBUG
      self.bug == bug
    #else
      false
    #endif
  }
}
