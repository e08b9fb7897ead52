/// A terminal of a merchant, whatever kind it is.
struct DeskTerminalRow: Sendable {
  let id: String
  let code: String
  let kind: String
  let store: String
  let isOn: Bool
  let seenAt: ShownTime?
}

/// A merchant's terminals, and a form for one more.
struct DeskTerminalsPage: DeskPage {
  let query: ListQuery
  let terminals: Loaded<Batch<DeskTerminalRow>>
  /// Nil where the viewer may add none.
  let adding: (stores: [(value: String, name: String)], kinds: [(value: String, name: String)])?
  var fault: String?

  var desk: DeskPlace { .terminals }

  func heading(_ words: Words) -> String { words.menuTerminals }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .deskTerminals, query: query, batch: terminals, heading: heading(words),
        introduction: words.deskTerminalsIntro, filters: [],
        columns: [
          Column(words.commonTerminal), Column(words.commonStore), Column(words.commonState),
          Column(words.deskSeen, .number),
        ], firstUse: emptyState(.quiet, words.deskStepTerminal, words.deskStepTerminalWhy) {}
      ) { row in
        [
          twoLines(a(.href(.deskTerminal(row.id))) { row.code }, row.kind), .text(row.store),
          row.isOn ? badge(words.deskActive, .good) : badge(words.deskDisabled, .quiet),
          row.seenAt.map { moment($0, words) } ?? .text(words.deskNeverSeen),
        ]
      }.node(visit)
      if let adding, !adding.stores.isEmpty {
        card(words.deskStepTerminal) {
          deskForm(.deskTerminals, words.deskStepTerminal, visit) {
            deskChoice("in", words.commonStore, adding.stores)
            deskChoice("kind", words.commonKind, adding.kinds, "seat")
            deskField("code", words.deskTerminalHint, length: 16)
          }
        }
      }
    }
  }
}

/// One terminal: its state, what it did today, its settled batches, and pairing.
struct DeskTerminalPage: DeskPage {
  struct Total: Sendable {
    let kind: String
    let count: Int64
    let points: ShownPoints
  }

  /// A code that makes a browser or device this terminal; it is shown once.
  struct Code: Sendable {
    let text: String
    let until: ShownTime
  }

  let row: DeskTerminalRow
  /// What can be joined to it by a code: a browser, a device, or nothing.
  let pairs: Bool
  let mayChange: Bool
  let today: Loaded<[Total]>
  /// Nil for terminals that do not settle in batches.
  let batches: Loaded<[TerminalPage.BatchRow]>?
  var code: Code?

  var desk: DeskPlace { .terminals }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.code }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let link = Link.deskTerminal(row.id)
    return Node {
      div(.class("detail-head")) {
        div {
          row.isOn ? badge(words.deskActive, .good) : badge(words.deskDisabled, .quiet)
          h1 { row.code }
          copyable(row.id, words)
        }
      }
      if let code {
        div(.class("notice good"), .role("status")) {
          p { words.deskPairingCode(time: words.time(code.until)) }
          p { copyable(code.text, words) }
        }
      }
      card(words.transactionFacts) {
        facts([
          (words.commonKind, .text(row.kind)), (words.commonStore, .text(row.store)),
          (words.deskSeen, row.seenAt.map { moment($0, words) } ?? .text(words.deskNeverSeen)),
        ])
        p(.class("more")) {
          a(.href(Link.deskTransactions.query([("terminal", row.code)]))) { words.dashboardAllTransactions }
        }
      }
      card(words.terminalToday) { today.node(visit) { totals($0, words) } }
      if let batches { card(words.terminalBatches) { batches.node(visit) { batchTable($0, words) } } }
      if mayChange {
        card(words.deskChange, pairs ? words.deskPairNote : nil) {
          if pairs, row.isOn { deskForm(link.appending("pair"), words.deskPair, visit) }
          deskForm(
            link.appending(row.isOn ? "disable" : "enable"), row.isOn ? words.deskDisable : words.deskEnable,
            isMain: false, visit)
        }
      }
    }
  }

  private func totals(_ totals: [Total], _ words: Words) -> Node {
    if totals.isEmpty { return p(.class("none")) { words.terminalTodayNone } }
    return DataTable(
      name: words.terminalToday,
      columns: [
        Column(words.commonKind), Column(words.terminalCount, .number), Column(words.commonPoints, .number),
      ],
      rows: totals.map { total in
        [.text(total.kind), .text(words.number(total.count)), .text(words.points(total.points))]
      }, isNarrow: true
    ).node
  }

  private func batchTable(_ batches: [TerminalPage.BatchRow], _ words: Words) -> Node {
    if batches.isEmpty { return p(.class("none")) { words.terminalBatchesNone } }
    return DataTable(
      name: words.terminalBatches,
      columns: [
        Column(words.terminalsBatch), Column(words.commonState), Column(words.deskSettled, .number),
        Column(words.terminalDifferences, .number),
      ],
      rows: batches.map { batch in
        [
          .text(batch.number), batch.state.badge(words), moment(batch.settledAt, words),
          .text(words.number(batch.differences)),
        ]
      }
    ).node
  }
}
