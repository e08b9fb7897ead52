import Ledger

/// Why no rule can be like this.
package enum RuleFault: Error, Hashable, Sendable {
  /// Two conditions of one kind.
  case conditionTwice
  /// A list that names nothing, or more than ``BonusRule/mostNamed``.
  case listOutOfRange
  /// A code or category that is empty or longer than 64 characters.
  case textOutOfRange
  /// A range of money that begins below zero, or a day that no month has.
  case rangeOutOfRange
  /// Points below 1 or above ``Points/maximumPerCommand``, or a multiple outside 101…10,000.
  case effectOutOfRange
  /// A limit below 1 or above 10¹⁵ points.
  case limitOutOfRange
  /// A version that is for no purchase at all.
  case neverInForce
}

extension BonusRule {
  /// The most entries of one condition's list.
  package static let mostNamed = 1_000
  private static let mostInAll = Points(1_000_000_000_000_000)

  /// - Throws: ``RuleFault``.
  package func check() throws(RuleFault) {
    guard Set(conditions.map(\.kind)).count == conditions.count else { throw .conditionTwice }
    for condition in conditions { try condition.check() }
    let points: ClosedRange<Points> = 1...Points.maximumPerCommand
    switch effect {
    case .rate(let rate):
      guard rate.points > 0, rate.per > 0 else { throw .effectOutOfRange }
    case .multiple(let hundredths):
      guard 101...10_000 ~= hundredths else { throw .effectOutOfRange }
    case .multipleOfLevel(let ladder):
      guard ladder >= 1 else { throw .effectOutOfRange }
    case .fixed(let given), .perItem(let given):
      guard points ~= given else { throw .effectOutOfRange }
    }
    for limit in [limits.perPurchase, limits.perMemberDay, limits.perMember, limits.budget] {
      guard let limit else { continue }
      guard limit >= 1, limit <= BonusRule.mostInAll else { throw .limitOutOfRange }
    }
    guard !inForce.isEmpty else { throw .neverInForce }
  }
}

extension RuleCondition {
  /// Which kind it is, as the public interface names it.
  package var kind: String {
    switch self {
    case .merchants: "merchants"
    case .stores: "stores"
    case .channels: "channels"
    case .goods: "goods"
    case .categories: "categories"
    case .money: "money"
    case .hours: "hours"
    case .weekdays: "weekdays"
    case .monthDays: "month_days"
    case .levels: "levels"
    case .birthday: "birthday"
    case .first: "first_purchase"
    case .payments: "payments"
    case .cardTypes: "card_types"
    case .tagged: "tags"
    case .untagged: "without_tags"
    }
  }

  fileprivate func check() throws(RuleFault) {
    let count =
      switch self {
      case .merchants(let named): named.count
      case .stores(let named): named.count
      case .channels(let named): named.count
      case .goods(let named), .categories(let named): named.count
      case .weekdays(let named): named.count
      case .monthDays(let named): named.count
      case .levels(let named): named.count
      case .payments(let named): named.count
      case .cardTypes(let named): named.count
      case .tagged(let named), .untagged(let named): named.count
      case .money, .hours, .birthday, .first: 1
      }
    guard 1...BonusRule.mostNamed ~= count else { throw .listOutOfRange }
    switch self {
    case .goods(let texts), .categories(let texts):
      for text in texts where !(1...64 ~= text.unicodeScalars.count) { throw .textOutOfRange }
    case .money(let range):
      if range.lowerBound < 0 { throw .rangeOutOfRange }
    case .monthDays(let days):
      for day in days where !(1...31 ~= day) { throw .rangeOutOfRange }
    case .levels(let places):
      for place in places where place.ladder < 1 || !(0...Ladder.mostLevels ~= place.level) {
        throw .rangeOutOfRange
      }
    case .merchants, .stores, .channels, .hours, .weekdays, .birthday, .first, .payments, .cardTypes,
      .tagged, .untagged:
      break
    }
  }
}
