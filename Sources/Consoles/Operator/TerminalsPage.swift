/// How ready a terminal is to trade.
enum ShownReadiness: String, CaseIterable, Sendable {
  case signedIn = "signed_in"
  case signedOut = "signed_out"
  case keyMissing = "key_missing"
  case disabled

  func name(_ words: Words) -> String {
    switch self {
    case .signedIn: words.terminalSignedIn
    case .signedOut: words.terminalSignedOut
    case .keyMissing: words.terminalKeyMissing
    case .disabled: words.terminalDisabled
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .signedIn: .good
      case .signedOut, .keyMissing: .warn
      case .disabled: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// A line of the list of terminals.
struct TerminalRow: Sendable {
  let id: String
  /// Fields 41 and 42 of its messages.
  let number: String
  let acceptor: String
  let code: String
  let merchantName: String
  let storeName: String
  let readiness: ShownReadiness
  let signedInAt: ShownTime?
  let cashier: String
  let seenAt: ShownTime?
  let batch: String
}

/// The terminals that speak ISO 8583.
struct TerminalsPage: ConsolePage {
  static let filters = ["q", "merchant", "state"]
  /// The state of those that were not heard of for a day.
  static let silent = "silent"

  let query: ListQuery
  let terminals: Loaded<Batch<TerminalRow>>
  /// Whether the viewer may register one.
  var mayRegister = true

  var place: MenuPlace { .terminals }

  func heading(_ words: Words) -> String { words.menuTerminals }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .terminals, query: query, batch: terminals, heading: heading(words),
      introduction: words.terminalsIntro, export: .terminalsExport,
      addition: mayRegister ? (words.terminalsNew, .newTerminal) : nil,
      filters: [
        FilterField("q", words.listSearch, .text(placeholder: words.terminalsSearchHint)),
        FilterField("merchant", words.commonMerchant, .text(placeholder: words.transactionsMerchantHint)),
        FilterField(
          "state", words.commonState,
          .choice(states(words))),
      ],
      columns: [
        Column(words.terminalsNumber), Column(words.commonMerchant), Column(words.commonState),
        Column(words.terminalsSignedIn), Column(words.terminalsLastSeen),
        Column(words.terminalsBatch, .number),
      ],
      firstUse: emptyState(.quiet, words.terminalsEmptyTitle, words.terminalsEmptyText) {
        if mayRegister { a(.class("button"), .href(.newTerminal)) { words.terminalsNew } }
      },
      cells: { row in
        [
          twoLines(a(.href(.terminal(row.id))) { row.number }, row.code),
          twoLines(.text(row.merchantName), row.storeName),
          row.readiness.badge(words),
          row.signedInAt.map { twoLines(moment($0, words), row.cashier) } ?? .text(words.commonNone),
          row.seenAt.map { moment($0, words) } ?? .text(words.commonNone),
          .text(row.batch),
        ]
      }
    ).node(visit)
  }

  private func states(_ words: Words) -> [(value: String, name: String)] {
    var states = ShownReadiness.allCases.map { (value: $0.rawValue, name: $0.name(words)) }
    states.append((value: Self.silent, name: words.terminalsSilent))
    return states
  }
}
