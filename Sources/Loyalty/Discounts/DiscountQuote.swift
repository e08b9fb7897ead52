package import Ledger

/// A purchase as the rules of discount see it.
package struct DiscountedSale: Hashable, Sendable {
  /// The price before any discount, in its smallest unit.
  package var gross: Int64
  package var merchant: MerchantID
  package var store: StoreID
  package var at: Instant
  /// Of the cards that the member may use today.
  package var cardTypes: Set<Int64>
  /// Where the member stands, on every ladder in force.
  package var levels: [TierPlace]

  package init(
    _ gross: Int64, at merchant: MerchantID, store: StoreID = .none, on moment: Instant,
    cardTypes: Set<Int64> = [], levels: [TierPlace] = []
  ) {
    self.gross = gross
    self.merchant = merchant
    self.store = store
    at = moment
    self.cardTypes = cardTypes
    self.levels = levels
  }
}

/// What a member's discount comes to, and why.
package struct DiscountQuote: Hashable, Sendable {
  /// What became of one rule in force.
  package struct Part: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
      /// Takes off so much.
      case applied(Int64)
      case notApplied(Reason)
    }

    package var rule: UInt32
    package var version: UInt32
    package var outcome: Outcome

    package init(rule: UInt32, version: UInt32, outcome: Outcome) {
      self.rule = rule
      self.version = version
      self.outcome = outcome
    }
  }

  package enum Reason: String, CaseIterable, Sendable {
    case otherStore = "other_store"
    case otherCard = "other_card"
    case otherLevel = "other_level"
    /// Its share is less than the smallest unit of money.
    case tooLittle = "too_little"
    /// Another takes off as much or more.
    case anotherIsBetter = "another_is_better"
  }

  package var gross: Int64
  package var off: Int64
  /// The merchant's rules that were in force, by number; one of them applies at most.
  package var parts: [Part]

  package var net: Int64 { gross - off }

  /// The one that applies.
  package var applied: Part? {
    parts.first { if case .applied = $0.outcome { true } else { false } }
  }

  /// Of a merchant's rules the one applies that takes off most, of several the one with the lowest number;
  /// they never add up.
  package init(for sale: DiscountedSale, by rules: [DiscountRule]) {
    gross = sale.gross
    off = 0
    parts = []
    let counted = rules.filter { $0.merchant == sale.merchant && $0.inForce.contains(sale.at) }
      .sorted { ($0.number, $0.version) < ($1.number, $1.version) }
    var best: Int?
    for rule in counted {
      var outcome = Part.Outcome.applied(rule.off(sale.gross))
      if let reason = rule.fault(sale) {
        outcome = .notApplied(reason)
      } else if rule.off(sale.gross) > off {
        if let best { parts[best].outcome = .notApplied(.anotherIsBetter) }
        (best, off) = (parts.count, rule.off(sale.gross))
      } else {
        outcome = .notApplied(.anotherIsBetter)
      }
      parts.append(Part(rule: rule.number, version: rule.version, outcome: outcome))
    }
  }
}

extension DiscountRule {
  /// Why it takes nothing off, nil where it does.
  fileprivate func fault(_ sale: DiscountedSale) -> DiscountQuote.Reason? {
    if !stores.isEmpty, !stores.contains(sale.store) { return .otherStore }
    if !cardTypes.isEmpty, cardTypes.isDisjoint(with: sale.cardTypes) { return .otherCard }
    if let level, !sale.levels.contains(where: { $0.ladder == level.ladder && $0.level >= level.level }) {
      return .otherLevel
    }
    return off(sale.gross) > 0 ? nil : .tooLittle
  }
}

/// The discount of a purchase, as the books keep it.
package struct DiscountTaken: Hashable, Sendable {
  /// The price before it, in its smallest unit.
  package var gross: Int64
  package var off: Int64
  /// Which rule gave it, and which of its versions.
  package var rule: UInt32
  package var version: UInt32

  package var net: Int64 { gross - off }

  package init(gross: Int64, off: Int64, rule: UInt32, version: UInt32) {
    self.gross = gross
    self.off = off
    self.rule = rule
    self.version = version
  }
}
