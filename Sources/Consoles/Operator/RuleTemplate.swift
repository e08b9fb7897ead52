/// Rules that many programmes have, to begin from: what the form says when it opens.
enum RuleTemplate: String, CaseIterable, Sendable {
  case doubleDay = "double-day"
  case weekend, morning, category, goods, threshold, store, seat, budget, night

  func name(_ words: Words) -> String {
    switch self {
    case .doubleDay: words.bonusTplDoubleDay
    case .weekend: words.bonusTplWeekend
    case .morning: words.bonusTplMorning
    case .category: words.bonusTplCategory
    case .goods: words.bonusTplGoods
    case .threshold: words.bonusTplThreshold
    case .store: words.bonusTplStore
    case .seat: words.bonusTplSeat
    case .budget: words.bonusTplBudget
    case .night: words.bonusTplNight
    }
  }

  /// The fields of ``EarningRulePage`` that it fills in, but for the names.
  var typed: [String: String] {
    switch self {
    case .doubleDay: ["month_days": "8,18,28", "effect": "multiple", "amount": "2"]
    case .weekend: ["day_6": "1", "day_7": "1", "effect": "multiple", "amount": "1.5"]
    case .morning:
      ["time_from": "06:30", "time_until": "10:00", "effect": "fixed", "amount": "10", "member_day": "10"]
    case .category: ["categories": "coffee", "effect": "multiple", "amount": "2"]
    case .goods: ["goods": "6901234567892", "effect": "item", "amount": "20"]
    case .threshold:
      ["money_from": "200", "effect": "fixed", "amount": "100", "stacking": "best", "group": "1"]
    case .store: ["stores": "SHOP/S1", "effect": "multiple", "amount": "3", "member_day": "500"]
    case .seat: ["channel_seat": "1", "effect": "rate", "amount": "1", "per": "10"]
    case .budget: ["effect": "fixed", "amount": "50", "member": "50", "budget": "100000"]
    case .night:
      ["time_from": "22:00", "time_until": "02:00", "effect": "multiple", "amount": "2", "purchase": "200"]
    }
  }
}
