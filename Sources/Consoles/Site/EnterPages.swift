/// Why a step of entering was not taken.
enum EnterFault: Sendable {
  case phone, email, wrong, stale, closed, terms, name, ticket, ended
  case delayed(minutes: Int64)
  case tooSoon(seconds: Int64)

  func text(_ words: Words) -> String {
    switch self {
    case .phone: words.enterPhoneWrong
    case .email: words.enterEmailWrong
    case .wrong: words.enterWrong
    case .stale: words.signInStale
    case .closed: words.enterClosed
    case .terms: words.enterTermsNeeded
    case .name: words.enterNameWrong
    case .ticket: words.enterTicketEnded
    case .ended: words.signInEnded
    case .delayed(let minutes): words.signInTooMany(minutes: minutes)
    case .tooSoon(let seconds): words.enterTooSoon(seconds: seconds)
    }
  }
}

/// A step of entering the member site: the number, its code, and the first time the terms.
struct EnterPage: SitePage {
  enum Step: Sendable {
    case phone(next: Link?)
    case code(phone: String, next: Link?)
    case password(next: Link?)
    case agreement(ticket: String, name: String, next: Link?)
  }

  let step: Step
  /// What was typed before, so that nobody types it twice.
  var phone = ""
  var fault: EnterFault?

  var tab: SiteTab? { nil }

  func heading(_ words: Words) -> String {
    switch step {
    case .phone: words.enterTitle
    case .code: words.enterCodeTitle
    case .password: words.enterPasswordTitle
    case .agreement: words.enterAgreeTitle
    }
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      coin
      h1 { heading(words) }
      faultNotice(fault?.text(words))
      switch step {
      case .phone(let next): phoneStep(next, visit)
      case .code(let phone, let next): codeStep(phone, next, visit)
      case .password(let next): passwordStep(next, visit)
      case .agreement(let ticket, let name, let next): agreementStep(ticket, name, next, visit)
      }
    }
  }

  @Nodes private func phoneStep(_ next: Link?, _ visit: Visit) -> [Node] {
    let words = visit.words
    p { words.enterIntro }
    form(.method(.post), .action(.siteEnter)) {
      hidden(next, visit)
      siteField("phone", words.commonPhone, described(phoneAttributes))
      button(.class("button wide")) { words.enterSendCode }
    }
    p(.class("hint")) { words.enterNew }
    p(.class("more")) { a(.href(Link.siteEnterPassword.query(nextItems(next)))) { words.enterByPassword } }
  }

  @Nodes private func codeStep(_ phone: String, _ next: Link?, _ visit: Visit) -> [Node] {
    let words = visit.words
    p { words.enterCodeSent(phone: phone) }
    form(.method(.post), .action(.siteEnterCode)) {
      hidden(next, visit)
      input(.type("hidden"), .name("phone"), .value(phone))
      siteField(
        "code", words.enterCode,
        described([
          .type("text"), .autocomplete("one-time-code"), Attribute("inputmode", "numeric"), .maxlength(7),
          .required, .autofocus,
        ]))
      button(.class("button wide")) { words.enterAction }
    }
    p(.class("hint")) { words.enterCodeLife }
    p(.class("more")) { a(.href(Link.siteEnter.query(nextItems(next)))) { words.enterOtherNumber } }
  }

  @Nodes private func passwordStep(_ next: Link?, _ visit: Visit) -> [Node] {
    let words = visit.words
    p { words.enterPasswordIntro }
    form(.method(.post), .action(.siteEnterPassword)) {
      hidden(next, visit)
      siteField(
        "login", words.enterLogin,
        described([.type("text"), .autocomplete("username"), .value(phone), .maxlength(254), .required]))
      siteField(
        "password", words.signInPassword,
        described([.type("password"), .autocomplete("current-password"), .required]))
      button(.class("button wide")) { words.enterAction }
    }
    p(.class("more")) { a(.href(Link.siteEnter.query(nextItems(next)))) { words.enterByCode } }
  }

  @Nodes private func agreementStep(
    _ ticket: String, _ name: String, _ next: Link?, _ visit: Visit
  ) -> [Node] {
    let words = visit.words
    p { words.enterAgreeIntro }
    form(.method(.post), .action(.siteEnterAgree)) {
      hidden(next, visit)
      input(.type("hidden"), .name("ticket"), .value(ticket))
      siteField(
        "name", words.enterName, hint: words.enterNameNote,
        [.type("text"), .autocomplete("name"), .maxlength(100), .value(name)])
      languageField(visit.words.language, words)
      label(.class("check")) {
        input(
          .type("checkbox"), .name("agree"), .value("1"), .required)
        span { words.enterAgree }
      }
      p(.class("hint")) { a(.href(.siteHelp)) { words.enterReadTerms } }
      button(.class("button wide")) { words.enterFinish }
    }
  }

  private var phoneAttributes: [Attribute] {
    [.type("tel"), .autocomplete("tel"), .value(phone), .maxlength(30), .required]
  }

  /// Where the whole step is at fault, its fields say so.
  private func described(_ attributes: [Attribute]) -> [Attribute] {
    switch fault {
    case .wrong, .phone, .email: attributes + [.aria(.invalid, "true"), .aria(.describedby, "fault")]
    default: attributes
    }
  }

  @Nodes private func hidden(_ next: Link?, _ visit: Visit) -> [Node] {
    formToken(visit)
    if let next { input(.type("hidden"), .name("next"), .value(next.text)) }
  }

  private func nextItems(_ next: Link?) -> [(name: String, value: String)] { [("next", next?.text ?? "")] }
}

/// A choice among the languages, each named in itself.
func languageField(_ chosen: Language, _ words: Words) -> Node {
  div(.class("field")) {
    label(.for("language")) { words.shellLanguage }
    select(.id("language"), .name("language")) {
      for language in Language.allCases {
        let plain: [Attribute] = [.value(language.rawValue), .lang(language)]
        option(language == chosen ? plain + [.selected] : plain) { language.name(in: words) }
      }
    }
  }
}

/// The terms and the help of the member site, in one place.
struct SiteHelpPage: SitePage {
  let isEntered: Bool

  var tab: SiteTab? { isEntered ? .me : nil }

  func heading(_ words: Words) -> String { words.siteHelpTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.siteHelpIntro)
      card(words.siteHelpHow) {
        ol(.class("ways")) {
          for step in [words.siteHelpEarn, words.siteHelpUse, words.siteHelpExpiry, words.siteHelpSafe] {
            li { step }
          }
        }
      }
      card(words.siteHelpLost) { p { words.siteHelpLostText } }
      card(words.siteHelpAsk) {
        p { words.siteHelpAskText }
        p(.class("more")) { a(.href(.siteFeedback)) { words.siteFeedback } }
      }
      card(words.termsTitle, words.termsVersion, id: "terms") {
        ol(.class("ways")) {
          for clause in [
            words.termsWhat, words.termsEarn, words.termsExpire, words.termsCode, words.termsData,
            words.termsMessages, words.termsLeave,
          ] { li { clause } }
        }
      }
    }
  }
}
