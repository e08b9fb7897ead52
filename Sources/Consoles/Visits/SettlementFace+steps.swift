import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// Steps of a settlement, each sent from a form of its page.
extension SettlementFace {
  /// What the operator's people do.
  func operatorSteps(under face: String) -> [FaceRoute] {
    func path(_ step: String) -> RouterPath { RouterPath(face + "/settlements/:id/" + step) }
    return [
      (.post, path("review"), review), (.post, path("approve"), approve), (.post, path("pay"), pay),
      (.post, path("hold"), hold), (.post, path("reopen"), reopen), (.post, path("correct"), correct),
    ]
  }

  /// What a merchant's people do.
  func merchantSteps(under face: String) -> [FaceRoute] {
    [(.post, RouterPath(face + "/settlements/:id/dispute"), dispute)]
  }

  func review(_ asked: Asked) async throws -> Response {
    try await step(asked) { id, _, principal in
      try await coalition.reviewSettlement(id, by: principal)
    }
  }

  func approve(_ asked: Asked) async throws -> Response {
    try await step(asked) { id, _, principal in
      try await coalition.approveSettlement(id, by: principal)
    }
  }

  func pay(_ asked: Asked) async throws -> Response {
    try await step(asked) { id, form, principal in
      guard let day = CivilDate(form["day"] ?? "") else { throw SettlementRefusal.dayNotCome }
      return try await coalition.paySettlement(
        id, reference: (form["reference"] ?? "").trimmed,
        on: BusinessDay(daysSince1970: Int32(clamping: day.daysSince1970)), by: principal)
    }
  }

  func hold(_ asked: Asked) async throws -> Response {
    try await step(asked) { id, form, principal in
      try await coalition.holdSettlement(id, reason: form["reason"] ?? "", by: principal)
    }
  }

  func reopen(_ asked: Asked) async throws -> Response {
    try await step(asked) { id, form, principal in
      try await coalition.reopenSettlement(id, reason: form["reason"] ?? "", by: principal)
    }
  }

  func dispute(_ asked: Asked) async throws -> Response {
    try await step(asked) { id, form, principal in
      try await coalition.disputeSettlement(id, reason: form["reason"] ?? "", by: principal)
    }
  }

  /// Proposes money that makes good what was wrong; another person decides.
  func correct(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.settle)
      let settlement = try await find(asked, visit)
      let places = decimalPlaces(ofCurrency: settlement.currency)
      let text = (form["amount"] ?? "").trimmed
      let isNegative = text.hasPrefix("-")
      let digits = isNegative ? String(text.dropFirst()) : text
      let words = visit.words
      guard let amount = Entered.decimal(digits, decimals: places), amount != 0 else {
        return try await shown(
          asked, visit, typed(form, "correct"), fault: words.financeFaultAmount)
      }
      let proposal = SettlementAdjustmentProposal(
        isNegative ? -amount : amount, for: settlement.merchant, in: settlement.asset,
        reason: form["reason"] ?? "")
      do {
        let approval = try await coalition.propose(
          .settlementAdjustment(proposal), reason: form["reason"] ?? "", once: form["key"] ?? "",
          by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApprovalRefusal {
        return try await shown(asked, visit, typed(form, "correct"), fault: refusal.text(words))
      }
    }
  }

  private func step(
    _ asked: Asked, _ act: (SettlementID, FormFields, Principal) async throws -> Settlement
  ) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      do {
        _ = try await act(try id(asked), form, visit.principal)
        return faces.redirect(to: home.appending(asked.id).query([("said", "done")]))
      } catch SettlementRefusal.notFound {
        throw HTTPError(.notFound)
      } catch let refusal as SettlementRefusal {
        let name = String(asked.request.uri.path.split(separator: "/").last ?? "")
        return try await shown(asked, visit, typed(form, name), fault: refusal.text(visit.words))
      }
    }
  }

  /// What was typed, so that it is there again beside the fault.
  private func typed(_ form: FormFields, _ name: String) -> [String: String] {
    var typed: [String: String] = [:]
    for field in ["reference", "day", "amount", "key"] {
      if let value = form[field] { typed[field] = String(value.prefix(64)) }
    }
    typed["reason-" + name] = String((form["reason"] ?? "").prefix(200))
    return typed
  }
}

extension SettlementRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .notFound: words.financeNone
    case .wrongState(let state):
      words.financeFaultState(
        state: ShownSettlementState(rawValue: state.rawValue)?.name(words) ?? state.rawValue)
    case .reviewerMayNotApprove: words.financeFaultReviewer
    case .reasonMissing: words.financeFaultReason
    case .referenceMissing: words.financeFaultReference
    case .referenceUsed: words.financeFaultReferenceUsed
    case .dayNotCome: words.financeFaultDay
    case .dayOutside: words.financeNone
    case .noTerms: words.financeFaultNoTerms
    case .referralUnknown: words.referralFaultUnknown
    case .ownParty: words.referralFaultOwn
    case .agentsNotInLine: words.agentFaultLine
    case .notAbove: words.agentFaultAbove
    case .othersBelow: words.agentFaultBelow
    case .partyClosed: words.agentFaultClosed
    }
  }
}
