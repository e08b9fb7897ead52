import Coalition

extension LinkRefusal {
  /// What a caller is told; most of it only members hear, on their site.
  var problem: Problem {
    switch self {
    case .linkNotFound: Problem(.linkedAccountNotFound)
    case .linkingOff: Problem(.partnerInactive)
    case .accountTaken: Problem(.alreadyExists)
    case .codeTooSoon(let seconds): Problem(.rateLimited, String(seconds), retryAfterSeconds: Int(seconds))
    case .handOverInvalid, .handOverEnded, .handOverUsed, .codeWrong: Problem(.codeExpired)
    case .tooMany: Problem(.limitExceeded)
    case .notAnswered: Problem(.busy)
    }
  }
}
