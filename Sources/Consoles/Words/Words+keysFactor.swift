// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var factorCode: String { text("factor.code") }
  var factorCodeIntro: String { text("factor.code_intro") }
  var factorCodeLost: String { text("factor.code_lost") }
  var factorCodeTitle: String { text("factor.code_title") }
  var factorFinish: String { text("factor.finish") }
  var factorFirstCode: String { text("factor.first_code") }
  var factorIntro: String { text("factor.intro") }
  var factorScan: String { text("factor.scan") }
  var factorSecret: String { text("factor.secret") }
  var factorTitle: String { text("factor.title") }
  var factorWrong: String { text("factor.wrong") }
  var factorWrongAnew: String { text("factor.wrong_anew") }
}
