// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var redeemAct: String { text("redeem.act") }
  var redeemBack: String { text("redeem.back") }
  var redeemBusy: String { text("redeem.busy") }
  var redeemCode: String { text("redeem.code") }
  var redeemCodeHint: String { text("redeem.code_hint") }
  var redeemConfirm: String { text("redeem.confirm") }
  func redeemDelayed(seconds: String) -> String { text("redeem.delayed", ["seconds": .text(seconds)]) }
  var redeemExpired: String { text("redeem.expired") }
  var redeemFrozen: String { text("redeem.frozen") }
  var redeemIntro: String { text("redeem.intro") }
  var redeemInvalid: String { text("redeem.invalid") }
  var redeemNext: String { text("redeem.next") }
  var redeemNotActive: String { text("redeem.not_active") }
  var redeemOnceNote: String { text("redeem.once_note") }
  var redeemPhone: String { text("redeem.phone") }
  var redeemReceiver: String { text("redeem.receiver") }
  var redeemSaid: String { text("redeem.said") }
  var redeemTitle: String { text("redeem.title") }
  var redeemTo: String { text("redeem.to") }
  var redeemToMe: String { text("redeem.to_me") }
  var redeemUsed: String { text("redeem.used") }
  var redeemVoided: String { text("redeem.voided") }
}
