/// Values drawn over days, named as the legend and the table name them.
struct ChartSeries: Sendable {
  let name: String
  let values: [Int64]
}

/// A round top for an axis, so that its marks are numbers people say, and its half too.
struct ChartScale: Sendable, Equatable {
  let top: Int64

  init(covering values: [Int64]) {
    let highest = max(values.max() ?? 0, 2)
    var power: Int64 = 1
    while power <= highest / 10 { power *= 10 }
    let steps: [Int64] = [1, 2, 4, 6, 8, 10]
    let tops = steps.map { $0.multipliedReportingOverflow(by: power) }.filter { !$0.overflow }
    top = tops.map(\.partialValue).first { $0 >= highest } ?? highest
  }

  /// Distance from the top edge, in thousandths of the height, rounded; integers keep the markup stable.
  func y(_ value: Int64) -> Int64 {
    let clipped = min(max(value, 0), top)
    // Divides first where multiplying could overflow.
    let share = top > Int64.max / 2_000 ? clipped / (top / 1_000) : (clipped * 1_000 + top / 2) / top
    return 1_000 - share
  }
}
