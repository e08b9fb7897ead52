/// Field 62 of the answer to a purchase with points: points taken n10, cash that the holder pays n12, and
/// more.
package struct PointsResult: Hashable, Sendable {
  package var points: Int
  /// In the smallest unit of money.
  package var cash: Int
  /// What a host puts behind them.
  package var rest: [UInt8] = []

  package init(points: Int, cash: Int) {
    self.points = points
    self.cash = cash
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 62)
    points = try digits.number(10)
    cash = try digits.number(12)
    rest = digits.remainder()
  }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(points, digits: 10)
    output.append(cash, digits: 12)
    return output + rest
  }
}
