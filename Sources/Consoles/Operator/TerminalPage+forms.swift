// What is set for a terminal, and the entry of its master key.
extension TerminalPage {
  func parameterForm(_ visit: Visit) -> Node {
    let words = visit.words
    if !rights.changes { return p(.class("none")) { words.terminalNoRight(right: "merchants.write") } }
    return form(.class("decision"), .method(.post), .action(.terminal(row.id).appending("parameters"))) {
      formToken(visit)
      div(.class("field")) {
        label(.for("mac")) { words.terminalMac }
        select(.id("mac"), .name("mac"), .aria(.describedby, "mac-note")) {
          for mac in ShownMAC.allCases {
            option(
              mac == parameters.mac ? [.value(mac.rawValue), .selected] : [.value(mac.rawValue)]
            ) { mac.name(words) }
          }
        }
        small(.id("mac-note")) { words.terminalParametersMacNote }
      }
      fieldset {
        legend { words.terminalKinds }
        div(.class("checks")) {
          for kind in parameters.kinds {
            check("kind_" + kind.value, kind.name, isOn: kind.isAllowed)
          }
        }
      }
      limit("advice_limit", words.terminalAdviceLimit, parameters.adviceLimit)
      limit("batch_advice_limit", words.terminalBatchAdviceLimit, parameters.batchAdviceLimit)
      check("reply_texts", words.terminalReplyTexts, isOn: parameters.replyTexts)
      div { button(.class("button")) { words.terminalSave } }
    }
  }

  private func check(_ name: String, _ text: String, isOn: Bool) -> Node {
    var attributes: [Attribute] = [.type("checkbox"), .name(name), .value("1")]
    if isOn { attributes.append(.checked) }
    return label(.class("check")) {
      input(attributes)
      span { text }
    }
  }

  private func limit(_ name: String, _ text: String, _ value: String) -> Node {
    var attributes: [Attribute] = [.id(name), .name(name), .value(value), .required, .autocomplete("off")]
    if fault?.part == .parameters { attributes.append(.aria(.describedby, "fault")) }
    return div(.class("field")) {
      label(.for(name)) { text }
      input(attributes)
    }
  }

  func keyForm(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      if let checkValue { p { words.terminalKeyHas(value: checkValue) } }
      ol(.class("ways")) {
        li { words.terminalKeyFirst }
        li { words.terminalKeySecond }
        li { words.terminalKeyThird }
      }
      if rights.entersKeys {
        if let waiting = waiting(words) { p(.class("waiting")) { strong { waiting } } }
        componentForm(visit)
      } else {
        p(.class("none")) { words.terminalNoRight(right: "keys") }
      }
    }
  }

  private func waiting(_ words: Words) -> String? {
    switch keyEntry {
    case .notBegun: nil
    case .waitsForAnother(let since): words.terminalKeyWaitingSelf(time: words.time(since))
    case .waitsForViewer(let person, let since):
      words.terminalKeyWaitingYou(person: person, time: words.time(since))
    }
  }

  /// Never filled in again: a component stands nowhere but in its letter and in the sealed database.
  private func componentForm(_ visit: Visit) -> Node {
    let words = visit.words
    var noted: [Attribute] = []
    if fault?.part == .key { noted = [.aria(.describedby, "fault"), .aria(.invalid, "true")] }
    return form(.class("decision"), .method(.post), .action(.terminal(row.id).appending("key"))) {
      formToken(visit)
      div(.class("field")) {
        label(.for("component")) { words.terminalComponent }
        input(
          [
            .id("component"), .type("password"), .name("component"), .maxlength(40), .required,
            .autocomplete("off"), .placeholder(words.terminalComponentHint),
          ] + noted)
      }
      div(.class("field")) {
        label(.for("check_value")) { words.terminalComponentCheck }
        input(
          [
            .id("check_value"), .name("check_value"), .maxlength(12), .required, .autocomplete("off"),
            .placeholder(words.terminalCheckHint),
          ] + noted)
      }
      div { button(.class("button")) { words.terminalKeyEnter } }
    }
  }
}
