/// What a merchant makes known: its brief, and its promotions.
struct DeskPromotionsPage: DeskPage {
  struct Row: Sendable {
    let id: String
    let title: String
    let from: ShownTime
    let until: ShownTime
    let state: ShownPublication
  }

  struct Brief: Sendable {
    /// What members read; nil where there is none.
    let live: String?
    /// The one that is being written or waits.
    let open: (id: String, state: ShownPublication)?
  }

  static let filters = ["state"]

  let query: ListQuery
  let brief: Loaded<Brief>
  let promotions: Loaded<Batch<Row>>
  let mayWrite: Bool

  var desk: DeskPlace { .promotions }

  func heading(_ words: Words) -> String { words.promotionTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    var listing = Listing(
      base: .deskPromotions, query: query, batch: promotions, heading: heading(words),
      introduction: words.promotionIntro,
      filters: [
        FilterField(
          "state", words.commonState,
          .choice(
            [ShownPublication.draft, .submitted, .live, .rejected, .withdrawn, .ended].map {
              ($0 == .live ? "approved" : $0.rawValue, $0 == .live ? words.promotionApproved : $0.name(words))
            }))
      ],
      columns: [
        Column(words.promotionName), Column(words.promotionFrom, .number),
        Column(words.promotionUntil, .number), Column(words.commonState),
      ],
      firstUse: emptyState(.quiet, words.promotionNone, words.promotionNoneText) {
        if mayWrite { a(.class("button"), .href(.deskPromotion("new"))) { words.promotionNew } }
      },
      cells: { row in
        [
          a(.href(.deskPromotion(row.id))) { row.title }, moment(row.from, words), moment(row.until, words),
          row.state.badge(words),
        ]
      })
    if mayWrite { listing.addition = (words.promotionNew, .deskPromotion("new")) }
    return Node {
      listing.node(visit)
      card(words.promotionBrief, words.promotionBriefNote, id: "brief") { briefCard(visit) }
    }
  }

  private func briefCard(_ visit: Visit) -> Node {
    let words = visit.words
    return brief.node(visit) { brief in
      Node {
        if let live = brief.live { paragraphs(live) } else { p(.class("none")) { words.promotionBriefNone } }
        if let open = brief.open {
          p {
            open.state.badge(words)
            " "
            a(.href(.deskPromotion(open.id))) { words.promotionBriefOpen }
          }
        } else if mayWrite {
          p(.class("actions")) {
            a(.class("button plain"), .href(.deskPromotion("brief"))) { words.promotionBriefWrite }
          }
        }
      }
    }
  }
}
