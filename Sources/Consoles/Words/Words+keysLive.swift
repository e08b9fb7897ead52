// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var liveBars: String { text("live.bars") }
  var liveBright: String { text("live.bright") }
  var liveFrozen: String { text("live.frozen") }
  var liveIntro: String { text("live.intro") }
  var liveLapsed: String { text("live.lapsed") }
  var liveQr: String { text("live.qr") }
  var liveRenew: String { text("live.renew") }
  var liveTitle: String { text("live.title") }
  func liveUntil(time: String) -> String { text("live.until", ["time": .text(time)]) }
  var liveUsedUp: String { text("live.used_up") }
}
