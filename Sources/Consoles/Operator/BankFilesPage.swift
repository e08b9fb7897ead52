/// What became of a line of a bank's file; raw values are the public ones.
enum ShownBankResult: String, CaseIterable, Sendable {
  case pending, paid, confirmed, assigned, returned, known, suggested
  case missingHere = "missing_here"
  case amountDiffers = "amount_differs"
  case duplicated
  case wrongDirection = "wrong_direction"
  case currencyDiffers = "currency_differs"
  case dateDiffers = "date_differs"
  case notApproved = "not_approved"
  case noted

  func name(_ words: Words) -> String {
    switch self {
    case .pending: words.bankPending
    case .paid: words.bankPaid
    case .confirmed: words.bankConfirmed
    case .assigned: words.bankAssigned
    case .returned: words.bankReturned
    case .known: words.bankKnown
    case .suggested: words.bankSuggested
    case .missingHere: words.caseMissingHere
    case .amountDiffers: words.caseAmountDiffers
    case .duplicated: words.caseDuplicated
    case .wrongDirection: words.caseWrongDirection
    case .currencyDiffers: words.caseCurrencyDiffers
    case .dateDiffers: words.caseDateDiffers
    case .notApproved: words.caseNotApproved
    case .noted: words.bankNoted
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .paid, .confirmed, .assigned: .good
      case .pending, .known: .quiet
      case .returned, .noted, .suggested, .missingHere, .amountDiffers, .duplicated, .wrongDirection,
        .currencyDiffers, .dateDiffers, .notApproved:
        .warn
      }
    return Consoles.badge(name(words), tone)
  }
}

/// Files of the bank, the newest first, how long differences wait, and a form that sends a file.
struct BankFilesPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let name: String
    let form: String
    let isDone: Bool
    let lines: Int64
    let receivedAt: ShownTime
  }

  let query: ListQuery
  let files: Loaded<Batch<Row>>
  /// Differences that are open: less than 3 days, 3…6, 7…29, 30 or more.
  let ages: Loaded<[Int]>
  var maySend = true
  var fault: String?

  var place: MenuPlace { .bankFiles }

  func heading(_ words: Words) -> String { words.bankTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .bankFiles, query: query, batch: files, heading: heading(words), introduction: words.bankIntro,
        lead: lead(visit), filters: [],
        columns: [
          Column(words.bankFile), Column(words.commonState), Column(words.bankLines, .number),
          Column(words.bankReceived, .number),
        ], firstUse: emptyState(.quiet, words.bankNone, words.bankNoneText) {}
      ) { row in
        [
          twoLines(a(.href(.bankFile(row.id))) { row.name }, row.form), Self.state(row.isDone, words),
          .text(words.number(row.lines)), moment(row.receivedAt, words),
        ]
      }.node(visit)
      if maySend, case .loaded = files { sending(visit) }
    }
  }

  static func state(_ isDone: Bool, _ words: Words) -> Node {
    isDone ? badge(words.bankDone, .good) : badge(words.bankWaiting, .warn)
  }

  private func lead(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.bankAges, words.bankAgesNote) {
      ages.node(visit) { counts in
        if counts.reduce(0, +) == 0 { return p(.class("none")) { words.bankAgesNone } }
        let names = [words.bankAgeNew, words.bankAgeDays, words.bankAgeWeeks, words.bankAgeOld]
        return Node {
          facts(zip(names, counts).map { ($0, .text(words.number(Int64($1)))) })
          p(.class("more")) {
            a(.href(Link.cases.query([("source", "bank_file")]))) { words.bankToCases }
          }
        }
      }
    }
  }

  private func sending(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.bankSendTitle, words.bankSendNote) {
      form(
        .class("decision"), .method(.post), .action(.bankFiles), Attribute("enctype", "multipart/form-data")
      ) {
        formToken(visit)
        div(.class("field")) {
          label(.for("file")) { words.bankFile }
          input(
            [
              .id("file"), .name("file"), .type("file"), .required,
              Attribute("accept", ".xml,.csv,application/xml,text/csv"),
            ] + (fault == nil ? [] : [.aria(.describedby, "fault")]))
        }
        div { button(.class("button")) { words.bankSend } }
      }
    }
  }
}
