import Coalition
import Ledger
import Loyalty

extension ShownTier {
  init(_ tier: MemberTier, _ naming: Naming, _ calendar: BusinessCalendar) {
    let (words, asset) = (naming.words, tier.ladder.asset)
    let (standing, ladder) = (tier.standing, tier.ladder.ladder)
    func name(_ level: Int) -> String { tier.ladder.name(of: level).map(words.name) ?? words.tierNoLevel }
    func day(_ date: CivilDate) -> String { words.day(ShownTime(calendar.start(of: date.businessDay))) }
    func amount(_ value: Int64) -> String { naming.counted(value, by: ladder.measure, asset) }
    let level = standing.level
    self.init(
      program: naming.program(asset), ladder: words.name(tier.ladder.names), level: name(level),
      isOnLevel: level > 0, since: tier.since.map { words.tierSince(day: day($0)) },
      counted: amount(standing.value),
      next: standing.missing.map { words.tierMissing(amount: amount($0), level: name(level + 1)) }
        ?? words.tierHighest,
      kept: standing.fallsOn.map { falls in
        words.tierKeptLine(day: day(falls.adding(days: -1)), level: name(standing.fallsTo))
      },
      keep: standing.keepBy.flatMap { by in
        standing.missingToKeep > 0
          ? words.tierKeepLine(amount: amount(standing.missingToKeep), day: day(by)) : nil
      },
      benefits: level > 0
        ? naming.benefits(
          ladder.levels[level - 1], tier.ladder.definition.texts[level - 1], tier.ladder.asset) : []
    )
  }
}

extension ShownTierChange {
  init(_ named: NamedTierChange, _ words: Words) {
    func name(_ names: Names?, _ level: Int) -> String {
      names.map(words.name) ?? (level == 0 ? words.tierNoLevel : words.tierLevel(number: String(level)))
    }
    let change = named.change
    self.init(
      at: ShownTime(change.at), ladder: words.name(named.ladder),
      line: words.tierChangeLine(from: name(named.from, change.from), to: name(named.to, change.to)),
      reason: change.reason.text(words), isRise: change.to > change.from)
  }
}

extension TierChange.Reason {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .purchase: words.tierReasonPurchase
    case .return: words.tierReasonReturn
    case .period: words.tierReasonPeriod
    case .ladder: words.tierReasonLadder
    case .merge: words.tierReasonMerge
    }
  }
}

extension OperatorConsole {
  func tiers(of member: MemberID, _ visit: SignedInVisit) async throws -> ShownTiers {
    let tiers = try await coalition.tiers(of: member, by: visit.principal)
    var question = NameQuestion()
    question.programs = Set(tiers.map(\.ladder.asset))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return ShownTiers(
      levels: tiers.map { ShownTier($0, naming, coalition.settings.calendar) },
      changes: try await coalition.tierHistory(of: member, by: visit.principal)
        .map { ShownTierChange($0, visit.words) })
  }
}
