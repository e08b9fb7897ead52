import Coalition
import Foundation
import Ledger
import Loyalty

extension Naming {
  /// What a rule says, part by part, each under its name and always in this order.
  func lines(of rule: BonusRule, _ asset: AssetID) -> [(name: String, text: String)] {
    func text(_ parts: [String], _ nothing: String) -> String {
      parts.isEmpty ? nothing : parts.joined(separator: words.listConditionJoin)
    }
    return [
      (words.bonusWhen, text(conditions(of: rule, asset), words.bonusAlways)),
      (words.bonusGives, gives(rule, asset)),
      (words.bonusLimits, text(limits(of: rule, asset), words.bonusNoLimit)),
      (words.bonusStacking, stacking(rule)), (words.bonusInForce, inForce(rule)),
    ]
  }

  func conditions(of rule: BonusRule, _ asset: AssetID) -> [String] {
    rule.conditions.map { condition in
      switch condition {
      case .merchants(let ids): words.bonusAtMerchants(names: list(ids.sorted().map { merchant($0) ?? "" }))
      case .stores(let ids): words.bonusAtStores(names: list(ids.sorted().map { book.stores[$0] ?? "" }))
      case .channels(let channels):
        words.bonusByChannels(
          names: list(
            channels.sorted { $0.rawValue < $1.rawValue }.map { ShownChannel($0).name(words) }))
      case .goods(let codes): words.bonusOfGoods(names: list(codes.sorted()))
      case .categories(let names): words.bonusOfCategories(names: list(names.sorted()))
      case .money(let range):
        words.bonusOfMoney(from: money(range.lowerBound, asset), to: money(range.upperBound, asset))
      case .hours(let hours):
        words.bonusInHours(from: DayHours.text(hours.from), until: DayHours.text(hours.until))
      case .weekdays(let days): list(days.sorted { $0.rawValue < $1.rawValue }.map { $0.name(words) })
      case .levels(let places):
        words.bonusOfLevels(
          names: list(
            places.sorted().map {
              words.bonusLevelOf(ladder: String($0.ladder), level: String($0.level))
            }))
      case .birthday(.day): words.bonusOnBirthday
      case .birthday(.month): words.bonusInBirthdayMonth
      case .first(.merchant): words.bonusFirstMerchant
      case .first(.program): words.bonusFirstProgram
      case .payments(let kinds):
        words.bonusPaidBy(names: list(PaymentKind.allCases.filter(kinds.contains).map { $0.name(words) }))
      case .cardTypes(let types):
        words.bonusWithCards(
          names: list(types.sorted().map { book.cardTypes[$0].map { words.name($0) } ?? "" }))
      case .tagged(let tags): words.bonusTagged(names: list(tags.sorted().map { book.tags[$0] ?? "" }))
      case .untagged(let tags): words.bonusUntagged(names: list(tags.sorted().map { book.tags[$0] ?? "" }))
      case .monthDays(let days): words.bonusOnDays(days: list(days.sorted().map(String.init)))
      }
    }
  }

  func gives(_ rule: BonusRule, _ asset: AssetID) -> String {
    switch rule.effect {
    case .rate(let rate):
      words.bonusGivesRate(
        money: money(rate.per, asset), points: shown(Points(rate.points), asset),
        rounding: rate.rounding.text(words))
    case .multiple(let hundredths): words.bonusGivesMultiple(times: Digits.shortest(hundredths, decimals: 2))
    case .multipleOfLevel(let ladder): words.bonusGivesLevel(ladder: String(ladder))
    case .fixed(let points): words.bonusGivesFixed(points: shown(points, asset))
    case .perItem(let points): words.bonusGivesItem(points: shown(points, asset))
    }
  }

  func limits(of rule: BonusRule, _ asset: AssetID) -> [String] {
    [
      rule.limits.perPurchase.map { words.bonusPerPurchase(points: shown($0, asset)) },
      rule.limits.perMemberDay.map { words.bonusPerMemberDay(points: shown($0, asset)) },
      rule.limits.perMember.map { words.bonusPerMember(points: shown($0, asset)) },
      rule.limits.budget.map { words.bonusBudget(points: shown($0, asset)) },
    ].compactMap(\.self)
  }

  func inForce(_ rule: BonusRule) -> String { inForce(rule.inForce) }

  func inForce(_ bounds: Range<Instant>) -> String {
    let from = bounds.lowerBound == .distantPast ? "" : words.time(ShownTime(bounds.lowerBound))
    if bounds.upperBound == .distantFuture { return words.bonusFromOn(from: from) }
    return words.bonusFromTo(from: from, until: words.time(ShownTime(bounds.upperBound)))
  }

  private func stacking(_ rule: BonusRule) -> String {
    switch rule.stacking {
    case .adds: words.bonusStackingAdds
    case .best(let group): "\(words.bonusStackingBest) (\(group))"
    case .alone: words.bonusStackingAlone
    }
  }

  func shown(_ points: Points, _ asset: AssetID) -> String { words.points(self.points(points, of: asset)) }

  func money(_ units: Int64, _ asset: AssetID) -> String {
    words.money(ShownMoney(units, book.programs[asset]?.worth.money.currency ?? ""))
  }

  private func list(_ names: [String]) -> String { names.joined(separator: words.listConditionJoin) }
}

extension DayHours {
  /// Minutes since midnight as a clock shows them.
  static func text(_ minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
  }
}

extension PaymentKind {
  func name(_ words: Words) -> String {
    switch self {
    case .cash: words.paymentCash
    case .bankCard: words.paymentBankCard
    case .wallet: words.paymentWallet
    case .storedValue: words.paymentStoredValue
    case .transfer: words.paymentTransfer
    case .other: words.paymentOther
    }
  }
}

extension Weekday {
  func name(_ words: Words) -> String {
    switch self {
    case .monday: words.bonusMonday
    case .tuesday: words.bonusTuesday
    case .wednesday: words.bonusWednesday
    case .thursday: words.bonusThursday
    case .friday: words.bonusFriday
    case .saturday: words.bonusSaturday
    case .sunday: words.bonusSunday
    }
  }
}
