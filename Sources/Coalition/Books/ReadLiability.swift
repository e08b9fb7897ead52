package import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

/// What became of an issuer's outstanding points that end in one month, over a period.
package struct LiabilityLine: Sendable, Hashable {
  /// None for the operator.
  package let issuer: MerchantID
  package let end: EndMonth
  package var opening: Points = 0
  package var flows: [LiabilityFlow: Points] = [:]
  package var closing: Points { opening + flows.values.reduce(0, +) }
}

/// A programme's liability over a period: opening, what moved, closing.
package struct LiabilityReport: Sendable, Hashable {
  package let lines: [LiabilityLine]
  /// What a point is worth, for the money of it.
  package let worth: Worth
  /// Whether the journal was read to its end; what was posted late may be missing otherwise.
  package let isComplete: Bool
}

extension Coalition {
  /// A programme's outstanding points over business days, by issuer and month of their end (product.md E6).
  ///
  /// Closing is the sum of all open lots: of the last day, what `LedgerDoor.liability()` counts in wallets.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func liability(
    of asset: AssetID, on days: ClosedRange<BusinessDay>, by principal: Principal
  ) async throws -> LiabilityReport {
    try principal.requireOperator(.reports)
    let read = try await follow([.liability], atMost: Self.totalsOnPage)
    let (first, last) = (Int64(days.lowerBound.daysSince1970), Int64(days.upperBound.daysSince1970))
    return try await database.read { tx in
      guard let program = try tx.program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
      let sums = try tx.query(
        """
        SELECT issuer_id, end_month, CASE WHEN day < \(first) THEN 0 ELSE flow END AS moved,
          CAST(sum(points) AS BIGINT) FROM liability_day
        WHERE asset_id = \(asset) AND day <= \(last) GROUP BY issuer_id, end_month, moved
        """
      ) { (issuer: $0[0] as MerchantID, end: $0[1] as Int64, flow: $0[2] as Int64, points: $0[3] as Points) }
      var lines: [MerchantID: [EndMonth: LiabilityLine]] = [:]
      for sum in sums {
        let end = EndMonth(number: sum.end)
        var line = lines[sum.issuer]?[end] ?? LiabilityLine(issuer: sum.issuer, end: end)
        if let flow = LiabilityFlow(rawValue: sum.flow) {
          line.flows[flow] = sum.points
        } else {
          line.opening = sum.points
        }
        lines[sum.issuer, default: [:]][end] = line
      }
      let moved = lines.values.flatMap(\.values).filter { $0.opening != 0 || !$0.flows.isEmpty }
      return LiabilityReport(
        lines: moved.sorted { ($0.issuer, $0.end) < ($1.issuer, $1.end) }, worth: program.worth,
        isComplete: read < Self.totalsOnPage)
    }
  }
}
