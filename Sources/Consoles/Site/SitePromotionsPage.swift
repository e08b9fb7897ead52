/// A promotion as members see it.
struct SitePromotion: Sendable {
  let id: String
  let merchant: String
  let title: String
  let titleLanguage: Language
  let body: String
  let bodyLanguage: Language
  let until: ShownTime
  /// Where it counts; empty for every store.
  let stores: [String]

  /// As one of a list: what, where and until when.
  func node(_ words: Words) -> Node {
    article(.class("card promotion")) {
      h2(.lang(titleLanguage)) { title }
      p(.class("hint")) { merchant + " \u{00B7} " + words.promotionEnds(time: words.time(until)) }
      div(.lang(bodyLanguage)) { paragraphs(body) }
      if !stores.isEmpty {
        p(.class("hint")) { words.promotionAt(stores: stores.joined(separator: words.placesJoin)) }
      }
    }
  }
}

/// What merchants offer at the moment.
struct SitePromotionsPage: SitePage {
  let promotions: Loaded<Batch<SitePromotion>>

  var tab: SiteTab? { .places }
  var above: SiteTab? { .places }

  func heading(_ words: Words) -> String { words.promotionOffers }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.promotionOffersIntro)
      promotions.node(visit) { batch in
        if batch.rows.isEmpty {
          return emptyState(.quiet, words.promotionOffersNone, words.promotionOffersNoneText) {
            a(.class("button"), .href(.sitePlaces)) { words.homeWhere }
          }
        }
        return Node {
          batch.rows.map { $0.node(words) }
          if let next = batch.next {
            p(.class("actions")) {
              a(
                .class("button plain wide"), .rel("next"), .href(Link.sitePromotions.query([("after", next)]))
              ) { words.memberOlder }
            }
          }
        }
      }
    }
  }
}
