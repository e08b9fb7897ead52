import Coalition

/// Asks for a code of the second factor, after a right password.
struct SignInCodePage: FrontPage {
  enum Refusal: Sendable {
    case wrong
    case tooManyTries(minutes: Int64)
  }

  let action: Link
  let next: Link?
  var refusal: Refusal?

  func heading(_ words: Words) -> String { words.factorCodeTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      coin
      h1 { heading(words) }
      p { words.factorCodeIntro }
      if let refusal {
        faultNotice(refusal.text(words))
      }
      form(.method(.post), .action(action)) {
        formToken(visit)
        if let next { input(.type("hidden"), .name("next"), .value(next.text)) }
        codeField(words.factorCode, isWrong: refusal != nil)
        button(.class("button wide")) { words.signInAction }
      }
      p(.class("hint")) { words.factorCodeLost }
    }
  }
}

extension SignInCodePage.Refusal {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .wrong: words.factorWrong
    case .tooManyTries(let minutes): words.signInTooMany(minutes: minutes)
    }
  }
}

/// Sets a second factor up: a code to scan, the same as text, and the first code that proves it.
struct FactorPage: FrontPage {
  let enrolment: FactorEnrolment
  let action: Link
  let next: Link?
  var isCodeWrong = false

  func heading(_ words: Words) -> String { words.factorTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { heading(words) }
      p { words.factorIntro }
      if isCodeWrong { faultNotice(words.factorWrongAnew) }
      // Everything that is enrolled is far below what a code holds.
      QRCode(enrolment.address)?.node(words.factorScan) ?? .nothing
      p(.class("hint")) {
        words.factorSecret
        copyable(grouped(enrolment.secret), words)
      }
      form(.method(.post), .action(action)) {
        formToken(visit)
        if let next { input(.type("hidden"), .name("next"), .value(next.text)) }
        codeField(words.factorFirstCode, isWrong: isCodeWrong)
        button(.class("button wide")) { words.factorFinish }
      }
    }
  }

  /// Fours, for those who type it.
  private func grouped(_ text: String) -> String {
    var rest = text[...]
    var groups: [Substring] = []
    while !rest.isEmpty {
      groups.append(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: " ")
  }
}

/// Shows recovery codes, the only time.
struct RecoveryCodesPage: FrontPage {
  let codes: [String]
  let next: Link

  func heading(_ words: Words) -> String { words.recoveryTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { heading(words) }
      p { words.recoveryIntro }
      ol(.class("codes")) { for text in codes { li { code { text } } } }
      p { a(.class("button wide"), .href(next)) { words.recoveryDone } }
    }
  }
}

/// Asks a signed-in person to prove that they are there, before what moves value or changes rights.
struct ConfirmPage: FrontPage {
  enum Refusal: Sendable {
    case wrong
    case tooManyTries(minutes: Int64)
  }

  static let secretName = "confirm_secret"
  /// What no page may show again; a form with one of them is filled in anew.
  static let secretFields: Set<String> = ["password", "again", "pin", "component", "code", "secret"]

  /// Where what was sent goes on, or where the proof alone goes.
  let action: Link
  let fields: [(name: String, value: String)]
  let back: Link
  let asksCode: Bool
  /// What was sent held a secret: it is typed again after this.
  let mustRetype: Bool
  let refusal: Refusal?

  func heading(_ words: Words) -> String { words.confirmTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { heading(words) }
      p { words.confirmIntro }
      if mustRetype { p { words.confirmRetype } }
      faultNotice(refusal.map { text($0, words) })
      form(.method(.post), .action(action)) {
        formToken(visit)
        for field in fields { input(.type("hidden"), .name(field.name), .value(field.value)) }
        if asksCode {
          codeField(words.factorCode, name: Self.secretName, isWrong: refusal != nil)
        } else {
          div(.class("field")) {
            label(.for(Self.secretName)) { words.signInPassword }
            input(
              [
                .id(Self.secretName), .name(Self.secretName), .type("password"),
                .autocomplete("current-password"), .required, .autofocus,
              ] + (refusal == nil ? [] : noted))
          }
        }
        button(.class("button wide")) { words.confirmAction }
      }
      p(.class("hint")) { a(.href(back)) { words.confirmCancel } }
    }
  }

  private func text(_ refusal: Refusal, _ words: Words) -> String {
    switch refusal {
    case .wrong: asksCode ? words.factorWrong : words.confirmWrong
    case .tooManyTries(let minutes): words.signInTooMany(minutes: minutes)
    }
  }
}

private let noted: [Attribute] = [.aria(.invalid, "true"), .aria(.describedby, "fault")]

/// Codes may be pasted, and filled in by the device (WCAG 3.3.8).
private func codeField(_ text: String, name: String = "code", isWrong: Bool) -> Node {
  div(.class("field")) {
    label(.for(name)) { text }
    input(
      [
        .id(name), .name(name), .type("text"), .autocomplete("one-time-code"), .maxlength(40),
        Attribute("autocapitalize", "characters"), Attribute("spellcheck", "false"), .required, .autofocus,
      ] + (isWrong ? noted : []))
  }
}
