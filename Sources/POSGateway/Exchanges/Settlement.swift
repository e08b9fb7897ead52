internal import Coalition
internal import ISO8583

// The end of a batch: settlement (批结算), and upload where it does not balance (批上送).
extension TillHost {
  /// Compares the terminal's totals with ours, closes its batch and opens the next.
  func settle(_ claimed: TillTotals, _ batch: Int64, _ call: TillCall) async throws -> TillReply {
    guard let settlement = try await coalition.settle(batch: batch, of: call.terminal, claimed: claimed)
    else {
      throw TillRefusal(.signInAgain, field: 60)
    }
    var totals = try call.frame.message.structure(48) { try SettlementTotals($0) }
    // Balanced, the terminal gets its own totals back; else ours, for its slip.
    if settlement.result == .unbalanced {
      totals = SettlementTotals(domestic: SettlementTotals.Side(settlement.counted))
    }
    totals.domestic.resultCode = settlement.result.rawValue
    totals.foreign.resultCode = settlement.result.rawValue
    var reply = TillReply(.approved)
    reply.fields[48] = totals.encoded
    return reply
  }

  func upload(_ lines: [TillUploadLine], _ batch: Int64, _ call: TillCall) async throws -> TillReply {
    guard try await coalition.upload(lines, batch: batch, of: call.terminal) else {
      throw TillRefusal(.noOriginal, field: 60)
    }
    return TillReply(.approved)
  }

  func endUpload(_ batch: Int64, _ count: Int?, _ call: TillCall) async throws -> TillReply {
    switch try await coalition.endUpload(batch: batch, count: count, of: call.terminal) {
    case .compared: return TillReply(.approved)
    case .incomplete: return TillReply(.batchDiffers)
    case nil: throw TillRefusal(.noOriginal, field: 60)
    }
  }
}

extension SettlementTotals.Side {
  /// What is too large for its place in the field is shown as the largest that fits.
  fileprivate init(_ totals: TillTotals) {
    func amount(_ side: TillTotals.Side) -> Int { Int(min(side.amount, 999_999_999_999)) }
    func count(_ side: TillTotals.Side) -> Int { Int(min(side.count, 999)) }
    self.init(
      debitAmount: amount(totals.debit), debitCount: count(totals.debit),
      creditAmount: amount(totals.credit), creditCount: count(totals.credit))
  }
}
