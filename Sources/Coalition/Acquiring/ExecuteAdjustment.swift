internal import Ledger

extension Coalition {
  /// Carries out an approved correction (调账); again after a crash, with the same result.
  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``: it is tried again later.
  package func executeAdjustment(_ approval: Approval) async throws -> ExecutionOutcome {
    guard case .adjust(let proposal) = approval.operation else { return .failed("wrong_operation") }
    let issuer = proposal.issuer == 0 ? nil : MerchantID(proposal.issuer)
    let order = AdjustOrder(
      member: .id(proposal.wallet.member), program: .asset(proposal.wallet.asset),
      points: Points(proposal.points),
      reason: proposal.memo.isEmpty ? approval.reason.memo : proposal.memo.memo,
      occasion: Occasion(.console, merchant: issuer, reference: publicIDs.text(approval.id)))
    do {
      let receipt = try await carryOut(.adjust(order), key: "approval \(approval.id.rawValue)", by: .system)
      return .succeeded(publicIDs.text(receipt.transaction.id))
    } catch let refusal as OrderRefusal where refusal == .busy || refusal == .outcomeUnknown {
      throw refusal
    } catch let error where error.isRefusal {
      return .failed("\(error)")
    }
  }
}

extension String {
  /// The beginning that the books have room for: at most 200 bytes, no character cut.
  var memo: String {
    var kept = self
    while kept.utf8.count > 200 { kept.removeLast() }
    return kept
  }
}
