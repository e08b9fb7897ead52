// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var saidEmail: String { text("said.email") }
  var saidEnded: String { text("said.ended") }
  var saidFrozen: String { text("said.frozen") }
  var saidPassword: String { text("said.password") }
  var saidPhone: String { text("said.phone") }
  var saidPin: String { text("said.pin") }
  var saidSaved: String { text("said.saved") }
  var saidSent: String { text("said.sent") }
}
