/// A member's levels: where they stand, what is missing, until when it is kept, and how they came there.
struct SiteLevelsPage: SitePage {
  let tiers: Loaded<ShownTiers>

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.tierMine }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.tierMineIntro)
      tiers.node(visit) { tiers in
        Node {
          if tiers.levels.isEmpty { emptyState(.quiet, words.tierMineNone, words.tierMineNoneText) {} }
          for tier in tiers.levels { card(tier.ladder) { tier.node(words) } }
          if !tiers.levels.isEmpty || !tiers.changes.isEmpty {
            card(words.tierHistory, id: "history") { tierHistory(tiers.changes, words) }
          }
        }
      }
    }
  }
}
