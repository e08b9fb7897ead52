import Coalition

extension PartnerRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .partnerNotFound: Problem(.partnerNotFound)
    case .partnerInactive: Problem(.partnerInactive)
    case .exchangeNotFound: Problem(.partnerExchangeNotFound)
    case .accountInvalid: .fault(.badFormat, "1…64 characters without blanks", at: "/account")
    case .proofMissing: .fault(.badFormat, "at most 200 characters", at: "/proof")
    case .invalid(let field): .fault(.badFormat, field.rawValue, at: "/\(field.rawValue)")
    case .taken: Problem(.alreadyExists)
    case .changed: Problem(.conflict)
    case .numberUsed: Problem(.idempotencyMismatch)
    case .nothingToRetry: Problem(.notAllowedNow, "it is over")
    case .signatureNeeded: Problem(.signatureRequired)
    }
  }
}
