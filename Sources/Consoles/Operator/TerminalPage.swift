/// One terminal: whether it trades, what to do next, what it did, and how it is set.
struct TerminalPage: ConsolePage {
  /// What it did of one kind today.
  struct KindTotal: Sendable {
    let name: String
    let count: Int64
    let money: ShownMoney
    let points: ShownPoints
  }

  enum BatchState: Sendable {
    case balanced, unbalanced, uploaded
  }

  struct Side: Sendable, Hashable {
    let money: ShownMoney
    let count: Int64
  }

  struct Sides: Sendable, Hashable {
    let debit: Side
    let credit: Side
  }

  struct BatchRow: Sendable {
    let number: String
    let settledAt: ShownTime
    let state: BatchState
    let claimed: Sides
    let counted: Sides
    let differences: Int64
  }

  struct KindChoice: Sendable {
    let value: String
    let name: String
    var isAllowed: Bool
  }

  /// As the form shows them; what was typed and refused stays typed.
  struct Parameters: Sendable {
    /// The name of each seal in the words of the catalogue, by its value.
    var mac: ShownMAC
    var kinds: [KindChoice]
    var adviceLimit: String
    var batchAdviceLimit: String
    var replyTexts: Bool
  }

  /// How far the entry of a new master key is, for who looks.
  enum KeyEntry: Sendable {
    case notBegun
    case waitsForAnother(since: ShownTime)
    case waitsForViewer(person: String, since: ShownTime)
  }

  /// What the viewer may do.
  struct Rights: Sendable {
    let changes: Bool
    let entersKeys: Bool
  }

  enum Part: Sendable {
    case parameters, key
  }

  let row: TerminalRow
  let isMerchantActive: Bool
  /// Nil while it has no master key.
  let checkValue: String?
  let keyEntry: KeyEntry
  let day: ShownDay
  let today: Loaded<[KindTotal]>
  let batches: Loaded<[BatchRow]>
  var parameters: Parameters
  let rights: Rights
  /// Why the last try was turned down, and of which form.
  var fault: (part: Part, text: String)?

  var place: MenuPlace { .terminals }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.number }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          row.readiness.badge(words)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      faultNotice(fault?.text)
      div(.class("split")) {
        div {
          card(words.terminalNext) { nextStep(visit) }
          card(words.terminalToday, words.terminalTodayNote(day: day.text)) {
            today.node(visit) { totals($0, words) }
          }
          card(words.terminalBatches, words.terminalBatchesNote) {
            batches.node(visit) { batchTable($0, words) }
          }
          card(words.terminalKey, words.terminalKeyNote, id: "key") { keyForm(visit) }
          card(words.terminalParameters, words.terminalParametersNote, id: "parameters") {
            parameterForm(visit)
          }
        }
        aside {
          card(words.terminalFacts) {
            facts(factPairs(words))
            p(.class("more")) {
              a(.href(.transactions(ofTerminal: row.id))) { words.terminalTransactions }
              a(.href(.cases(ofTerminal: row.id))) { words.terminalCases }
            }
          }
        }
      }
    }
  }

  private func nextStep(_ visit: Visit) -> Node {
    let words = visit.words
    let isOff = row.readiness == .disabled
    let text =
      switch row.readiness {
      case _ where !isMerchantActive: words.terminalNextMerchant
      case .signedIn: words.terminalNextSignedIn
      case .signedOut: words.terminalNextSignedOut
      case .keyMissing: words.terminalNextKeyMissing
      case .disabled: words.terminalNextDisabled
      }
    return Node {
      p { text }
      if rights.changes {
        form(.class("actions"), .method(.post), .action(.terminal(row.id).appending("status"))) {
          formToken(visit)
          input(.type("hidden"), .name("status"), .value(isOff ? "enabled" : "disabled"))
          button(isOff ? [.class("button")] : [.class("button plain")]) {
            isOff ? words.terminalEnable : words.terminalDisable
          }
        }
      }
    }
  }

  private func factPairs(_ words: Words) -> [(name: String, value: Node)] {
    let none = Node.text(words.commonNone)
    return [
      (words.commonMerchant, .text(row.merchantName)), (words.commonStore, .text(row.storeName)),
      (words.terminalsAcceptor, copyable(row.acceptor, words)), (words.terminalCode, .text(row.code)),
      (words.terminalMac, .text(parameters.mac.name(words))),
      (words.terminalCheckValue, checkValue.map { value in code { value } } ?? none),
      (words.terminalsSignedIn, row.signedInAt.map { moment($0, words) } ?? none),
      (words.terminalCashier, row.cashier.isEmpty ? none : .text(row.cashier)),
      (words.terminalsLastSeen, row.seenAt.map { moment($0, words) } ?? none),
      (words.terminalsBatch, .text(row.batch)),
    ]
  }
}

/// How a terminal's messages are sealed.
enum ShownMAC: String, CaseIterable, Sendable {
  case unionPay = "unionpay_ecb"
  case x99 = "x9_9"
  case x919 = "x9_19"
  case sm4

  func name(_ words: Words) -> String {
    switch self {
    case .unionPay: words.terminalMacUnionpay
    case .x99: words.terminalMacCbc
    case .x919: words.terminalMacRetail
    case .sm4: words.terminalMacSm
    }
  }
}
