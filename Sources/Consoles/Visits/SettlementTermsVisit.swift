import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// A merchant's settlement terms in the operator's console: looked at, tried on kept lines, proposed.
extension OperatorConsole {
  func settlementTerms(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try await shownTerms(try await findMerchant(asked, visit), visit)
    }
  }

  func workOnSettlementTerms(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let isProposal = form["do"] == "propose"
      try visit.principal.requireOperator(isProposal ? .settle : .reports)
      let merchant = try await findMerchant(asked, visit)
      var typed: [String: String] = [:]
      for name in SettlementTermsPage.fields {
        // One more than there may be: what is too long is refused and not cut.
        typed[name] = String((form[name] ?? "").prefix(SettlementTermsPage.length(of: name) + 1))
      }
      do {
        try SettlementTermsPage.requireLengths(of: typed)
        let programs = try await coalition.programs(by: visit.principal)
        guard let program = programs.first(where: { $0.code == typed["program"] }) else {
          throw TermsFormFault.program
        }
        var terms = try SettlementTerms(typed, of: program, visit.words)
        let parties = try SettlementTerms.TypedParties(
          typed, places: decimalPlaces(ofCurrency: program.worth.money.currency))
        try await terms.set(parties) { try await party($0, visit) }
        if !isProposal {
          return try await shownTerms(
            merchant, visit, typed, preview: try await preview(terms, merchant, program, typed, visit))
        }
        guard let from = CivilDate(typed["from"] ?? "") else { throw TermsFormFault.day }
        let proposal = SettlementProposal(
          terms, of: merchant.id, in: program.asset,
          from: BusinessDay(daysSince1970: Int32(clamping: from.daysSince1970)))
        let approval = try await coalition.propose(
          .settlementTerms(proposal), reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let fault as TermsFormFault {
        return try await shownTerms(merchant, visit, typed, fault: fault.text(visit.words))
      } catch let refusal as ApprovalRefusal {
        return try await shownTerms(merchant, visit, typed, fault: refusal.text(visit.words))
      } catch let refusal as SettlementRefusal {
        return try await shownTerms(merchant, visit, typed, fault: refusal.text(visit.words))
      } catch FundingRefusal.prepaidNow {
        return try await shownTerms(merchant, visit, typed, fault: visit.words.fundingFaultPrepaid)
      } catch ProgramRefusal.programNotFound {
        return try await shownTerms(merchant, visit, typed, fault: TermsFormFault.program.text(visit.words))
      }
    }
  }

  /// The form as the newest terms fill it in.
  private func written(
    _ agreed: [SettlementAgreement], _ programs: [Program], _ visit: SignedInVisit
  ) async throws -> [String: String] {
    let typed = agreed.typed(programs, visit.words)
    let program = programs.first { $0.code == typed["program"] }
    guard let program, let terms = agreed.first(where: { $0.asset == program.asset })?.terms else {
      return typed
    }
    var codes: [MerchantID: String] = [:]
    for party in terms.parties {
      codes[party] = try await coalition.merchant(party, by: visit.principal).code
    }
    let places = decimalPlaces(ofCurrency: program.worth.money.currency)
    return typed.merging(terms.typedParties(places: places) { codes[$0] ?? visit.words.shareOperator }) {
      _, new in new
    }
  }

  /// A party as a form names it; nil for none.
  func party(_ name: String, _ visit: SignedInVisit) async throws -> MerchantID? {
    if [visit.words.shareOperator.lowercased(), "operator"].contains(name.lowercased()) {
      return MerchantID.none
    }
    do {
      return try await coalition.merchant(code: name, by: visit.principal).id
    } catch is MerchantRefusal { return nil }
  }

  private func preview(
    _ terms: SettlementTerms, _ merchant: Merchant, _ program: Program, _ typed: [String: String],
    _ visit: SignedInVisit
  ) async throws -> SettlementTermsPage.Preview {
    let month = coalition.lastMonth()
    func day(_ name: String, _ standard: BusinessDay) -> BusinessDay {
      CivilDate(typed[name] ?? "").map { BusinessDay(daysSince1970: Int32(clamping: $0.daysSince1970)) }
        ?? standard
    }
    let (first, last) = (day("first", month.lowerBound), day("last", month.upperBound))
    guard first <= last, last.daysSince1970 - first.daysSince1970 < Int32(Coalition.previewedDays) else {
      throw TermsFormFault.days
    }
    let found = try await coalition.previewSettlementTerms(
      terms, of: merchant.id, in: program.asset, over: first...last, by: visit.principal)
    return SettlementTermsPage.Preview(found, currency: program.worth.money.currency, visit.words)
  }

  private func shownTerms(
    _ merchant: Merchant, _ visit: SignedInVisit, _ typed: [String: String] = [:],
    preview: SettlementTermsPage.Preview? = nil, fault: String? = nil
  ) async throws -> Response {
    let agreed = try await coalition.settlementAgreements(of: merchant.id, by: visit.principal)
    let programs = try await coalition.programs(by: visit.principal).filter { $0.status != .closed }
    var question = NameQuestion()
    question.programs = Set(agreed.map(\.asset) + programs.map(\.asset))
    question.merchants = Set(agreed.flatMap(\.terms.parties))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    let month = coalition.lastMonth()
    var page = SettlementTermsPage(
      merchant: visit.words.name(merchant.names), id: coalition.publicIDs.text(merchant.id),
      versions: .shown(agreed, on: today, naming),
      programs: programs.map { ($0.code, visit.words.name($0.names)) })
    page.typed = typed.isEmpty ? try await written(agreed, programs, visit) : typed
    for (name, day) in [
      ("from", today.adding(1)), ("first", month.lowerBound), ("last", month.upperBound),
    ] where page.typed[name, default: ""].isEmpty {
      page.typed[name] = ShownDay(day).text
    }
    page.fundings = .shown(try await coalition.issuingFunding(of: merchant.id, by: visit.principal), naming)
    page.mayPropose = visit.principal.scopes.contains(.settle)
    page.preview = preview
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}

extension MerchantDesk {
  /// What was agreed on with the viewer's merchant, in plain words.
  func ownSettlementTerms(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let agreed = try await coalition.settlementAgreements(of: visit.merchant, by: visit.principal)
      var question = NameQuestion()
      question.programs = Set(agreed.map(\.asset))
      question.merchants = Set([visit.merchant] + agreed.flatMap(\.terms.parties))
      let naming = Naming(
        try await coalition.names(question, by: visit.principal), visit.visit, coalition)
      let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
      var page = SettlementTermsPage(
        merchant: naming.issuer(visit.merchant), id: "",
        versions: .shown(agreed, on: today, naming, isDesk: true))
      page.fundings = .shown(
        try await coalition.issuingFunding(of: visit.merchant, by: visit.principal), naming)
      return faces.page(page.render(visit.visit.visit))
    }
  }
}

extension [SettlementTermsPage.Version] {
  /// Versions by programme, each with whether it counts on a day.
  fileprivate static func shown(
    _ agreed: [SettlementAgreement], on today: BusinessDay, _ naming: Naming, isDesk: Bool = false
  ) -> Self {
    agreed.map { version in
      let same = agreed.filter { $0.asset == version.asset }
      let current = same.filter { $0.from <= today }.map(\.version).max()
      let standing: SettlementTermsPage.Standing =
        version.version == current ? .now : version.from > today ? .coming : .past
      return SettlementTermsPage.Version(
        program: naming.program(version.asset), number: version.version, from: ShownDay(version.from),
        standing: standing, lines: naming.lines(of: version.terms, version.asset, withAgents: !isDesk),
        approval: naming.publicIDs.text(version.approval))
    }
  }
}

extension SettlementTermsPage.Preview {
  fileprivate init(_ found: TermsPreview, currency: String, _ words: Words) {
    let settled = found.settled.named(words, beside: found.proposed)
    let proposed = found.proposed.named(words, beside: found.settled)
    self.init(
      note: words.financePreviewOf(
        first: ShownDay(found.days.lowerBound).text, last: ShownDay(found.days.upperBound).text,
        lines: words.number(found.settled.lines)),
      lines: zip(settled, proposed).filter { $0.0.name != words.financeCorrections }.map { was, would in
        Line(
          name: was.name, settled: ShownMoney(was.units, currency),
          proposed: ShownMoney(would.units, currency),
          difference: ShownMoney(would.units - was.units, currency))
      },
      untold: found.untold.isEmpty
        ? nil
        : words.financeUntold(
          roles: found.untold.sorted { $0.rawValue < $1.rawValue }.map { $0.name(words) }
            .joined(separator: words.listConditionJoin)))
  }
}
