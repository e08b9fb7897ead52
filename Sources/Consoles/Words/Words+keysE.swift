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
  var errorFailureText: String { text("error.failure_text") }
  var errorFailureTitle: String { text("error.failure_title") }
  func errorForbiddenRight(right: String) -> String { text("error.forbidden_right", ["right": .text(right)]) }
  var errorForbiddenText: String { text("error.forbidden_text") }
  var errorForbiddenTitle: String { text("error.forbidden_title") }
  var errorHome: String { text("error.home") }
  var errorNotFoundText: String { text("error.not_found_text") }
  var errorNotFoundTitle: String { text("error.not_found_title") }
  var errorRequest: String { text("error.request") }
  var errorStaleText: String { text("error.stale_text") }
  var errorStaleTitle: String { text("error.stale_title") }
  func errorTooManyText(seconds: Int64) -> String {
    text(
      "error.too_many_text", ["seconds": .count(seconds)])
  }
  var errorTooManyTitle: String { text("error.too_many_title") }
  var exportAcceptor: String { text("export.acceptor") }
  var exportAfter: String { text("export.after") }
  var exportAgain: String { text("export.again") }
  var exportBackground: String { text("export.background") }
  var exportBefore: String { text("export.before") }
  var exportCurrency: String { text("export.currency") }
  var exportEnded: String { text("export.ended") }
  var exportFailed: String { text("export.failed") }
  var exportFailureMade: String { text("export.failure_made") }
  var exportFailureRight: String { text("export.failure_right") }
  var exportFile: String { text("export.file") }
  var exportFull: String { text("export.full") }
  var exportIntro: String { text("export.intro") }
  var exportInvalid: String { text("export.invalid") }
  var exportLines: String { text("export.lines") }
  var exportList: String { text("export.list") }
  var exportMemberId: String { text("export.member_id") }
  var exportNoFolder: String { text("export.no_folder") }
  var exportNone: String { text("export.none") }
  var exportNoneText: String { text("export.none_text") }
  var exportNumber: String { text("export.number") }
  var exportReady: String { text("export.ready") }
  var exportRunning: String { text("export.running") }
  func exportTake(size: String) -> String { text("export.take", ["size": .text(size)]) }
  func exportTime(zone: String) -> String { text("export.time", ["zone": .text(zone)]) }
  var exportTitle: String { text("export.title") }
  func exportTooMany(limit: String) -> String { text("export.too_many", ["limit": .text(limit)]) }
  var exportTransactionId: String { text("export.transaction_id") }
  func exportUntil(time: String) -> String { text("export.until", ["time": .text(time)]) }
  var exportWaiting: String { text("export.waiting") }
}
