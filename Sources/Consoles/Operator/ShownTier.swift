/// Where a member stands on a ladder, in words.
struct ShownTier: Sendable {
  let program: String
  let ladder: String
  let level: String
  let isOnLevel: Bool
  let since: String?
  let counted: String
  /// What is missing to the next level, or that there is none.
  let next: String
  /// Until when it is kept, and what follows.
  let kept: String?
  /// What keeps it longer.
  let keep: String?
  let benefits: [String]

  /// As a card on a page of its own, or in a list.
  func node(_ words: Words) -> Node {
    var pairs: [(name: String, value: Node)] = [
      (
        words.tierStands,
        twoLines(
          Node { isOnLevel ? badge(level, .good) : badge(level, .quiet) },
          [program, since].compactMap(\.self).joined(separator: " \u{00B7} "))
      ),
      (words.tierCounted, .text(counted)), (words.tierNext, .text(next)),
    ]
    if let kept { pairs.append((words.tierKept, .text(kept))) }
    if let keep { pairs.append((words.tierKeepBy, .text(keep))) }
    if !benefits.isEmpty {
      pairs.append((words.tierBenefits, .text(benefits.joined(separator: words.listConditionJoin))))
    }
    return facts(pairs)
  }
}

/// A rise or fall, in words.
struct ShownTierChange: Sendable {
  let at: ShownTime
  let ladder: String
  let line: String
  let reason: String
  let isRise: Bool
}

/// A member's levels with how they came to them.
struct ShownTiers: Sendable {
  let levels: [ShownTier]
  let changes: [ShownTierChange]
}

func tierHistory(_ changes: [ShownTierChange], _ words: Words) -> Node {
  if changes.isEmpty { return p(.class("none")) { words.tierHistoryNone } }
  return timeline(
    changes.map {
      TimelineStep(at: $0.at, text: $0.line, by: "\($0.ladder) \u{00B7} \($0.reason)")
    }, words)
}
