import Loyalty

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

  /// What fields say that nobody has typed into.
  private static let standard = ["days": "90"]

  /// The field of a channel.
  static func box(_ channel: ShownChannel) -> String { "channel_" + channel.rawValue }

  /// The field of a way to pay.
  static func box(_ payment: PaymentKind) -> String { "payment_" + payment.name }

  var place: MenuPlace { .earningRules }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { versions.first?.name ?? words.bonusNew }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.bonusIntro)
      faultNotice(fault?.text)
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
        text("amount", words.bonusAmount, 24, words.bonusAmountNote)
        text("per", words.bonusPer, 24, words.bonusPerNote)
        choice(
          "rounding", words.merchantTermsRounding,
          [
            ("down", words.merchantTermsDown), ("half_up", words.merchantTermsHalf),
            ("up", words.merchantTermsUp),
          ])
      }
      fieldset {
        legend { words.bonusLimits }
        text("purchase", words.bonusLimitPurchase, 24, words.bonusLimitNote)
        text("member_day", words.bonusLimitMemberDay, 24)
        text("member", words.bonusLimitMember, 24)
        text("budget", words.bonusLimitBudget, 24)
      }
      fieldset {
        legend { words.bonusStacking }
        choice(
          "stacking", words.bonusStackingHow,
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
        for kept in ["from_day_was", "from_day_at", "until_day_was", "until_day_at"] {
          if let value = typed[kept] { input(.type("hidden"), .name(kept), .value(value)) }
        }
      }
      text("days", words.bonusTryDays, 3)
      div { button(.class("button plain"), .name("do"), .value("try")) { words.bonusTry } }
      text("reason", words.bonusReason, 200)
      div { button(.class("button"), .name("do"), .value("propose")) { words.bonusPropose } }
    }
  }

  private func conditions(_ words: Words) -> Node {
    Node {
      list("merchants", words.bonusMerchants, words.bonusMerchantsNote)
      list("stores", words.bonusStores, words.bonusStoresNote)
      checks(words.bonusChannels, ShownChannel.allCases.map { (Self.box($0), $0.name(words)) })
      list("categories", words.bonusCategories, words.bonusListNote)
      list("goods", words.bonusGoods, words.bonusListNote)
      list("levels", words.bonusLevels, words.bonusLevelsNote)
      text("money_from", words.bonusMoneyFrom, 24)
      text("money_to", words.bonusMoneyTo, 24)
      text("time_from", words.bonusTimeFrom, 5, words.bonusTimeNote, type: "time")
      text("time_until", words.bonusTimeUntil, 5, type: "time")
      checks(words.bonusWeekdays, (1...7).map { ("day_\($0)", weekday($0, words)) })
      text("month_days", words.bonusMonthDays, 100, words.bonusMonthDaysNote)
      checks(words.bonusPayments, PaymentKind.allCases.map { (Self.box($0), $0.name(words)) })
      list("card_types", words.bonusCardTypes, words.bonusCardTypesNote)
      list("tags", words.bonusTags, words.bonusTagsNote)
      list("without_tags", words.bonusWithoutTags, words.bonusTagsNote)
      choice(
        "birthday", words.bonusBirthday,
        [
          ("", words.bonusNotAsked), ("day", words.bonusOnBirthday), ("month", words.bonusInBirthdayMonth),
        ])
      choice(
        "first", words.bonusFirst,
        [
          ("", words.bonusNotAsked), ("merchant", words.bonusFirstMerchant),
          ("program", words.bonusFirstProgram),
        ])
    }
  }

  private func ending(_ end: Link, _ visit: Visit) -> Node {
    form(.class("decision"), .method(.post), .action(end)) {
      formToken(visit)
      div(.class("field")) {
        label(.for("end-reason")) { visit.words.bonusReason }
        input(.id("end-reason"), .name("reason"), .maxlength(200), .required, .autocomplete("off"))
      }
      div { button(.class("button plain")) { visit.words.bonusEnd } }
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
      .type(type), .value(typed[name] ?? Self.standard[name] ?? ""), .autocomplete("off"),
    ]
    if "\(type)" == "text" { attributes.append(.maxlength(length)) }
    return field(name, title, note) { input($0 + attributes) }
  }

  /// Many entries, hence without an end that would cut them.
  private func list(_ name: String, _ title: String, _ note: String) -> Node {
    field(name, title, note) { textarea($0 + [.class("list"), .autocomplete("off")]) { typed[name] ?? "" } }
  }

  private func field(
    _ name: String, _ title: String, _ note: String?, control: ([Attribute]) -> Node
  ) -> Node {
    var attributes: [Attribute] = [.id(name), .name(name)]
    if fault?.field == name {
      attributes += [.aria(.describedby, "fault"), .aria(.invalid, "true")]
    } else if note != nil {
      attributes.append(.aria(.describedby, name + "-note"))
    }
    return div(.class("field")) {
      label(.for(name)) { title }
      control(attributes)
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
      div(.class("checks")) { boxes.map { deskCheck($0.name, $0.text, isOn: typed[$0.name] != nil) } }
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
