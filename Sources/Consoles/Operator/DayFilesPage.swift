/// What became of a line of a day file.
enum ShownLineResult: String, CaseIterable, Sendable {
  case pending, agreed, posted
  case amountDiffers = "amount_differs"
  case missingHere = "missing_here"
  case missingThere = "missing_there"
  case duplicated
  case notPosted = "not_posted"
  case invalid

  func name(_ words: Words) -> String {
    switch self {
    case .pending: words.dayFilesPending
    case .agreed: words.dayFilesAgreed
    case .posted: words.dayFilesPosted
    case .amountDiffers: words.dayFilesAmount
    case .missingHere: words.dayFilesMissingHere
    case .missingThere: words.dayFilesMissingThere
    case .duplicated: words.dayFilesDuplicated
    case .notPosted: words.dayFilesNotPosted
    case .invalid: words.dayFilesInvalid
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .agreed, .posted: .good
      case .pending: .quiet
      case .amountDiffers, .missingHere, .missingThere, .duplicated, .notPosted, .invalid: .warn
      }
    return Consoles.badge(name(words), tone)
  }
}

/// A line of the list of day files.
struct DayFileRow: Sendable {
  let id: String
  let merchantName: String
  let day: ShownDay
  let sequence: String
  let isDone: Bool
  let lines: Int64
  let receivedAt: ShownTime
}

/// What merchants' systems said of their days.
struct DayFilesPage: ConsolePage {
  static let filters = ["merchant"]

  let query: ListQuery
  let files: Loaded<Batch<DayFileRow>>

  var place: MenuPlace { .dayFiles }

  func heading(_ words: Words) -> String { words.menuDayFiles }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .dayFiles, query: query, batch: files, heading: heading(words),
      introduction: words.dayFilesIntro, export: .dayFilesExport,
      filters: [
        FilterField("merchant", words.commonMerchant, .text(placeholder: words.transactionsMerchantHint))
      ],
      columns: [
        Column(words.commonDay), Column(words.commonMerchant), Column(words.dayFilesLines, .number),
        Column(words.dayFilesReceived), Column(words.commonState),
      ],
      firstUse: emptyState(.quiet, words.dayFilesEmptyTitle, words.dayFilesEmptyText) {
        a(.class("button"), .href(.developers)) { words.dayFilesEmptyAction }
      },
      cells: { row in
        [
          twoLines(a(.href(.dayFile(row.id))) { row.day.text }, words.dayFilesNumber(number: row.sequence)),
          .text(row.merchantName), .text(words.number(row.lines)), moment(row.receivedAt, words),
          row.isDone ? badge(words.dayFilesDone, .good) : badge(words.dayFilesComparing, .quiet),
        ]
      }
    ).node(visit)
  }
}

/// One day file: how its lines came out, and those that differ.
struct DayFilePage: ConsolePage {
  struct Difference: Sendable {
    let number: String
    let result: ShownLineResult
    let reference: String
    let caseID: String?
  }

  let row: DayFileRow
  let counts: [(result: ShownLineResult, count: Int64)]
  let differences: [Difference]
  /// Whether there are more than are shown.
  let hasMore: Bool

  var place: MenuPlace { .dayFiles }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.merchantName + " " + row.day.text }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          row.isDone ? badge(words.dayFilesDone, .good) : badge(words.dayFilesComparing, .quiet)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      card(words.dayFilesOutcome, words.dayFilesNumber(number: row.sequence)) {
        facts(counts.map { ($0.result.name(words), .text(words.number($0.count))) })
      }
      card(words.dayFilesDifferences, hasMore ? words.dayFilesMore : nil) { table(words) }
    }
  }

  private func table(_ words: Words) -> Node {
    if differences.isEmpty { return p(.class("none")) { words.dayFilesNoDifferences } }
    return DataTable(
      name: words.dayFilesDifferences,
      columns: [
        Column(words.dayFilesLine), Column(words.caseReference), Column(words.commonState),
        Column(words.casesCase),
      ],
      rows: differences.map { line in
        [
          .text(line.number), .text(line.reference), line.result.badge(words),
          line.caseID.map { id in a(.href(.caseFile(id))) { words.dayFilesToCase } }
            ?? .text(words.commonNone),
        ]
      }
    ).node
  }
}
