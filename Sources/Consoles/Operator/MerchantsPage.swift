import Coalition

/// A line of the list of merchants.
struct MerchantRow: Sendable {
  let id: String
  let code: String
  let name: String
  let category: String
  let stores: Int64
  let standing: ShownStanding
  /// Points put into the world and points taken, since joining.
  let issued: ShownPoints
  let accepted: ShownPoints
  let joinedAt: ShownTime
}

/// The list of merchants in the alliance.
struct MerchantsPage: ConsolePage {
  static let filters = ["q", "state", "category"]
  static let sorts = ["joined"]

  let query: ListQuery
  let merchants: Loaded<Batch<MerchantRow>>

  var place: MenuPlace { .merchants }

  func heading(_ words: Words) -> String { words.menuMerchants }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let standings: [ShownStanding] = [.active, .suspended, .closed]
    return Listing(
      base: .merchants, query: query, batch: merchants, heading: heading(words),
      introduction: words.merchantsIntro,
      filters: [
        FilterField("q", words.listSearch, .text(placeholder: words.merchantsSearchHint)),
        FilterField("state", words.commonState, .choice(standings.map { ($0.rawValue, $0.name(words)) })),
        FilterField("category", words.categoryName, .choice(MerchantCategory.choices(words))),
      ],
      columns: [
        Column(words.commonMerchant), Column(words.categoryName), Column(words.merchantsStores, .number),
        Column(words.merchantsIssued, .number),
        Column(words.merchantsAccepted, .number), Column(words.commonState),
        Column(words.commonJoined, .number, sort: "joined"),
      ],
      firstUse: emptyState(.quiet, words.merchantsEmptyTitle, words.merchantsEmptyText) {
        a(.class("button"), .href(.developers)) { words.merchantsEmptyAction }
      },
      cells: { row in
        [
          twoLines(a(.href(.merchant(row.id))) { row.name }, row.code),
          .text(row.category), .text(words.number(row.stores)), .text(words.points(row.issued)),
          .text(words.points(row.accepted)),
          row.standing.badge(words), .text(words.day(row.joinedAt)),
        ]
      }
    ).node(visit)
  }
}
