/// How members climb (会员等级): what is counted, over which time, and what each level asks for. As a value;
/// who stands where is a function of it and of what was counted.
package struct Ladder: Hashable, Codable, Sendable {
  package var measure: TierMeasure
  package var window: TierWindow
  /// From the lowest to the highest; a member below the first stands on level 0.
  package var levels: [TierLevel]
  /// How many days a level is kept after it would have ended, 0…60.
  package var graceDays: Int

  package init(
    measure: TierMeasure, window: TierWindow, levels: [TierLevel], graceDays: Int = 0
  ) {
    self.measure = measure
    self.window = window
    self.levels = levels
    self.graceDays = graceDays
  }
}

/// What is counted. Never a balance: whoever spends points loses no level by it.
package enum TierMeasure: Hashable, Codable, Sendable {
  /// Points that purchases earned.
  case points
  /// Money of purchases that counted, in the smallest unit.
  case spend
  /// Purchases.
  case visits
  /// A number of its own, made of the others (成长值).
  case growth(GrowthRate)
}

/// What each counted thing adds to the growth value.
package struct GrowthRate: Hashable, Codable, Sendable {
  /// For each point that a purchase earned.
  package var perPoint: Int64
  /// For each hundred smallest units of money, reckoned on the window's sum and rounded down once.
  package var perHundred: Int64
  package var perVisit: Int64

  package init(perPoint: Int64 = 0, perHundred: Int64 = 0, perVisit: Int64 = 0) {
    self.perPoint = perPoint
    self.perHundred = perHundred
    self.perVisit = perVisit
  }
}

/// Over which time is counted; days are business days of the operator's zone.
package enum TierWindow: Hashable, Codable, Sendable {
  case calendarYear, calendarQuarter
  /// The last so many days with today, 1…1,100.
  case days(Int)
  /// Back to the day after the same day so many months ago, 1…36.
  case months(Int)
}

/// A level, what it asks for and what it gives.
package struct TierLevel: Hashable, Codable, Sendable {
  /// Above the level before, at least 1.
  package var threshold: Int64
  /// What a rule by level may multiply the base rate with, in hundredths; 100 adds nothing.
  package var multiple: Int64
  /// Points that it gives on a member's birthday without any purchase; nil for none.
  package var birthdayPoints: Int64?

  package init(from threshold: Int64, multiple: Int64 = 100, birthdayPoints: Int64? = nil) {
    self.threshold = threshold
    self.multiple = multiple
    self.birthdayPoints = birthdayPoints
  }
}

/// Why no ladder can be like this.
package enum LadderFault: Error, Hashable, Sendable {
  /// None, more than ``Ladder/mostLevels``, or not each above the one before.
  case levelsOutOfOrder
  case windowOutOfRange
  case graceOutOfRange
  /// A growth value that nothing adds to, or a rate below 0 or above 1,000,000.
  case growthOutOfRange
  /// A multiple outside 100…10,000, or a birthday gift outside 1…1,000,000.
  case benefitOutOfRange
}

extension Ladder {
  package static let mostLevels = 20
  package static let mostThreshold: Int64 = 1_000_000_000_000_000
  package static let mostBirthdayPoints: Int64 = 1_000_000

  /// - Throws: ``LadderFault``.
  package func check() throws(LadderFault) {
    guard 1...Ladder.mostLevels ~= levels.count else { throw .levelsOutOfOrder }
    var below: Int64 = 0
    for level in levels {
      guard level.threshold > below, level.threshold <= Ladder.mostThreshold else { throw .levelsOutOfOrder }
      below = level.threshold
      guard 100...10_000 ~= level.multiple, 1...Ladder.mostBirthdayPoints ~= level.birthdayPoints ?? 1 else {
        throw .benefitOutOfRange
      }
    }
    switch window {
    case .calendarYear, .calendarQuarter: break
    case .days(let days): guard 1...1_100 ~= days else { throw .windowOutOfRange }
    case .months(let months): guard 1...36 ~= months else { throw .windowOutOfRange }
    }
    guard 0...60 ~= graceDays else { throw .graceOutOfRange }
    if case .growth(let rate) = measure {
      let rates = [rate.perPoint, rate.perHundred, rate.perVisit]
      guard rates.allSatisfy({ 0...1_000_000 ~= $0 }), rates.contains(where: { $0 > 0 }) else {
        throw .growthOutOfRange
      }
    }
  }
}
