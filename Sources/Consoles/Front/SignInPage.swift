/// Sign-in of the platform's staff.
struct SignInPage: FrontPage {
  enum Refusal: Sendable {
    /// One answer for a wrong name and a wrong password, so that neither can be probed.
    case wrongPair
    case tooManyTries(minutes: Int64)
    case sessionEnded
    /// The form did not come from this page, or lay open too long.
    case staleForm
  }

  /// Where the form goes.
  var action: Link = .signIn
  /// What was typed before, so that nobody types it twice.
  var login = ""
  var refusal: Refusal?
  /// Where to go after; nil leads to the face's first page.
  var next: Link?
  /// The password was changed a moment ago, which ended every session.
  var hasNewPassword = false

  func heading(_ words: Words) -> String { words.signInTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      coin
      h1 { words.signInTitle }
      p { words.signInIntro }
      faultNotice(refusal.map { text($0, words) }, id: "sign-in-error")
      if hasNewPassword {
        div(.class("notice good"), .role("status")) { p { words.ownPasswordSaved } }
      }
      form(.method(.post), .action(action)) {
        formToken(visit)
        if let next { input(.type("hidden"), .name("next"), .value(next.text)) }
        field("login", words.signInLogin) {
          input(
            fieldAttributes("login") + [
              .type("text"), .autocomplete("username"), .value(login), Attribute("autocapitalize", "none"),
              Attribute("spellcheck", "false"), .required,
            ])
        }
        field("password", words.signInPassword) {
          input(
            fieldAttributes("password") + [
              .type("password"), .autocomplete("current-password"), .required,
            ])
        }
        button(.class("button wide")) { words.signInAction }
      }
      p(.class("hint")) { words.signInForgotten }
    }
  }

  private func field(_ id: String, _ name: String, @Nodes control: () -> [Node]) -> Node {
    div(.class("field")) {
      label(.for(id)) { name }
      control()
    }
  }

  private func fieldAttributes(_ id: String) -> [Attribute] {
    let plain: [Attribute] = [.id(id), .name(id)]
    guard case .wrongPair = refusal else { return plain }
    return plain + [.aria(.invalid, "true"), .aria(.describedby, "sign-in-error")]
  }

  private func text(_ refusal: Refusal, _ words: Words) -> String {
    switch refusal {
    case .wrongPair: words.signInWrong
    case .tooManyTries(let minutes): words.signInTooMany(minutes: minutes)
    case .sessionEnded: words.signInEnded
    case .staleForm: words.signInStale
    }
  }
}
