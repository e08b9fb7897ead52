/// One outside programme: what it is, its rates, days held against its account, and what may be proposed.
struct PartnerPage: ConsolePage {
  struct Rate: Sendable {
    let way: String
    let ratio: String
    let spread: String
    let limits: String
    let period: String
    let isNow: Bool
  }

  struct Day: Sendable {
    let day: String
    let isDone: Bool
    let agreed: Int64
    let differences: Int64
    /// Beyond what becomes a case.
    var withoutCase: Int64 = 0
    let ours: String
    let theirs: String
    let failure: String
  }

  let row: PartnersPage.Row
  let appKey: String
  /// Whether accounts there are linked, and into what what lies there is brought in once.
  var linking: (isOn: Bool, program: String?) = (false, nil)
  let points: String
  let rates: [Rate]
  let days: [Day]
  let programs: [(value: String, name: String)]
  let mayPropose: Bool
  var typed: [String: String] = [:]
  var fault: String?

  static let rateFields = [
    "program", "way", "gives", "receives", "spread", "minimum", "maximum", "member_daily", "pair_daily",
    "ends", "reason",
  ]

  var place: MenuPlace { .partners }
  var isBelowPlace: Bool { true }
  private var link: Link { .partners.appending(row.id) }

  func heading(_ words: Words) -> String { words.partnerOne }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.status.badge(words)
          h1 { row.name }
          copyable(row.id, words)
        }
      }
      card(words.partnerOne) {
        facts([
          (words.partnerCode, .text(row.code)), (words.partnerContract, .text(row.contract)),
          (words.partnerUrl, .text(row.url)), (words.partnerCleared, .text(row.merchant)),
          (words.partnerAppKey, .text(appKey.isEmpty ? words.commonNone : appKey)),
          (words.linkPartnerLinks, .text(linking.isOn ? "\u{2713}" : words.commonNone)),
          (words.linkPartnerBrings, .text(linking.program ?? words.linkPartnerBringsNone)),
        ])
        p(.class("more")) {
          a(.href(Link.partnerExchanges.query([("partner", row.id)]))) { words.partnerExchanges }
        }
      }
      card(words.partnerRates) { rateTable(words) }
      card(words.partnerDays) { dayTable(visit) }
      if mayPropose {
        card(words.partnerRateNew, words.partnerRateNote) { rateForm(visit) }
        card(words.partnerChange, words.partnerNewNote) {
          PartnerForm(typed: typed, programs: programs, isNew: false).node(visit)
        }
      }
    }
  }

  private func rateTable(_ words: Words) -> Node {
    if rates.isEmpty { return p(.class("none")) { words.partnerRatesNone } }
    return DataTable(
      name: words.partnerRates,
      columns: [
        Column(words.partnerRateWay), Column(words.rateRate), Column(words.rateSpread, .number),
        Column(words.rateLimits), Column(words.rateValid), Column(words.commonState),
      ],
      rows: rates.map { rate in
        [
          .text(rate.way), .text(rate.ratio), .text(rate.spread), .text(rate.limits), .text(rate.period),
          rate.isNow ? badge(words.bonusStateNow, .good) : badge(words.bonusStateLater, .warn),
        ]
      }
    ).node
  }

  private func dayTable(_ visit: Visit) -> Node {
    let words = visit.words
    if days.isEmpty { return p(.class("none")) { words.partnerDaysNone } }
    return DataTable(
      name: words.partnerDays,
      columns: [
        Column(words.commonDay), Column(words.commonState), Column(words.partnerDayAgreed, .number),
        Column(words.partnerDayDifferences, .number), Column(words.partnerDayOurs, .number),
        Column(words.partnerDayTheirs, .number), Column(words.partnerDayAgain),
      ],
      rows: days.map { day in
        [
          .text(day.day),
          day.isDone
            ? badge(words.partnerDayDone, day.differences == 0 ? .good : .bad)
            : badge(day.failure.isEmpty ? words.partnerDayWaiting : day.failure, .warn),
          .text(words.number(day.agreed)), .text(differences(day, words)), .text(day.ours),
          .text(day.theirs),
          mayPropose
            ? deskForm(
              link.appending("day"), words.partnerDayAgain, isMain: false,
              name: words.partnerDayAgain + " " + day.day, visit
            ) { input(.type("hidden"), .name("day"), .value(day.day)) } : .text(words.commonNone),
        ]
      }
    ).node
  }

  private func differences(_ day: Day, _ words: Words) -> String {
    let all = words.number(day.differences)
    if day.withoutCase == 0 { return all }
    return words.partnerDayWithoutCase(all: all, left: words.number(day.withoutCase))
  }

  private func rateForm(_ visit: Visit) -> Node {
    let words = visit.words
    func number(_ id: String, _ text: String, isRequired: Bool = false) -> Node {
      deskField(id, text, typed[id] ?? "", isRequired: isRequired, length: 20)
    }
    return deskForm(link.appending("rates"), words.partnerPropose, visit) {
      deskChoice("program", words.commonProgram, programs, typed["program"] ?? "")
      deskChoice(
        "way", words.partnerRateWay, [("out", words.partnerOut), ("in", words.partnerIn)], typed["way"] ?? "")
      number("gives", words.rateGives)
      number("receives", words.rateReceives)
      number("spread", words.rateSpreadPercent)
      number("minimum", words.rateMinimumField)
      number("maximum", words.rateMaximumField)
      number("member_daily", words.rateMemberDailyField)
      number("pair_daily", words.ratePairDailyField)
      deskCheck("ends", words.partnerRateEnd, isOn: typed["ends"] != nil)
      deskField(
        "rate_reason", words.approvalReason, typed["rate_reason"] ?? "", length: 200, sentAs: "reason")
    }
  }
}
