/// A rule of discount as lists show it.
struct DiscountRow: Sendable {
  let name: String
  /// Its number and version.
  let number: String
  let program: String
  let merchant: String
  let share: String
  let most: String
  let stores: String
  /// Who must hold what, or stand where.
  let members: [String]
  let inForce: String
  let state: EarningRuleRow.State
}

/// What merchants take off for members, and the form that proposes more; few enough for one page.
struct DiscountsPage: ConsolePage {
  let discounts: Loaded<[DiscountRow]>
  let programs: [(value: String, name: String)]
  let cardTypes: [(value: String, name: String)]
  let mayPropose: Bool
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .discounts }

  func heading(_ words: Words) -> String { words.discountTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.discountIntro)
      if let fault { div(.class("notice bad"), .role("alert"), .id("fault")) { p { fault } } }
      discounts.node(visit) { discountTable($0, words) }
      if mayPropose {
        card(words.discountPropose, words.discountProposeNote) { entry(visit) }
      } else {
        p(.class("none")) { words.bonusNoRight(right: "programs.write") }
      }
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.discounts)) {
      formToken(visit)
      div(.class("field")) {
        label(.for("program")) { words.commonProgram }
        select(.id("program"), .name("program")) {
          for program in programs {
            option(
              program.value == typed["program"]
                ? [.value(program.value), .selected] : [.value(program.value)]
            ) { program.name }
          }
        }
      }
      field("rule", words.discountNumber)
      field("merchant", words.discountMerchant)
      field("name_hans", words.bonusNameHans)
      field("name_hant", words.bonusNameHant)
      field("name_en", words.bonusNameEn)
      field("percent", words.discountPercent, words.discountPercentNote, isDecimal: true)
      field("most", words.discountMost, words.discountMostNote, isDecimal: true)
      field("stores", words.discountStoreCodes, words.discountStoreNote)
      if !cardTypes.isEmpty {
        fieldset {
          legend { words.discountCards }
          for type in cardTypes { check("card_" + type.value, type.name) }
        }
      }
      field("level", words.discountLevel, words.discountLevelNote)
      field("from_day", words.bonusFromDay, words.bonusDayNote, type: "date")
      field("until_day", words.bonusUntilDay, type: "date")
      check("ends", words.discountEnds)
      field("reason", words.bonusReason)
      div { button(.class("button")) { words.bonusPropose } }
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

/// A merchant's own rules, to read.
struct DeskDiscountsPage: DeskPage {
  let discounts: Loaded<[DiscountRow]>

  var desk: DeskPlace { .discounts }

  func heading(_ words: Words) -> String { words.discountTitle }

  func content(_ visit: Visit) -> Node {
    Node {
      pageHead(heading(visit.words), visit.words.discountDeskIntro)
      discounts.node(visit) { discountTable($0, visit.words) }
    }
  }
}

private func discountTable(_ rows: [DiscountRow], _ words: Words) -> Node {
  if rows.isEmpty { return emptyState(.quiet, words.discountEmpty, words.discountEmptyText) {} }
  return DataTable(
    name: words.discountTitle,
    columns: [
      Column(words.bonusRule), Column(words.commonMerchant), Column(words.discountShare, .number),
      Column(words.discountMost, .number), Column(words.discountStores), Column(words.discountForWhom),
      Column(words.bonusInForce), Column(words.commonState),
    ],
    rows: rows.map { row in
      [
        twoLines(.text(row.name), "\(row.program) \u{00B7} \(row.number)"), .text(row.merchant),
        .text(row.share), .text(row.most), .text(row.stores),
        Node {
          for text in row.members.isEmpty ? [words.discountEveryMember] : row.members { div { text } }
        },
        .text(row.inForce), row.state.badge(words),
      ]
    }
  ).node
}
