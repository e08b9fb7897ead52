/// A level of a ladder of the programme.
package struct TierPlace: Hashable, Comparable, Codable, Sendable {
  package var ladder: UInt32
  /// 0 below the first level.
  package var level: Int

  package init(ladder: UInt32, level: Int) {
    self.ladder = ladder
    self.level = level
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.ladder, left.level) < (right.ladder, right.level)
  }
}

/// Where a member stands when they buy, with what the level multiplies.
package struct MemberLevel: Hashable, Sendable {
  package var place: TierPlace
  /// In hundredths; 100 adds nothing.
  package var multiple: Int64

  package init(_ place: TierPlace, multiple: Int64) {
    self.place = place
    self.multiple = multiple
  }
}

extension RuledPurchase {
  /// What the member's level on the ladder multiplies the base rate with, in hundredths.
  func multiple(of ladder: UInt32) -> Int64 {
    levels.first { $0.place.ladder == ladder }?.multiple ?? 100
  }
}

extension BonusRule {
  /// Whether it must know on which levels the member stands.
  package var asksForLevels: Bool {
    if case .multipleOfLevel = effect { return true }
    return conditions.contains { if case .levels = $0 { true } else { false } }
  }
}
