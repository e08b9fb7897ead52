// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var pinAgain: String { text("pin.again") }
  var pinChange: String { text("pin.change") }
  var pinDiffers: String { text("pin.differs") }
  var pinEffect: String { text("pin.effect") }
  var pinIntro: String { text("pin.intro") }
  func pinLocked(time: String) -> String { text("pin.locked", ["time": .text(time)]) }
  var pinNew: String { text("pin.new") }
  var pinRule: String { text("pin.rule") }
  var pinSet: String { text("pin.set") }
  var pinSimple: String { text("pin.simple") }
}
