// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var signInAction: String { text("sign_in.action") }
  var signInEnded: String { text("sign_in.ended") }
  var signInForgotten: String { text("sign_in.forgotten") }
  var signInIntro: String { text("sign_in.intro") }
  var signInLogin: String { text("sign_in.login") }
  var signInPassword: String { text("sign_in.password") }
  var signInStale: String { text("sign_in.stale") }
  var signInTitle: String { text("sign_in.title") }
  func signInTooMany(minutes: Int64) -> String { text("sign_in.too_many", ["minutes": .count(minutes)]) }
  var signInWrong: String { text("sign_in.wrong") }
}
