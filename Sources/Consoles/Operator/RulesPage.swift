import Coalition

/// What needs a second person, as data, and the form that proposes a change.
struct RulesPage: ConsolePage {
  struct Line: Sendable {
    let operation: String
    let above: String
    let control: String
    let reviewers: String
  }

  let rules: [Line]
  /// Whether the viewer may propose a change.
  let mayPropose: Bool
  var fault: String?

  var place: MenuPlace { .approvals }
  var isBelowPlace: Bool { true }

  /// Roles that may review at all.
  static let reviewing = Role.named.filter { $0.scopes.contains(.reviewApprovals) }.map(\.role)

  func heading(_ words: Words) -> String { words.approvalsRules }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.rulesIntro)
      faultNotice(fault)
      card(words.approvalsRules) {
        DataTable(
          name: words.approvalsRules,
          columns: [
            Column(words.rulesOperation), Column(words.rulesAbove, .number), Column(words.rulesControl),
            Column(words.approvalReviewers),
          ],
          rows: rules.map { [.text($0.operation), .text($0.above), .text($0.control), .text($0.reviewers)] }
        ).node
      }
      if mayPropose { card(words.rulesPropose) { proposing(visit) } }
    }
  }

  private func proposing(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.approvalRules)) {
      formToken(visit)
      choice(
        "operation", words.rulesOperation, ReviewedOperation.allCases.map { ($0.rawValue, $0.name(words)) })
      div(.class("field")) {
        label(.for("above")) { words.rulesAbove }
        input(
          .id("above"), .name("above"), .type("text"), Attribute("inputmode", "numeric"), .value("0"),
          .maxlength(13), .required, .aria(.describedby, "above-hint"))
        small(.id("above-hint"), .class("hint")) { words.rulesAboveHint }
      }
      choice(
        "control", words.rulesControl,
        [("require", words.rulesRequire), ("block", words.rulesBlock), ("none", words.rulesNone)])
      fieldset {
        legend { words.approvalReviewers }
        div(.class("checks")) {
          for role in Self.reviewing {
            label(.class("check")) {
              input(.type("checkbox"), .name("role_" + role.names.joined()), .value("1"))
              role.name(words)
            }
          }
        }
      }
      div(.class("field")) {
        label(.for("reason")) { words.approvalReason }
        textarea(.id("reason"), .name("reason"), .maxlength(200), .required) {}
      }
      div { button(.class("button")) { words.rulesPropose } }
    }
  }

  private func choice(_ name: String, _ text: String, _ choices: [(value: String, name: String)]) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      select(.id(name), .name(name)) {
        for choice in choices { option(.value(choice.value)) { choice.name } }
      }
    }
  }
}
