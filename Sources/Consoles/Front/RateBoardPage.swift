/// A rate as pages show it.
struct ShownRate: Sendable {
  let fromCode: String
  let intoCode: String
  let from: String
  let into: String
  /// Points given and received before the spread.
  let gives: ShownPoints
  let receives: ShownPoints
  /// Hundredths of a per cent.
  let spread: Int64
  /// What ten thousand given become, after the spread.
  let sample: ShownPoints
  let sampleGiven: ShownPoints
  let minimum: ShownPoints
  let maximum: ShownPoints?
  let memberDaily: ShownPoints?
  let validFrom: ShownTime
  let validUntil: ShownTime?
  var version: Int64 = 1
  /// False for one that holds later.
  var isNow = true

  func ratio(_ words: Words) -> String {
    words.rateRatio(
      from: words.points(gives) + " " + from, into: words.points(receives) + " " + into)
  }

  func spreadText() -> String { Digits.decimal(spread, decimals: 2) + "%" }

  func limits(_ words: Words) -> String {
    var parts = [words.rateMinimum(points: words.points(minimum))]
    if let maximum { parts.append(words.rateMaximum(points: words.points(maximum))) }
    if let memberDaily { parts.append(words.rateMemberDaily(points: words.points(memberDaily))) }
    return parts.joined(separator: words.listConditionJoin)
  }

  func period(_ words: Words) -> String {
    validUntil.map { words.ratePeriod(from: words.time(validFrom), until: words.time($0)) }
      ?? words.rateSince(time: words.time(validFrom))
  }
}

/// What somebody asked the calculator, and what it says.
struct RateCalculator: Sendable {
  enum Answer: Sendable {
    case none
    /// What is given, what is received, and the operator's share of it.
    case gives(ShownPoints, ShownPoints, spread: ShownPoints)
    case fault(String)
  }

  let programs: [(code: String, name: String)]
  var from = ""
  var into = ""
  var points = ""
  var answer: Answer = .none

  /// A form that asks by its address, and so works without script.
  func node(_ target: Link, _ words: Words) -> Node {
    Node {
      form(.method(.get), .action(target), .class("decision")) {
        choice("from", words.rateFrom, from)
        choice("into", words.rateInto, into)
        siteField(
          "points", words.commonPoints, fault: fault,
          [
            .type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20), .required,
            .value(points),
          ])
        button(.class("button wide")) { words.rateReckon }
      }
      if case .gives(let given, let received, spread: let spread) = answer {
        div(.class("notice good"), .role("status")) {
          p {
            words.rateAnswer(
              from: words.points(given) + " " + name(from), into: words.points(received) + " " + name(into))
          }
          p { words.rateAnswerSpread(points: words.points(spread)) }
        }
      }
    }
  }

  private var fault: String? { if case .fault(let text) = answer { text } else { nil } }

  private func name(_ code: String) -> String { programs.first { $0.code == code }?.name ?? code }

  private func choice(_ id: String, _ text: String, _ chosen: String) -> Node {
    div(.class("field")) {
      label(.for(id)) { text }
      select(.id(id), .name(id)) {
        for program in programs {
          option(program.code == chosen ? [.value(program.code), .selected] : [.value(program.code)]) {
            program.name
          }
        }
      }
    }
  }
}

/// A pair's rate over time.
struct RateHistory: Sendable {
  let fromCode: String
  let intoCode: String
  let name: String
  /// What the values are: so many of one in the other.
  let valueName: String
  let days: [String]
  /// After the spread, in the smallest unit; 0 where there was none.
  let values: [Int64]
  let versions: [ShownRate]

  func node(_ words: Words) -> Node {
    Node {
      Chart(
        id: "rate", form: .lines, name: name, about: words.rateChartAbout(pair: name),
        labelsName: words.commonDay,
        labels: days, series: [ChartSeries(name: valueName, values: values)]
      ).node(words)
      DataTable(
        name: words.rateVersions,
        columns: [
          Column(words.rateVersion), Column(words.rateRate), Column(words.rateSpread, .number),
          Column(words.rateValid), Column(words.rateLimits),
        ],
        rows: versions.map { rate in
          [
            Node.text(String(rate.version)), .text(rate.ratio(words)), .text(rate.spreadText()),
            .text(rate.period(words)), .text(rate.limits(words)),
          ]
        }
      ).node
    }
  }
}

/// The rate board: open to everybody, without a sign-in.
struct RateBoardPage: FrontPage {
  let rates: [ShownRate]
  let calculator: RateCalculator
  var history: RateHistory?

  func heading(_ words: Words) -> String { words.rateTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.rateIntro)
      if rates.isEmpty {
        emptyState(.quiet, words.rateNone, words.rateNoneText) {}
      } else {
        card(words.rateNow, words.rateNowNote) { table(words) }
        card(words.rateCalculator, words.rateCalculatorNote, id: "calculator") {
          calculator.node(.rates, words)
        }
        if let history { card(words.rateHistory, history.name, id: "history") { history.node(words) } }
        p(.class("more")) { a(.href(.siteExchange)) { words.rateToSite } }
      }
    }
  }

  private func table(_ words: Words) -> Node {
    DataTable(
      name: words.rateNow,
      columns: [
        Column(words.ratePair), Column(words.rateRate), Column(words.rateSpread, .number),
        Column(words.rateSample), Column(words.rateLimits), Column(words.rateValid),
      ],
      rows: rates.map { rate in
        [
          Node {
            a(.href(Link.rates.query([("from", rate.fromCode), ("into", rate.intoCode)]))) {
              words.rateArrow(from: rate.from, into: rate.into)
            }
          },
          .text(rate.ratio(words)), .text(rate.spreadText()),
          .text(
            words.rateRatio(from: words.points(rate.sampleGiven), into: words.points(rate.sample))),
          .text(rate.limits(words)), .text(rate.period(words)),
        ]
      }
    ).node
  }
}
