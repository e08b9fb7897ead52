/// A line of the list of applications.
struct ApplicationRow: Sendable {
  let id: String
  let name: String
  let legalName: String
  let category: String
  let state: ShownApplication
  /// Who took it up; nil while nobody has.
  let reviewer: String?
  let sentAt: ShownTime
}

/// Those who want to be merchants.
struct ApplicationsPage: ConsolePage {
  static let filters = ["state"]

  let query: ListQuery
  let applications: Loaded<Batch<ApplicationRow>>

  var place: MenuPlace { .applications }

  func heading(_ words: Words) -> String { words.applicationTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .applications, query: query, batch: applications, heading: heading(words),
      introduction: words.applicationIntro,
      filters: [
        FilterField(
          "state", words.commonState,
          .choice(ShownApplication.allCases.map { ($0.rawValue, $0.name(words)) }))
      ],
      columns: [
        Column(words.applyName), Column(words.categoryName), Column(words.commonState),
        Column(words.applicationReviewer), Column(words.applySent, .number),
      ],
      firstUse: emptyState(.quiet, words.applicationNone, words.applicationNoneText) {
        a(.class("button"), .href(.apply)) { words.applicationForm }
      },
      cells: { row in
        [
          twoLines(a(.href(.application(row.id))) { row.name }, row.legalName), .text(row.category),
          row.state.badge(words), .text(row.reviewer ?? words.commonNone), moment(row.sentAt, words),
        ]
      }
    ).node(visit)
  }
}
