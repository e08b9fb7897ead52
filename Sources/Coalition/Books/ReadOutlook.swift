package import Ledger
internal import LedgerStore
package import Loyalty
internal import Storage

/// How old an issuer's open points are.
package struct AgedIssuer: Sendable, Hashable {
  /// None for the operator.
  package let issuer: MerchantID
  /// One for each of ``Coalition/ageMonths`` and one for the older ones.
  package var points: [Points]
}

extension Coalition {
  /// Classes of age begin so many months ago: less than 3, then 6, 12 and 24, and whatever is older (账龄).
  package static let ageMonths = [3, 6, 12, 24]

  /// How old a programme's open points are as of now, by issuer, since their lot was first credited; points
  /// that were brought over from another system are as old as that credit here.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`, `Busy`.
  package func outstandingAges(
    of asset: AssetID, by principal: Principal
  ) async throws -> [AgedIssuer] {
    try principal.requireOperator(.reports)
    try await requireProgram(asset)
    let (now, zone) = (clock.now(), settings.calendar.zone)
    let bounds = Self.ageMonths.map { months in
      zone.start(of: zone.date(at: now).adding(months: -months))
    }
    let sources = try await ledger.sources()
    var sums: [MerchantID: [Points]] = [:]
    for aged in try await ledger.ages(of: asset, since: bounds) {
      let place = Int(aged.source) - 1
      let issuer = sources.indices.contains(place) ? sources[place].issuer : .none
      let before = sums[issuer] ?? Array(repeating: 0, count: bounds.count + 1)
      sums[issuer] = zip(before, aged.points).map { $0 + $1 }
    }
    return sums.map { AgedIssuer(issuer: $0.key, points: $0.value) }.sorted { $0.issuer < $1.issuer }
  }

  /// How much of a programme's points that have not ended is expected to be used, by month of their end, as
  /// of the end of the last whole month: what history says to whoever sets an estimate. It changes nothing.
  /// - Parameter issuer: nil for all together; none for the operator's.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func useOutlook(
    of asset: AssetID, issuedBy issuer: MerchantID? = nil, by principal: Principal
  ) async throws -> (lines: [UseOutlook], through: EndMonth, isComplete: Bool) {
    try principal.requireOperator(.reports)
    try await requireProgram(asset)
    let read = try await follow([.liability], atMost: Self.totalsOnPage)
    let today = CivilDate(settings.calendar.businessDay(of: clock.now()))
    let through = EndMonth(number: EndMonth(today).number - 1)
    let ofIssuer: SQL = issuer.map { "AND issuer_id = \($0)" } ?? ""
    let first = through.number - UseOutlook.monthsOfHistory
    let cohorts = try await database.read { tx in
      var cohorts: [Int64: UseCohort] = [:]
      try tx.query(
        """
        SELECT end_month, flow, month, CAST(sum(points) AS BIGINT) FROM (
          SELECT end_month, flow, points, \(EndMonth.ofDayColumn) AS month FROM liability_day
          WHERE asset_id = \(asset) \(ofIssuer) AND end_month > \(first)
            AND end_month < \(EndMonth.never.number) AND day < \(through.next.firstDay)) AS moved
        GROUP BY end_month, flow, month
        """
      ) { ($0[0] as Int64, $0[1] as LiabilityFlow, $0[2] as Int64, $0[3] as Int64) }
      .forEach { end, flow, month, points in
        let isIssue = flow == .issued || flow == .takenBack
        let isUse = flow == .used || flow == .givenBack
        cohorts[end, default: UseCohort(end: end)]
          .add(issued: isIssue ? points : 0, used: isUse ? -points : 0, in: month)
      }
      return Array(cohorts.values)
    }
    return (
      UseOutlook.of(cohorts, through: through.number), through, read < Self.totalsOnPage
    )
  }

  private func requireProgram(_ asset: AssetID) async throws {
    let found = try await database.read { try $0.program("asset_id = \(asset)") }
    if found == nil { throw ProgramRefusal.programNotFound }
  }
}

extension EndMonth {
  /// The month of the column `day`, in whole numbers, by years that begin in March, so that the leap day is a
  /// year's last. For days from 1970 on.
  static let ofDayColumn: SQL = """
    ((day + 719468) / 146097 * 400 + \(yearOfEra)) * 12
      + (5 * (\(dayOfEra) - (365 * \(yearOfEra) + \(yearOfEra) / 4 - \(yearOfEra) / 100)) + 2) / 153 - 23638
    """

  private static let dayOfEra: SQL = "((day + 719468) % 146097)"
  private static let yearOfEra: SQL = """
    ((\(dayOfEra) - \(dayOfEra) / 1460 + \(dayOfEra) / 36524 - \(dayOfEra) / 146096) / 365)
    """
}
