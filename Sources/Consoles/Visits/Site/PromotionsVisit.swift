import Coalition
import Hummingbird
import Ledger

extension MemberSite {
  /// How many promotions the first page shows.
  private static let onHome = 3

  func promotions(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let promotions = await visit.loaded { () -> Batch<SitePromotion> in
        let after: PublicationID? = asked.query["after"].flatMap { coalition.publicIDs.id($0) }
        let page = try await coalition.promotions(after: after, by: visit.me)
        let rows = page.items.map { shown($0, visit.words) }
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      return faces.page(SitePromotionsPage(promotions: promotions).render(visit.visit))
    }
  }

  func promotionsOnHome(_ visit: MemberVisit) async -> Loaded<[SitePromotion]> {
    await visit.loaded {
      try await coalition.promotions(limit: Self.onHome, by: visit.me).items.map { shown($0, visit.words) }
    }
  }

  func shown(_ promotion: MemberPromotion, _ words: Words) -> SitePromotion {
    let language = MemberLanguage(words.language)
    let (title, body) = (promotion.title.text(in: language), promotion.body.text(in: language))
    return SitePromotion(
      id: coalition.publicIDs.text(promotion.id), merchant: words.name(promotion.names), title: title.text,
      titleLanguage: Language(title.language), body: body.text, bodyLanguage: Language(body.language),
      until: ShownTime(promotion.endsAt), stores: promotion.stores)
  }
}
