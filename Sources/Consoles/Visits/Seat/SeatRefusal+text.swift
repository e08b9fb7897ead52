import Coalition
import Ledger

extension Words {
  /// Why nothing was booked, for the cashier; nil for what is no refusal but a failure of ours.
  func seatText(_ error: any Error) -> String? {
    switch error {
    case let fault as SeatFault: seatText(fault)
    case let refusal as SeatRefusal: seatText(refusal)
    case let refusal as MemberRefusal: seatText(refusal)
    case let refusal as OrderRefusal: seatText(refusal)
    case let refusal as PointsCardRefusal: cardText(refusal)
    case is MerchantRefusal: seatPlaceWrong
    case is ProgramRefusal: seatProgramWrong
    case AccessRefusal.scopeMissing: errorForbiddenText
    default: nil
    }
  }

  private func seatText(_ fault: SeatFault) -> String {
    switch fault {
    case .noMember: seatMemberNone
    case .amount: seatAmountWrong
    case .receipt: seatRefundUnknown
    case .program: seatProgramWrong
    case .pointsCard: seatPointsCardMissing
    }
  }

  private func seatText(_ refusal: SeatRefusal) -> String {
    switch refusal {
    case .shiftClosed, .shiftNotFound: seatShiftClosed
    case .outcomesOpen(let count): seatShiftUnsettled(count: count)
    case .entryNotFound: seatRefundUnknown
    case .keyInvalid: seatKeyInvalid
    case .nothingToVoid: seatVoidNone
    case .offlineTooLarge, .offlineTooMuch: seatOfflineLarge
    case .offlineTooOld: seatOfflineOld
    }
  }

  private func seatText(_ refusal: MemberRefusal) -> String {
    switch refusal {
    case .memberNotFound, .invalid: seatMemberUnknown
    case .memberFrozen, .memberClosed: seatMemberFrozen
    case .cardNotFound, .cardInactive: seatMemberCard
    case .cardLost: cardSeatState(state: cardStateLost)
    case .cardStolen: cardSeatState(state: cardStateStolen)
    case .cardNotActivated: cardSeatState(state: cardStateIssued)
    case .cardExpired: cardSeatState(state: cardStateExpired)
    case .cardReplaced: cardSeatState(state: cardStateReplaced)
    case .cardNeedsHolder: cardFaultHolder
    case .cardHoldsOpen: cardFaultHolds
    case .cardHasPoints: cardFaultPoints
    case .cardTypeNotFound: cardFaultType
    case .codeExpired, .codesUsedUp: seatProofWrong
    case .memberProofRequired: seatProofMissing
    case .pinNotSet: seatPinUnset
    case .pinWrong(let tries): seatPinWrong(tries: Int64(tries))
    case .pinLocked: seatPinLocked
    case .codeTooSoon(let seconds): seatProofWait(seconds: seconds)
    case .memberExists, .statusConflict, .pinTooSimple, .cashOutCooling: seatFormWrong
    }
  }

  private func seatText(_ refusal: OrderRefusal) -> String {
    switch refusal {
    case .declined(let decline): decline.refusal.text(self)
    case .idempotencyMismatch, .keyInvalid: seatKeyInvalid
    case .merchantInactive: seatMerchantSuspended
    case .merchantRequired, .storeInactive, .terminalInactive: seatPlaceWrong
    case .programInactive, .programMismatch, .currencyMismatch: seatProgramWrong
    case .amountOutOfRange: seatAmountWrong
    case .discountChanged: discountChanged
    case .moneyExceedsOriginal: seatRefundExcess
    case .transactionNotFound: seatRefundUnknown
    case .occurredAtOutOfRange, .waitOutOfRange: seatOfflineOld
    case .busy, .outcomeUnknown: seatResultUnknownText
    case .itemsMismatch, .holdTimeOutOfRange, .textOutOfRange, .campaignNotFound, .rateNotFound,
      .approvalRequired, .dayLimitReached, .batchTooLarge, .senderTooNew, .tooManyReceivers, .tooManySenders,
      .feeChanged, .quoteNotFound, .quoteEnded, .exchangeBelowMinimum, .exchangeAboveMaximum,
      .exchangeDailyLimit, .serviceOff, .serviceBelowMinimum, .serviceAboveMaximum, .serviceLimit,
      .ranOutTooLongAgo, .poolUnavailable:
      seatFormWrong
    case .poolLimit: poolLimitReached
    }
  }
}
