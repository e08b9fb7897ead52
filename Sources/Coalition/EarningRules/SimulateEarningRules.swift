package import Ledger
package import Loyalty
internal import LedgerStore
internal import Storage

/// What rules would have given for purchases of the past, against what was given.
package struct RuleSimulation: Sendable, Hashable {
  /// What one rule would have done.
  package struct Gain: Sendable, Hashable {
    package internal(set) var points: Points = 0
    package internal(set) var purchases = 0
    package internal(set) var members = 0
  }

  /// Purchases of the period that were told in money.
  package internal(set) var purchases = 0
  /// Members who made them.
  package internal(set) var members = 0
  /// What the base rate gave.
  package internal(set) var base: Points = 0
  /// What rules beside it gave at the time.
  package internal(set) var given: Points = 0
  /// What they would have given.
  package internal(set) var simulated: Points = 0
  /// Members to whom the rules would have given anything.
  package internal(set) var membersGiven = 0
  /// By number; the draft of a new rule under ``draft``.
  package internal(set) var gains: [UInt32: Gain] = [:]

  /// The one place that a server has for simulations.
  enum Turn: Hashable, Sendable { case only }

  /// Stands for the number that a new rule does not have yet.
  package static let draft = UInt32.max
}

extension Coalition {
  /// The most purchases that one simulation reads; later ones of the period are left out.
  package static let mostSimulated = 2_000_000
  /// The longest period that is simulated: a year, and what comes between two of them.
  package static let longestSimulatedDays: Int64 = 400

  /// Runs today's rules of a programme, with a draft in the place of the rule of its number or beside them,
  /// over the purchases of a period; books nothing.
  ///
  /// Of each rule counts the version that is in force now; what is planned does not. Members stand where they
  /// stand today, and have the tags of today. Limits begin the period untouched. What was imported counts as
  /// bought.
  /// - Parameter draft: nil for today's rules alone; its number is 0 for a new rule.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`, `.invalid(.until)` for a period that is
  ///   longer than ``longestSimulatedDays``, ``OrderRefusal/busy``, also while this server makes another.
  package func simulate(
    _ draft: BonusRule?, in asset: AssetID, over period: Range<Instant>, by principal: Principal
  ) async throws -> RuleSimulation {
    let longest = period.lowerBound.adding(seconds: Self.longestSimulatedDays * 86_400)
    guard period.upperBound <= longest else { throw ProgramRefusal.invalid(.until) }
    let now = clock.now()
    let rules = try await earningRules(of: asset, by: principal).map(\.rule)
      .filter { $0.inForce.contains(now) }
    let found = try await simulationTurns.ifFree(about: .only) {
      try await simulated(rules, draft, in: asset, over: period)
    }
    guard let found else { throw OrderRefusal.busy }
    return found
  }

  private func simulated(
    _ rules: [BonusRule], _ draft: BonusRule?, in asset: AssetID, over period: Range<Instant>
  ) async throws -> RuleSimulation {
    var rules = rules
    if var draft {
      rules.removeAll { $0.number == draft.number }
      if draft.number == 0 { draft.number = RuleSimulation.draft }
      rules.append(draft)
    }
    for index in rules.indices { rules[index].inForce = .distantPast ..< .distantFuture }
    var simulator = RuleSimulator(book: RuleBook(rules), asset: asset, calendar: settings.calendar)
    // The whole journal is read: an import books the past after the present.
    var last = TransactionID.none
    while simulator.result.purchases < Self.mostSimulated {
      try Task.checkCancellation()
      let journal = try await ledger.journal(after: last, limit: Self.followStep)
      guard let end = journal.last else { break }
      let counted = journal.filter { simulator.counts($0) }
      let purchases = counted.filter { period.contains($0.at) }
      // Goods are read where a rule asks for them alone.
      let receipts =
        simulator.book.asksForGoods ? try await self.receipts(of: purchases) : purchases.map { Receipt($0) }
      let levels = try await levels(of: purchases, in: asset, where: simulator.book.asksForLevels)
      let birthdays = try await birthdays(of: purchases, where: simulator.book.asksForBirthday)
      let tags = try await tags(of: purchases, where: simulator.book.asksForTags)
      var next = receipts.makeIterator()
      for transaction in counted {
        if period.contains(transaction.at), let receipt = next.next() {
          let member = transaction.subject.member
          try simulator.add(receipt, levels[member] ?? [], birthdays[member], tags[member] ?? [:])
        }
        simulator.note(transaction)
      }
      last = end.id
    }
    return simulator.finished
  }
}

extension Coalition {
  /// Where those who bought stand now; nothing where no rule asks.
  private func levels(
    of purchases: [Ledger.Transaction], in asset: AssetID, where isAsked: Bool
  ) async throws -> [MemberID: [MemberLevel]] {
    if !isAsked || purchases.isEmpty { return [:] }
    let members = Set(purchases.map(\.subject.member)).sorted()
    let now = clock.now()
    let today = settings.calendar.businessDay(of: now)
    return try await database.read { tx in
      try tx.levels(of: members, in: asset, try tx.ladders(of: [asset], at: now), on: today)
    }
  }
}

extension Coalition {
  /// Of those who bought and have told theirs; none where no rule asks.
  private func birthdays(
    of purchases: [Ledger.Transaction], where isAsked: Bool
  ) async throws -> [MemberID: Birthday] {
    if !isAsked || purchases.isEmpty { return [:] }
    let members = Set(purchases.map(\.subject.member)).sorted()
    return try await database.read { try $0.birthdays(of: members) }
  }
}

extension Coalition {
  /// Of those who bought, by whose they are; none where no rule asks.
  private func tags(
    of purchases: [Ledger.Transaction], where isAsked: Bool
  ) async throws -> [MemberID: [MerchantID: Set<TagID>]] {
    if !isAsked || purchases.isEmpty { return [:] }
    let members = Set(purchases.map(\.subject.member)).sorted()
    let rows = try await database.read { tx in
      try tx.query("SELECT member_id, merchant_id, tag_id FROM member_tag WHERE member_id IN (\(members))") {
        ($0[0] as MemberID, $0[1] as MerchantID, $0[2] as TagID)
      }
    }
    return rows.reduce(into: [:]) { $0[$1.0, default: [:]][$1.1, default: []].insert($1.2) }
  }
}

/// Adds up what rules would have given, purchase by purchase, and what their limits have left.
private struct RuleSimulator {
  let book: RuleBook
  let asset: AssetID
  let calendar: BusinessCalendar
  var result = RuleSimulation()
  private var members: Set<MemberID> = []
  /// Who bought something before the purchase at hand, also before the period; with whom.
  private var bought: Set<MemberShop> = []
  private var membersOfRule: [UInt32: Set<MemberID>] = [:]
  private var inAll: [UInt32: Points] = [:]
  private var ofMember: [MemberUse: Points] = [:]

  /// A member who bought, with a merchant and with none for any.
  private struct MemberShop: Hashable {
    var member: MemberID
    var merchant: MerchantID
  }

  /// A member's share of a rule, on a day or on all.
  private struct MemberUse: Hashable {
    var rule: UInt32
    var member: MemberID
    var day: BusinessDay?
  }

  init(book: RuleBook, asset: AssetID, calendar: BusinessCalendar) {
    self.book = book
    self.asset = asset
    self.calendar = calendar
  }

  /// Notes that a purchase was made, so that no later one is the first.
  mutating func note(_ transaction: Ledger.Transaction) {
    guard book.asksForFirst, QualifyingPurchase(transaction).map({ $0.spend > 0 || $0.points > 0 }) ?? false
    else { return }
    for merchant in [MerchantID.none, transaction.context.merchant] {
      bought.insert(MemberShop(member: transaction.subject.member, merchant: merchant))
    }
  }

  private func firsts(_ member: MemberID, at merchant: MerchantID) -> Set<FirstPurchase> {
    var firsts: Set<FirstPurchase> = []
    if !bought.contains(MemberShop(member: member, merchant: .none)) { firsts.insert(.program) }
    if !bought.contains(MemberShop(member: member, merchant: merchant)) { firsts.insert(.merchant) }
    return firsts
  }

  func counts(_ transaction: Ledger.Transaction) -> Bool {
    transaction.kind == .earn && transaction.refusal == nil && transaction.subject.asset == asset
  }

  mutating func add(
    _ receipt: Receipt, _ levels: [MemberLevel], _ birthday: Birthday?, _ tags: [MerchantID: Set<TagID>]
  ) throws {
    let transaction = receipt.transaction
    guard let explanation = receipt.particulars.explanation else { return }
    let member = transaction.subject.member
    let day = calendar.businessDay(of: transaction.at)
    var purchase = RuledPurchase(
      Purchase(
        amount: explanation.base, at: receipt.particulars.occurredAt ?? transaction.at,
        items: receipt.goods?.items ?? []),
      at: transaction.context.merchant, store: transaction.context.store,
      channel: transaction.context.channel, in: calendar.zone)
    purchase.levels = levels
    purchase.birthday = birthday
    purchase.payment = receipt.particulars.payment
    purchase.cardType = receipt.particulars.cardType
    purchase.tags = (tags[.none] ?? []).union(tags[purchase.merchant] ?? [])
    if book.asksForFirst { purchase.firsts = firsts(member, at: transaction.context.merchant) }
    var uses: [UInt32: RuleUse] = [:]
    for rule in book.limited(purchase) {
      uses[rule.number] = RuleUse(
        memberDay: ofMember[MemberUse(rule: rule.number, member: member, day: day)] ?? 0,
        member: ofMember[MemberUse(rule: rule.number, member: member)] ?? 0, all: inAll[rule.number] ?? 0)
    }
    let ofRate = explanation.parts.first { $0.rule == EarningRules.baseRate }?.points ?? explanation.points
    result.purchases += 1
    result.base += ofRate
    result.given += explanation.points - ofRate
    members.insert(member)
    for part in try book.bonus(purchase, base: explanation.rate, uses: uses) where part.points > 0 {
      result.simulated += part.points
      result.gains[part.rule, default: RuleSimulation.Gain()].points += part.points
      result.gains[part.rule]?.purchases += 1
      membersOfRule[part.rule, default: []].insert(member)
      inAll[part.rule, default: 0] += part.points
      ofMember[MemberUse(rule: part.rule, member: member, day: day), default: 0] += part.points
      ofMember[MemberUse(rule: part.rule, member: member), default: 0] += part.points
    }
  }

  var finished: RuleSimulation {
    var result = result
    result.members = members.count
    for (rule, members) in membersOfRule { result.gains[rule]?.members = members.count }
    result.membersGiven = membersOfRule.values.reduce(into: Set()) { $0.formUnion($1) }.count
    return result
  }
}
