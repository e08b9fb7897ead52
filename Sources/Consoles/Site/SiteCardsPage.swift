/// The member's own cards: blocking one, making it good again, and adding one by number and security code.
struct SiteCardsPage: SitePage {
  struct Shown: Sendable {
    /// What may be done.
    enum Act: Sendable { case report, release, nothing }

    let id: String
    let number: String
    let kind: String
    let standing: String
    /// The last day that it is good for.
    let until: String?
    let act: Act
  }

  /// Which form is at fault.
  enum Fault: Sendable {
    case number(String)
    case code(String)
  }

  let cards: [Shown]
  let phone: String
  /// Whether a code to the member's number is on its way.
  var isSent = false
  var fault: Fault?
  /// What was typed before and not taken.
  var typed = ""

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.cardMine }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.cardMineIntro)
      if cards.isEmpty { emptyState(.quiet, words.cardNone, words.cardNoneText) {} }
      for shown in cards { one(shown, visit) }
      card(words.cardAdd, words.cardAddNote, id: "add") { adding(visit) }
    }
  }

  private func one(_ shown: Shown, _ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card")) {
      h2 { shown.kind }
      facts([
        (words.cardNumber, Node { code { shown.number } }), (words.commonState, .text(shown.standing)),
        (words.cardValidity, .text(shown.until ?? words.cardForEver)),
      ])
      acts(shown, visit)
    }
  }

  private func acts(_ shown: Shown, _ visit: Visit) -> Node {
    switch shown.act {
    case .report: reporting(shown, visit)
    case .release: releasing(shown, visit)
    case .nothing: Node {}
    }
  }

  private func reporting(_ shown: Shown, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(Link.siteCard(shown.id).appending("lost")), .class("decision")) {
      formToken(visit)
      p(.class("hint")) { words.cardLostNote }
      button(.class("button plain wide"), .name("how"), .value("lost")) { words.cardReportLost }
      button(.class("button plain wide"), .name("how"), .value("stolen")) { words.cardReportStolen }
    }
  }

  private func releasing(_ shown: Shown, _ visit: Visit) -> Node {
    let words = visit.words
    if !isSent { return codeRequest(.siteCardsCode, phone, codeFault, visit) }
    return form(.method(.post), .action(Link.siteCard(shown.id).appending("release")), .class("decision")) {
      formToken(visit)
      // Several cards may be lost: each field has an id of its own.
      siteField(
        "code-" + shown.id, words.enterCode, hint: words.enterCodeSent(phone: phone), fault: codeFault,
        codeAttributes)
      button(.class("button wide")) { words.cardRelease }
    }
  }

  private func adding(_ visit: Visit) -> Node {
    let words = visit.words
    let digits = [Attribute.type("text"), Attribute("inputmode", "numeric"), .required]
    return form(.method(.post), .action(.siteCards), .class("decision")) {
      formToken(visit)
      siteField(
        "number", words.cardNumber, fault: numberFault,
        digits + [.maxlength(30), .autocomplete("off"), .value(typed)])
      siteField(
        "card_code", words.cardSecurityCode, hint: words.cardSecurityCodeNote,
        digits + [.maxlength(7), .autocomplete("off")])
      button(.class("button wide")) { words.cardAddButton }
    }
  }

  private var numberFault: String? { if case .number(let text) = fault { text } else { nil } }
  private var codeFault: String? { if case .code(let text) = fault { text } else { nil } }
}
