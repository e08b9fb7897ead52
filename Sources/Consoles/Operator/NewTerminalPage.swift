/// Makes a terminal one that speaks ISO 8583, under the numbers that its messages carry.
struct NewTerminalPage: ConsolePage {
  /// As typed; what was refused stays typed.
  struct Draft: Sendable {
    var merchant = ""
    var store = ""
    var code = ""
    var acceptor = ""
    var number = ""
    var mac = ShownMAC.unionPay
  }

  /// The field that is at fault, and why.
  struct Fault: Sendable {
    let field: String
    let text: String
  }

  var draft = Draft()
  var fault: Fault?
  /// False shows why there is no form.
  var mayRegister = true

  var place: MenuPlace { .terminals }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.terminalsNew }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.terminalsNewIntro)
      faultNotice(fault?.text)
      card(words.terminalsNewNames, words.terminalsNewNote) {
        if mayRegister {
          entry(visit)
        } else {
          p(.class("none")) { words.terminalNoRight(right: "merchants.write") }
        }
      }
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.newTerminal)) {
      formToken(visit)
      field("merchant", words.terminalsNewMerchant, draft.merchant, 32)
      field("store", words.terminalsNewStore, draft.store, 32)
      field("code", words.terminalsNewCode, draft.code, 16, words.terminalsNewCodeNote)
      field("acceptor", words.terminalsNewAcceptor, draft.acceptor, 15, words.terminalsNewAcceptorNote)
      field("number", words.terminalsNewNumber, draft.number, 8, words.terminalsNewNumberNote)
      div(.class("field")) {
        label(.for("mac")) { words.terminalMac }
        select(.id("mac"), .name("mac")) {
          for mac in ShownMAC.allCases {
            option(mac == draft.mac ? [.value(mac.rawValue), .selected] : [.value(mac.rawValue)]) {
              mac.name(words)
            }
          }
        }
      }
      div { button(.class("button")) { words.terminalsNewSave } }
    }
  }

  private func field(
    _ name: String, _ text: String, _ value: String, _ length: Int, _ note: String? = nil
  ) -> Node {
    var attributes: [Attribute] = [
      .id(name), .name(name), .value(value), .maxlength(length), .required, .autocomplete("off"),
    ]
    if fault?.field == name {
      attributes += [.aria(.describedby, "fault"), .aria(.invalid, "true")]
    } else if note != nil {
      attributes.append(.aria(.describedby, name + "-note"))
    }
    return div(.class("field")) {
      label(.for(name)) { text }
      input(attributes)
      if let note { small(.id(name + "-note")) { note } }
    }
  }
}
