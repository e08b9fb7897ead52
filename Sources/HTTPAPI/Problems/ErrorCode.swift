/// Every way a call can be refused: a closed list, documented and never renamed.
///
/// The raw value is the `code` of the problem document (RFC 9457) and the last part of its `type`.
package enum ErrorCode: String, Sendable, Hashable, CaseIterable {
  // The request itself.
  case invalidRequest = "invalid_request"
  case invalidJSON = "invalid_json"
  case idempotencyKeyRequired = "idempotency_key_required"
  case idempotencyKeyInvalid = "idempotency_key_invalid"
  case unauthorized
  case signatureRequired = "signature_required"
  case signatureMalformed = "signature_malformed"
  case signatureInvalid = "signature_invalid"
  case signatureExpired = "signature_expired"
  case signatureReplayed = "signature_replayed"
  case signatureKeyUnknown = "signature_key_unknown"
  case digestMismatch = "digest_mismatch"
  case dayFileMalformed = "day_file_malformed"
  case bankFileMalformed = "bank_file_malformed"
  case sessionEnded = "session_ended"
  case forbidden
  case notFound = "not_found"
  case methodNotAllowed = "method_not_allowed"
  case notAcceptable = "not_acceptable"
  case payloadTooLarge = "payload_too_large"
  case unsupportedMediaType = "unsupported_media_type"
  case rateLimited = "rate_limited"
  case internalFault = "internal"
  case busy
  case outcomeUnknown = "outcome_unknown"

  // Once and only once.
  case idempotencyMismatch = "idempotency_mismatch"
  case requestInProgress = "request_in_progress"
  case conflict
  case alreadyExists = "already_exists"

  // Not there.
  case memberNotFound = "member_not_found"
  case merchantNotFound = "merchant_not_found"
  case programNotFound = "program_not_found"
  case earningRuleNotFound = "earning_rule_not_found"
  case ladderNotFound = "ladder_not_found"
  case rollingNotOffered = "rolling_not_offered"
  case discountRuleNotFound = "discount_rule_not_found"
  case storeNotFound = "store_not_found"
  case terminalNotFound = "terminal_not_found"
  case posTerminalNotFound = "pos_terminal_not_found"
  case walletNotFound = "wallet_not_found"
  case transactionNotFound = "transaction_not_found"
  case holdNotFound = "hold_not_found"
  case cardNotFound = "card_not_found"
  case cardTypeNotFound = "card_type_not_found"
  case tagNotFound = "tag_not_found"
  case orderNotFound = "order_not_found"
  case goodsNotFound = "goods_not_found"
  case voucherNotFound = "voucher_not_found"
  case campaignNotFound = "campaign_not_found"
  case segmentNotFound = "segment_not_found"
  case rateNotFound = "rate_not_found"
  case quoteNotFound = "quote_not_found"
  case settlementNotFound = "settlement_not_found"
  case approvalNotFound = "approval_not_found"
  case webhookNotFound = "webhook_not_found"
  case eventNotFound = "event_not_found"
  case keyNotFound = "key_not_found"
  case operatorNotFound = "operator_not_found"
  case caseNotFound = "case_not_found"
  case deviceNotFound = "device_not_found"
  case dayFileNotFound = "day_file_not_found"
  case bankFileNotFound = "bank_file_not_found"
  case bankLineDiffers = "bank_line_differs"
  case bankLineNotOpen = "bank_line_not_open"
  case pointsCardsNotFound = "points_cards_not_found"
  case partnerNotFound = "partner_not_found"
  case partnerExchangeNotFound = "partner_exchange_not_found"
  case linkedAccountNotFound = "linked_account_not_found"
  case pointsOrderNotFound = "points_order_not_found"
  case receiverNotFound = "receiver_not_found"
  case poolNotFound = "shared_wallet_not_found"
  case pointsBlockNotFound = "points_block_not_found"

  // Members and cards.
  case memberExists = "member_exists"
  case memberFrozen = "member_frozen"
  case memberClosed = "member_closed"
  case memberProofRequired = "member_proof_required"
  case proofRejected = "proof_rejected"
  case codeExpired = "code_expired"
  case codeUsed = "code_used"
  case cardLost = "card_lost"
  case cardNotActive = "card_not_active"
  case cardExpired = "card_expired"
  case pinNotSet = "pin_not_set"
  case pinLocked = "pin_locked"
  case codesUsedUp = "codes_used_up"
  case noContact = "no_contact"

  // Points.
  case insufficientPoints = "insufficient_points"
  case programMismatch = "program_mismatch"
  case programClosed = "program_closed"
  case notPermitted = "not_permitted"
  case purchasedPointsRestricted = "purchased_points_restricted"
  case partnerInactive = "partner_inactive"
  case limitExceeded = "limit_exceeded"
  case issuingLimitExceeded = "issuing_limit_exceeded"
  case budgetExhausted = "budget_exhausted"
  case transferBelowMinimum = "transfer_below_minimum"
  case memberTooNew = "member_too_new"
  case tooManyReceivers = "too_many_receivers"
  case tooManySenders = "too_many_senders"
  case feeChanged = "fee_changed"
  case discountChanged = "discount_changed"
  case serviceOff = "service_off"
  case pointsOrderEnded = "points_order_ended"
  case pointsOrderUsed = "points_order_used"
  case pointsOrdersWaiting = "points_orders_waiting"
  case giftsOff = "gifts_off"
  case receiverNotActive = "receiver_not_active"
  case paymentUsed = "payment_used"
  case amountMismatch = "amount_mismatch"
  case serviceBelowMinimum = "service_below_minimum"
  case serviceAboveMaximum = "service_above_maximum"
  case serviceDayLimit = "service_day_limit"
  case serviceMonthLimit = "service_month_limit"
  case ranOutTooLongAgo = "ran_out_too_long_ago"
  case sameMember = "same_member"
  case amountTooSmall = "amount_too_small"
  case debtOutstanding = "debt_outstanding"
  case quoteExpired = "quote_expired"
  case rateArbitrage = "rate_arbitrage"
  case currencyMismatch = "currency_mismatch"
  case amountOutOfRange = "amount_out_of_range"
  case textTooLong = "text_too_long"
  case walletMerged = "wallet_merged"
  case holdsOpen = "holds_open"
  case nothingDue = "nothing_due"
  case notOffered = "not_offered"

  // Later steps of a transaction.
  case alreadyRefunded = "already_refunded"
  case refundExceedsOriginal = "refund_exceeds_original"
  case notRefundable = "not_refundable"
  case notVoidable = "not_voidable"
  case reversed
  case notPending = "not_pending"
  case holdExpired = "hold_expired"
  case holdClosed = "hold_closed"
  case captureExceedsHold = "capture_exceeds_hold"

  // Merchants and staff.
  case merchantSuspended = "merchant_suspended"
  case applicationNotFound = "application_not_found"
  case enrolmentCodeInvalid = "enrolment_code_invalid"
  case wrongTerminalKind = "wrong_terminal_kind"
  case storeClosed = "store_closed"
  case terminalDisabled = "terminal_disabled"
  case secondPersonNeeded = "second_person_needed"
  case checkValueWrong = "check_value_wrong"
  case componentsEqual = "components_equal"
  case masterKeyMissing = "master_key_missing"
  case ownApproval = "own_approval"
  case alreadyDecided = "already_decided"
  case notAllowedNow = "not_allowed_now"
  case licenceRequired = "licence_required"
  case approvalRequired = "approval_required"
  case personRequired = "person_required"
  case systemRequired = "system_required"
  case sameReviewer = "same_reviewer"
  case notTheAuthor = "not_the_author"
  case operatorOnly = "operator_only"
  case scopesTooWide = "scopes_too_wide"
  case wrongOwner = "wrong_owner"
  case ownAccess = "own_access"
  case personAbove = "person_above"

  // Points cards.
  case pointsCardInvalid = "points_card_invalid"
  case pointsCardNotActive = "points_card_not_active"
  case pointsCardUsed = "points_card_used"
  case pointsCardFrozen = "points_card_frozen"
  case pointsCardExpired = "points_card_expired"
  case pointsCardVoided = "points_card_voided"

  // Mall and vouchers.
  case outOfStock = "out_of_stock"
  case notOnSale = "not_on_sale"
  case voucherUsed = "voucher_used"
  case voucherExpired = "voucher_expired"
}

extension ErrorCode {
  /// The status of the reply (RFC 9110).
  package var status: Int {
    switch self {
    case .invalidRequest, .invalidJSON, .idempotencyKeyRequired, .idempotencyKeyInvalid,
      .signatureMalformed, .digestMismatch, .dayFileMalformed, .bankFileMalformed:
      400
    case .unauthorized, .signatureRequired, .signatureInvalid, .signatureExpired, .signatureReplayed,
      .signatureKeyUnknown, .sessionEnded:
      401
    case .forbidden, .memberProofRequired, .proofRejected, .ownApproval, .licenceRequired,
      .pinLocked, .approvalRequired, .personRequired, .systemRequired, .sameReviewer, .secondPersonNeeded,
      .notTheAuthor, .operatorOnly,
      .scopesTooWide,
      .wrongOwner, .ownAccess, .personAbove:
      403
    case .notFound, .memberNotFound, .merchantNotFound, .programNotFound, .earningRuleNotFound,
      .ladderNotFound, .discountRuleNotFound,
      .storeNotFound,
      .terminalNotFound, .posTerminalNotFound, .walletNotFound, .transactionNotFound, .holdNotFound,
      .cardNotFound, .cardTypeNotFound, .tagNotFound,
      .orderNotFound, .goodsNotFound, .voucherNotFound, .campaignNotFound, .segmentNotFound,
      .rateNotFound, .quoteNotFound, .settlementNotFound, .approvalNotFound, .webhookNotFound, .eventNotFound,
      .keyNotFound, .operatorNotFound, .caseNotFound, .deviceNotFound, .applicationNotFound,
      .dayFileNotFound, .bankFileNotFound, .pointsCardsNotFound, .partnerNotFound, .partnerExchangeNotFound,
      .pointsOrderNotFound, .receiverNotFound, .linkedAccountNotFound, .poolNotFound,
      .pointsBlockNotFound:
      404
    case .methodNotAllowed: 405
    case .notAcceptable: 406
    case .requestInProgress, .conflict, .alreadyExists, .memberExists, .alreadyDecided, .notAllowedNow,
      .bankLineDiffers, .bankLineNotOpen:
      409
    case .payloadTooLarge: 413
    case .unsupportedMediaType: 415
    case .idempotencyMismatch, .memberFrozen, .memberClosed, .codeExpired, .codeUsed, .cardLost,
      .cardNotActive, .cardExpired, .insufficientPoints, .programMismatch, .programClosed, .notPermitted,
      .purchasedPointsRestricted, .limitExceeded, .issuingLimitExceeded, .budgetExhausted,
      .transferBelowMinimum, .memberTooNew, .tooManyReceivers, .tooManySenders, .feeChanged, .discountChanged,
      .serviceOff, .serviceBelowMinimum, .serviceAboveMaximum, .serviceDayLimit, .serviceMonthLimit,
      .ranOutTooLongAgo,
      .pointsOrderEnded, .pointsOrderUsed, .pointsOrdersWaiting, .giftsOff,
      .receiverNotActive, .paymentUsed, .amountMismatch,
      .sameMember, .rateArbitrage, .amountTooSmall, .debtOutstanding, .quoteExpired,
      .alreadyRefunded, .refundExceedsOriginal, .notRefundable, .notVoidable, .reversed, .notPending,
      .holdExpired, .holdClosed, .captureExceedsHold, .merchantSuspended, .enrolmentCodeInvalid,
      .wrongTerminalKind, .storeClosed,
      .terminalDisabled, .checkValueWrong, .componentsEqual, .masterKeyMissing,
      .pinNotSet, .codesUsedUp, .noContact, .currencyMismatch, .amountOutOfRange,
      .textTooLong,
      .walletMerged, .holdsOpen, .nothingDue, .notOffered, .outOfStock, .notOnSale, .voucherUsed,
      .voucherExpired, .pointsCardInvalid, .pointsCardNotActive, .pointsCardUsed, .pointsCardFrozen,
      .pointsCardExpired, .pointsCardVoided, .partnerInactive, .rollingNotOffered:
      422
    case .rateLimited: 429
    case .internalFault: 500
    case .busy, .outcomeUnknown: 503
    }
  }

  /// True where the same request may succeed later without a change.
  package var isRetryable: Bool {
    switch self {
    case .rateLimited, .internalFault, .busy, .outcomeUnknown, .requestInProgress: true
    default: false
    }
  }

  /// The kind of problem in English, the same in every language and occurrence.
  package var title: String {
    let words = rawValue.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Where the code is explained, relative to the server.
  package var type: String { "/developers/errors#" + rawValue }
}

extension ErrorCode {
  /// What the code says to people; `{0}` and `{1}` stand for the arguments of a problem.
  package func text(in language: ReplyLanguage) -> String {
    let texts = texts
    return switch language {
    case .en: texts.0
    case .zhHans: texts.1
    case .zhHant: texts.2
    }
  }
}
