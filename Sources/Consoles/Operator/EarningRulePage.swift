/// A rule of earning: the form that proposes it or a new version, its versions, and what it would have done.
struct EarningRulePage: ConsolePage {
  /// The field that is at fault, and why.
  struct Fault: Sendable {
    let field: String
    let text: String
  }

  /// What a simulation found.
  struct Result: Sendable {
    let note: String
    let base: String
    let given: String
    let simulated: String
    let difference: String
    let members: String
    /// Name, points, purchases and members of each rule.
    let rules: [(name: String, points: String, purchases: String, members: String)]
  }

  /// As typed, by field; what was refused stays typed.
  var typed: [String: String] = [:]
  let programs: [(value: String, name: String)]
  /// What is there of the rule already; empty for a new one.
  var versions: [EarningRuleRow] = []
  /// Where the end of the rule is proposed; nil for a new one.
  var end: Link?
  var result: Result?
  var fault: Fault?
  /// False shows why there is no form.
  var mayPropose = true

  /// Those by which purchases come.
  static let channels: [ShownChannel] = [.pos, .seat, .api, .mis, .ecommerce, .sms]

  var place: MenuPlace { .earningRules }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { versions.first?.name ?? words.bonusNew }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.bonusIntro)
      if let fault { div(.class("notice bad"), .role("alert"), .id("fault")) { p { fault.text } } }
      if let result { shown(result, words) }
      if mayPropose {
        card(versions.isEmpty ? words.bonusNew : words.bonusRule) { entry(visit) }
      } else {
        p(.class("none")) { words.bonusNoRight(right: "programs.write") }
      }
      if !versions.isEmpty { card(words.bonusVersions) { history(words) } }
      if let end, mayPropose { card(words.bonusEnd, words.bonusEndNote) { ending(end, visit) } }
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.earningRules)) {
      formToken(visit)
      input(.type("hidden"), .name("rule"), .value(typed["rule"] ?? ""))
      choice("program", words.bonusProgram, programs)
      text("name_hans", words.bonusNameHans, 100, words.bonusNameNote)
      text("name_hant", words.bonusNameHant, 100)
      text("name_en", words.bonusNameEn, 100)
      fieldset {
        legend { words.bonusWhen }
        conditions(words)
      }
      fieldset {
        legend { words.bonusGives }
        choice(
          "effect", words.bonusEffect,
          [
            ("multiple", words.bonusEffectMultiple), ("rate", words.bonusEffectRate),
            ("fixed", words.bonusEffectFixed), ("item", words.bonusEffectItem),
            ("level", words.bonusEffectLevel),
          ])
        text("amount", words.bonusAmount, 16, words.bonusAmountNote)
        text("per", words.bonusPer, 16, words.bonusPerNote)
      }
      fieldset {
        legend { words.bonusLimits }
        text("purchase", words.bonusLimitPurchase, 16, words.bonusLimitNote)
        text("member_day", words.bonusLimitMemberDay, 16)
        text("member", words.bonusLimitMember, 16)
        text("budget", words.bonusLimitBudget, 16)
      }
      fieldset {
        legend { words.bonusStacking }
        choice(
          "stacking", words.bonusStacking,
          [
            ("adds", words.bonusStackingAdds), ("best", words.bonusStackingBest),
            ("alone", words.bonusStackingAlone),
          ])
        text("group", words.bonusGroup, 7)
        text("priority", words.bonusPriority, 5, words.bonusPriorityNote)
      }
      fieldset {
        legend { words.bonusInForce }
        text("from_day", words.bonusFromDay, 10, words.bonusDayNote, type: "date")
        text("until_day", words.bonusUntilDay, 10, type: "date")
      }
      text("days", words.bonusTryDays, 3)
      div { button(.class("button quiet"), .name("do"), .value("try")) { words.bonusTry } }
      text("reason", words.bonusReason, 200)
      div { button(.class("button"), .name("do"), .value("propose")) { words.bonusPropose } }
    }
  }

  private func conditions(_ words: Words) -> Node {
    Node {
      text("merchants", words.bonusMerchants, 1_000, words.bonusMerchantsNote)
      text("stores", words.bonusStores, 1_000, words.bonusStoresNote)
      checks(words.bonusChannels, Self.channels.map { ("channel_" + $0.rawValue, $0.name(words)) })
      text("categories", words.bonusCategories, 1_000, words.bonusListNote)
      text("goods", words.bonusGoods, 1_000, words.bonusListNote)
      text("levels", words.bonusLevels, 400, words.bonusLevelsNote)
      text("money_from", words.bonusMoneyFrom, 16)
      text("money_to", words.bonusMoneyTo, 16)
      text("time_from", words.bonusTimeFrom, 5, words.bonusTimeNote, type: "time")
      text("time_until", words.bonusTimeUntil, 5, type: "time")
      checks(words.bonusWeekdays, (1...7).map { ("day_\($0)", weekday($0, words)) })
      text("month_days", words.bonusMonthDays, 100, words.bonusMonthDaysNote)
    }
  }

  private func ending(_ end: Link, _ visit: Visit) -> Node {
    form(.class("decision"), .method(.post), .action(end)) {
      formToken(visit)
      div(.class("field")) {
        label(.for("end-reason")) { visit.words.bonusReason }
        input(.id("end-reason"), .name("reason"), .maxlength(200), .required, .autocomplete("off"))
      }
      div { button(.class("button quiet")) { visit.words.bonusEnd } }
    }
  }

  private func history(_ words: Words) -> Node {
    DataTable(
      name: words.bonusVersions,
      columns: [
        Column(words.bonusRule), Column(words.bonusWhen), Column(words.bonusGives),
        Column(words.bonusInForce),
        Column(words.commonState),
      ],
      rows: versions.map { row in
        [
          .text(row.number), .text(row.conditions.joined(separator: words.listConditionJoin)),
          .text(row.gives), .text(row.inForce), row.state.badge(words),
        ]
      }
    ).node
  }

  private func shown(_ result: Result, _ words: Words) -> Node {
    card(words.bonusResult, result.note, id: "result") {
      tiles {
        tile(words.bonusResultBase, result.base)
        tile(words.bonusResultGiven, result.given)
        tile(words.bonusResultWould, result.simulated, isMain: true)
        tile(words.bonusResultCost, result.difference)
        tile(words.bonusResultMembers, result.members)
      }
      DataTable(
        name: words.bonusResult,
        columns: [
          Column(words.bonusRule), Column(words.commonPoints, .number),
          Column(words.bonusPurchases, .number), Column(words.bonusResultMembers, .number),
        ],
        rows: result.rules.map {
          [.text($0.name), .text($0.points), .text($0.purchases), .text($0.members)]
        },
        isNarrow: true
      ).node
    }
  }

  private func text(
    _ name: String, _ title: String, _ length: Int, _ note: String? = nil, type: StaticString = "text"
  ) -> Node {
    var attributes: [Attribute] = [
      .id(name), .name(name), .type(type), .value(typed[name] ?? ""), .autocomplete("off"),
    ]
    if "\(type)" == "text" { attributes.append(.maxlength(length)) }
    if fault?.field == name {
      attributes += [.aria(.describedby, "fault"), .aria(.invalid, "true")]
    } else if note != nil {
      attributes.append(.aria(.describedby, name + "-note"))
    }
    return div(.class("field")) {
      label(.for(name)) { title }
      input(attributes)
      if let note { small(.id(name + "-note"), .class("hint")) { note } }
    }
  }

  private func choice(_ name: String, _ title: String, _ choices: [(value: String, name: String)]) -> Node {
    div(.class("field")) {
      label(.for(name)) { title }
      select(.id(name), .name(name)) {
        for choice in choices {
          option(
            choice.value == typed[name] ? [.value(choice.value), .selected] : [.value(choice.value)]
          ) { choice.name }
        }
      }
    }
  }

  private func checks(_ title: String, _ boxes: [(name: String, text: String)]) -> Node {
    fieldset {
      legend { title }
      for box in boxes {
        label(.class("check")) {
          input(
            [.type("checkbox"), .name(box.name), .value("1")] + (typed[box.name] == nil ? [] : [.checked]))
          box.text
        }
      }
    }
  }

  private func weekday(_ number: Int, _ words: Words) -> String {
    [
      words.bonusMonday, words.bonusTuesday, words.bonusWednesday, words.bonusThursday, words.bonusFriday,
      words.bonusSaturday,
      words.bonusSunday,
    ][number - 1]
  }
}
