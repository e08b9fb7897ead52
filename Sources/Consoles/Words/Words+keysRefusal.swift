// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var refusalAlreadyRefunded: String { text("refusal.already_refunded") }
  var refusalAmountOutOfRange: String { text("refusal.amount_out_of_range") }
  var refusalAssetMismatch: String { text("refusal.asset_mismatch") }
  var refusalCaptureExceedsHold: String { text("refusal.capture_exceeds_hold") }
  var refusalHoldEnded: String { text("refusal.hold_ended") }
  var refusalHoldExpired: String { text("refusal.hold_expired") }
  var refusalHoldsOpen: String { text("refusal.holds_open") }
  var refusalInsufficientPoints: String { text("refusal.insufficient_points") }
  var refusalIssuingLimitExceeded: String { text("refusal.issuing_limit_exceeded") }
  var refusalLimitExceeded: String { text("refusal.limit_exceeded") }
  var refusalNotPending: String { text("refusal.not_pending") }
  var refusalNotRefundable: String { text("refusal.not_refundable") }
  var refusalNotVoidable: String { text("refusal.not_voidable") }
  var refusalNothingDue: String { text("refusal.nothing_due") }
  func refusalNotice(reason: String) -> String { text("refusal.notice", ["reason": .text(reason)]) }
  var refusalRefundExceedsOriginal: String { text("refusal.refund_exceeds_original") }
  var refusalReversedBeforeArrival: String { text("refusal.reversed_before_arrival") }
  var refusalSameWallet: String { text("refusal.same_wallet") }
  var refusalTransactionNotFound: String { text("refusal.transaction_not_found") }
  var refusalTransferBelowMinimum: String { text("refusal.transfer_below_minimum") }
  var refusalWalletMerged: String { text("refusal.wallet_merged") }
}
