// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var codeAlreadyRefunded: String { text("code.already_refunded") }
  var codeBusy: String { text("code.busy") }
  var codeCardLost: String { text("code.card_lost") }
  var codeCodeExpired: String { text("code.code_expired") }
  var codeIdempotencyMismatch: String { text("code.idempotency_mismatch") }
  var codeInsufficientPoints: String { text("code.insufficient_points") }
  var codeIssuingLimitExceeded: String { text("code.issuing_limit_exceeded") }
  var codeLimitExceeded: String { text("code.limit_exceeded") }
  var codeMemberFrozen: String { text("code.member_frozen") }
  var codeMemberNotFound: String { text("code.member_not_found") }
  var codeMemberProofRequired: String { text("code.member_proof_required") }
  var codeNotVoidable: String { text("code.not_voidable") }
  var codeProgramMismatch: String { text("code.program_mismatch") }
  var codeRefundExceedsOriginal: String { text("code.refund_exceeds_original") }
}
