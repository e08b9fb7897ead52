/// What counts for levels: of a purchase, a day or a window.
package struct QualifyingSums: Hashable, Sendable {
  package var points: Int64
  /// Money in its smallest unit.
  package var spend: Int64
  package var visits: Int64

  package init(points: Int64 = 0, spend: Int64 = 0, visits: Int64 = 0) {
    self.points = points
    self.spend = spend
    self.visits = visits
  }

  package static let zero = QualifyingSums()

  // Sums of accepted purchases stay far from overflow; a wrap would show as a level nobody reached.
  package static func + (left: Self, right: Self) -> Self {
    QualifyingSums(
      points: left.points &+ right.points, spend: left.spend &+ right.spend,
      visits: left.visits &+ right.visits)
  }

  package static func - (left: Self, right: Self) -> Self {
    QualifyingSums(
      points: left.points &- right.points, spend: left.spend &- right.spend,
      visits: left.visits &- right.visits)
  }
}

/// A member's days on which something counted, with running sums, so that any window is a subtraction.
package struct QualifyingDays: Sendable {
  /// In order.
  package let days: [CivilDate]
  /// ``sums`` of all days before the place; one more than there are days.
  private let before: [QualifyingSums]

  /// Takes the days in any order; a day may come several times.
  package init(_ parts: [(day: CivilDate, sums: QualifyingSums)] = []) {
    var days: [CivilDate] = []
    var before = [QualifyingSums.zero]
    for part in parts.sorted(by: { $0.day < $1.day }) {
      if days.last == part.day {
        before[before.count - 1] = before[before.count - 1] + part.sums
      } else {
        days.append(part.day)
        before.append(before[before.count - 1] + part.sums)
      }
    }
    self.days = days
    self.before = before
  }

  /// The sum from the first to the last day, both with them.
  package func sum(from first: CivilDate, through last: CivilDate) -> QualifyingSums {
    guard first <= last else { return .zero }
    return before[count(through: last)] - before[count(through: first.adding(days: -1))]
  }

  /// How many days are at or before the date.
  private func count(through date: CivilDate) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= date { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension TierMeasure {
  /// What the sums count for.
  package func value(_ sums: QualifyingSums) -> Int64 {
    switch self {
    case .points: sums.points
    case .spend: sums.spend
    case .visits: sums.visits
    case .growth(let rate):
      Int64(
        clamping: Int128(sums.points) * Int128(rate.perPoint) + Int128(sums.spend) * Int128(rate.perHundred)
          / 100 + Int128(sums.visits) * Int128(rate.perVisit))
    }
  }
}
