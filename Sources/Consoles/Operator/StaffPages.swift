import Coalition

/// A line of the list of people with access.
struct StaffRow: Sendable {
  let id: String
  let login: String
  let name: String
  let roles: Role
  let isActive: Bool
  /// The merchant's name; nil for the operator's own.
  let merchantName: String?
  /// Names; nil for all.
  let stores: [String]?
  let number: String?
  let createdAt: ShownTime

  func state(_ words: Words) -> Node {
    isActive ? badge(words.staffActive, .good) : badge(words.staffDisabled, .quiet)
  }
}

/// People with access, and the form that adds one of the operator's.
struct StaffPage: ConsolePage {
  static let filters = ["login", "state", "whose"]

  let query: ListQuery
  let staff: Loaded<Batch<StaffRow>>
  /// The roles that the viewer may give.
  let givable: [Role]
  var fault: String?

  var place: MenuPlace { .staff }

  func heading(_ words: Words) -> String { words.staffTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      listing(visit)
      if !givable.isEmpty { card(words.staffAdd, words.staffAddNote, id: "add") { adding(visit) } }
    }
  }

  private func listing(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .staff, query: query, batch: staff, heading: heading(words), introduction: words.staffIntro,
      filters: [
        FilterField("login", words.staffLogin, .text(placeholder: "")),
        FilterField(
          "state", words.commonState,
          .choice([("active", words.staffActive), ("disabled", words.staffDisabled)])),
        FilterField("whose", words.staffBelongs, .choice([("operators", words.staffPlatform)])),
      ],
      columns: [
        Column(words.staffName), Column(words.staffRoles), Column(words.staffBelongs),
        Column(words.commonState), Column(words.staffCreated, .number),
      ],
      firstUse: emptyState(.quiet, words.staffEmptyTitle, words.staffEmptyText) {},
      cells: { row in
        [
          twoLines(a(.href(.staff(row.id))) { row.name }, row.login), .text(row.roles.name(words)),
          .text(row.merchantName ?? words.staffPlatform), row.state(words), .text(words.day(row.createdAt)),
        ]
      }
    ).node(visit)
  }

  private func adding(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.staff)) {
      formToken(visit)
      staffField("login", words.staffLogin, "off")
      staffField("name", words.staffName, "off")
      staffField("password", words.signInPassword, "new-password", isSecret: true)
      roleChoice(givable, chosen: [], words)
      div { button(.class("button")) { words.staffAdd } }
    }
  }
}

/// One person with access: what they may do, and what may be done about it.
struct StaffMemberPage: ConsolePage {
  let row: StaffRow
  let hasFactor: Bool
  /// The roles that the viewer may give; empty where the person is not theirs to change.
  let givable: [Role]
  var fault: String?

  var place: MenuPlace { .staff }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          row.state(words)
          h1 { row.name }
          copyable(row.id, words)
        }
      }
      faultNotice(fault)
      div(.class("split")) {
        div {
          if givable.isEmpty {
            card(words.staffRoles) { p { row.roles.name(words) } }
          } else {
            card(words.staffChange) { changing(visit) }
            card(words.staffAccess) { access(visit) }
            card(words.staffPassword, words.staffAddNote) { password(visit) }
          }
        }
        aside { card(words.transactionFacts) { facts(pairs(words)) } }
      }
    }
  }

  private func pairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(String, Node)] = [
      (words.staffLogin, .text(row.login)),
      (words.staffBelongs, .text(row.merchantName ?? words.staffPlatform)),
      (words.staffRoles, .text(row.roles.name(words))),
    ]
    if row.merchantName != nil {
      let stores = row.stores?.joined(separator: words.listConditionJoin) ?? words.staffAllStores
      pairs.append((words.staffStores, .text(stores)))
      pairs.append((words.staffNumber, .text(row.number ?? words.commonNone)))
    }
    pairs.append((words.staffCreated, moment(row.createdAt, words)))
    return pairs
  }

  private func changing(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.staff(row.id).appending("change"))) {
      formToken(visit)
      div(.class("field")) {
        label(.for("name")) { words.staffName }
        input(.id("name"), .name("name"), .value(row.name), .maxlength(100), .required)
      }
      roleChoice(givable, chosen: row.roles, words)
      div { button(.class("button")) { words.staffSave } }
    }
  }

  private func access(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      act("status", row.isActive ? words.staffDisable : words.staffEnable, visit) {
        input(.type("hidden"), .name("status"), .value(row.isActive ? "disabled" : "active"))
      }
      act("sign-out", words.staffSignOut, visit) {}
      if hasFactor { act("factor", words.staffResetFactor, visit) {} }
    }
  }

  private func act(_ path: String, _ name: String, _ visit: Visit, @Nodes fields: () -> [Node]) -> Node {
    form(.class("decision"), .method(.post), .action(.staff(row.id).appending(path))) {
      formToken(visit)
      fields()
      div { button(.class("button plain")) { name } }
    }
  }

  private func password(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.staff(row.id).appending("password"))) {
      formToken(visit)
      staffField("password", words.ownPasswordNew, "new-password", isSecret: true)
      div { button(.class("button plain")) { words.staffPassword } }
    }
  }
}

private func staffField(
  _ name: String, _ text: String, _ autocomplete: StaticString, isSecret: Bool = false
) -> Node {
  div(.class("field")) {
    label(.for(name)) { text }
    input(
      .id(name), .name(name), .type(isSecret ? "password" : "text"), .autocomplete(autocomplete),
      .maxlength(128), .required)
  }
}

private func roleChoice(_ givable: [Role], chosen: Role, _ words: Words) -> Node {
  fieldset {
    legend { words.staffRoles }
    div(.class("checks")) {
      for role in givable {
        let name = "role_" + role.names.joined()
        label(.class("check")) {
          input(
            [.type("checkbox"), .name(name), .value("1")] + (chosen.contains(role) ? [.checked] : []))
          role.name(words)
        }
      }
    }
  }
}
