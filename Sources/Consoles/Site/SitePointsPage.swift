/// Point detail: every movement in plain words, by month, with its lots and when they end.
struct SitePointsPage: SitePage {
  /// Which movements are asked for.
  enum Direction: String, CaseIterable, Sendable {
    case into = "in"
    case out, expired, held

    func name(_ words: Words) -> String {
      switch self {
      case .into: words.pointsIn
      case .out: words.pointsOut
      case .expired: words.pointsExpired
      case .held: words.pointsHeld
      }
    }
  }

  struct Program: Sendable {
    let code: String
    let name: String
  }

  struct LotPart: Sendable {
    let number: String
    let points: ShownPoints
    let day: ShownTime?
  }

  struct Row: Sendable {
    let id: String
    let at: ShownTime
    let sentence: String
    let points: ShownPoints
    /// What can be used after it.
    let balance: ShownPoints
    let lots: [LotPart]
    let reasons: [ShownReason]
    /// What another member wrote with a gift; empty without.
    var letter = ""
  }

  struct Lot: Sendable {
    let number: String
    let source: String
    let remaining: ShownPoints
    /// Set while the points cannot be used yet.
    let isPending: Bool
    let earnedAt: ShownTime
    let day: ShownTime?
  }

  static let filters = ["program", "show"]

  let query: ListQuery
  let programs: [Program]
  let chosen: String
  let lots: [Lot]
  let rows: Loaded<Batch<Row>>
  /// What the member's programmes offer for a price.
  var services: [(name: String, link: Link)] = []

  var tab: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.pointsTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.pointsIntro)
      p(.class("actions")) {
        a(.class("button plain"), .href(.siteTransfer)) { words.transferTitle }
        a(.class("button plain"), .href(.siteExchange)) { words.exchangeTitle }
        a(.class("button plain"), .href(.sitePartners)) { words.partnerOwnTitle }
        for service in services {
          a(.class("button plain"), .href(service.link)) { service.name }
        }
      }
      if programs.count > 1 { programChoice(words) }
      directionChoice(words)
      rows.node(visit) { batch in list(batch, words) }
      card(words.pointsLots, words.pointsLotsNote, id: "lots") { lotList(words) }
      p(.class("more")) { a(.href(.siteRedeem)) { words.redeemTitle } }
      p(.class("more")) {
        a(.href(Link.sitePointsExport.query([("program", chosen)]))) { words.pointsExport }
      }
    }
  }

  private func programChoice(_ words: Words) -> Node {
    nav(.class("chips"), .aria(.label, words.commonProgram)) {
      for program in programs {
        chip(program.name, isChosen: program.code == chosen, ("program", program.code))
      }
    }
  }

  private func directionChoice(_ words: Words) -> Node {
    nav(.class("chips"), .aria(.label, words.pointsShow)) {
      chip(words.pointsAll, isChosen: query["show"].isEmpty, ("show", ""))
      for direction in Direction.allCases {
        chip(
          direction.name(words), isChosen: query["show"] == direction.rawValue, ("show", direction.rawValue))
      }
    }
  }

  private func chip(_ name: String, isChosen: Bool, _ filter: (name: String, value: String)) -> Node {
    var query = query.first
    query.filters[filter.name] = filter.value.isEmpty ? nil : filter.value
    let link = query.link(on: .sitePoints)
    return a(isChosen ? [.href(link), .aria(.current, "true")] : [.href(link)]) { name }
  }

  private func list(_ batch: Batch<Row>, _ words: Words) -> Node {
    if batch.rows.isEmpty, batch.next == nil {
      return emptyState(.quiet, words.pointsNone, words.pointsNoneText) {}
    }
    return Node {
      for month in months(batch.rows, words) {
        section(.class("card month")) {
          h2 { month.name }
          ul(.class("moves")) { month.rows.map { row($0, words) } }
        }
      }
      if let next = batch.next {
        p(.class("actions")) {
          a(.class("button plain wide"), .rel("next"), .href(query.next(next).link(on: .sitePoints))) {
            words.memberOlder
          }
        }
      }
    }
  }

  private func months(_ rows: [Row], _ words: Words) -> [(name: String, rows: [Row])] {
    var months: [(name: String, rows: [Row])] = []
    for row in rows {
      let name = String(words.day(row.at).prefix(7))
      if months.last?.name == name {
        months[months.count - 1].rows.append(row)
      } else {
        months.append((name, [row]))
      }
    }
    return months
  }

  private func row(_ row: Row, _ words: Words) -> Node {
    li {
      details {
        summary {
          twoLines(.text(row.sentence), words.time(row.at))
          movement(row.points, words)
        }
        Self.inside(row, words)
      }
    }
  }

  static func inside(_ row: Row, _ words: Words) -> Node {
    div(.class("inside")) {
      p { words.pointsAfter(points: words.points(row.balance)) }
      if !row.reasons.isEmpty { reasons(row.reasons, words) }
      if !row.letter.isEmpty { p(.class("letter")) { words.buyLetter(message: row.letter) } }
      for lot in row.lots {
        p {
          lot.day.map {
            words.pointsLotUntil(
              day: words.day($0), number: lot.number, points: words.movement(lot.points))
          } ?? words.pointsLot(number: lot.number, points: words.movement(lot.points))
        }
      }
      p(.class("hint")) { code { row.id } }
    }
  }

  private func lotList(_ words: Words) -> Node {
    if lots.isEmpty { return p(.class("none")) { words.memberNoLots } }
    return ul(.class("moves")) {
      for lot in lots {
        li {
          twoLines(
            .text(words.pointsFrom(number: lot.number, place: lot.source)),
            lot.isPending
              ? words.pointsPending(day: words.day(lot.earnedAt))
              : lot.day.map { words.pointsUntil(day: words.day($0)) } ?? words.homeNeverExpires)
          strong { words.points(lot.remaining) }
        }
      }
    }
  }
}

/// Where points are earned and used: programmes, and merchants by name.
struct SitePlacesPage: SitePage {
  struct Program: Sendable {
    let code: String
    let name: String
    let worth: String
    let validity: String
  }

  struct Place: Sendable {
    struct Term: Sendable {
      let program: String
      /// Nil where no points are given.
      let earning: String?
      let isTaking: Bool
    }

    let id: String
    let name: String
    let stores: [String]
    let storeCount: Int64
    let terms: [Term]
    /// Who the merchant says it is; nil where it says nothing.
    var about: About?
    var offers: [Offer] = []
  }

  struct About: Sendable {
    let category: String
    let body: String
    let language: Language
    let hours: String
    let phone: String
  }

  struct Offer: Sendable {
    let title: String
    let language: Language
    let until: ShownTime
  }

  static let filters = ["q", "program", "take"]

  let query: ListQuery
  let programs: [Program]
  let places: Loaded<Batch<Place>>

  var tab: SiteTab? { .places }

  func heading(_ words: Words) -> String { words.placesTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.placesIntro)
      p(.class("more")) { a(.href(.sitePromotions)) { words.promotionOffers } }
      filterForm(
        [
          FilterField("q", words.placesName, .text(placeholder: words.placesHint)),
          FilterField("program", words.commonProgram, .choice(programs.map { ($0.code, $0.name) })),
          FilterField("take", words.placesWhat, .choice([("yes", words.placesTaking)])),
        ], query, base: .sitePlaces, words)
      places.node(visit) { batch in list(batch, words) }
      card(words.placesPrograms, id: "programs") {
        ul(.class("moves")) {
          for program in programs {
            li { twoLines(strong { program.name }, program.worth + " \u{00B7} " + program.validity) }
          }
        }
      }
    }
  }

  private func list(_ batch: Batch<Place>, _ words: Words) -> Node {
    if batch.rows.isEmpty {
      return emptyState(.quiet, words.placesNone, words.placesNoneText) {
        a(.class("button"), .href(.sitePlaces)) { words.listClear }
      }
    }
    return Node {
      for place in batch.rows {
        section(.class("card place")) {
          h2 { place.name }
          if let about = place.about { self.about(about, words) }
          ul(.class("plain-list")) {
            for term in place.terms {
              li {
                span { [term.program, term.earning].compactMap(\.self).joined(separator: " \u{00B7} ") }
                badge(
                  term.isTaking ? words.placesTakes : words.placesGivesOnly, term.isTaking ? .good : .quiet)
              }
            }
          }
          if !place.offers.isEmpty {
            ul(.class("offers"), .aria(.label, words.promotionOffers)) {
              for offer in place.offers {
                li {
                  span(.lang(offer.language)) { offer.title }
                  small { words.promotionEnds(time: words.time(offer.until)) }
                }
              }
            }
          }
          if !place.stores.isEmpty {
            p(.class("hint")) {
              place.storeCount > Int64(place.stores.count)
                ? words.placesStoresMore(count: place.storeCount, names: joined(place.stores, words))
                : joined(place.stores, words)
            }
          }
          p(.class("more")) {
            a(.href(Link.siteFeedback.query([("to", place.id)]))) {
              words.placesWrite
              span(.class("unseen")) { place.name }
            }
          }
        }
      }
      if let next = batch.next {
        p(.class("actions")) {
          a(.class("button plain wide"), .rel("next"), .href(query.next(next).link(on: .sitePlaces))) {
            words.listNext
          }
        }
      }
    }
  }

  @Nodes private func about(_ about: About, _ words: Words) -> [Node] {
    p(.class("hint")) {
      [about.category, about.hours, about.phone].filter { !$0.isEmpty }.joined(separator: " \u{00B7} ")
    }
    div(.lang(about.language)) { paragraphs(about.body) }
  }

  private func joined(_ names: [String], _ words: Words) -> String {
    names.joined(separator: words.placesJoin)
  }
}
