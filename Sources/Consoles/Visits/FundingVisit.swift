import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// What a merchant's points are paid for with, in the operator's console.
extension OperatorConsole {
  func issuingFunding(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      return try await shownFunding(try await findMerchant(asked, visit), visit)
    }
  }

  func proposeFunding(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.settle)
      let merchant = try await findMerchant(asked, visit)
      var typed: [String: String] = [:]
      for name in FundingPage.fields {
        typed[name] = String((form[name] ?? "").trimmed.prefix(name == "reason" ? 201 : 33))
      }
      func refused(_ fault: String) async throws -> Response {
        try await shownFunding(merchant, visit, typed, fault: fault)
      }
      let words = visit.words
      let programs = try await coalition.programs(by: visit.principal)
      guard let program = programs.first(where: { $0.code == typed["program"] }) else {
        return try await refused(words.blockFaultProgram)
      }
      guard let mode = IssuingFunding.Mode(rawValue: typed["mode"] ?? "") else {
        return try await refused(words.fundingFaultMode)
      }
      let text = typed["limit"] ?? ""
      let limit = text.isEmpty ? 0 : Entered.decimal(text, decimals: program.decimals)
      guard let limit, (limit > 0) == (mode == .credit), text.isEmpty || mode == .credit else {
        return try await refused(words.fundingFaultLimit)
      }
      do {
        let approval = try await coalition.propose(
          .funding(FundingProposal(mode, limit: Points(limit), of: merchant.id, in: program.asset)),
          reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch ApprovalRefusal.invalidOperation {
        return try await refused(words.fundingFaultLimit)
      } catch let refusal as ApprovalRefusal {
        return try await refused(refusal.text(words))
      } catch FundingRefusal.noPrice {
        return try await refused(words.fundingFaultTerms)
      } catch let refusal as FundingRefusal {
        return try await refused(refusal.text(words))
      } catch ProgramRefusal.programNotFound {
        return try await refused(words.blockFaultProgram)
      }
    }
  }

  private func shownFunding(
    _ merchant: Merchant, _ visit: SignedInVisit, _ typed: [String: String] = [:], fault: String? = nil
  ) async throws -> Response {
    let fundings = try await coalition.issuingFunding(of: merchant.id, by: visit.principal)
    var question = NameQuestion()
    question.programs = Set(fundings.map(\.funding.asset))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let programs = try await coalition.programs(by: visit.principal)
    var page = FundingPage(
      merchant: visit.words.name(merchant.names), id: coalition.publicIDs.text(merchant.id),
      code: merchant.code,
      fundings: fundings.map { SettlementTermsPage.Funding($0, naming, isWhole: true) },
      programs: programs.filter { question.programs.contains($0.asset) }.map {
        ($0.code, visit.words.name($0.names))
      },
      modes: IssuingFunding.Mode.allCases.map { ($0.rawValue, $0.text(visit.words)) })
    page.mayPropose = visit.principal.scopes.contains(.settle)
    page.typed = typed
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  /// Says on the first page how many merchants have little left to give.
  func fundingAlerts(_ visit: SignedInVisit) async -> [HomeAlert] {
    // A right that is missing says nothing here: the page itself does.
    guard visit.principal.scopes.contains(.reports),
      case .loaded(let low) = await visit.loaded({ try await coalition.lowFundings(by: visit.principal) }),
      !low.isEmpty
    else { return [] }
    return [
      HomeAlert(
        text: visit.words.fundingAlert(count: Int64(Set(low.map(\.merchant)).count)), link: .pointsBlocks,
        linkText: visit.words.blockTitle)
    ]
  }
}
