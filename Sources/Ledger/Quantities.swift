/// An amount of points, or of any other asset, in its smallest unit; never a floating point number.
package struct Points: Hashable, Comparable, Codable, Sendable, ExpressibleByIntegerLiteral {
  package var units: Int64

  @inlinable package init(_ units: Int64) { self.units = units }
  @inlinable package init(integerLiteral units: Int64) { self.units = units }

  @inlinable package static func < (left: Self, right: Self) -> Bool { left.units < right.units }
  @inlinable package static func + (left: Self, right: Self) -> Self { Self(left.units + right.units) }
  @inlinable package static func - (left: Self, right: Self) -> Self { Self(left.units - right.units) }
  @inlinable package static prefix func - (value: Self) -> Self { Self(-value.units) }
  @inlinable package static func += (left: inout Self, right: Self) { left.units += right.units }
  @inlinable package static func -= (left: inout Self, right: Self) { left.units -= right.units }

  /// The most that one command may move: 10¹². Wallets and accounts stay far from overflow, see
  /// ``maximumBalance``.
  package static let maximumPerCommand = Points(1_000_000_000_000)
  /// No account may pass this magnitude: 2⁶¹, so that one more command of any size cannot overflow 64 bits.
  package static let maximumBalance = Points(1 << 61)
}

/// An amount of money in the smallest unit of its currency (fen, cents).
package struct Money: Hashable, Sendable {
  package var minorUnits: Int64
  /// ISO 4217 code: three capital letters.
  package var currency: String

  package init(minorUnits: Int64, currency: String) {
    self.minorUnits = minorUnits
    self.currency = currency
  }
}

/// A moment: microseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Codable, Sendable {
  package var microseconds: Int64

  @inlinable package init(microseconds: Int64) { self.microseconds = microseconds }
  @inlinable package static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  /// Later than every moment: "never expires", or "when somebody confirms".
  package static let distantFuture = Instant(microseconds: .max)
  /// Earlier than every moment: "effective at once".
  package static let distantPast = Instant(microseconds: 0)

  package static let microsecondsPerSecond: Int64 = 1_000_000
  package static let microsecondsPerDay: Int64 = 86_400 * microsecondsPerSecond

  /// The moment this many seconds later (earlier when negative).
  package func adding(seconds: Int64) -> Instant {
    Instant(microseconds: microseconds + seconds * Instant.microsecondsPerSecond)
  }
}

/// A business day of the operator, as days since 1970-01-01 of its calendar date; it ends at the cut-off.
package struct BusinessDay: Hashable, Comparable, Sendable {
  package var daysSince1970: Int32

  @inlinable package init(daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }
  @inlinable package static func < (left: Self, right: Self) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }
}
