internal import ISO8583
internal import TerminalCrypto

extension Terminal {
  /// What must go out before this command, one at a time: the reversal of a trade whose outcome is not known,
  /// then the advices that wait. Sign-in, echo and parameters wait for nothing.
  package func duty(before command: TerminalCommand) -> Exchange? {
    switch command {
    case .signIn, .echo, .parameters: return nil
    case .signOut, .settle, .deliver, .balance, .discountQuote, .earn, .spend, .hold, .topUp, .redeem, .draw,
      .void,
      .completion, .refund:
      guard let keys, isSignedIn else { return nil }
      if let pending = pendingReversal { return reversal(of: pending, keys) }
      guard let waiting = queue.first else { return nil }
      return advice(waiting, keys)
    }
  }

  /// The message for a command that is no settlement; nil for what is only stored.
  /// - Throws: ``TerminalRefusal`` before anything is written or sent.
  package func exchange(
    for command: TerminalCommand, at moment: TerminalMoment
  ) throws(TerminalRefusal) -> Exchange? {
    switch command {
    case .signIn: return network(.signIn, .network, settings.signInCode)
    case .signOut: return network(.signOut, .networkAdvice, NetworkCode.signOut)
    case .echo: return network(.echo, .networkAdvice, NetworkCode.echo)
    case .parameters: return network(.parameters, .network, NetworkCode.downloadParameters)
    case .settle, .deliver: return nil
    case .balance, .discountQuote, .earn, .spend, .hold, .topUp, .redeem, .draw, .void, .completion, .refund:
      break
    }
    guard settlingBatch == nil else { throw .settling }
    guard let keys, isSignedIn else { throw .notSignedIn }
    return try trade(command, at: moment, keys)
  }

  private func network(_ purpose: Exchange.Purpose, _ type: MessageType, _ code: Int) -> Exchange {
    var message = head(type, trace: nextTrace)
    message[60] = Field60(kind: 0, batch: batch, networkCode: code).encoded
    if purpose == .signIn {
      message.set(62, "Sequence No" + "16" + settings.terminal + settings.terminal)
      message.set(63, settings.cashier + " ")
    }
    return exchange(purpose, message, trace: nextTrace, before: [.used(trace: nextTrace)])
  }

  func head(_ type: MessageType, trace: Int) -> Message {
    var message = Message(type)
    message.set(11, trace.digits(6))
    message.set(41, settings.terminal)
    message.set(42, settings.merchant)
    return message
  }

  /// Closes a message; one that cannot be written is a mistake of ours.
  func exchange(
    _ purpose: Exchange.Purpose, _ message: Message, trace: Int, record: TradeRecord? = nil,
    before: [TerminalEvent], sealedBy key: MACKey? = nil
  ) -> Exchange {
    let frame = Frame(tpdu: settings.tpdu, header: settings.header, message: message)
    do throws(MessageError) {
      let bytes: [UInt8]
      if let key {
        bytes = try settings.profile.encode(frame) { key.field64(for: $0) }
      } else {
        bytes = try settings.profile.encode(frame)
      }
      return Exchange(
        purpose: purpose, trace: trace, record: record, before: before, bytes: bytes,
        key: ReplyKey(requestType: message.type, terminal: settings.terminal, trace: trace))
    } catch { preconditionFailure("a message of ours cannot be written: \(error)") }
  }
}
