/// Whether a member has a payment PIN.
enum ShownPIN: Sendable {
  case none, set
  case locked(until: ShownTime)

  func note(_ words: Words) -> String {
    switch self {
    case .none: words.mePinNone
    case .set: words.mePinSet
    case .locked(let until): words.pinLocked(time: words.time(until))
    }
  }
}

/// Sets the PIN that pays at tills, by a code to the member's number.
struct SitePINPage: SitePage {
  /// Which field is at fault.
  enum Fault: Sendable {
    case code(String)
    case pin(String)
    case again(String)
  }

  let phone: String
  let pin: ShownPIN
  /// Whether the code is on its way.
  var isSent = false
  var fault: Fault?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.mePin }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    var title = words.pinChange
    if case .none = pin { title = words.pinSet }
    return Node {
      pageHead(heading(words), words.pinIntro)
      if case .locked = pin { div(.class("notice bad"), .role("note")) { p { pin.note(words) } } }
      card(title) { isSent ? entry(visit) : codeRequest(.sitePINCode, phone, codeFault, visit) }
    }
  }

  private var codeFault: String? { if case .code(let text) = fault { text } else { nil } }
  private var pinFault: String? { if case .pin(let text) = fault { text } else { nil } }
  private var againFault: String? { if case .again(let text) = fault { text } else { nil } }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(.sitePIN), .class("decision")) {
      formToken(visit)
      codeField(words.enterCodeSent(phone: phone), fault: codeFault, words)
      siteField("pin", words.pinNew, hint: words.pinRule, fault: pinFault, pinAttributes)
      siteField("pin_again", words.pinAgain, fault: againFault, pinAttributes)
      p(.class("hint")) { words.pinEffect }
      button(.class("button wide")) { words.meSave }
    }
  }

  private var pinAttributes: [Attribute] {
    [
      .type("password"), .autocomplete("new-password"), Attribute("inputmode", "numeric"), .maxlength(6),
      .required,
    ]
  }
}

/// Adds an e-mail address or changes it, proven by codes to the number and to the address.
struct SiteEmailPage: SitePage {
  let phone: String
  let present: (address: String, isProven: Bool)?
  /// Whether e-mail goes out from this platform.
  let sendsEmail: Bool
  /// The new address, once codes are on their way.
  var new: String?
  /// What was typed before and not taken.
  var typed = ""
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.meEmail }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), intro(words))
      if sendsEmail {
        section(.class("card")) {
          h2(.class("unseen")) { words.emailNew }
          new.map { confirmation($0, visit) } ?? request(visit)
        }
        p(.class("more")) { a(.href(.sitePreferences)) { words.meNotices } }
      } else {
        emptyState(.quiet, words.emailUnavailable, words.emailUnavailableText) {
          a(.class("button"), .href(.siteFeedback)) { words.siteFeedback }
        }
      }
    }
  }

  private func intro(_ words: Words) -> String {
    guard let present else { return words.emailIntro }
    return present.isProven
      ? words.emailPresent(email: present.address) : words.emailPresentUnproven(email: present.address)
  }

  private func request(_ visit: Visit) -> Node {
    let words = visit.words
    // An address that somebody else wrote down needs only to be proven.
    let suggestion = present.flatMap { $0.isProven ? nil : $0.address } ?? ""
    return form(.method(.post), .action(.siteEmail), .class("decision")) {
      formToken(visit)
      siteField(
        "email", words.emailNew, fault: fault,
        [
          .type("email"), .autocomplete("email"), .maxlength(254), .required,
          .value(typed.isEmpty ? suggestion : typed),
        ])
      button(.class("button wide")) { words.emailSend }
    }
  }

  private func confirmation(_ new: String, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(.siteEmailChange), .class("decision")) {
      formToken(visit)
      input(.type("hidden"), .name("email"), .value(new))
      siteField("email_code", words.phoneNewCode(phone: new), fault: fault, codeAttributes)
      siteField("phone_code", words.phoneOldCode(phone: phone), codeAttributes)
      p(.class("hint")) { words.emailEffect }
      button(.class("button wide")) { words.emailSave }
    }
  }
}

/// Of a field for a code that was sent.
let codeAttributes: [Attribute] = [
  .type("text"), .autocomplete("one-time-code"), Attribute("inputmode", "numeric"), .maxlength(7), .required,
]

/// The code that was sent to a member, with where it went.
func codeField(_ note: String, fault: String?, _ words: Words) -> Node {
  siteField("code", words.enterCode, hint: note, fault: fault, codeAttributes)
}

/// A button that has a code sent to the member's own number.
func codeRequest(_ target: Link, _ phone: String, _ fault: String?, _ visit: Visit) -> Node {
  form(.method(.post), .action(target), .class("decision")) {
    formToken(visit)
    if let fault { p(.class("fault"), .role("alert")) { fault } }
    p { visit.words.meCodeTo(phone: phone) }
    button(.class("button wide")) { visit.words.enterSendCode }
  }
}
