import Coalition
import Ledger

extension OrderRefusal {
  /// What a caller is told; a refusal that the ledger keeps names the request id under which it was decided.
  func problem(_ names: PublicIDs) -> Problem {
    switch self {
    case .declined(let decline): decline.problem(names)
    case .idempotencyMismatch: Problem(.idempotencyMismatch)
    case .busy: Problem(.busy, retryAfterSeconds: 1)
    case .outcomeUnknown: Problem(.outcomeUnknown, retryAfterSeconds: 1)
    case .keyInvalid: Problem(.idempotencyKeyInvalid)
    case .merchantRequired: .fault(.required, at: "/merchant")
    case .merchantInactive: Problem(.merchantSuspended)
    case .storeInactive: Problem(.storeClosed)
    case .terminalInactive: Problem(.terminalDisabled)
    case .programInactive: Problem(.programClosed)
    case .programMismatch: Problem(.programMismatch)
    case .currencyMismatch: Problem(.currencyMismatch)
    case .amountOutOfRange: Problem(.amountOutOfRange)
    case .itemsMismatch: .fault(.sumMismatch, at: "/items")
    case .holdTimeOutOfRange: .fault(.notAllowed, "60…2592000", at: "/hold_seconds")
    case .occurredAtOutOfRange: .fault(.notAllowed, "-366 d … +5 min", at: "/occurred_at")
    case .waitOutOfRange: .fault(.notAllowed, "until the points end", at: "/wait_days")
    case .textOutOfRange: Problem(.textTooLong)
    case .moneyExceedsOriginal: Problem(.refundExceedsOriginal)
    case .transactionNotFound: Problem(.transactionNotFound)
    case .campaignNotFound: Problem(.campaignNotFound)
    case .rateNotFound: Problem(.rateNotFound)
    case .quoteNotFound: Problem(.quoteNotFound)
    case .quoteEnded: Problem(.quoteExpired)
    case .exchangeBelowMinimum(let least): Problem(.amountTooSmall, String(least.units))
    case .exchangeAboveMaximum, .exchangeDailyLimit: Problem(.limitExceeded)
    case .senderTooNew(let seconds): Problem(.memberTooNew, retryAfterSeconds: Int(seconds))
    case .tooManyReceivers(let limit): Problem(.tooManyReceivers, String(limit))
    case .tooManySenders(let limit): Problem(.tooManySenders, String(limit))
    case .feeChanged: Problem(.feeChanged)
    case .discountChanged: Problem(.discountChanged)
    case .serviceOff: Problem(.serviceOff)
    case .serviceBelowMinimum(let least): Problem(.serviceBelowMinimum, String(least.units))
    case .serviceAboveMaximum(let most): Problem(.serviceAboveMaximum, String(most.units))
    case .serviceLimit(let most, .day): Problem(.serviceDayLimit, String(most.units))
    case .serviceLimit(let most, .month): Problem(.serviceMonthLimit, String(most.units))
    case .ranOutTooLongAgo(let days): Problem(.ranOutTooLongAgo, String(days))
    case .poolLimit: Problem(.limitExceeded)
    case .poolUnavailable: Problem(.notPermitted)
    case .approvalRequired: Problem(.approvalRequired)
    case .dayLimitReached: Problem(.limitExceeded)
    case .batchTooLarge: .fault(.tooMany, String(Coalition.batchLimit), at: "/transactions")
    }
  }
}

extension Decline {
  func problem(_ names: PublicIDs) -> Problem {
    var problem = Problem(refusal.code)
    if refusal == .insufficientPoints {
      let spendable = spendable?.units ?? 0
      problem.balance = spendable
      problem.arguments = [String(spendable)]
    }
    problem.isReplayed = isReplay
    if transaction.isGiven { problem.decidedBy = names.text(RequestID(transaction.rawValue)) }
    return problem
  }
}

extension Refusal {
  /// The ledger's refusal as the API names it.
  package var code: ErrorCode {
    switch self {
    case .amountOutOfRange: .amountOutOfRange
    case .transactionNotFound: .transactionNotFound
    case .reversedBeforeArrival: .reversed
    case .walletMerged: .walletMerged
    case .sameWallet: .sameMember
    case .assetMismatch: .programMismatch
    case .limitExceeded: .limitExceeded
    case .issuingLimitExceeded: .issuingLimitExceeded
    case .transferBelowMinimum: .transferBelowMinimum
    case .insufficientPoints: .insufficientPoints
    case .alreadyRefunded: .alreadyRefunded
    case .refundExceedsOriginal: .refundExceedsOriginal
    case .notRefundable: .notRefundable
    case .notVoidable: .notVoidable
    case .notPending: .notPending
    case .holdEnded: .holdClosed
    case .holdExpired: .holdExpired
    case .captureExceedsHold: .captureExceedsHold
    case .holdsOpen: .holdsOpen
    case .nothingDue: .nothingDue
    }
  }
}

extension Problem {
  /// One fault of the body, as `invalid_request`.
  static func fault(_ code: FaultCode, _ argument: String? = nil, at pointer: String) -> Problem {
    let fault = argument.map { Fault(code, $0, pointer: pointer) } ?? Fault(code, pointer: pointer)
    return Problem(Faults(fault))
  }
}
