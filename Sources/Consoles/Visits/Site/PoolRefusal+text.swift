import Coalition

extension PoolRefusal {
  /// What a member is told.
  func text(_ words: Words) -> String {
    switch self {
    case .notOffered: words.poolFaultOffered
    case .nameInvalid: words.poolFaultName
    case .poolNotFound, .personNotFound, .roleInvalid: words.poolFaultPerson
    case .notAllowed: words.poolFaultAllowed
    case .placedAlready: words.poolFaultPlaced
    case .invitedAlready: words.poolFaultInvited
    case .full: words.poolFaultFull
    case .invitationEnded: words.poolFaultEnded
    case .limitInvalid: words.poolFaultLimit
    case .headStays: words.poolFaultHead
    case .holdsOpen: words.poolFaultHolds
    case .busy: words.poolFaultBusy
    case .frozen: words.poolFrozen
    }
  }
}
