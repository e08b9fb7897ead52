/// Redeems a points card, for oneself or another: first the code, then what it does, then the act.
struct SiteRedeemPage: SitePage {
  /// What is to be agreed to.
  struct Promise: Sendable {
    let points: ShownPoints
    let program: String
    /// Hidden but for its ends; nil for oneself.
    let receiver: String?
  }

  var code = ""
  var phone = ""
  var promise: Promise?
  /// Of the form that redeems: sent twice, it redeems once.
  var key = ""
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.redeemTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.redeemIntro)
      if let promise { confirmation(promise, visit) } else { entry(visit) }
      p(.class("hint")) { words.redeemOnceNote }
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card")) {
      h2(.class("unseen")) { words.redeemCode }
      form(.method(.post), .action(.siteRedeem), .class("decision")) {
        formToken(visit)
        siteField(
          "code", words.redeemCode, hint: words.redeemCodeHint, fault: fault,
          [
            .value(code), .maxlength(40), .required, .autocomplete("off"),
            Attribute("autocapitalize", "characters"), Attribute("spellcheck", "false"),
          ])
        siteField(
          "phone", words.redeemPhone,
          [.type("tel"), .value(phone), .maxlength(20), .autocomplete("off")])
        button(.class("button wide")) { words.redeemNext }
      }
    }
  }

  private func confirmation(_ promise: Promise, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.redeemConfirm) {
      facts([
        (words.commonPoints, .text(words.points(promise.points))),
        (words.commonProgram, .text(promise.program)),
        (words.redeemTo, .text(promise.receiver ?? words.redeemToMe)),
      ])
      form(.method(.post), .action(Link.siteRedeem.appending("confirm")), .class("decision")) {
        formToken(visit)
        input(.type("hidden"), .name("code"), .value(code))
        input(.type("hidden"), .name("phone"), .value(phone))
        input(.type("hidden"), .name("key"), .value(key))
        button(.class("button wide")) { words.redeemAct }
      }
      p(.class("more")) { a(.href(.siteRedeem)) { words.redeemBack } }
    }
  }
}
