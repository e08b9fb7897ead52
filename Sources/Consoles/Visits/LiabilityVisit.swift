import Coalition
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func liability(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var query: [String: String] = [:]
      for name in ["program", "month", "by", "issuer"] { query[name] = asked.query[name] }
      return try await shownLiability(query, visit)
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
          ["program": typed["program"] ?? ""], visit, typed, fault: fault.text(visit.words))
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
    _ query: [String: String], _ visit: SignedInVisit, _ typed: [String: String] = [:], fault: String? = nil,
    isFileRefused: Bool = false
  ) async throws -> Response {
    try visit.principal.requireOperator(.reports)
    let books = try await liabilityBooks(query, visit)
    let (month, program) = (books.month, books.program)
    let points = await visit.loaded { try await books.points() }
    var page = LiabilityPage(
      month: month.text, earlier: month.earlier.text, later: books.isCurrent ? nil : month.later.text,
      program: program?.code ?? "", programs: books.programs.map { ($0.code, visit.words.name($0.names)) },
      decimals: program?.decimals ?? 0, currency: program?.worth.money.currency ?? "",
      grouping: try await books.grouping(), lines: points.map(\.lines),
      revenue: await visit.loaded { try await books.revenue() },
      estimates: await visit.loaded { try await estimates(of: program, visit) })
    if case .loaded(let found) = points { (page.isComplete, page.worth) = (found.isComplete, found.worth) }
    page.mayEstimate = program != nil && visit.principal.scopes.contains([.reports, .writePrograms])
    // The page says that figures are not complete, even where they came to be meanwhile.
    if isFileRefused { page.isComplete = false }
    (page.typed, page.fault) = (typed, fault)
    return faces.page(
      page.render(visit.visit),
      status: isFileRefused ? .serviceUnavailable : fault == nil ? .ok : .unprocessableContent)
  }

  /// A month's lines by issuer and end, as they are kept.
  func liabilityExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let books = try await liabilityBooks(
        ["program": asked.query["program"] ?? "", "month": asked.query["month"] ?? ""], visit)
      let words = visit.words
      let header = [
        words.liabilityIssuer, words.liabilityEnd, words.liabilityOpening, words.liabilityIssued,
        words.liabilityUsed, words.liabilityExpired, words.liabilityBroughtBack, words.liabilityOther,
        words.liabilityClosing,
      ]
      guard let rows = try await books.file() else {
        return try await shownLiability(
          ["program": books.program?.code ?? "", "month": books.month.text], visit, isFileRefused: true)
      }
      try await coalition.recordExport(
        of: "liability", filter: "\(books.program?.code ?? "") \(books.month.text)", by: visit.principal)
      return faces.file("liability-\(books.month.text).csv", header) { _ in Batch(rows) }
    }
  }

  private func liabilityBooks(
    _ query: [String: String], _ visit: SignedInVisit
  ) async throws -> LiabilityBooks {
    let today = CivilDate(coalition.settings.calendar.businessDay(of: coalition.clock.now()))
    let programs =
      visit.principal.scopes.contains(.readPrograms) ? try await coalition.programs(by: visit.principal) : []
    // A new platform has no programme yet.
    let universal = try? await coalition.universalProgram()
    let month = Month(CivilDate((query["month"] ?? "") + "-01") ?? today)
    return LiabilityBooks(
      coalition: coalition, visit: visit, month: month, isCurrent: month.text >= Month(today).text,
      programs: programs, program: programs.first { $0.code == query["program"] } ?? universal,
      isByEnd: query["by"] == "end", issuer: query["issuer"] ?? "")
  }

  private func estimates(
    of program: Program?, _ visit: SignedInVisit
  ) async throws -> [LiabilityPage.Estimate] {
    guard let program else { return [] }
    let found = try await coalition.useEstimates(of: program.asset, by: visit.principal)
    let naming = try await visit.issuers(found.map(\.issuer), coalition)
    return found.reversed().map {
      LiabilityPage.Estimate(
        issuer: $0.issuer.isGiven ? naming.issuer($0.issuer) : visit.words.liabilityAllIssuers,
        from: $0.from.text ?? "", use: Int64($0.use.value), reason: $0.reason, setAt: ShownTime($0.setAt))
    }
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
