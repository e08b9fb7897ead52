/// The books: do they balance, what is owed and when it falls away, and is the chain whole.
struct LedgerPage: ConsolePage {
  struct Account: Sendable {
    /// In the viewer's language.
    let name: String
    let kind: String
    /// Both zero or above; one of them is zero.
    let debit: ShownPoints
    let credit: ShownPoints
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

  var place: MenuPlace { .ledger }

  func heading(_ words: Words) -> String { words.menuLedger }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.ledgerIntro(program: program, time: words.time(asOf)))
      verification.node(visit) { verified($0, visit) }
      card(words.ledgerOwed, words.ledgerOwedNote) {
        owed.node(visit) { owedChart($0, words) }
      }
      card(words.ledgerBalance, words.ledgerBalanceNote) {
        balance.node(visit) { balanceTable($0, words) }
      }
    }
  }

  /// Starts a check; reading the whole journal takes a while.
  private func verifyForm(_ visit: Visit) -> Node {
    guard canVerify else { return .nothing }
    return form(.method(.post), .action(.verify)) {
      formToken(visit)
      button(.class("button plain")) { visit.words.ledgerVerify }
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
            twoLines(.text(account.name), account.kind), side(account.debit, words),
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
