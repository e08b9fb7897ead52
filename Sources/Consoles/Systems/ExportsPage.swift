/// Lists taken away as files: what is being made, and what lies ready.
struct ExportsPage: ConsolePage {
  enum State: String, CaseIterable, Sendable {
    case waiting, running, ready, failed, ended

    func badge(_ words: Words) -> Node {
      switch self {
      case .waiting: Consoles.badge(words.exportWaiting, .warn)
      case .running: Consoles.badge(words.exportRunning, .warn)
      case .ready: Consoles.badge(words.exportReady, .good)
      case .failed: Consoles.badge(words.exportFailed, .bad)
      case .ended: Consoles.badge(words.exportEnded, .quiet)
      }
    }
  }

  struct Row: Sendable {
    let id: String
    let list: String
    let query: String
    let isFull: Bool
    let state: State
    let lines: Int64
    let bytes: Int64
    let failure: String
    let createdAt: ShownTime
    let endsAt: ShownTime?
  }

  let base: Link
  let query: ListQuery
  let files: Loaded<Batch<Row>>
  var fault: String?

  var place: MenuPlace { .exports }

  func heading(_ words: Words) -> String { words.exportTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: base, query: query, batch: files, heading: heading(words), introduction: words.exportIntro,
        filters: [],
        columns: [
          Column(words.exportList), Column(words.commonState), Column(words.exportLines, .number),
          Column(words.exportFile), Column(words.commonTime, .number),
        ], firstUse: emptyState(.quiet, words.exportNone, words.exportNoneText) {}
      ) { row in
        [
          twoLines(code { row.list }, row.query),
          row.isFull ? twoLines(row.state.badge(words), words.exportFull) : row.state.badge(words),
          .text(words.number(row.lines)), file(row, words), moment(row.createdAt, words),
        ]
      }.node(visit)
      if isBusy { p(.class("more")) { a(.href(base)) { words.exportAgain } } }
    }
  }

  private var isBusy: Bool {
    guard case .loaded(let batch) = files else { return false }
    return batch.rows.contains { $0.state == .waiting || $0.state == .running }
  }

  private func file(_ row: Row, _ words: Words) -> Node {
    guard row.state == .ready else { return .text(row.failure.isEmpty ? words.commonNone : row.failure) }
    let link = a(.href(base.appending(row.id).appending("file"))) {
      words.exportTake(size: words.number((row.bytes + 1_023) / 1_024))
    }
    return row.endsAt.map { twoLines(link, words.exportUntil(time: words.time($0))) } ?? link
  }
}
