import Coalition
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func liability(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try await shownLiability(
        of: asked.query["program"] ?? "", month: asked.query["month"] ?? "", visit)
    }
  }

  /// Adds what share of points is expected to be used.
  func estimateUse(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator([.reports, .writePrograms])
      var typed: [String: String] = [:]
      for name in LiabilityPage.fields { typed[name] = String((form[name] ?? "").trimmed.prefix(200)) }
      do {
        try await addEstimate(typed, visit)
        return faces.redirect(to: Link.liability.query([("program", typed["program"] ?? "")]))
      } catch let fault as EstimateFault {
        return try await shownLiability(
          of: typed["program"] ?? "", month: "", visit, typed, fault: fault.text(visit.words))
      }
    }
  }

  private func addEstimate(_ typed: [String: String], _ visit: SignedInVisit) async throws {
    func text(_ name: String) -> String { typed[name] ?? "" }
    let program: Program
    do { program = try await coalition.program(code: text("program")) } catch is ProgramRefusal {
      throw EstimateFault.program
    }
    guard let units = Entered.decimal(text("use"), decimals: 2), 0...10_000 ~= units,
      let use = BasisPoints(Int32(units))
    else { throw EstimateFault.use }
    guard let first = CivilDate(text("from") + "-01") else { throw EstimateFault.month }
    var issuer = MerchantID.none
    if !text("issuer").isEmpty {
      do {
        issuer = try await coalition.merchant(code: text("issuer"), by: visit.principal).id
      } catch is MerchantRefusal { throw EstimateFault.issuer }
    }
    do {
      _ = try await coalition.setUseEstimate(
        use, of: program.asset, issuedBy: issuer, from: EndMonth(first), reason: text("reason"),
        by: visit.principal)
    } catch ApprovalRefusal.reasonMissing { throw EstimateFault.reason }
  }

  private func shownLiability(
    of code: String, month: String, _ visit: SignedInVisit, _ typed: [String: String] = [:],
    fault: String? = nil
  ) async throws -> Response {
    try visit.principal.requireOperator(.reports)
    let today = CivilDate(coalition.settings.calendar.businessDay(of: coalition.clock.now()))
    let month = Month(CivilDate(month + "-01") ?? today)
    let programs =
      visit.principal.scopes.contains(.readPrograms) ? try await coalition.programs(by: visit.principal) : []
    // A new platform has no programme yet.
    let program = try? await coalition.universalProgram()
    let chosen = programs.first { $0.code == code } ?? program
    let liability = await visit.loaded { try await liabilityLines(of: chosen, in: month, visit) }
    var page = LiabilityPage(
      month: month.text, earlier: month.earlier.text,
      later: month.text < Month(today).text ? month.later.text : nil, program: chosen?.code ?? "",
      programs: programs.map { ($0.code, visit.words.name($0.names)) }, decimals: chosen?.decimals ?? 0,
      currency: chosen?.worth.money.currency ?? "", lines: liability.map(\.lines),
      revenue: await visit.loaded { try await revenueLines(of: chosen, in: month, visit) },
      estimates: await visit.loaded { try await estimates(of: chosen, visit) })
    if case .loaded(let found) = liability {
      (page.isComplete, page.worth) = (found.isComplete, found.worth)
    }
    page.mayEstimate = chosen != nil && visit.principal.scopes.contains([.reports, .writePrograms])
    (page.typed, page.fault) = (typed, fault)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private struct FoundLines: Sendable {
    var lines: [LiabilityPage.Line] = []
    var isComplete = true
    var worth: ShownMoney?
  }

  private func liabilityLines(
    of program: Program?, in month: Month, _ visit: SignedInVisit
  ) async throws -> FoundLines {
    guard let program else { return FoundLines() }
    let report = try await coalition.liability(
      of: program.asset, on: month.start...month.end.adding(-1), by: visit.principal)
    let naming = try await issuers(report.lines.map(\.issuer), visit)
    let lines = report.lines.map { line in
      func sum(_ flows: LiabilityFlow...) -> Int64 {
        flows.reduce(0) { $0 + (line.flows[$1]?.units ?? 0) }
      }
      return LiabilityPage.Line(
        issuer: naming.issuer(line.issuer), end: line.end.text, opening: line.opening.units,
        issued: sum(.issued, .takenBack), used: sum(.used, .givenBack), expired: sum(.expired, .reinstated),
        other: sum(.exchanged, .adjusted, .moved), closing: line.closing.units)
    }
    let closing = report.lines.reduce(Points(0)) { $0 + $1.closing }
    return FoundLines(
      lines: lines, isComplete: report.isComplete, worth: ShownMoney(report.worth.money(for: closing)))
  }

  private func revenueLines(
    of program: Program?, in month: Month, _ visit: SignedInVisit
  ) async throws -> [LiabilityPage.Revenue] {
    guard let program else { return [] }
    let number = EndMonth(CivilDate(month.start))
    let found = try await coalition.deferredRevenue(
      of: program.asset, over: number...number, by: visit.principal
    ).lines
    let naming = try await issuers(found.map(\.issuer), visit)
    return found.map {
      LiabilityPage.Revenue(
        issuer: naming.issuer($0.issuer), end: $0.end.text, use: Int64($0.use.value), deferred: $0.deferred,
        before: $0.before, income: $0.income, left: $0.left)
    }
  }

  private func estimates(
    of program: Program?, _ visit: SignedInVisit
  ) async throws -> [LiabilityPage.Estimate] {
    guard let program else { return [] }
    let found = try await coalition.useEstimates(of: program.asset, by: visit.principal)
    let naming = try await issuers(found.map(\.issuer), visit)
    return found.reversed().map {
      LiabilityPage.Estimate(
        issuer: $0.issuer.isGiven ? naming.issuer($0.issuer) : visit.words.liabilityAllIssuers,
        from: $0.from.text ?? "", use: Int64($0.use.value), reason: $0.reason, setAt: ShownTime($0.setAt))
    }
  }

  private func issuers(_ issuers: [MerchantID], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    question.merchants = Set(issuers.filter(\.isGiven))
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }
}

/// What of an estimate cannot be meant.
private enum EstimateFault: Error {
  case program, use, month, issuer, reason

  func text(_ words: Words) -> String {
    switch self {
    case .program: words.approvalFaultImpossible
    case .use: words.liabilityFaultUse
    case .month: words.liabilityFaultMonth
    case .issuer: words.liabilityFaultIssuer
    case .reason: words.financeFaultReason
    }
  }
}
