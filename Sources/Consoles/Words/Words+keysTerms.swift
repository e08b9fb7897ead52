// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var termsCode: String { text("terms.code") }
  var termsData: String { text("terms.data") }
  var termsEarn: String { text("terms.earn") }
  var termsExpire: String { text("terms.expire") }
  var termsLeave: String { text("terms.leave") }
  var termsMessages: String { text("terms.messages") }
  var termsTitle: String { text("terms.title") }
  var termsVersion: String { text("terms.version") }
  var termsWhat: String { text("terms.what") }
}
