/// Who pays for the points of rules, in force, coming and past, and the form that proposes others.
struct CostSharesPage: ConsolePage {
  struct Agreement: Sendable {
    let rule: String
    let program: String
    let version: Int64
    let from: ShownDay
    let standing: SettlementTermsPage.Standing
    /// Each payer with its part; none where whoever gives the points pays alone.
    let payers: [String]
    /// The proposal that set it.
    let approval: String
  }

  /// What becomes of a cost.
  struct Trial: Sendable {
    let cost: ShownMoney
    let parts: [(name: String, money: ShownMoney)]
  }

  static let fields = ["rule", "from", "payers", "cost", "reason"]

  let agreements: Loaded<[Agreement]>
  /// Rules by `programme/number`.
  let rules: [(value: String, name: String)]
  /// As typed, by field; what was refused stays typed.
  var typed: [String: String] = [:]
  var mayPropose = false
  var trial: Trial?
  var fault: String?

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.shareTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.shareIntro)
      faultNotice(fault)
      if let trial { shown(trial, words) }
      agreements.node(visit) { rows in
        rows.isEmpty ? emptyState(.quiet, words.shareNone, words.shareNoneText) {} : table(rows, words)
      }
      if mayPropose {
        if rules.isEmpty {
          p(.class("none")) { words.shareNoRules }
        } else {
          card(words.sharePropose, words.shareProposeNote) { entry(visit) }
        }
      }
      p(.class("more")) { a(.href(.settlements)) { words.financeTitle } }
    }
  }

  private func table(_ rows: [Agreement], _ words: Words) -> Node {
    DataTable(
      name: words.shareTitle,
      columns: [
        Column(words.shareRule), Column(words.commonState), Column(words.sharePayers),
        Column(words.settlementFrom, .number),
      ],
      rows: rows.map { row in
        [
          twoLines(Node.text(row.rule), row.program),
          twoLines(badge(row.standing, words), words.rateVersionNumber(number: words.number(row.version))),
          row.payers.isEmpty ? .text(words.shareAlone) : ul { for payer in row.payers { li { payer } } },
          twoLines(
            Node { a(.href(.approval(row.approval))) { row.from.text } }, words.financeDecision),
        ]
      }
    ).node
  }

  private func badge(_ standing: SettlementTermsPage.Standing, _ words: Words) -> Node {
    switch standing {
    case .now: Consoles.badge(words.financeTermsNow, .good)
    case .coming: Consoles.badge(words.financeTermsComing, .warn)
    case .past: Consoles.badge(words.financeTermsPast, .quiet)
    }
  }

  private func shown(_ trial: Trial, _ words: Words) -> Node {
    card(words.financePreview, words.shareTrialNote, id: "preview") {
      DataTable(
        name: words.financePreview,
        columns: [Column(words.sharePayers), Column(words.shareCost, .number)],
        rows: trial.parts.map { [.text($0.name), .text(words.money($0.money))] },
        total: [.text(words.financeTogether), .text(words.money(trial.cost))], isNarrow: true
      ).node
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.costShares)) {
      formToken(visit)
      deskChoice("rule", words.shareRule, rules, typed["rule"] ?? "")
      deskField(
        "from", words.settlementFrom, typed["from"] ?? "", type: "date", isRequired: false, length: 10)
      div(.class("field")) {
        label(.for("payers")) { words.sharePayers }
        textarea(.id("payers"), .name("payers"), .maxlength(2_000), .aria(.describedby, "payers-hint")) {
          typed["payers"] ?? ""
        }
        small(.class("hint"), .id("payers-hint")) { words.sharePayersHint }
      }
      deskField("cost", words.shareTrialCost, typed["cost"] ?? "", isRequired: false, length: 20)
      div { button(.class("button plain"), .name("do"), .value("preview")) { words.financePreviewAct } }
      deskField("reason", words.approvalReason, typed["reason"] ?? "", isRequired: false, length: 200)
      div { button(.class("button"), .name("do"), .value("propose")) { words.financePropose } }
    }
  }
}
