/// The refusals of the HTTP interface that the portal explains; the raw value is the `code` of a problem.
enum DocumentedError: String, CaseIterable, Sendable {
  case memberProofRequired = "member_proof_required"
  case insufficientPoints = "insufficient_points"
  case memberNotFound = "member_not_found"
  case memberFrozen = "member_frozen"
  case cardLost = "card_lost"
  case alreadyRefunded = "already_refunded"
  case refundExceedsOriginal = "refund_exceeds_original"
  case notVoidable = "not_voidable"
  case programMismatch = "program_mismatch"
  case limitExceeded = "limit_exceeded"
  case issuingLimitExceeded = "issuing_limit_exceeded"
  case codeExpired = "code_expired"
  case idempotencyMismatch = "idempotency_mismatch"
  case busy

  func meaning(_ words: Words) -> String {
    switch self {
    case .memberProofRequired: words.codeMemberProofRequired
    case .insufficientPoints: words.codeInsufficientPoints
    case .memberNotFound: words.codeMemberNotFound
    case .memberFrozen: words.codeMemberFrozen
    case .cardLost: words.codeCardLost
    case .alreadyRefunded: words.codeAlreadyRefunded
    case .refundExceedsOriginal: words.codeRefundExceedsOriginal
    case .notVoidable: words.codeNotVoidable
    case .programMismatch: words.codeProgramMismatch
    case .limitExceeded: words.codeLimitExceeded
    case .issuingLimitExceeded: words.codeIssuingLimitExceeded
    case .codeExpired: words.codeCodeExpired
    case .idempotencyMismatch: words.codeIdempotencyMismatch
    case .busy: words.codeBusy
    }
  }
}
