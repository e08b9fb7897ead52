import Coalition
import Hummingbird
import Ledger
import Loyalty

// How old open points are, and how much of them is expected to be used.
extension OperatorConsole {
  func outlook(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let programs =
        visit.principal.scopes.contains(.readPrograms)
        ? try await coalition.programs(by: visit.principal) : []
      // A new platform has no programme yet.
      let universal = try? await coalition.universalProgram()
      let program = programs.first { $0.code == asked.query["program"] } ?? universal
      let issuer = issuer(asked.query["issuer"])
      let uses = await visit.loaded { try await self.uses(of: program, issuer, visit) }
      var page = OutlookPage(
        program: program?.code ?? "", programs: programs.map { ($0.code, visit.words.name($0.names)) },
        decimals: program?.decimals ?? 0, bounds: Coalition.ageMonths,
        ages: await visit.loaded { try await ages(of: program, visit) }, uses: uses.map(\.rows),
        through: lastWholeMonth)
      if case .loaded(let found) = uses {
        (page.isComplete, page.laterEnds) = (found.isComplete, found.later)
      }
      if let issuer { page.issuer = try await visit.issuers([issuer], coalition).issuer(issuer) }
      return faces.page(page.render(visit.visit))
    }
  }

  /// A page has room for so many issuers; the others stand in one line.
  private static let issuersOnPage = 24
  /// And for so many months; points rarely live longer.
  private static let endsOnPage = 36
  private static let platform = "platform"

  private func issuer(_ text: String?) -> MerchantID? {
    text == Self.platform ? MerchantID.none : text.flatMap { coalition.publicIDs.id($0) }
  }

  private var lastWholeMonth: String {
    Month(CivilDate(coalition.settings.calendar.businessDay(of: coalition.clock.now()))).earlier.text
  }

  private func ages(of program: Program?, _ visit: SignedInVisit) async throws -> [OutlookPage.Aged] {
    guard let program else { return [] }
    func whole(_ points: [Points]) -> Points { points.reduce(0, +) }
    let found = try await coalition.outstandingAges(of: program.asset, by: visit.principal)
      .filter { whole($0.points) != 0 }
      .sorted { (whole($0.points), $1.issuer) > (whole($1.points), $0.issuer) }
    let shown = found.prefix(Self.issuersOnPage)
    let naming = try await visit.issuers(shown.map(\.issuer), coalition)
    let rows = shown.map { one in
      OutlookPage.Aged(
        name: naming.issuer(one.issuer),
        issuer: one.issuer.isGiven ? coalition.publicIDs.text(one.issuer) : Self.platform,
        points: one.points.map(\.units))
    }
    let rest = found.dropFirst(Self.issuersOnPage)
    guard let first = rest.first else { return rows }
    let together = rest.dropFirst().reduce(first.points) { zip($0, $1.points).map { $0 + $1 } }
    let name = visit.words.liabilityRest(count: visit.words.number(Int64(rest.count)))
    return rows + [OutlookPage.Aged(name: name, issuer: nil, points: together.map(\.units))]
  }

  private func uses(
    of program: Program?, _ issuer: MerchantID?, _ visit: SignedInVisit
  ) async throws -> (rows: [OutlookPage.Use], later: Int64, isComplete: Bool) {
    guard let program else { return ([], 0, true) }
    let found = try await coalition.useOutlook(of: program.asset, issuedBy: issuer, by: visit.principal)
    let rows = found.lines.prefix(Self.endsOnPage).map { one in
      OutlookPage.Use(
        end: EndMonth(number: one.end).text ?? "", issued: one.issued, used: Int64(one.soFar.value),
        then: one.earlier.map { Int64($0.then.value) }, finally: one.earlier.map { Int64($0.finally.value) },
        expected: one.expected.map { Int64($0.value) })
    }
    return (rows, Int64(found.lines.count - rows.count), found.isComplete)
  }
}
