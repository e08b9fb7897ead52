internal import Ledger

extension Coalition {
  /// Carries out an approved correction (调账); again after a crash, with the same result.
  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``: it is tried again later.
  package func executeAdjustment(_ approval: Approval) async throws -> ExecutionOutcome {
    guard case .adjust(let proposal) = approval.operation else { return .failed("wrong_operation") }
    let order = proposal.order(
      reason: proposal.memo.isEmpty ? approval.reason.memo : proposal.memo.memo,
      reference: publicIDs.text(approval.id))
    do {
      let receipt = try await carryOut(.adjust(order), key: "approval \(approval.id.rawValue)", by: .system)
      return .succeeded(publicIDs.text(receipt.transaction.id))
    } catch let refusal as OrderRefusal where refusal == .busy || refusal == .outcomeUnknown {
      throw refusal
    } catch let error where error.isRefusal {
      return .failed("\(error)")
    }
  }

  /// What a correction would do to the wallet now; books nothing.
  /// - Throws: `AccessRefusal`, ``OrderRefusal``, among them `declined` where the ledger would decline it.
  package func previewAdjustment(_ proposal: AdjustProposal, by principal: Principal) async throws -> Receipt
  {
    try principal.requireOperator(.adjust)
    return try await preview(.adjust(proposal.order(reason: "preview", reference: "")), by: .system)
  }
}

extension AdjustProposal {
  fileprivate func order(reason: String, reference: String) -> AdjustOrder {
    AdjustOrder(
      member: .id(wallet.member), program: .asset(wallet.asset), points: Points(points), reason: reason,
      occasion: Occasion(
        .console, merchant: issuer == 0 ? nil : MerchantID(issuer), reference: reference))
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
