import Coalition
import Ledger
import Loyalty

/// What a page and a file of a month's liability read, each named for who looks.
struct LiabilityBooks {
  /// A platform has more issuers than a page has room for; the file has them all.
  static let linesOnPage = 18

  let coalition: Coalition
  let visit: SignedInVisit
  let month: Month
  let isCurrent: Bool
  let programs: [Program]
  /// Nil on a platform without a programme.
  let program: Program?
  let isByEnd: Bool
  /// As asked: a merchant's public id, `platform`, or anything else for all.
  let issuer: String

  struct Points: Sendable {
    var lines: [LiabilityPage.Line] = []
    var isComplete = true
    var worth: ShownMoney?
  }

  func grouping() async throws -> LiabilityPage.Grouping {
    if let one { return .issuer(id: issuer, name: try await visit.issuers([one], coalition).issuer(one)) }
    return isByEnd ? .ends : .issuers
  }

  func points() async throws -> Points {
    guard let report = try await report() else { return Points() }
    let asked = report.lines.filter { one == nil || $0.issuer == one }
    let lines: [LiabilityPage.Line]
    if isByIssuer {
      var groups = Dictionary(grouping: asked, by: \.issuer).map { ($0.key, Self.line($0.value, "")) }
      groups.sort { ($0.1.closing, $1.0) > ($1.1.closing, $0.0) }
      let naming = try await visit.issuers(groups.prefix(Self.linesOnPage).map(\.0), coalition)
      lines = shortened(groups.map { Self.line([$1], naming.issuer($0), issuer: address(of: $0)) })
    } else {
      let groups = Dictionary(grouping: asked, by: \.end).sorted { $0.key < $1.key }
      lines = shortened(groups.map { Self.line($0.value, name(of: $0.key)) })
    }
    let closing = asked.reduce(Ledger.Points(0)) { $0 + $1.closing }
    return Points(
      lines: lines, isComplete: report.isComplete, worth: ShownMoney(report.worth.money(for: closing)))
  }

  func revenue() async throws -> [LiabilityPage.Revenue] {
    guard let program else { return [] }
    let number = EndMonth(CivilDate(month.start))
    let found = try await coalition.deferredRevenue(
      of: program.asset, over: number...number, by: visit.principal
    ).lines.filter { one == nil || $0.issuer == one }
    let naming = try await visit.issuers(found.map(\.issuer), coalition)
    var lines: [LiabilityPage.Revenue]
    if isByIssuer {
      lines = Dictionary(grouping: found, by: \.issuer).sorted { $0.key < $1.key }
        .map { Self.revenue($0.value, naming.issuer($0.key)) }
      lines.sort { $0.left > $1.left }
    } else {
      lines = Dictionary(grouping: found, by: \.end).sorted { $0.key < $1.key }
        .map { Self.revenue($0.value, name(of: $0.key)) }
    }
    let rest = lines.dropFirst(Self.linesOnPage)
    if rest.isEmpty { return lines }
    return lines.prefix(Self.linesOnPage) + [Self.together(rest, others(rest.count))]
  }

  /// Every line by issuer and end; nil where the journal was not read to its end, as a file that is
  /// kept would not say so.
  func file() async throws -> [[CSV.Cell]]? {
    guard let program, let report = try await report() else { return [] }
    guard report.isComplete else { return nil }
    let naming = try await visit.issuers(report.lines.map(\.issuer), coalition)
    return report.lines.map { kept in
      let line = Self.line([kept], naming.issuer(kept.issuer))
      let numbers = [
        line.opening, line.issued, line.used, line.expired, line.broughtBack, line.other, line.closing,
      ]
      return [.text(line.name), .text(kept.end.text ?? "")]
        + numbers.map { .number(Digits.plain($0, decimals: program.decimals)) }
    }
  }

  /// Whose lines alone were asked for.
  private var one: MerchantID? {
    issuer == Self.platform ? MerchantID.none : coalition.publicIDs.id(issuer)
  }
  private var isByIssuer: Bool { one == nil && !isByEnd }
  private static let platform = "platform"

  private func address(of issuer: MerchantID) -> String {
    issuer.isGiven ? coalition.publicIDs.text(issuer) : Self.platform
  }

  private func name(of end: EndMonth) -> String { end.text ?? visit.words.liabilityNeverEnds }

  private func report() async throws -> LiabilityReport? {
    guard let program else { return nil }
    return try await coalition.liability(
      of: program.asset, on: month.start...month.end.adding(-1), by: visit.principal)
  }

  /// As many lines as a page has room for, the others in one.
  private func shortened(_ lines: [LiabilityPage.Line]) -> [LiabilityPage.Line] {
    let rest = lines.dropFirst(Self.linesOnPage)
    if rest.isEmpty { return lines }
    return lines.prefix(Self.linesOnPage) + [Self.line(Array(rest), others(rest.count))]
  }

  private func others(_ count: Int) -> String {
    visit.words.liabilityRest(count: visit.words.number(Int64(count)))
  }

  private static func line(_ lines: [LiabilityLine], _ name: String) -> LiabilityPage.Line {
    func sum(_ flows: LiabilityFlow...) -> Int64 {
      lines.reduce(0) { sum, line in flows.reduce(sum) { $0 + (line.flows[$1]?.units ?? 0) } }
    }
    return LiabilityPage.Line(
      name: name, issuer: nil, opening: lines.reduce(0) { $0 + $1.opening.units },
      issued: sum(.issued, .takenBack), used: sum(.used, .givenBack), expired: sum(.expired),
      broughtBack: sum(.reinstated), other: sum(.exchanged, .adjusted, .moved),
      closing: lines.reduce(0) { $0 + $1.closing.units })
  }

  private static func line(
    _ lines: [LiabilityPage.Line], _ name: String, issuer: String? = nil
  ) -> LiabilityPage.Line {
    func sum(_ part: (LiabilityPage.Line) -> Int64) -> Int64 { lines.reduce(0) { $0 + part($1) } }
    return LiabilityPage.Line(
      name: name, issuer: issuer, opening: sum(\.opening), issued: sum(\.issued), used: sum(\.used),
      expired: sum(\.expired), broughtBack: sum(\.broughtBack), other: sum(\.other),
      closing: sum(\.closing))
  }

  private static func revenue(_ lines: [DeferredRevenueLine], _ name: String) -> LiabilityPage.Revenue {
    func sum(_ part: (DeferredRevenueLine) -> Int64) -> Int64 { lines.reduce(0) { $0 + part($1) } }
    return LiabilityPage.Revenue(
      name: name, use: lines.count == 1 ? Int64(lines[0].use.value) : nil, deferred: sum(\.deferred),
      before: sum(\.before), income: sum(\.income), left: sum(\.left))
  }

  private static func together(
    _ lines: ArraySlice<LiabilityPage.Revenue>, _ name: String
  )
    -> LiabilityPage.Revenue
  {
    func sum(_ part: (LiabilityPage.Revenue) -> Int64) -> Int64 { lines.reduce(0) { $0 + part($1) } }
    return LiabilityPage.Revenue(
      name: name, use: nil, deferred: sum(\.deferred), before: sum(\.before), income: sum(\.income),
      left: sum(\.left))
  }
}

extension SignedInVisit {
  /// Names of merchants, of whom some may be none.
  func issuers(_ issuers: [MerchantID], _ coalition: Coalition) async throws -> Naming {
    var question = NameQuestion()
    question.merchants = Set(issuers.filter(\.isGiven))
    return Naming(try await coalition.names(question, by: principal), self, coalition)
  }
}
