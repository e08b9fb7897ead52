/// Where an import stands; raw values are stored.
enum ShownImport: String, CaseIterable, Sendable {
  case uploaded, checked, waiting, running, done, failed, withdrawn

  func badge(_ words: Words) -> Node {
    switch self {
    case .uploaded: Consoles.badge(words.importUploaded, .warn)
    case .checked: Consoles.badge(words.importChecked, .quiet)
    case .waiting: Consoles.badge(words.importWaiting, .warn)
    case .running: Consoles.badge(words.importRunning, .warn)
    case .done: Consoles.badge(words.importDone, .good)
    case .failed: Consoles.badge(words.importFailed, .bad)
    case .withdrawn: Consoles.badge(words.importWithdrawn, .quiet)
    }
  }
}

/// Files of past purchases and of members: what was sent, and a form that sends one.
struct ImportsPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let name: String
    let merchant: String
    let program: String
    let isOfMembers: Bool
    let state: ShownImport
    let rows: Int64
    let who: String
    let at: ShownTime
  }

  let query: ListQuery
  let files: Loaded<Batch<Row>>
  /// The most megabytes of a file.
  let most: Int
  var merchant = ""
  var program = ""
  var joinsKnown = false
  var fault: String?

  var place: MenuPlace { .imports }

  func heading(_ words: Words) -> String { words.importTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .imports, query: query, batch: files, heading: heading(words), introduction: words.importIntro,
        filters: [],
        columns: [
          Column(words.importFile), Column(words.commonMerchant), Column(words.commonState),
          Column(words.importRows, .number), Column(words.auditWho), Column(words.commonTime, .number),
        ], firstUse: emptyState(.quiet, words.importNone, words.importNoneText) {}
      ) { row in
        [
          twoLines(a(.href(Link.imports.appending(row.id))) { row.name }, row.kind(words)),
          twoLines(.text(row.merchant), row.program),
          row.state.badge(words), .text(words.number(row.rows)), .text(row.who), moment(row.at, words),
        ]
      }.node(visit)
      if case .loaded = files { sending(visit) }
    }
  }

  private func sending(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.importSendTitle, words.importSendNote(limit: words.number(Int64(most)))) {
      form(
        .class("decision"), .method(.post), .action(.imports), Attribute("enctype", "multipart/form-data")
      ) {
        formToken(visit)
        field("merchant", words.importMerchant, .value(merchant), .maxlength(32), .autocomplete("off"))
        field("program", words.importProgram, .value(program), .maxlength(32), .autocomplete("off"))
        field("file", words.importFile, .type("file"), Attribute("accept", ".csv,text/csv"))
        label(.class("check")) {
          input([.type("checkbox"), .name("join"), .value("1")] + (joinsKnown ? [.checked] : []))
          span { words.importJoinsKnown }
        }
        div { button(.class("button")) { words.importSend } }
      }
    }
  }

  private func field(_ name: String, _ text: String, _ more: Attribute...) -> Node {
    let described: [Attribute] = fault == nil ? [] : [.aria(.describedby, "fault")]
    return div(.class("field")) {
      label(.for(name)) { text }
      input([.id(name), .name(name), .required] + more + described)
    }
  }
}

extension ImportsPage.Row {
  func kind(_ words: Words) -> String {
    isOfMembers ? words.importKindMembers : words.importKindPurchases
  }
}

/// One import: its check, its run, the rows that were refused, and what its sender may do next.
struct ImportPage: ConsolePage {
  struct Counts: Sendable {
    let rows: Int64
    let accepted: Int64
    let nothing: Int64
    let doubled: Int64
    let refused: Int64
    let points: ShownPoints
  }

  struct Fault: Sendable {
    let line: Int64
    let column: String
    let reason: String
  }

  let row: ImportsPage.Row
  let sha256: String
  /// Of members: whoever is known gets what the row brings.
  let joinsKnown: Bool
  let check: Counts
  let newMembers: Int64
  /// Nil before it runs.
  let run: Counts?
  let failure: String
  let approval: String?
  let isRemoved: Bool
  /// Whether the viewer sent it.
  let isOwn: Bool
  let faults: [Fault]
  let mostFaults: Int
  var fault: String?

  var place: MenuPlace { .imports }
  var isBelowPlace: Bool { true }
  private var link: Link { .imports.appending(row.id) }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { row.name }
          copyable(row.id, words)
        }
      }
      if !failure.isEmpty { div(.class("notice bad"), .role("note")) { p { failure } } }
      card(words.importFile, isRemoved ? words.importRemoved : nil) {
        facts(
          [
            (words.importKind, .text(row.kind(words))), (words.commonMerchant, .text(row.merchant)),
            (words.commonProgram, .text(row.program)), (words.auditWho, .text(row.who)),
            (words.commonTime, moment(row.at, words)), ("SHA-256", code { sha256 }),
          ] + joining(words))
        if let approval { p(.class("more")) { a(.href(.approval(approval))) { words.importApproval } } }
      }
      if row.state != .uploaded {
        card(words.importCheck, words.importCheckNote) {
          facts(pairs(check, words) + [(words.importNewMembers, .text(words.number(newMembers)))])
        }
      }
      if let run {
        card(
          words.importRun,
          words.importProgress(done: words.number(run.rows), rows: words.number(check.rows))
        ) { facts(pairs(run, words)) }
      }
      if row.state == .uploaded || row.state == .running || row.state == .waiting {
        p(.class("more")) { a(.href(link)) { words.exportAgain } }
      }
      if row.state != .uploaded { refused(words) }
      if isOwn, !isRemoved { acts(visit) }
    }
  }

  private func joining(_ words: Words) -> [(name: String, value: Node)] {
    guard row.isOfMembers else { return [] }
    return [(words.importJoining, .text(joinsKnown ? words.importJoined : words.importNotJoined))]
  }

  private func pairs(_ counts: Counts, _ words: Words) -> [(name: String, value: Node)] {
    let nothing = (words.importNothing, Node.text(words.number(counts.nothing)))
    return [
      (words.importRows, .text(words.number(counts.rows))),
      (words.importAccepted, .text(words.number(counts.accepted))),
      (words.importPoints, .text(words.points(counts.points))),
    ] + (row.isOfMembers ? [] : [nothing]) + [
      (words.importDoubled, .text(words.number(counts.doubled))),
      (words.importRefused, .text(words.number(counts.refused))),
    ]
  }

  private func refused(_ words: Words) -> Node {
    card(words.importFaults, words.importFaultsNote(limit: words.number(Int64(mostFaults)))) {
      if faults.isEmpty {
        p(.class("none")) { words.importFaultsNone }
      } else {
        DataTable(
          name: words.importFaults,
          columns: [Column(words.importLine), Column(words.importColumn), Column(words.commonReason)],
          rows: faults.map { [.text(String($0.line)), .text($0.column), .text($0.reason)] }
        ).node
        p(.class("more")) { a(.href(link.appending("faults.csv"))) { words.importTake } }
      }
    }
  }

  private func acts(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      if row.state == .checked, check.accepted > 0 {
        card(words.importProposeTitle, words.importProposeNote) {
          form(.class("decision"), .method(.post), .action(link.appending("propose"))) {
            formToken(visit)
            div(.class("field")) {
              label(.for("reason")) { words.approvalReason }
              textarea(
                [.id("reason"), .name("reason"), .maxlength(200), .required]
                  + (fault == nil ? [] : [.aria(.describedby, "fault")])
              ) {}
            }
            div { button(.class("button")) { words.importPropose } }
          }
        }
      }
      if [.uploaded, .checked, .waiting, .failed].contains(row.state) {
        card(words.importWithdraw) {
          finalForm(link.appending("withdraw"), words.importWithdraw, words.importWithdrawNote, visit)
        }
      }
    }
  }
}
