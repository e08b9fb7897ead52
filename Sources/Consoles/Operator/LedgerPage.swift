/// The books: do they balance, what is owed and when it falls away, and is the chain whole.
struct LedgerPage: ConsolePage {
  struct Account: Sendable {
    /// In the viewer's language.
    let name: String
    let kind: String
    /// Both zero or above; one of them is zero.
    let debit: ShownPoints
    let credit: ShownPoints
    /// Where its postings are; nil where it has no page.
    var link: Link?
  }

  struct Balance: Sendable {
    let accounts: [Account]
    let debit: ShownPoints
    let credit: ShownPoints
  }

  /// Points that expire in a month, or never.
  struct Owed: Sendable {
    /// `2026-11`; nil for points that do not expire.
    let month: String?
    let points: ShownPoints
    let worth: ShownMoney
  }

  enum Verification: Sendable {
    /// Everything up to `block` was recomputed and agreed.
    case whole(at: ShownTime, block: Int64, transactions: Int64, head: String)
    /// Something does not agree; each finding is a sentence.
    case broken(at: ShownTime, findings: [String])
    case running(since: ShownTime, transactions: Int64, of: Int64)
    case never
  }

  let asOf: ShownTime
  let program: String
  let balance: Loaded<Balance>
  let owed: Loaded<[Owed]>
  let verification: Loaded<Verification>
  /// Whether this server can verify when asked to.
  let canVerify: Bool
  /// By code, where there are several.
  var programs: [(value: String, name: String)] = []
  /// What the address asks for: a programme, and a business day at whose end the books are shown.
  var query = ListQuery()
  /// The last business day that can be asked for.
  var lastDay: ShownDay?
  /// Whether the books of a day that has passed are known to be whole.
  var isComplete = true
  /// Where the journal ends now.
  var head: Loaded<Head>?

  struct Head: Sendable {
    let block: Int64
    let transactions: Int64
    let hash: String
  }

  static let filters = ["program", "day"]

  var place: MenuPlace { .ledger }

  func heading(_ words: Words) -> String { words.menuLedger }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.ledgerIntro(program: program, time: words.time(asOf)))
      choiceForm(words)
      verification.node(visit) { verified($0, visit) }
      if let head { card(words.ledgerEnd, words.ledgerEndNote) { head.node(visit) { headFacts($0, words) } } }
      card(words.ledgerOwed, words.ledgerOwedNote) {
        owed.node(visit) { owedChart($0, words) }
      }
      card(words.ledgerBalance, balanceNote(words), id: "balance") {
        if !isComplete { div(.class("notice bad"), .role("status")) { p { words.ledgerIncomplete } } }
        balance.node(visit) { balanceTable($0, words) }
        p(.class("more")) {
          a(.href(Link.accounts.query([("program", query["program"])]))) { words.ledgerAllAccounts }
        }
      }
    }
  }

  private func balanceNote(_ words: Words) -> String {
    query["day"].isEmpty ? words.ledgerBalanceNote : words.ledgerBalanceAsOf(day: query["day"])
  }

  private func headFacts(_ head: Head, _ words: Words) -> Node {
    facts([
      (words.transactionBlock, .text(words.number(head.block))),
      (words.ledgerTransactions, .text(words.number(head.transactions))),
      (words.ledgerHead, copyable(head.hash, words)),
    ])
  }

  /// Which programme's books, and as of when.
  private func choiceForm(_ words: Words) -> Node {
    guard let lastDay else { return .nothing }
    return form(
      .class("filters"), .method(.get), .action(.ledger), .role("search"), .aria(.label, words.listFilter)
    ) {
      div(.class("field")) {
        label(.for("f-program")) { words.commonProgram }
        select(.id("f-program"), .name("program")) {
          for one in programs {
            option(
              one.value == query["program"] ? [.value(one.value), .selected] : [.value(one.value)]
            ) { one.name }
          }
        }
      }
      div(.class("field")) {
        label(.for("f-day")) { words.ledgerDay }
        input(
          .id("f-day"), .type("date"), .name("day"), .value(query["day"]),
          Attribute("max", lastDay.text))
      }
      div(.class("filter-end")) {
        button(.class("button")) { words.listApply }
        if query.isFiltered { a(.class("quiet"), .href(.ledger)) { words.ledgerNow } }
      }
    }
  }

  /// Starts a check; reading the whole journal takes a while.
  private func verifyForm(_ visit: Visit) -> Node {
    guard canVerify else { return .nothing }
    return Node {
      form(.method(.post), .action(.verify)) {
        formToken(visit)
        button(.class("button plain")) { visit.words.ledgerVerify }
      }
      details(.class("why")) {
        summary { visit.words.ledgerDifference }
        p { visit.words.ledgerDifferenceText }
      }
    }
  }

  private func verified(_ verification: Verification, _ visit: Visit) -> Node {
    let words = visit.words
    switch verification {
    case .whole(let at, let block, let transactions, let head):
      return card(words.ledgerChain) {
        p(.class("verdict")) {
          badge(words.ledgerWhole, .good)
          words.ledgerWholeText(
            block: words.number(block), time: words.time(at), transactions: words.number(transactions))
        }
        facts([(words.ledgerHead, copyable(head, words))])
        verifyForm(visit)
      }
    case .broken(let at, let findings):
      return card(words.ledgerChain) {
        p(.class("verdict"), .role("alert")) {
          badge(words.ledgerBroken, .bad)
          words.ledgerBrokenText(time: words.time(at))
        }
        ul { for finding in findings { li(.lang(.english)) { finding } } }
        verifyForm(visit)
      }
    case .running(let since, let transactions, let total):
      return card(words.ledgerChain) {
        p(.class("verdict"), .role("status")) {
          badge(words.ledgerRunning, .warn)
          words.ledgerRunningText(
            done: words.number(transactions), time: words.time(since), total: words.number(total))
        }
        progress(transactions, of: total, words)
        p(.class("more")) { a(.href(.ledger)) { words.ledgerLookAgain } }
      }
    case .never:
      return card(words.ledgerChain) {
        p(.class("verdict")) {
          badge(words.ledgerUnverified, .quiet)
          words.ledgerUnverifiedText
        }
        if canVerify {
          verifyForm(visit)
        } else {
          pre(.tabindex(0)) { code { "tongbao ledger verify" } }
        }
      }
    }
  }

  private func progress(_ done: Int64, of total: Int64, _ words: Words) -> Node {
    let per = total > 0 ? min(100, done / max(1, total / 100)) : 0
    return p {
      progressBar(Attribute("max", "100"), .value(String(per)), .aria(.label, words.ledgerRunning)) {
        String(per) + "%"
      }
    }
  }

  private func owedChart(_ owed: [Owed], _ words: Words) -> Node {
    if owed.isEmpty { return p(.class("none")) { words.ledgerNothingOwed } }
    let months = owed.map { $0.month ?? words.commonNever }
    return Node {
      Chart(
        id: "owed", form: .bars, name: words.ledgerOwed, about: words.ledgerOwedNote,
        labelsName: words.ledgerMonth, labels: months,
        series: [ChartSeries(name: words.commonPoints, values: owed.map(\.points.units))], hasTable: false
      ).node(words)
      DataTable(
        name: words.ledgerOwed,
        columns: [
          Column(words.ledgerMonth), Column(words.commonPoints, .number), Column(words.ledgerWorth, .number),
        ],
        rows: owed.map { row in
          [
            .text(row.month ?? words.commonNever), .text(words.points(row.points)),
            .text(words.money(row.worth)),
          ]
        }, isNarrow: true
      ).node
    }
  }

  private func balanceTable(_ balance: Balance, _ words: Words) -> Node {
    Node {
      p(.class("verdict"), .role("status")) {
        if balance.debit == balance.credit {
          badge(words.ledgerBalanced, .good)
        } else {
          badge(words.ledgerUnbalanced, .bad)
        }
      }
      DataTable(
        name: words.ledgerBalance,
        columns: [
          Column(words.commonAccount), Column(words.ledgerDebit, .number),
          Column(words.ledgerCredit, .number),
        ],
        rows: balance.accounts.map { account in
          [
            twoLines(
              account.link.map { link in a(.href(link)) { account.name } } ?? .text(account.name),
              account.kind),
            side(account.debit, words),
            side(account.credit, words),
          ]
        },
        total: [
          .text(words.commonSum), .text(words.points(balance.debit)), .text(words.points(balance.credit)),
        ]
      ).node
    }
  }

  private func side(_ points: ShownPoints, _ words: Words) -> Node {
    points.units == 0 ? .nothing : .text(words.points(points))
  }
}
