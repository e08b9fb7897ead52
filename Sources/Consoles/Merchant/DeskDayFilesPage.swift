/// The day files that a merchant's system sent, with how they came out.
struct DeskDayFilesPage: DeskPage {
  struct Row: Sendable {
    let id: String
    let day: ShownDay
    let sequence: Int64
    let isDone: Bool
    let lines: Int64
    let receivedAt: ShownTime
  }

  let query: ListQuery
  let files: Loaded<Batch<Row>>

  var desk: DeskPlace { .dayFiles }

  func heading(_ words: Words) -> String { words.deskDayFiles }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .deskDayFiles, query: query, batch: files, heading: heading(words),
      introduction: words.deskDayFilesIntro, filters: [],
      columns: [
        Column(words.commonDay), Column(words.deskLines, .number), Column(words.deskReceived, .number),
        Column(words.commonState),
      ], firstUse: emptyState(.quiet, words.deskDayFiles, words.deskDayFilesNone) {}
    ) { row in
      [
        twoLines(a(.href(.deskDayFile(row.id))) { row.day.text }, "#\(row.sequence)"),
        .text(words.number(row.lines)), moment(row.receivedAt, words), state(row, words),
      ]
    }.node(visit)
  }

  private func state(_ row: Row, _ words: Words) -> Node {
    row.isDone ? badge(words.deskCompared, .good) : badge(words.deskComparing, .warn)
  }
}

/// One day file: what agreed and what did not, and the answer for the merchant's system.
struct DeskDayFilePage: DeskPage {
  let row: DeskDayFilesPage.Row
  /// Codes of the day file's format, with how many lines came out so.
  let counts: [(result: String, count: Int64)]

  var desk: DeskPlace { .dayFiles }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.day.text + " #\(row.sequence)" }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.deskDayFilesIntro)
      card(words.deskOutcome) {
        DataTable(
          name: words.deskOutcome, columns: [Column(words.deskOutcome), Column(words.deskLines, .number)],
          rows: counts.map { line in [code { line.result }, .text(words.number(line.count))] }, isNarrow: true
        ).node
        p(.class("more")) {
          a(.href(Link.deskDayFile(row.id).appending("acknowledgement"))) { words.deskAcknowledgement }
        }
      }
    }
  }
}
