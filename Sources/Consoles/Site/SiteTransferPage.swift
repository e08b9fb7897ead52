/// Sends points to another member: who and how many, then what it costs and what is left, then done.
struct SiteTransferPage: SitePage {
  /// A programme of which the member has points, and what it says of transfers.
  struct Program: Sendable {
    let code: String
    let name: String
    let spendable: ShownPoints
    let rules: [String]
  }

  let programs: [Program]
  var chosen = ""
  var to = ""
  var points = ""
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.transferTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.transferIntro)
      if programs.isEmpty {
        emptyState(.quiet, words.homeNothing, words.homeNothingText) {
          a(.class("button"), .href(.sitePlaces)) { words.homeWhere }
        }
      } else {
        section(.class("card")) {
          h2(.class("unseen")) { heading(words) }
          form(.method(.post), .action(.siteTransfer), .class("decision")) {
            formToken(visit)
            programField(words)
            siteField(
              "to", words.transferTo, hint: words.transferToHint,
              [.type("text"), .autocomplete("off"), .maxlength(60), .required, .value(to)])
            siteField(
              "points", words.commonPoints, fault: fault,
              [
                .type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20),
                .required, .value(points),
              ])
            button(.class("button wide")) { words.transferGoOn }
          }
        }
        card(words.transferRules) {
          for program in programs {
            h3 { program.name }
            ul(.class("ways")) { for rule in program.rules { li { rule } } }
          }
        }
      }
    }
  }

  private func programField(_ words: Words) -> Node {
    div(.class("field")) {
      label(.for("program")) { words.commonProgram }
      select(.id("program"), .name("program")) {
        for program in programs {
          let name = program.name + " \u{00B7} " + words.points(program.spendable)
          option(
            program.code == chosen ? [.value(program.code), .selected] : [.value(program.code)]
          ) { name }
        }
      }
    }
  }
}

/// The ways in which a member can prove that it is they.
struct OwnProofField: Sendable {
  enum Way: String, CaseIterable, Sendable {
    case pin, password, code

    func name(_ words: Words) -> String {
      switch self {
      case .pin: words.mePin
      case .password: words.mePassword
      case .code: words.enterCode
      }
    }
  }

  /// What this member has.
  let ways: [Way]
  let phone: String
  /// Whether a code is on its way.
  var isSent = false
  var fault: String?

  /// What is asked for; nothing where it was proven a moment ago.
  @Nodes func fields(_ words: Words) -> [Node] {
    div(.class("field")) {
      label(.for("way")) { words.transferProofWay }
      select(.id("way"), .name("way")) {
        for way in ways {
          option(way == first ? [.value(way.rawValue), .selected] : [.value(way.rawValue)]) {
            way.name(words)
          }
        }
      }
    }
    siteField(
      "secret", words.transferProof,
      hint: isSent ? words.enterCodeSent(phone: phone) : words.transferProofHint,
      fault: fault, [.type("password"), .autocomplete("off"), .maxlength(128), .required])
  }

  private var first: Way? { isSent ? .code : ways.first }
}

/// What sending would do, for the member to agree to.
struct SiteTransferConfirmPage: SitePage {
  let receiver: String
  let program: String
  let arrives: ShownPoints
  let fee: ShownPoints
  let total: ShownPoints
  let left: ShownPoints
  let offer: String
  /// Nil where it was proven a moment ago.
  var proof: OwnProofField?
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.transferConfirm }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.transferConfirmIntro)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      section(.class("card")) {
        h2 { receiver }
        facts([
          (words.commonProgram, .text(program)),
          (words.transferArrives, strong { words.points(arrives) }),
          (words.transferFee, .text(words.points(fee))),
          (words.transferTotal, strong { words.points(total) }),
          (words.transferLeft, .text(words.points(left))),
        ])
        form(.method(.post), .action(.siteTransferSend), .class("decision")) {
          formToken(visit)
          input(.type("hidden"), .name("offer"), .value(offer))
          if let proof { proof.fields(words) }
          button(.class("button wide")) { words.transferSend(points: words.points(arrives)) }
        }
        if let proof, !proof.isSent {
          form(.method(.post), .action(.siteTransferCode), .class("decision")) {
            formToken(visit)
            input(.type("hidden"), .name("offer"), .value(offer))
            button(.class("button plain wide")) { words.transferSendCode(phone: proof.phone) }
          }
        }
        p(.class("more")) { a(.href(.siteTransfer)) { words.transferChange } }
      }
    }
  }
}

/// A transfer that was made, for its sender.
struct SiteTransferDonePage: SitePage {
  let id: String
  let receiver: String
  let program: String
  let arrives: ShownPoints
  let fee: ShownPoints
  let total: ShownPoints
  let left: ShownPoints
  let at: ShownTime

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.transferDone }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.transferDoneIntro)
      section(.class("card")) {
        h2 { receiver }
        facts([
          (words.commonTime, .text(words.time(at))), (words.commonProgram, .text(program)),
          (words.transferArrives, strong { words.points(arrives) }),
          (words.transferFee, .text(words.points(fee))),
          (words.transferTotal, strong { words.points(total) }),
          (words.transferLeft, .text(words.points(left))),
        ])
        p(.class("more")) { a(.href(.siteEntry(id))) { words.transferLots } }
        p(.class("more")) { a(.href(.siteTransfer)) { words.transferAgain } }
      }
    }
  }
}
