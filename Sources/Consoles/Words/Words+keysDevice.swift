// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var deviceCurrent: String { text("device.current") }
  var deviceEnd: String { text("device.end") }
  var deviceEndOthers: String { text("device.end_others") }
  var deviceIntro: String { text("device.intro") }
  func deviceTimes(entered: String, seen: String) -> String {
    text(
      "device.times", ["entered": .text(entered), "seen": .text(seen)])
  }
  var deviceUnknown: String { text("device.unknown") }
}
