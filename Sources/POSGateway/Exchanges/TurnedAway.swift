internal import Coalition
internal import ISO8583
internal import Logging

// Trades that are declined before the ledger is asked.
extension TillHost {
  /// Declines a trade and makes sure that it stays declined: the same message again gets the same code, for
  /// ever, and another one with its number gets 94.
  ///
  /// What had been decided before is answered from the ledger, whatever is refused today. An earn is not
  /// kept: it was decided at the till, is declined at most for a discount that is none any more, which is
  /// not for good, and posts when the way is free.
  func turnedAway(_ trade: Trade, _ code: ResponseCode, _ call: TillCall) async throws -> TillReply? {
    guard trade.kind.movesPoints, trade.kind != .earn, code.isOfTheMoment,
      !planted.has(.turnedAwayTradesComeBack)
    else { return TillReply(code) }
    do {
      switch try await coalition.turnAway(
        reference(trade, call), code: code.rawValue, content: call.frame.message.content, of: call.terminal,
        by: call.principal)
      {
      case .now(let moment):
        awayTrades.remember(call.name(of: trade))
        return TillReply(code, at: moment)
      case .before(let before, let moment):
        return TillReply(ResponseCode(rawValue: before) ?? code, at: moment)
      case .anotherMessage: return TillReply(.duplicate)
      case .decided(let receipt):
        let ours = try await coalition.tillAmount(of: receipt.transaction)
        guard try await coalition.tillKind(of: receipt.transaction) == trade.kind,
          ours == nil || ours?.asked == trade.amount
        else { return TillReply(.duplicate) }
        return try await reply(to: trade, receipt)
      case .declined(let decline): return declined(decline, trade)
      }
    } catch {
      // Not kept means not declined: a copy might post. The terminal reverses.
      logger.error("a decline could not be kept: \(error)", metadata: call.names.metadata)
      return nil
    }
  }

  /// What the ledger refuses because its number was closed before it came: by the terminal's reversal, or
  /// because it was turned away.
  func closedBefore(_ trade: Trade, _ call: TillCall) async throws -> TillReply {
    switch try await coalition.turnedAway(
      reference(trade, call), content: call.frame.message.content, of: call.terminal, by: call.principal)
    {
    case .before(let code, let moment):
      TillReply(ResponseCode(rawValue: code) ?? .invalidTransaction, at: moment)
    case .anotherMessage: TillReply(.duplicate)
    case .now, .decided, .declined, nil: TillReply(.invalidTransaction)
    }
  }
}

extension Message {
  /// Everything that makes it this message: not its seal, nor whether it says that it comes again.
  var content: [UInt8] {
    let kind = type.withoutRepeat.rawValue
    var bytes = [UInt8(kind >> 8), UInt8(kind & 0xFF)]
    for field in 2..<64 {
      guard let value = self[field] else { continue }
      bytes += [UInt8(field), UInt8(value.count >> 8), UInt8(value.count & 0xFF)] + value
    }
    return bytes
  }
}

extension ResponseCode {
  /// Whether the same message could be taken at another moment. The others follow from the message alone, or
  /// say that nothing was decided.
  var isOfTheMoment: Bool {
    switch self {
    case .invalidMerchant, .invalidCard, .cardVoid, .cardNotActivated, .cardStolen, .wrongOperation,
      .noOriginal, .cardLost, .insufficientPoints,
      .expired, .wrongPIN, .notAllowedToCard, .notAllowedToTerminal, .amountLimit, .restrictedCard,
      .amountDiffers, .tooManyPINTries, .pinFormat:
      true
    case .approved, .partlyApproved, .invalidTransaction, .invalidAmount, .formatError, .notSupported,
      .signInAgain, .duplicate, .batchDiffers, .systemFault, .unknownTerminal, .wrongMAC, .discountChanged:
      false
    }
  }
}
