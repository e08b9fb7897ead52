/// The operator's rates: what holds and what is to come, and the form that proposes others.
struct ExchangeRatesPage: ConsolePage {
  /// A way round that would gain, as it is told.
  struct Gain: Sendable {
    /// Each step of ten thousand points, in words.
    let steps: [String]
    let result: String
  }

  let rates: Loaded<[ShownRate]>
  let programs: [(value: String, name: String)]
  let mayPropose: Bool
  var typed: [String: String] = [:]
  var fault: String?
  var gain: Gain?
  var history: RateHistory?

  var place: MenuPlace { .exchangeRates }

  func heading(_ words: Words) -> String { words.rateTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.rateOperatorIntro)
      if let fault {
        div(.class("notice bad"), .role("alert"), .id("fault")) {
          p { fault }
          if let gain {
            ol(.class("ways")) { for step in gain.steps { li { step } } }
            p { strong { gain.result } }
          }
        }
      }
      rates.node(visit) { rows in
        if rows.isEmpty { return emptyState(.quiet, words.rateNone, words.rateNoneOperator) {} }
        return table(rows, words)
      }
      if let history { card(words.rateHistory, history.name, id: "history") { history.node(words) } }
      // Beside a pair's history there is no room for the form: a page stays light.
      if mayPropose, history != nil {
        p(.class("more")) { a(.href(.exchangeRates)) { words.ratePropose } }
      } else if mayPropose {
        card(words.ratePropose, words.rateProposeNote) { entry(visit) }
      } else {
        p(.class("none")) { words.bonusNoRight(right: "programs.write") }
      }
      p(.class("more")) { a(.href(.rates)) { words.exchangeBoard } }
    }
  }

  private func table(_ rows: [ShownRate], _ words: Words) -> Node {
    DataTable(
      name: heading(words),
      columns: [
        Column(words.ratePair), Column(words.rateRate), Column(words.rateSpread, .number),
        Column(words.rateLimits), Column(words.rateValid), Column(words.commonState),
      ],
      rows: rows.map { rate in
        [
          twoLines(
            Node {
              a(.href(Link.exchangeRates.query([("from", rate.fromCode), ("into", rate.intoCode)]))) {
                words.rateArrow(from: rate.from, into: rate.into)
              }
            }, words.rateVersionNumber(number: String(rate.version))),
          .text(rate.ratio(words)), .text(rate.spreadText()), .text(rate.limits(words)),
          .text(rate.period(words)),
          rate.isNow ? badge(words.bonusStateNow, .good) : badge(words.bonusStateLater, .warn),
        ]
      }
    ).node
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.exchangeRates)) {
      formToken(visit)
      choice("from", words.rateFrom)
      choice("into", words.rateInto)
      field("gives", words.rateGives, isDecimal: true)
      field("receives", words.rateReceives, isDecimal: true)
      field("spread", words.rateSpreadPercent, isDecimal: true)
      field("minimum", words.rateMinimumField, isDecimal: true)
      field("maximum", words.rateMaximumField, isDecimal: true)
      field("member_daily", words.rateMemberDailyField, isDecimal: true)
      field("pair_daily", words.ratePairDailyField, words.rateLimitNote, isDecimal: true)
      field("from_day", words.bonusFromDay, words.rateDayNote, type: "date")
      field("until_day", words.bonusUntilDay, type: "date")
      check("both", words.rateBoth)
      check("ends", words.rateEnds)
      field("reason", words.bonusReason)
      div { button(.class("button")) { words.bonusPropose } }
    }
  }

  private func choice(_ id: String, _ text: String) -> Node {
    div(.class("field")) {
      label(.for(id)) { text }
      select(.id(id), .name(id)) {
        for program in programs {
          option(
            program.value == typed[id] ? [.value(program.value), .selected] : [.value(program.value)]
          ) { program.name }
        }
      }
    }
  }

  private func field(
    _ id: String, _ text: String, _ hint: String? = nil, type: StaticString = "text", isDecimal: Bool = false
  ) -> Node {
    var attributes: [Attribute] = [
      .id(id), .name(id), .type(type), .value(typed[id] ?? ""), .maxlength(200), .autocomplete("off"),
    ]
    if isDecimal { attributes.append(Attribute("inputmode", "decimal")) }
    return div(.class("field")) {
      label(.for(id)) { text }
      input(attributes)
      if let hint { small(.class("hint")) { hint } }
    }
  }

  private func check(_ id: String, _ text: String) -> Node {
    var attributes: [Attribute] = [.type("checkbox"), .name(id), .value("1")]
    if typed[id] != nil { attributes.append(.checked) }
    return label(.class("check")) {
      input(attributes)
      span { text }
    }
  }
}
