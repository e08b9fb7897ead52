internal import Coalition
internal import Ledger

extension TillHost {
  /// What a void, refund, completion or cancellation acts upon, checked against what the terminal says of it.
  /// - Throws: ``TillRefusal`` with the code for what is unlike (acquiring.md 1.10).
  func original(of trade: Trade, _ call: TillCall) async throws -> Ledger.Transaction {
    guard let named = try await named(by: trade, call), named.refusal == nil,
      try await coalition.tillKind(of: named) == trade.kind.original
    else { throw TillRefusal(.noOriginal, field: 61) }
    if let claim = trade.member {
      let member = try await coalition.member(claim, by: call.principal)
      guard member.id == named.subject.member else { throw TillRefusal(.invalidCard) }
    }
    try checkAmount(trade, TillAmount(named)?.approved ?? 0)
    if trade.kind == .spendRefund || trade.kind == .earnRefund {
      let last = named.at.adding(seconds: Int64(settings.refundDays) * 86_400)
      guard coalition.clock.now() <= last || planted.has(.refundsHaveNoMonth) else {
        throw TillRefusal(.wrongOperation)
      }
    }
    return named
  }

  private func checkAmount(_ trade: Trade, _ original: Int64) throws(TillRefusal) {
    switch trade.kind {
    case .spendVoid, .earnVoid, .topUpVoid:
      guard trade.amount == original || planted.has(.voidsIgnoreTheAmount) else {
        throw TillRefusal(.amountDiffers, field: 4)
      }
    case .spendRefund, .earnRefund, .completion:
      guard trade.amount <= original else { throw TillRefusal(.amountLimit, field: 4) }
    case .holdCancel:
      guard trade.amount == 0 || trade.amount == original else { throw TillRefusal(.amountDiffers, field: 4) }
    case .balance, .discountQuote, .hold, .spend, .earn, .topUp, .draw: break
    }
  }

  /// By batch and trace where field 61 has them, else by field 37; where both are given they must agree.
  private func named(by trade: Trade, _ call: TillCall) async throws -> Ledger.Transaction? {
    let byRetrieval = trade.original?.retrieval.flatMap(RetrievalReference.id)
    var found: Ledger.Transaction?
    if let batch = trade.original?.batch, let trace = trade.original?.trace, batch > 0, trace > 0 {
      var name = TillBatchName(generation: call.terminal.batch.generation, number: batch)
      if batch > call.terminal.batch.number, name.generation > 0 { name.generation -= 1 }
      let key = TillReference(batch: name, trace: trace).key(of: call.terminal.id)
      found = try await coalition.transaction(key: key, by: call.principal)?.transaction
      if let found, let byRetrieval, found.id != byRetrieval { return nil }
    }
    // A refund may come from another till of the merchant, which knows the slip's reference only.
    if found == nil, let byRetrieval, !trade.kind.isVoid {
      do {
        found = try await coalition.transaction(byRetrieval, by: call.principal).transaction
      } catch OrderRefusal.transactionNotFound { return nil }
    }
    return found
  }
}
