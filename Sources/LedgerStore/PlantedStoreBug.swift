/// Deliberate faults of the store that a debug build can be told to make; each is caught (quality.md G5).
package enum PlantedStoreBug: String, CaseIterable, Sendable {
  case accountsForgetTheirVersion
  case answersBeforeTheCommit
  case blocksForgetTheOneBefore
  case equalFingerprintsArePartedByPages
  case filterSeesOnlyItsNewestLayer
  case hashOmitsTheLastRecord
  case holdRowsStay
  case keysAreForgottenAtRestart
  case keysAreNotCompared
  case readsSeeWhatIsNotDurable
  case repeatedKeysPassTheCommit
  case replayMarkRunsAhead
  case returnedAmountsLeaveTooEarly
  case returnedAmountsStayOnDisk
  case searchMissesTheBoundary
  case sweepSkipsWallets
  case tailIsForgottenBySearch
  case tombstonesAreForgotten
  case walletsForgetTheirVersion

  #if DEBUG
    /// The fault that ledgers opened by this task make.
    @TaskLocal package static var planted: PlantedStoreBug?
  #endif
}

/// The fault that was planted when its owner was made; nothing at all in a release build.
struct Planted: Sendable {
  #if DEBUG
    private let bug = PlantedStoreBug.planted
  #endif

  @inline(__always)
  func has(_ bug: PlantedStoreBug) -> Bool {
    #if DEBUG
      self.bug == bug
    #else
      false
    #endif
  }
}
