import Ledger

/// The bonus rules of a programme that may count, laid out so that a purchase meets only those that name its
/// shop or its goods, or neither.
package struct RuleBook: Hashable, Sendable {
  /// In the order in which they are looked at.
  package let rules: [BonusRule]
  // Places in `rules`, in order. Each rule stands once, under the narrowest of its conditions.
  private var everywhere: [Int] = []
  private var ofStore: [StoreID: [Int]] = [:]
  private var ofMerchant: [MerchantID: [Int]] = [:]
  private var ofGoods: [String: [Int]] = [:]
  private var ofCategory: [String: [Int]] = [:]
  // What any rule of the book asks, so that a purchase of a book of which none asks costs nothing for it.
  /// Whether a rule asks where its member stands.
  package private(set) var asksForLevels = false
  /// Whether a rule asks for its member's birthday.
  package private(set) var asksForBirthday = false
  /// Whether a rule asks for its member's tags.
  package private(set) var asksForTags = false
  /// Whether a rule asks to be the first purchase of something.
  package private(set) var asksForFirst = false
  /// Whether a rule counts single goods.
  package private(set) var asksForGoods = false
  private var needsUse = false

  package static let empty = RuleBook([])

  package init(_ rules: [BonusRule]) {
    self.rules = rules.sorted { ($0.priority, $0.number) < ($1.priority, $1.number) }
    for (place, rule) in self.rules.enumerated() {
      file(rule, at: place)
      asksForLevels = asksForLevels || rule.asksForLevels
      asksForBirthday = asksForBirthday || rule.asksForBirthday
      asksForTags = asksForTags || rule.asksForTags
      asksForFirst = asksForFirst || !rule.firsts.isEmpty
      asksForGoods = asksForGoods || rule.asksForGoods
      needsUse = needsUse || rule.limits.needUse
    }
  }

  private mutating func file(_ rule: BonusRule, at place: Int) {
    if let stores = rule.stores {
      for store in stores { ofStore[store, default: []].append(place) }
    } else if let goods = rule.goods {
      for code in goods { ofGoods[code, default: []].append(place) }
    } else if let merchants = rule.merchants {
      for merchant in merchants { ofMerchant[merchant, default: []].append(place) }
    } else if let categories = rule.categories {
      for category in categories { ofCategory[category, default: []].append(place) }
    } else {
      everywhere.append(place)
    }
  }

  /// The rules in force that name the purchase's shop or goods, or neither, in their order.
  private func candidates(_ purchase: RuledPurchase) -> [Int] {
    var found = everywhere
    found += ofStore[purchase.store] ?? []
    found += ofMerchant[purchase.merchant] ?? []
    if !ofGoods.isEmpty || !ofCategory.isEmpty {
      var named: Set<Int> = []
      for item in purchase.purchase.items {
        named.formUnion(ofGoods[item.code] ?? [])
        named.formUnion(ofCategory[item.category] ?? [])
      }
      found += named
    }
    if found.count > everywhere.count { found.sort() }
    return found.filter { rules[$0].inForce.contains(purchase.purchase.at) }
  }

  /// The rules that the purchase may meet whose limits ask what was given before.
  package func limited(_ purchase: RuledPurchase) -> [BonusRule] {
    needsUse ? candidates(purchase).map { rules[$0] }.filter(\.limits.needUse) : []
  }

  /// Whether a rule that the purchase may meet asks where its member stands.
  package func asksForLevels(_ purchase: RuledPurchase) -> Bool {
    asksForLevels && candidates(purchase).contains { rules[$0].asksForLevels }
  }

  /// Whether a rule that the purchase may meet asks for its member's birthday.
  package func asksForBirthday(_ purchase: RuledPurchase) -> Bool {
    asksForBirthday && candidates(purchase).contains { rules[$0].asksForBirthday }
  }

  /// Whether a rule that the purchase may meet asks for its member's tags.
  package func asksForTags(_ purchase: RuledPurchase) -> Bool {
    asksForTags && candidates(purchase).contains { rules[$0].asksForTags }
  }

  /// What rules that the purchase may meet ask it to be the first of.
  package func firsts(_ purchase: RuledPurchase) -> Set<FirstPurchase> {
    guard asksForFirst else { return [] }
    return candidates(purchase).reduce(into: []) { $0.formUnion(rules[$1].firsts) }
  }

  /// What the rules give for the purchase, in the order in which they were looked at.
  ///
  /// - Parameters:
  ///   - base: the base rate, which multiples multiply.
  ///   - uses: what the rules of ``limited(_:)`` gave before.
  /// - Throws: ``EarningFault/tooManyPoints``.
  package func bonus(
    _ purchase: RuledPurchase, base: EarningRate, uses: [UInt32: RuleUse] = [:]
  ) throws(EarningFault) -> [Explanation.Part] {
    if rules.isEmpty { return [] }
    let places = candidates(purchase)
    var parts: [Explanation.Part] = []
    parts.reserveCapacity(places.count)
    for place in places {
      let rule = rules[place]
      let outcome = try rule.outcome(purchase, base: base, after: uses[rule.number] ?? RuleUse())
      parts.append(Explanation.Part(rule: rule.number, version: rule.version, outcome: outcome))
    }
    settleStacking(places, &parts)
    return parts
  }

  /// Takes the points of those that others exclude.
  private func settleStacking(_ places: [Int], _ parts: inout [Explanation.Part]) {
    var best: [UInt32: Int] = [:]
    var isOver = false
    for index in parts.indices {
      guard case .applied(let points) = parts[index].outcome else { continue }
      if isOver {
        parts[index].outcome = .notApplied(.excludedByAnother)
        continue
      }
      switch rules[places[index]].stacking {
      case .adds: break
      case .alone: isOver = true
      case .best(let group):
        var loser = index
        if let rival = best[group] {
          if case .applied(let others) = parts[rival].outcome, others < points {
            (loser, best[group]) = (rival, index)
          }
          parts[loser].outcome = .notApplied(.excludedByAnother)
        } else {
          best[group] = index
        }
      }
    }
  }
}

extension BonusRule {
  /// Whether it must know what was bought.
  package var asksForGoods: Bool { goods != nil || categories != nil || effect.isPerItem }

  /// Whether it must know the member's birthday.
  package var asksForBirthday: Bool { conditions.contains { if case .birthday = $0 { true } else { false } } }

  /// Whether it must know the member's tags.
  package var asksForTags: Bool {
    conditions.contains { condition in
      switch condition {
      case .tagged, .untagged: true
      default: false
      }
    }
  }

  /// What it asks a purchase to be the first of.
  package var firsts: Set<FirstPurchase> {
    conditions.reduce(into: []) { if case .first(let first) = $1 { $0.insert(first) } }
  }

  var merchants: Set<MerchantID>? {
    for case .merchants(let merchants) in conditions { return merchants }
    return nil
  }

  var stores: Set<StoreID>? {
    for case .stores(let stores) in conditions { return stores }
    return nil
  }

  var goods: Set<String>? {
    for case .goods(let goods) in conditions { return goods }
    return nil
  }

  var categories: Set<String>? {
    for case .categories(let categories) in conditions { return categories }
    return nil
  }
}
