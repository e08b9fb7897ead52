/// Points of the member's own that ran out and can be brought back.
struct SiteReinstatePage: SitePage {
  struct RunOut: Sendable {
    /// What booked their end.
    let id: String
    let program: String
    let points: ShownPoints
    let ranOutAt: ShownTime
    let until: ShownTime
    /// As the field holds it: as typed, or as many as go at once.
    var typed: String
    var fault: String?
    /// What the programme says of it, in sentences.
    let rules: [String]
  }

  let runOut: [RunOut]
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.reinstateTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.reinstateIntro)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      if runOut.isEmpty {
        emptyState(.quiet, words.reinstateNone, words.reinstateNoneText) {
          a(.class("button"), .href(.sitePoints)) { words.sitePoints }
        }
      } else {
        for (place, item) in runOut.enumerated() { self.card(item, "points-\(place)", visit) }
      }
    }
  }

  private func card(_ item: RunOut, _ field: String, _ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card")) {
      h2 { words.points(item.points) + " \u{00B7} " + item.program }
      p(.class("hint")) {
        words.reinstateRanOut(day: words.day(item.ranOutAt)) + " \u{00B7} "
          + words.reinstateUntil(day: words.day(item.until))
      }
      form(.method(.post), .action(.siteReinstate), .class("decision")) {
        formToken(visit)
        input(.type("hidden"), .name("original"), .value(item.id))
        siteField(
          field, words.reinstatePoints, field: "points", fault: item.fault,
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
