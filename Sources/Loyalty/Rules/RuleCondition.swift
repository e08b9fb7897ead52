package import Ledger

/// What must be so for a rule to count. Lists are never empty: one that names nothing would never hold.
package enum RuleCondition: Hashable, Codable, Sendable {
  case merchants(Set<MerchantID>)
  case stores(Set<StoreID>)
  case channels(Set<Channel>)
  /// Only lines with one of these codes count.
  case goods(Set<String>)
  /// Only lines of one of these categories count.
  case categories(Set<String>)
  /// The money that the rule counts, in its smallest unit.
  case money(ClosedRange<Int64>)
  /// The clock of the operator's zone.
  case hours(DayHours)
  case weekdays(Set<Weekday>)
  /// 1…31; a month without the day has none.
  case monthDays(Set<Int>)
  /// The member stands on one of these.
  case levels(Set<TierPlace>)
  /// The member's birthday in the operator's zone, or its month.
  case birthday(BirthdaySpan)
  /// The purchase is the member's first.
  case first(FirstPurchase)
  /// It was paid in one of these ways; one of which nobody said how was paid in none of them.
  case payments(Set<PaymentKind>)
  /// The member was named by a card of one of these kinds.
  case cardTypes(Set<ID<Identified.CardType>>)
  /// The member has one of these tags.
  case tagged(Set<ID<Identified.Tag>>)
  /// The member has none of these tags.
  case untagged(Set<ID<Identified.Tag>>)
}

/// Hours of a day, from the first minute to before the last; over midnight where it ends before it begins.
package struct DayHours: Hashable, Codable, Sendable {
  /// Minutes since midnight, 0…1,439.
  package let from: Int
  /// 1…1,440, never equal to ``from``; the midnight at which a day ends is 1,440.
  package let until: Int

  package init?(from: Int, until: Int) {
    guard (0..<1_440).contains(from), (0...1_440).contains(until), from != until else { return nil }
    self.from = from
    self.until = until == 0 ? 1_440 : until
  }

  package func contains(minute: Int) -> Bool {
    from < until ? from <= minute && minute < until : from <= minute || minute < until
  }
}

/// Days of the week as ISO 8601 numbers them.
package enum Weekday: Int, CaseIterable, Codable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  package init(of date: CivilDate) {
    // 1970-01-01 was a Thursday.
    let days = Int64(date.daysSince1970) + 3
    self = Weekday.allCases[Int(days - 7 * days.flooredQuotient(by: 7))]
  }
}

/// A purchase with all that conditions may ask about.
package struct RuledPurchase: Hashable, Sendable {
  package var purchase: Purchase
  package var merchant: MerchantID
  package var store: StoreID
  package var channel: Channel
  /// Of every ladder in force, where a rule asks for it.
  package var levels: [MemberLevel] = []
  /// Nil where it is not known or no rule asks for it.
  package var birthday: Birthday?
  /// Of what it is the member's first, where a rule asks for it.
  package var firsts: Set<FirstPurchase> = []
  /// Nil where nobody said.
  package var payment: PaymentKind?
  /// Of the card that named the member; none where something else did, or a card of no kind.
  package var cardType = ID<Identified.CardType>.none
  /// The operator's and this merchant's that the member has, where a rule asks for tags.
  package var tags: Set<ID<Identified.Tag>> = []
  /// What the clock of the operator's zone showed.
  let wall: WallTime

  package init(
    _ purchase: Purchase, at merchant: MerchantID, store: StoreID = .none, channel: Channel,
    in zone: Zone
  ) {
    self.purchase = purchase
    self.merchant = merchant
    self.store = store
    self.channel = channel
    wall = zone.wallTime(at: purchase.at)
  }
}

extension RuleCondition {
  /// Why the condition does not hold, nil where it does. Conditions on goods always hold here: they say what
  /// is counted.
  func fault(_ purchase: RuledPurchase, counted: Int64) -> Explanation.Reason? {
    switch self {
    case .merchants(let merchants): merchants.contains(purchase.merchant) ? nil : .otherStore
    case .stores(let stores): stores.contains(purchase.store) ? nil : .otherStore
    case .channels(let channels): channels.contains(purchase.channel) ? nil : .otherChannel
    case .goods, .categories: nil
    case .money(let range): range.contains(counted) ? nil : .otherAmount
    case .hours(let hours): hours.contains(minute: purchase.wall.minuteOfDay) ? nil : .outsideItsTime
    case .weekdays(let days): days.contains(Weekday(of: purchase.wall.date)) ? nil : .outsideItsTime
    case .monthDays(let days): days.contains(purchase.wall.date.day) ? nil : .outsideItsTime
    case .levels(let places):
      purchase.levels.contains { places.contains($0.place) } ? nil : .otherMember
    case .birthday(let span): purchase.isBirthday(span) ? nil : .otherBirthday
    case .first(let first): purchase.firsts.contains(first) ? nil : .notTheFirst
    case .payments(let kinds): purchase.payment.map(kinds.contains) == true ? nil : .otherPayment
    case .cardTypes(let types): types.contains(purchase.cardType) ? nil : .otherCard
    case .tagged(let tags): purchase.hasTag(of: tags) ? nil : .otherTags
    case .untagged(let tags): purchase.hasTag(of: tags) ? .otherTags : nil
    }
  }
}

extension RuledPurchase {
  fileprivate func isBirthday(_ span: BirthdaySpan) -> Bool {
    guard let birthday else { return false }
    switch span {
    case .day: return birthday.isOn(wall.date)
    case .month: return birthday.month == wall.date.month
    }
  }

  /// Looks through the shorter of the two lists.
  fileprivate func hasTag(of named: Set<ID<Identified.Tag>>) -> Bool {
    named.count < tags.count ? !named.isDisjoint(with: tags) : !tags.isDisjoint(with: named)
  }
}

extension WallTime {
  var minuteOfDay: Int { Int(microsecondOfDay / (60 * Instant.microsecondsPerSecond)) }
}
