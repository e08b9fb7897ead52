internal import Coalition
internal import ISO8583
internal import Ledger
internal import Loyalty

// A member's discount at a terminal (会员打折): asked before anything is paid, told with the earn.
extension TillHost {
  /// What a purchase costs the member. Books nothing and uses up nothing, neither the trace nor a live code.
  ///
  /// The rules are those of the whole second that the answer's fields 12 and 13 have, so that an earn which
  /// repeats them meets the same ones.
  func quoteDiscount(_ trade: Trade, _ call: TillCall) async throws -> TillReply {
    var question = DiscountQuestion(
      of: money(trade), for: try member(trade), program: try await program(trade, call),
      occasion: Occasion(.pos, terminal: .id(call.terminal.id)))
    question.occasion.occurredAt = coalition.clock.now().atWholeSecond
    let offer = try await coalition.quoteDiscount(question, by: call.principal)
    var reply = TillReply(.approved, at: offer.at)
    var result = PointsResult(points: 0, cash: Int(offer.quote.gross - offer.quote.off))
    result.rest = PriceDiscount(gross: Int(offer.quote.gross), off: Int(offer.quote.off)).encoded
    reply.fields[62] = result.encoded
    return reply
  }

  /// What the slip of a trade says of a discount: as booked, of an earn that told one, also where the rules
  /// took nothing off, and of the void that undoes such an earn. Nil for all else.
  func discount(of trade: Trade, _ receipt: Receipt) async throws -> PriceDiscount? {
    switch trade.kind {
    case .earn:
      // What is booked counts, also where the same number says something else now.
      if let taken = receipt.particulars.discount { return PriceDiscount(taken) }
      return trade.discount.map { PriceDiscount(gross: Int($0.gross), off: 0) }
    case .earnVoid:
      return try await coalition.discount(undoneBy: receipt.transaction).map { PriceDiscount($0) }
    case .balance, .discountQuote, .hold, .holdCancel, .completion, .spend, .spendVoid, .spendRefund,
      .earnRefund, .topUp, .topUpVoid, .draw:
      return nil
    }
  }
}

extension PriceDiscount {
  fileprivate init(_ taken: DiscountTaken) { self.init(gross: Int(taken.gross), off: Int(taken.off)) }
}

extension Instant {
  fileprivate var atWholeSecond: Instant {
    let rest = microseconds % Self.microsecondsPerSecond
    return Instant(microseconds: microseconds - (rest < 0 ? rest + Self.microsecondsPerSecond : rest))
  }
}
