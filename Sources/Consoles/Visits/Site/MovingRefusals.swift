import Coalition
import HTTPTypes
import Ledger

extension Words {
  /// What a member is told when points of theirs could not be moved; nil for what is no refusal.
  /// - Parameter decimals: of the programme whose points a refusal names.
  func moving(
    _ error: any Error, decimals: Int = 0
  ) -> (text: String, status: HTTPResponse.Status)? {
    switch error {
    case let refusal as MemberAccessRefusal: (refusal.text(self), refusal.status)
    case let refusal as OrderRefusal:
      (movingText(refusal, decimals), refusal.isOpen ? .serviceUnavailable : .conflict)
    case let refusal as MemberRefusal: (movingText(refusal), .conflict)
    case is ProgramRefusal: (movingProgram, .conflict)
    case let refusal as PoolRefusal: (refusal.text(self), .conflict)
    case let refusal as PointsOrderRefusal: (refusal.text(self), .conflict)
    default: nil
    }
  }

  private func movingText(_ refusal: OrderRefusal, _ decimals: Int) -> String {
    func shown(_ points: Points) -> String { self.points(ShownPoints(points.units, decimals: decimals)) }
    return switch refusal {
    case .declined(let decline): decline.refusal.text(self)
    case .busy: deskBusy
    case .outcomeUnknown: deskUnknown
    case .senderTooNew(let seconds): movingTooNew(hours: max(1, (seconds + 3_599) / 3_600))
    case .tooManyReceivers(let limit): movingReceivers(count: Int64(limit))
    case .tooManySenders: movingSenders
    case .feeChanged, .idempotencyMismatch, .keyInvalid: transferOfferEnded
    case .amountOutOfRange: transferPointsWrong
    case .programInactive, .programMismatch, .currencyMismatch: movingProgram
    case .rateNotFound: movingRate
    case .quoteNotFound, .quoteEnded: exchangeQuoteEnded
    case .exchangeBelowMinimum: exchangeTooLittle
    case .exchangeAboveMaximum: exchangeTooMuch
    case .exchangeDailyLimit: exchangeDaily
    case .serviceOff: movingProgram
    case .serviceBelowMinimum(let least): movingTooFew(points: shown(least))
    case .serviceAboveMaximum(let most): movingTooMany(points: shown(most))
    case .serviceLimit(let most, .day): movingDay(points: shown(most))
    case .serviceLimit(let most, .month): movingMonth(points: shown(most))
    case .ranOutTooLongAgo(let days): movingTooLongAgo(count: Int64(days))
    case .poolLimit, .poolUnavailable: poolGone
    case .merchantRequired, .merchantInactive, .storeInactive, .terminalInactive, .moneyExceedsOriginal,
      .itemsMismatch, .holdTimeOutOfRange, .occurredAtOutOfRange, .waitOutOfRange, .textOutOfRange,
      .transactionNotFound,
      .campaignNotFound, .approvalRequired, .dayLimitReached, .batchTooLarge,
      .discountChanged:
      deskRefused
    }
  }

  private func movingText(_ refusal: MemberRefusal) -> String {
    switch refusal {
    case .memberFrozen, .memberClosed: homeFrozen
    case .cashOutCooling(let seconds): movingCooling(hours: max(1, (seconds + 3_599) / 3_600))
    case .pinNotSet: mePinNone
    case .pinWrong(let tries): movingPinWrong(count: Int64(tries))
    case .pinLocked: movingPinLocked
    case .codeExpired, .codeTooSoon, .codesUsedUp: movingCode
    case .memberNotFound, .memberExists, .invalid, .statusConflict, .cardNotFound, .cardLost, .cardInactive,
      .cardStolen, .cardNotActivated, .cardExpired, .cardReplaced, .cardNeedsHolder, .cardHoldsOpen,
      .cardHasPoints, .cardTypeNotFound, .memberProofRequired, .pinTooSimple:
      transferReceiverUnknown
    }
  }
}
