import Coalition

extension MemberRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .memberNotFound: Problem(.memberNotFound)
    case .memberExists(let field): Problem(.memberExists, field.rawValue)
    case .memberFrozen: Problem(.memberFrozen)
    case .memberClosed: Problem(.memberClosed)
    case .invalid(let field): .fault(.badFormat, field.form, at: "/" + field.rawValue)
    case .statusConflict(let status): Problem(.notAllowedNow, status.rawValue)
    case .cardNotFound: Problem(.cardNotFound)
    case .cardLost: Problem(.cardLost)
    case .cardStolen: Problem(.cardLost, "stolen")
    case .cardNotActivated: Problem(.cardNotActive, "not_activated")
    case .cardReplaced: Problem(.cardNotActive, "replaced")
    case .cardExpired: Problem(.cardExpired)
    case .cardInactive: Problem(.cardNotActive)
    case .cardNeedsHolder: .fault(.badFormat, "a member, whom cards of this type need", at: "/member")
    case .cardHoldsOpen: Problem(.holdsOpen)
    case .cardHasPoints: Problem(.notAllowedNow, "points_on_card")
    case .cardTypeNotFound: Problem(.cardTypeNotFound)
    case .codeExpired: Problem(.codeExpired)
    case .memberProofRequired: Problem(.memberProofRequired)
    case .pinNotSet: Problem(.pinNotSet)
    case .pinWrong(let triesLeft): Problem(.proofRejected, String(triesLeft))
    case .pinLocked(let seconds): Problem(.pinLocked, String(seconds), retryAfterSeconds: Int(seconds))
    case .pinTooSimple: .fault(.badFormat, "6 digits, not 111111 or 123456", at: "/pin")
    case .codeTooSoon(let seconds): Problem(.rateLimited, String(seconds), retryAfterSeconds: Int(seconds))
    case .cashOutCooling(let seconds):
      Problem(.notAllowedNow, "cash_out_cooling", retryAfterSeconds: Int(seconds))
    case .codesUsedUp: Problem(.codesUsedUp, retryAfterSeconds: 60)
    }
  }
}

extension MemberField {
  /// The form that the field must have.
  fileprivate var form: String {
    switch self {
    case .phone: "+8613800138000"
    case .email: "name@example.com"
    case .card: "8800000000000006"
    case .name: "1…100 characters, not blank"
    case .ownID: "1…64 visible ASCII characters, of the caller's own merchant"
    case .externalID: "provider:account"
    }
  }
}
