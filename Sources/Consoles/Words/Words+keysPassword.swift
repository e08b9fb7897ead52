// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var passwordChange: String { text("password.change") }
  var passwordEffect: String { text("password.effect") }
  var passwordIntro: String { text("password.intro") }
  var passwordNew: String { text("password.new") }
  var passwordRule: String { text("password.rule") }
  var passwordSet: String { text("password.set") }
  var passwordWeak: String { text("password.weak") }
}
