/// A whole number of any size, zero or more: products along ways of exchange outgrow every machine word.
struct Natural: Hashable, Sendable {
  /// The lowest first, without zeros at the end.
  private var limbs: [UInt64]

  init(_ value: UInt64) { limbs = value == 0 ? [] : [value] }

  private init(limbs: [UInt64]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  static func * (left: Natural, right: Natural) -> Natural {
    var product = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (low, digit) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (high, other) in right.limbs.enumerated() {
        // digit × other + what is there + carry is less than 2¹²⁸.
        var (top, bottom) = digit.multipliedFullWidth(by: other)
        for addend in [product[low + high], carry] {
          let sum = bottom.addingReportingOverflow(addend)
          bottom = sum.partialValue
          if sum.overflow { top += 1 }
        }
        product[low + high] = bottom
        carry = top
      }
      product[low + right.limbs.count] = carry
    }
    return Natural(limbs: product)
  }
}

extension Natural: Comparable {
  static func < (left: Natural, right: Natural) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for (one, other) in zip(left.limbs, right.limbs).reversed() where one != other { return one < other }
    return false
  }
}

/// A ratio of two such numbers; the second is not zero.
struct Ratio: Hashable, Sendable {
  let above: Natural
  let below: Natural

  static let one = Ratio(above: Natural(1), below: Natural(1))

  static func * (left: Ratio, right: Ratio) -> Ratio {
    Ratio(above: left.above * right.above, below: left.below * right.below)
  }

  /// Compares what they are worth, whatever they are written as.
  static func > (left: Ratio, right: Ratio) -> Bool { left.above * right.below > right.above * left.below }
}
