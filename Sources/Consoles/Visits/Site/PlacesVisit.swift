import Coalition
import Hummingbird
import Ledger
import Loyalty

extension MemberSite {
  func places(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: SitePlacesPage.filters, sorts: [])
      let programs = try await coalition.programs(by: visit.me)
      let words = visit.words
      let page = SitePlacesPage(
        query: query, programs: programs.map { SitePlacesPage.Program($0, words) },
        places: await visit.loaded { try await places(query, programs, visit) })
      return faces.page(page.render(visit.visit))
    }
  }

  private func places(
    _ query: ListQuery, _ programs: [Program], _ visit: MemberVisit
  ) async throws -> Batch<SitePlacesPage.Place> {
    var search = PlaceSearch()
    search.text = query["q"]
    search.program = programs.first { $0.code == query["program"] }?.asset
    search.isTakingOnly = query["take"] == "yes"
    search.after = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.places(search, by: visit.me)
    let words = visit.words
    let rows = page.items.map { place -> SitePlacesPage.Place in
      var shown = SitePlacesPage.Place(
        id: coalition.publicIDs.text(place.merchant), name: words.name(place.names), stores: place.stores,
        storeCount: Int64(place.storeCount),
        terms: place.terms.compactMap { terms in
          programs.first { $0.asset == terms.asset }.map { SitePlacesPage.Place.Term(terms, $0, words) }
        })
      shown.add(place, words)
      return shown
    }
    return Batch(
      rows, next: page.hasMore ? page.items.last.map { coalition.publicIDs.text($0.merchant) } : nil)
  }
}

extension SitePlacesPage.Place {
  /// What the merchant says of itself, and what it offers now.
  fileprivate mutating func add(_ place: MemberPlace, _ words: Words) {
    let language = MemberLanguage(words.language)
    if let brief = place.brief {
      let body = brief.body.text(in: language)
      about = SitePlacesPage.About(
        category: brief.category.name(words), body: body.text, language: Language(body.language),
        hours: brief.hours, phone: brief.phone)
    }
    offers = place.promotions.map { offer in
      let title = offer.title.text(in: language)
      return SitePlacesPage.Offer(
        title: title.text, language: Language(title.language), until: ShownTime(offer.endsAt))
    }
  }
}

extension SitePlacesPage.Program {
  fileprivate init(_ program: Program, _ words: Words) {
    self.init(
      code: program.code, name: words.name(program.names),
      worth: words.placesWorth(
        money: words.money(ShownMoney(program.worth.money)),
        points: words.points(ShownPoints(program.worth.points.units, decimals: program.decimals))),
      validity: (program.validity[.awarded] ?? .never).memberText(words))
  }
}

extension SitePlacesPage.Place.Term {
  fileprivate init(_ terms: MerchantTerms, _ program: Program, _ words: Words) {
    let earns = terms.isIssuing && terms.earning.points > 0
    self.init(
      program: words.name(program.names),
      earning: earns
        ? words.placesEarns(
          money: words.money(ShownMoney(terms.earning.perMinorUnits, program.worth.money.currency)),
          points: words.points(ShownPoints(terms.earning.points.units, decimals: program.decimals)))
        : nil,
      isTaking: terms.isAccepting)
  }
}
