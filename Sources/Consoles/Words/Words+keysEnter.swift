// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var enterAction: String { text("enter.action") }
  var enterAgree: String { text("enter.agree") }
  var enterAgreeIntro: String { text("enter.agree_intro") }
  var enterAgreeTitle: String { text("enter.agree_title") }
  var enterByCode: String { text("enter.by_code") }
  var enterByPassword: String { text("enter.by_password") }
  var enterClosed: String { text("enter.closed") }
  var enterCode: String { text("enter.code") }
  var enterCodeLife: String { text("enter.code_life") }
  func enterCodeSent(phone: String) -> String { text("enter.code_sent", ["phone": .text(phone)]) }
  var enterCodeTitle: String { text("enter.code_title") }
  var enterEmailWrong: String { text("enter.email_wrong") }
  var enterFinish: String { text("enter.finish") }
  var enterIntro: String { text("enter.intro") }
  var enterLogin: String { text("enter.login") }
  var enterName: String { text("enter.name") }
  var enterNameNote: String { text("enter.name_note") }
  var enterNameWrong: String { text("enter.name_wrong") }
  var enterNew: String { text("enter.new") }
  var enterOtherNumber: String { text("enter.other_number") }
  var enterPasswordIntro: String { text("enter.password_intro") }
  var enterPasswordTitle: String { text("enter.password_title") }
  var enterPhoneWrong: String { text("enter.phone_wrong") }
  var enterReadTerms: String { text("enter.read_terms") }
  var enterSendCode: String { text("enter.send_code") }
  var enterTermsNeeded: String { text("enter.terms_needed") }
  var enterTicketEnded: String { text("enter.ticket_ended") }
  var enterTitle: String { text("enter.title") }
  func enterTooSoon(seconds: Int64) -> String { text("enter.too_soon", ["seconds": .count(seconds)]) }
  var enterWrong: String { text("enter.wrong") }
}
