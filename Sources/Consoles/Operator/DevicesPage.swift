/// What became of an enrolled device.
enum ShownDeviceState: String, CaseIterable, Sendable {
  case active, lost, replaced

  func badge(_ words: Words) -> Node {
    switch self {
    case .active: Consoles.badge(words.devicesActive, .good)
    case .lost: Consoles.badge(words.devicesLost, .bad)
    case .replaced: Consoles.badge(words.devicesReplaced, .quiet)
    }
  }
}

/// A line of the list of software tills and handhelds.
struct DeviceRow: Sendable {
  let id: String
  /// Maker and type, as it says itself.
  let model: String
  let programme: String
  let merchantName: String
  let storeName: String
  let terminal: String
  let state: ShownDeviceState
  /// Whether it moves points only while somebody is signed in.
  let needsOperator: Bool
  let enrolledAt: ShownTime
  let endedAt: ShownTime?
}

/// Software tills and handhelds that were enrolled with keys of their own.
struct DevicesPage: ConsolePage {
  static let filters = ["merchant"]

  let query: ListQuery
  let devices: Loaded<Batch<DeviceRow>>

  var place: MenuPlace { .devices }

  func heading(_ words: Words) -> String { words.menuDevices }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .devices, query: query, batch: devices, heading: heading(words),
      introduction: words.devicesIntro,
      filters: [
        FilterField("merchant", words.commonMerchant, .text(placeholder: words.transactionsMerchantHint))
      ],
      columns: [
        Column(words.devicesDevice), Column(words.commonMerchant), Column(words.commonTerminal),
        Column(words.devicesEnrolled), Column(words.commonState),
      ],
      firstUse: emptyState(.quiet, words.devicesEmptyTitle, words.devicesEmptyText) {
        a(.class("button"), .href(.developers)) { words.devicesEmptyAction }
      },
      cells: { row in
        [
          twoLines(a(.href(.device(row.id))) { row.model }, row.programme),
          twoLines(.text(row.merchantName), row.storeName), .text(row.terminal),
          moment(row.enrolledAt, words), row.state.badge(words),
        ]
      }
    ).node(visit)
  }
}

/// One device, and the report of its loss.
struct DevicePage: ConsolePage {
  let row: DeviceRow
  let mayReport: Bool

  var place: MenuPlace { .devices }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.model }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      card(words.devicesFacts) { facts(pairs(words)) }
      card(words.devicesLoss, words.devicesLossNote) { lossForm(visit) }
    }
  }

  private func pairs(_ words: Words) -> [(name: String, value: Node)] {
    [
      (words.commonMerchant, .text(row.merchantName)), (words.commonStore, .text(row.storeName)),
      (words.commonTerminal, .text(row.terminal)), (words.devicesProgramme, .text(row.programme)),
      (words.devicesOperator, .text(row.needsOperator ? words.devicesOperatorYes : words.devicesOperatorNo)),
      (words.devicesEnrolled, moment(row.enrolledAt, words)),
      (words.devicesEnded, row.endedAt.map { moment($0, words) } ?? .text(words.commonNone)),
    ]
  }

  private func lossForm(_ visit: Visit) -> Node {
    let words = visit.words
    if row.state != .active { return p(.class("none")) { words.devicesOver } }
    if !mayReport { return p(.class("none")) { words.terminalNoRight(right: "merchants.write") } }
    return form(.class("actions"), .method(.post), .action(.device(row.id).appending("loss"))) {
      formToken(visit)
      button(.class("button")) { words.devicesReport }
    }
  }
}
