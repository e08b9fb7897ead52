/// A ladder: the form that proposes it or a new version, where members would stand, and its versions.
struct LadderPage: ConsolePage {
  /// What trying it found.
  struct Result: Sendable {
    let note: String
    let levels: [(name: String, members: String)]
  }

  /// As typed, by field; what was refused stays typed.
  var typed: [String: String] = [:]
  let programs: [(value: String, name: String)]
  /// How many levels may be typed.
  var levelRows = LadderForm.fewestRows
  /// What is there of the ladder already; empty for a new one.
  var versions: [LadderRow] = []
  /// Where its end is proposed; nil for a new one.
  var end: Link?
  var result: Result?
  /// The field that is at fault, and why.
  var fault: EarningRulePage.Fault?
  /// False shows why there is no form.
  var mayPropose = true

  var place: MenuPlace { .ladders }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { versions.first?.name ?? words.tierNew }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.tierIntro)
      faultNotice(fault?.text)
      if let result { shown(result, words) }
      if mayPropose {
        card(versions.isEmpty ? words.tierNew : words.tierLadder) { entry(visit) }
      } else {
        p(.class("none")) { words.tierNoRight(right: "programs.write") }
      }
      if !versions.isEmpty { card(words.bonusVersions) { history(words) } }
      if let end, mayPropose { card(words.tierEnd, words.tierEndNote) { ending(end, visit) } }
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.ladders)) {
      formToken(visit)
      input(.type("hidden"), .name("ladder"), .value(typed["ladder"] ?? ""))
      choice("program", words.bonusProgram, programs)
      text("name_hans", words.bonusNameHans, 100)
      text("name_hant", words.bonusNameHant, 100)
      text("name_en", words.bonusNameEn, 100)
      counting(words)
      for row in 1...levelRows { level(row, words) }
      p(.class("hint")) { words.tierRowsNote }
      fieldset {
        legend { words.bonusInForce }
        text("from_day", words.bonusFromDay, 10, words.bonusDayNote, type: "date")
        for kept in ["from_day_was", "from_day_at"] {
          if let value = typed[kept] { input(.type("hidden"), .name(kept), .value(value)) }
        }
      }
      text("on_day", words.tierTryDay, 10, words.tierTryNote, type: "date")
      div { button(.class("button plain"), .name("do"), .value("try")) { words.tierTry } }
      text("reason", words.bonusReason, 200)
      div { button(.class("button"), .name("do"), .value("propose")) { words.bonusPropose } }
    }
  }

  private func counting(_ words: Words) -> Node {
    Node {
      fieldset {
        legend { words.tierMeasure }
        choice(
          "measure", words.tierMeasure,
          [
            ("points", words.tierByPoints), ("spend", words.tierBySpend), ("visits", words.tierByVisits),
            ("growth", words.tierByGrowth),
          ])
      }
      fieldset {
        legend { words.tierRates }
        text("per_point", words.tierPerPoint, 7, words.tierRatesNote)
        text("per_hundred", words.tierPerHundred, 7)
        text("per_visit", words.tierPerVisit, 7)
      }
      fieldset {
        legend { words.tierWindow }
        choice(
          "window", words.tierWindow,
          [
            ("calendar_year", words.tierYear), ("calendar_quarter", words.tierQuarter),
            ("days", words.tierWindowDays), ("months", words.tierWindowMonths),
          ])
        text("count", words.tierWindowCount, 4, words.tierWindowNote)
        text("grace", words.tierGraceField, 2, words.tierGraceNote)
      }
    }
  }

  private func level(_ row: Int, _ words: Words) -> Node {
    fieldset {
      legend { words.tierLevel(number: String(row)) }
      text("level_\(row)_hans", words.bonusNameHans, 40)
      text("level_\(row)_hant", words.bonusNameHant, 40)
      text("level_\(row)_en", words.bonusNameEn, 40)
      text("level_\(row)_from", words.tierLevelFrom, 24)
      text("level_\(row)_multiple", words.tierLevelMultiple, 6, words.tierLevelMultipleNote)
      text("level_\(row)_birthday", words.tierLevelBirthday, 12, words.tierLevelBirthdayNote)
      text("level_\(row)_note_hans", words.tierNoteHans, 200)
      text("level_\(row)_note_hant", words.tierNoteHant, 200)
      text("level_\(row)_note_en", words.tierNoteEn, 200)
    }
  }

  private func ending(_ end: Link, _ visit: Visit) -> Node {
    form(.class("decision"), .method(.post), .action(end)) {
      formToken(visit)
      div(.class("field")) {
        label(.for("end-reason")) { visit.words.bonusReason }
        input(.id("end-reason"), .name("reason"), .maxlength(200), .required, .autocomplete("off"))
      }
      div { button(.class("button plain")) { visit.words.tierEnd } }
    }
  }

  private func history(_ words: Words) -> Node {
    DataTable(
      name: words.bonusVersions,
      columns: [
        Column(words.tierLadder), Column(words.tierMeasure), Column(words.tierLevels),
        Column(words.bonusInForce), Column(words.commonState),
      ],
      rows: versions.map { row in
        [
          .text(row.number), .text(row.counts.joined(separator: words.listConditionJoin)),
          Node { for level in row.levels { div { level } } }, .text(row.inForce), row.state.badge(words),
        ]
      }
    ).node
  }

  private func shown(_ result: Result, _ words: Words) -> Node {
    card(words.tierResult, result.note, id: "result") {
      DataTable(
        name: words.tierResult,
        columns: [Column(words.tierLevels), Column(words.tierMembers, .number)],
        rows: result.levels.map { [.text($0.name), .text($0.members)] }, isNarrow: true
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
}
