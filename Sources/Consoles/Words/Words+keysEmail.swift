// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var emailEffect: String { text("email.effect") }
  var emailIntro: String { text("email.intro") }
  var emailNew: String { text("email.new") }
  func emailPresent(email: String) -> String { text("email.present", ["email": .text(email)]) }
  func emailPresentUnproven(email: String) -> String {
    text(
      "email.present_unproven", ["email": .text(email)])
  }
  var emailSave: String { text("email.save") }
  var emailSend: String { text("email.send") }
  var emailTaken: String { text("email.taken") }
  var emailUnavailable: String { text("email.unavailable") }
  var emailUnavailableText: String { text("email.unavailable_text") }
  var emailUnproven: String { text("email.unproven") }
}
