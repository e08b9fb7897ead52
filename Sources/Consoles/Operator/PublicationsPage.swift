/// What merchants want to make known: what waits for a decision, and by state whatever was decided.
struct PublicationsPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let title: String
    let merchant: String
    let isBrief: Bool
    let state: ShownPublication
    let at: ShownTime
  }

  static let filters = ["state", "kind"]
  /// The state that is shown where the address names none.
  static let standard = "submitted"

  let query: ListQuery
  let rows: Loaded<Batch<Row>>

  var place: MenuPlace { .publications }

  func heading(_ words: Words) -> String { words.promotionReviews }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let states: [(String, String)] = [
      ("submitted", words.promotionSubmitted), ("approved", words.promotionApproved),
      ("rejected", words.promotionRejected), ("ended", words.promotionEnded), ("any", words.listAny),
    ]
    return Listing(
      base: .publications, query: query, batch: rows, heading: heading(words),
      introduction: words.promotionReviewsIntro,
      filters: [
        FilterField("state", words.commonState, .choice(states), standard: Self.standard),
        FilterField(
          "kind", words.commonKind,
          .choice([("promotion", words.promotionOne), ("brief", words.promotionBrief)])),
      ],
      columns: [
        Column(words.promotionName), Column(words.commonMerchant), Column(words.commonKind),
        Column(words.commonState), Column(words.commonTime, .number),
      ],
      firstUse: emptyState(.quiet, words.promotionReviewsEmpty, words.promotionReviewsNone) {},
      cells: { row in
        [
          a(.href(.publication(row.id))) { row.title }, .text(row.merchant),
          .text(row.isBrief ? words.promotionBrief : words.promotionOne), row.state.badge(words),
          moment(row.at, words),
        ]
      }
    ).node(visit)
  }
}

/// One brief or promotion before the operator: what it says, what it takes the place of, and the decision.
struct PublicationPage: ConsolePage {
  let id: String
  let title: String
  let merchant: (name: String, link: Link)
  let state: ShownPublication
  let text: PublicationText
  /// What members see now beside what they would; empty where there is nothing.
  let differences: [ApprovalPage.Difference]
  let author: String
  let reviewer: String?
  let reason: String
  let at: ShownTime
  let mayDecide: Bool
  var fault: String?

  var place: MenuPlace { .publications }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { title }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          state.badge(words)
          h1 { title }
          copyable(id, words)
        }
      }
      faultNotice(fault)
      div(.class("split")) {
        div {
          card(words.promotionText) { text.node(words) }
          if !differences.isEmpty {
            card(words.promotionChange) { differenceTable(words.promotionChange, differences, words) }
          }
          if mayDecide { card(words.applicationDecision, id: "decision") { decision(visit) } }
        }
        aside {
          card(words.transactionFacts) { facts(pairs(words)) }
        }
      }
    }
  }

  private func pairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.commonMerchant, a(.href(merchant.link)) { merchant.name }),
      (words.promotionAuthor, .text(author)), (words.commonTime, moment(at, words)),
    ]
    if let reviewer { pairs.append((words.approvalReviewer, .text(reviewer))) }
    if !reason.isEmpty { pairs.append((words.commonReason, .text(reason))) }
    return pairs
  }

  @Nodes private func decision(_ visit: Visit) -> [Node] {
    let words = visit.words
    let link = Link.publication(id)
    switch state {
    case .submitted:
      deskForm(link.appending("approve"), words.promotionApprove, visit)
      deskForm(link.appending("reject"), words.promotionReject, isMain: false, visit) { why("reject", words) }
    case .scheduled, .live:
      finalForm(link.appending("end"), words.promotionTakeAway, words.promotionEndNote, visit) {
        why("end", words)
      }
    default: p(.class("none")) { words.promotionNothingToDo }
    }
  }

  private func why(_ name: String, _ words: Words) -> Node {
    div(.class("field")) {
      label(.for(name)) { words.promotionReason }
      textarea(.id(name), .name("reason"), .maxlength(200), .required) {}
    }
  }
}
