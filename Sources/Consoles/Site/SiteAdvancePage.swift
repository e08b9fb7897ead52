/// Points of the member's own that wait and can be used before their time.
struct SiteAdvancePage: SitePage {
  /// Of one programme.
  struct Waiting: Sendable {
    let code: String
    let program: String
    let points: ShownPoints
    /// When what of it would become usable without a fee.
    let parts: [(points: ShownPoints, day: ShownTime)]
    /// As the field holds it: as typed, or as many as go at once.
    var typed: String
    var fault: String?
    /// What the programme says of it, in sentences.
    let rules: [String]
  }

  let waiting: [Waiting]
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.advanceTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.advanceIntro)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      if waiting.isEmpty {
        emptyState(.quiet, words.advanceNone, words.advanceNoneText) {
          a(.class("button"), .href(.sitePoints)) { words.sitePoints }
        }
      } else {
        for (place, item) in waiting.enumerated() { self.card(item, "points-\(place)", visit) }
      }
    }
  }

  private func card(_ item: Waiting, _ field: String, _ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card")) {
      h2 { words.points(item.points) + " \u{00B7} " + item.program }
      ul(.class("ways")) {
        for part in item.parts {
          li { words.advancePart(day: words.day(part.day), points: words.points(part.points)) }
        }
      }
      form(.method(.post), .action(.siteAdvance), .class("decision")) {
        formToken(visit)
        input(.type("hidden"), .name("program"), .value(item.code))
        siteField(
          field, words.advancePoints, field: "points", fault: item.fault,
          [
            .type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20), .required,
            .value(item.typed),
          ])
        button(.class("button wide")) { words.reinstateGoOn }
      }
      ul(.class("ways")) { for rule in item.rules { li { rule } } }
    }
  }
}
