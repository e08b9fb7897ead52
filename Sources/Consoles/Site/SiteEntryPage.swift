/// One movement of a member's own points, as the code on a slip leads to it.
struct SiteEntryPage: SitePage {
  let row: SitePointsPage.Row
  let program: String

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.pointsOne }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.time(row.at))
      section(.class("card")) {
        twoLines(.text(row.sentence), program)
        p(.class("figure")) { movement(row.points, words) }
        SitePointsPage.inside(row, words)
      }
    }
  }
}
