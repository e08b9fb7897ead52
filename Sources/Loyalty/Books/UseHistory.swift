/// What became of points that end together: how many were issued and used by the end of each month.
package struct UseCohort: Sendable {
  /// Months since January 1970.
  package let end: Int64
  /// In one month each, by months since January 1970; what came back is below zero.
  private var issued: [Int64: Int64] = [:]
  private var used: [Int64: Int64] = [:]

  package init(end: Int64) { self.end = end }

  package mutating func add(issued: Int64, used: Int64, in month: Int64) {
    self.issued[month, default: 0] += issued
    self.used[month, default: 0] += used
  }

  /// Both to the end of a month.
  package func sums(through month: Int64) -> (issued: Int64, used: Int64) {
    func sum(_ parts: [Int64: Int64]) -> Int64 { parts.reduce(0) { $1.key <= month ? $0 + $1.value : $0 } }
    return (sum(issued), sum(used))
  }
}

/// How much of points that have not ended is expected to be used, by what became of earlier ones (按历史批次估计
/// 使用率; risk.md 3.1: a triangle of cohorts).
package struct UseOutlook: Sendable, Hashable {
  /// Months since January 1970.
  package let end: Int64
  package let issued: Int64
  package let used: Int64
  /// What is used of what was issued.
  package let soFar: BasisPoints
  /// Nil without earlier ones.
  package let earlier: Earlier?
  /// Nil without earlier ones.
  package let expected: BasisPoints?

  /// What of earlier ones was used as long before their end, and to their end.
  package struct Earlier: Sendable, Hashable {
    package let then: BasisPoints
    package let finally: BasisPoints
  }

  /// How many months of end that are over tell of those to come.
  package static let monthsOfHistory: Int64 = 36

  /// Looks at cohorts as of the end of a month: those that end later, the earliest first.
  ///
  /// To what is used so far comes what was used of the earlier ones from as long before their end on, in
  /// shares of what was issued (Bornhuetter and Ferguson's way, which stands a month in which nothing was
  /// used yet).
  /// Never less than is used already, and never more than all.
  package static func of(_ cohorts: [UseCohort], through month: Int64) -> [UseOutlook] {
    let over = cohorts.filter { (month - monthsOfHistory + 1...month).contains($0.end) }
    let whole = total(of: over) { $0.end }
    return cohorts.filter { $0.end > month }.sorted { $0.end < $1.end }.compactMap { cohort in
      let now = cohort.sums(through: month)
      if now.issued <= 0 { return nil }
      let soFar = share(now) ?? 0
      guard let finally = share(whole) else {
        return UseOutlook(
          end: cohort.end, issued: now.issued, used: now.used, soFar: basisPoints(soFar), earlier: nil,
          expected: nil)
      }
      let left = cohort.end - month
      let then = share(total(of: over) { $0.end - left }) ?? 0
      return UseOutlook(
        end: cohort.end, issued: now.issued, used: now.used, soFar: basisPoints(soFar),
        earlier: Earlier(then: basisPoints(then), finally: basisPoints(finally)),
        expected: basisPoints(max(soFar + finally - then, soFar)))
    }
  }

  /// Shares are in millionths of a per cent, so that their sums lose nothing that shows.
  private static let unit: Int128 = 100_000_000

  private static func total(
    of cohorts: [UseCohort], through month: (UseCohort) -> Int64
  ) -> (issued: Int64, used: Int64) {
    cohorts.reduce((0, 0)) {
      let sums = $1.sums(through: month($1))
      return ($0.0 + sums.issued, $0.1 + sums.used)
    }
  }

  /// Nil of nothing issued.
  private static func share(_ sums: (issued: Int64, used: Int64)) -> Int128? {
    sums.issued > 0 ? Int128(max(sums.used, 0)) * unit / Int128(sums.issued) : nil
  }

  private static func basisPoints(_ share: Int128) -> BasisPoints {
    let rounded = (share + unit / 20_000) / (unit / 10_000)
    return BasisPoints(Int32(clamping: min(max(rounded, 0), 10_000))) ?? .zero
  }
}
