internal import Coalition
internal import Ledger

// Every refusal of the platform as the one code that terminals know for it; no default, so that a new refusal
// does not compile before somebody has decided what tills say.

extension ResponseCode {
  /// Nil where nothing may be answered: the outcome is not known, and the terminal will reverse or ask again.
  init?(_ error: any Error, for kind: TillKind) {
    switch error {
    case let refusal as OrderRefusal:
      guard let code = ResponseCode(refusal, for: kind) else { return nil }
      self = code
    case let refusal as MemberRefusal: self = ResponseCode(refusal)
    case let refusal as MerchantRefusal: self = ResponseCode(refusal)
    case let refusal as ProgramRefusal: self = ResponseCode(refusal)
    case let refusal as PointsCardRefusal: self = ResponseCode(refusal)
    case is AccessRefusal: self = .notAllowedToTerminal
    // The database or the ledger failed: whether something was posted is not known here.
    default: return nil
    }
  }

  private init?(_ refusal: OrderRefusal, for kind: TillKind) {
    switch refusal {
    case .declined(let decline): self = ResponseCode(decline.refusal, for: kind)
    case .idempotencyMismatch: self = .duplicate
    case .busy: self = .systemFault
    case .outcomeUnknown: return nil
    case .keyInvalid, .textOutOfRange, .occurredAtOutOfRange, .waitOutOfRange: self = .formatError
    case .merchantRequired, .merchantInactive: self = .invalidMerchant
    case .storeInactive, .terminalInactive, .programMismatch: self = .notAllowedToTerminal
    case .programInactive, .holdTimeOutOfRange, .rateNotFound, .approvalRequired, .batchTooLarge,
      .senderTooNew, .tooManyReceivers, .tooManySenders, .feeChanged, .quoteNotFound,
      .quoteEnded, .exchangeBelowMinimum, .exchangeAboveMaximum, .exchangeDailyLimit, .serviceOff,
      .serviceBelowMinimum, .serviceAboveMaximum, .serviceLimit, .ranOutTooLongAgo,
      .poolUnavailable:
      self = .notAllowedToCard
    case .currencyMismatch, .amountOutOfRange, .itemsMismatch: self = .invalidAmount
    case .moneyExceedsOriginal, .dayLimitReached, .poolLimit: self = .amountLimit
    case .transactionNotFound: self = .noOriginal
    case .campaignNotFound: self = .notSupported
    case .discountChanged: self = .discountChanged
    }
  }

  private init(_ refusal: Refusal, for kind: TillKind) {
    switch refusal {
    case .amountOutOfRange: self = .invalidAmount
    case .transactionNotFound: self = .noOriginal
    // The terminal reversed it before it came: it may not count, and need not be asked again.
    case .reversedBeforeArrival: self = .invalidTransaction
    case .walletMerged, .holdsOpen: self = .restrictedCard
    case .sameWallet, .assetMismatch, .transferBelowMinimum, .nothingDue, .notPending:
      self = .invalidTransaction
    case .limitExceeded, .issuingLimitExceeded: self = .amountLimit
    case .insufficientPoints: self = .insufficientPoints
    case .alreadyRefunded: self = kind.isVoid ? .noOriginal : .amountLimit
    case .refundExceedsOriginal, .captureExceedsHold: self = .amountLimit
    case .notRefundable: self = .invalidTransaction
    case .notVoidable, .holdEnded, .holdExpired: self = .noOriginal
    }
  }

  private init(_ refusal: MemberRefusal) {
    switch refusal {
    case .memberNotFound, .cardNotFound, .cardInactive, .cardTypeNotFound, .invalid: self = .invalidCard
    case .cardNotActivated, .cardNeedsHolder: self = .cardNotActivated
    case .cardExpired: self = .expired
    case .cardReplaced: self = .cardVoid
    case .cardStolen: self = .cardStolen
    case .memberFrozen, .cashOutCooling, .cardHoldsOpen, .cardHasPoints: self = .restrictedCard
    case .memberClosed: self = .invalidCard
    case .cardLost: self = .cardLost
    case .codeExpired, .codesUsedUp, .codeTooSoon: self = .expired
    case .memberProofRequired, .pinNotSet, .pinWrong, .pinTooSimple: self = .wrongPIN
    case .pinLocked: self = .tooManyPINTries
    case .memberExists, .statusConflict: self = .invalidTransaction
    }
  }

  private init(_ refusal: PointsCardRefusal) {
    switch refusal {
    case .codeInvalid: self = .invalidCard
    case .delayed: self = .tooManyPINTries
    case .notActive: self = .cardNotActivated
    case .used, .frozen: self = .notAllowedToCard
    case .expired: self = .expired
    case .voided: self = .cardVoid
    // What only those who make cards can meet.
    case .batchNotFound, .batchState, .exportedBefore, .notExported, .passphraseTooWeak, .rangeTaken,
      .otherActivation:
      self = .invalidTransaction
    }
  }

  private init(_ refusal: MerchantRefusal) {
    switch refusal {
    case .merchantNotFound, .alreadyClosed: self = .invalidMerchant
    case .terminalNotFound: self = .unknownTerminal
    case .storeNotFound: self = .notAllowedToTerminal
    case .codeTaken, .invalid: self = .invalidTransaction
    }
  }

  private init(_ refusal: ProgramRefusal) {
    switch refusal {
    case .programNotFound, .ruleNotFound, .ladderNotFound, .discountNotFound: self = .notAllowedToTerminal
    default: self = .invalidTransaction
    }
  }
}
