// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var phoneChange: String { text("phone.change") }
  var phoneEffect: String { text("phone.effect") }
  func phoneIntro(phone: String) -> String { text("phone.intro", ["phone": .text(phone)]) }
  var phoneNew: String { text("phone.new") }
  func phoneNewCode(phone: String) -> String { text("phone.new_code", ["phone": .text(phone)]) }
  func phoneOldCode(phone: String) -> String { text("phone.old_code", ["phone": .text(phone)]) }
  var phoneSend: String { text("phone.send") }
  var phoneTaken: String { text("phone.taken") }
}
