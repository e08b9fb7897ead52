/// A person of a merchant's staff, as lists show them.
struct PersonRow: Sendable {
  let id: String
  let login: String
  let name: String
  let roles: String
  /// Empty for all of the merchant's.
  let stores: [String]
  let number: String?
  let isActive: Bool

  func cells(_ words: Words) -> [Node] {
    [
      twoLines(a(.href(.deskPerson(id))) { name }, login), .text(roles),
      .text(stores.isEmpty ? words.deskAllStores : stores.joined(separator: words.listConditionJoin)),
      .text(number ?? words.commonNone),
      isActive ? badge(words.deskActive, .good) : badge(words.deskDisabled, .quiet),
    ]
  }
}

/// Who may be what where: the boxes of a person's form.
struct PersonChoices: Sendable {
  struct Choice: Sendable {
    let field: String
    let name: String
    let isOn: Bool
  }

  let roles: [Choice]
  let stores: [Choice]

  func node(_ words: Words) -> Node {
    Node {
      fieldset {
        legend { words.deskRoles }
        div(.class("checks")) { roles.map { deskCheck($0.field, $0.name, isOn: $0.isOn) } }
      }
      if !stores.isEmpty {
        fieldset {
          legend { words.deskInStores }
          div(.class("checks")) { stores.map { deskCheck($0.field, $0.name, isOn: $0.isOn) } }
        }
      }
    }
  }
}

/// A merchant's people, and a form for one more.
struct DeskStaffPage: DeskPage {
  let query: ListQuery
  let people: Loaded<Batch<PersonRow>>
  let choices: PersonChoices
  var typed: (login: String, name: String, number: String) = ("", "", "")
  var fault: String?

  var desk: DeskPlace { .staff }

  func heading(_ words: Words) -> String { words.deskStaff }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .deskStaff, query: query, batch: people, heading: heading(words),
        introduction: words.deskStaffIntro, filters: [],
        columns: [
          Column(words.deskPerson), Column(words.deskRoles), Column(words.commonStore),
          Column(words.deskNumber), Column(words.commonState),
        ], firstUse: emptyState(.quiet, words.deskStaff, words.deskStepStaffWhy) {}
      ) { $0.cells(words) }.node(visit)
      card(words.deskAddPerson, words.deskAddPersonNote) {
        deskForm(.deskStaff, words.deskAddPerson, visit) {
          deskField("login", words.deskLogin, typed.login, length: 64)
          deskField("name", words.deskName, typed.name)
          deskField("password", words.deskFirstPassword, type: "password", length: 200)
          deskField("number", words.deskNumber, typed.number, isRequired: false, length: 8)
          choices.node(words)
        }
      }
    }
  }
}

/// One person: what they are, where they work, and how they sign in.
struct DeskPersonPage: DeskPage {
  let row: PersonRow
  let choices: PersonChoices
  /// Nobody changes their own access, nor that of somebody above them.
  let mayChange: Bool
  let isSelf: Bool
  var fault: String?

  var desk: DeskPlace { .staff }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let link = Link.deskPerson(row.id)
    return Node {
      div(.class("detail-head")) {
        div {
          row.isActive ? badge(words.deskActive, .good) : badge(words.deskDisabled, .quiet)
          h1 { row.name }
          copyable(row.login, words)
        }
      }
      faultNotice(fault)
      card(words.deskRoles) {
        facts([
          (words.deskRoles, .text(row.roles)),
          (
            words.commonStore,
            .text(
              row.stores.isEmpty ? words.deskAllStores : row.stores.joined(separator: words.listConditionJoin)
            )
          ),
          (words.deskNumber, .text(row.number ?? words.commonNone)),
        ])
      }
      if mayChange {
        card(words.deskChangePerson) {
          deskForm(link, words.terminalSave, visit) {
            deskField("name", words.deskName, row.name)
            deskField("number", words.deskNumber, row.number ?? "", isRequired: false, length: 8)
            choices.node(words)
          }
        }
        card(words.deskSignsIn, words.deskSignsInNote) {
          pinForm(visit)
          deskForm(link.appending("sessions"), words.deskSignOutAll, isMain: false, visit)
          deskForm(
            link.appending(row.isActive ? "disable" : "enable"),
            row.isActive ? words.deskDisable : words.deskEnable, isMain: false, visit)
        }
      } else if isSelf {
        card(words.deskSignsIn, words.deskOwnAccess) { pinForm(visit) }
      } else {
        p(.class("none")) { words.deskPersonAbove }
      }
    }
  }

  private func pinForm(_ visit: Visit) -> Node {
    deskForm(Link.deskPerson(row.id).appending("pin"), visit.words.deskSetPin, visit) {
      deskField("pin", visit.words.deskPin, type: "password", length: 6)
    }
  }
}
