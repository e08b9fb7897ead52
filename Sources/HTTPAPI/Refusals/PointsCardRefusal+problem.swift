import Coalition

extension PointsCardRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .codeInvalid: Problem(.pointsCardInvalid)
    case .delayed(let seconds): Problem(.rateLimited, String(seconds), retryAfterSeconds: Int(seconds))
    case .notActive: Problem(.pointsCardNotActive)
    case .used: Problem(.pointsCardUsed)
    case .frozen: Problem(.pointsCardFrozen)
    case .expired: Problem(.pointsCardExpired)
    case .voided: Problem(.pointsCardVoided)
    case .batchNotFound: Problem(.pointsCardsNotFound)
    case .batchState(let state): Problem(.notAllowedNow, state.rawValue)
    case .exportedBefore: Problem(.notAllowedNow, "exported")
    case .notExported: Problem(.notAllowedNow, "not exported")
    case .passphraseTooWeak: .fault(.badFormat, "12…128 characters, six of them unlike", at: "/passphrase")
    case .rangeTaken: Problem(.notAllowedNow, "sold before, or not there")
    case .otherActivation: Problem(.idempotencyMismatch)
    }
  }
}
